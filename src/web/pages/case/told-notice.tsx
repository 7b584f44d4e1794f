import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { Notice } from '../../parts/notice.tsx'
import { forgetTold, toldQuery } from './told.ts'

/**
 * What the last act came to. Takes the focus, so that readers and the keyboard go on from here; stands after the head
 * of the page, which would otherwise take it.
 */
export function ToldNotice({ children }: { children?: ReactNode }): ReactNode {
  const client = useQueryClient()
  const router = useRouter()
  const { pathname } = useLocation()
  const frame = useRef<HTMLDivElement>(null)
  const { data: told } = useQuery(toldQuery)
  const shown = told !== null && told.path === pathname ? told : null
  useEffect(() => {
    if (shown === null) return
    frame.current?.focus({ preventScroll: true })
    globalThis.scrollTo({ top: 0 })
    return router.subscribe('onBeforeNavigate', ({ toLocation }) => {
      // what is told for the next page is already there when this one is left
      const leaves = toLocation.pathname !== shown.path
      if (leaves && client.getQueryData(toldQuery.queryKey) === shown) forgetTold(client)
    })
  }, [shown, router, client])
  if (shown === null) return null
  return (
    <div ref={frame} tabIndex={-1} className="mb-4">
      <Notice kind={shown.kind} live title={shown.title} onClose={() => forgetTold(client)}>
        {shown.text !== undefined && <p className="text-[0.875rem]">{shown.text}</p>}
        {children}
      </Notice>
    </div>
  )
}
