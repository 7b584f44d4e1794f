import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { makeRouter } from './routes.tsx'
import { safeTarget } from './shell/safe-target.ts'
import { sessionQuery } from './shell/session.ts'
import { startWords } from './words/words.ts'

/** Puts the application on the page. */
export async function show(place: HTMLElement): Promise<void> {
  const queryClient = createQueryClient(() => {
    queryClient.setQueryData(sessionQuery.queryKey, null)
    const { href, pathname } = router.state.location
    if (pathname === '/sign-in' || pathname === '/start') return
    const to = safeTarget(href)
    void router.navigate({ to: '/sign-in', search: { expired: true, ...(to === undefined ? {} : { to }) } })
  })
  const router = makeRouter(queryClient)

  await startWords()

  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
