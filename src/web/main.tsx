import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import japanese from 'zod/v4/locales/ja.js'
import { createQueryClient } from './api/query-client.ts'
import { makeRouter } from './routes.tsx'
import { safeTarget } from './shell/safe-target.ts'
import { sessionQuery } from './shell/session.ts'
import { startWords } from './words/words.ts'
import './style.css'

// jitless: compiling schemas would need 'unsafe-eval' in the content security policy
z.config({ ...japanese(), jitless: true })

const queryClient = createQueryClient(() => {
  queryClient.setQueryData(sessionQuery.queryKey, null)
  const { href, pathname } = router.state.location
  if (pathname === '/sign-in' || pathname === '/start') return
  const to = safeTarget(href)
  void router.navigate({ to: '/sign-in', search: { expired: true, ...(to === undefined ? {} : { to }) } })
})
const router = makeRouter(queryClient)

await startWords()

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has lost its #app')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
