import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { staysHere } from '../../parts/stays-here.ts'
import { listHref, searchOf, type ListView } from './list-address.ts'

/** Id of the link of a row: the focus returns to it when the entry is closed. */
export const rowLinkId = (entryId: string): string => `row-${entryId}`

/** Opens an entry beside its list. The list stays where it was scrolled to. */
export function EntryLink({
  register,
  view,
  id,
  children,
}: {
  register: string
  view: ListView
  id: string
  children: ReactNode
}): ReactNode {
  const show = useShowList(register)
  const href = listHref(register, view)
  return (
    <a
      id={id}
      href={href}
      onClick={(event) => {
        if (!staysHere(event, href)) return
        event.preventDefault()
        show(view)
      }}
    >
      {children}
    </a>
  )
}

/** Changes what the list shows without moving the page. */
export function useShowList(register: string): (view: ListView) => void {
  const navigate = useNavigate()
  return (view) =>
    void navigate({
      to: '/registers/$register',
      params: { register },
      search: searchOf(view),
      resetScroll: false,
    })
}
