import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import { staysHere } from './stays-here.ts'

export type AnchorProps = {
  /** An address inside the house ('/cases/…'), with its search and hash. */
  href: string
  children: ReactNode
  className?: string
  id?: string
  current?: 'page' | 'step' | 'location' | undefined
  'aria-label'?: string
  'aria-describedby'?: string | undefined
  /** -1 where Tab passes by; one comes to it from the text. */
  tabIndex?: 0 | -1
  title?: string
  /** The defined word it stands for; its meaning is shown beside it. */
  'data-term'?: string
  onFollow?: () => void
}

/** A link that changes the page without loading the application again. A real link: it can be copied or opened in a tab. */
export function Anchor({ href, children, current, onFollow, ...rest }: AnchorProps): ReactNode {
  const router = useRouter()
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    if (event.defaultPrevented || !staysHere(event, href)) return
    event.preventDefault()
    onFollow?.()
    router.history.push(href)
  }
  return (
    <a {...rest} href={href} aria-current={current} onClick={follow}>
      {children}
    </a>
  )
}
