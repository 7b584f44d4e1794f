import { use, useMemo, type ReactNode } from 'react'
import { Anchor } from '../../../parts/anchor.tsx'
import { readingAddress } from '../addresses.ts'
import { MarkedText } from '../marked-text.tsx'
import type { Range } from '../types.ts'
import { LinksContext } from './links-context.ts'
import { termTipId } from './term-tip.tsx'
import { linksIn, type TextLink } from './text-links.ts'

const none: readonly never[] = []

/**
 * The words of a clause with what was looked for marked, terms leading to their meaning and pointers to where they
 * point. Only the links of the selected clause are stops of the Tab key; a text has hundreds of them.
 */
export function LinkedText({
  wid,
  text,
  ranges,
  current,
}: {
  wid: string
  text: string
  ranges: readonly Range[]
  current: boolean
}): ReactNode {
  const links = use(LinksContext)
  const found = useMemo(
    () => (links === null ? none : linksIn(wid, text, links.refs.get(wid) ?? none, links.finder)),
    [links, wid, text],
  )
  if (links === null || found.length === 0) return <MarkedText text={text} ranges={ranges} />
  return (
    <>
      {found.map((link, index) => (
        <span key={link.start}>
          <Part text={text} start={found[index - 1]?.end ?? 0} end={link.start} ranges={ranges} />
          <Leading link={link} editionId={links.editionId} current={current}>
            <Part text={text} start={link.start} end={link.end} ranges={ranges} />
          </Leading>
        </span>
      ))}
      <Part text={text} start={found.at(-1)?.end ?? 0} end={text.length} ranges={ranges} />
    </>
  )
}

function Leading({
  link,
  editionId,
  current,
  children,
}: {
  link: TextLink
  editionId: string
  current: boolean
  children: ReactNode
}): ReactNode {
  if (link.kind === 'term') {
    return (
      <Anchor
        href={readingAddress(editionId, link.term.wid)}
        tabIndex={current ? 0 : -1}
        aria-describedby={termTipId}
        data-term={link.term.word}
        className="text-inherit decoration-dotted decoration-1 underline-offset-4 hover:decoration-2"
      >
        {children}
      </Anchor>
    )
  }
  const target = link.to.find((each) => 'wid' in each)
  if (target === undefined) return children
  return (
    <Anchor href={readingAddress(editionId, target.wid)} tabIndex={current ? 0 : -1} title={target.number}>
      {children}
    </Anchor>
  )
}

/** A stretch of the words, with the marks that lie in it. */
function Part({
  text,
  start,
  end,
  ranges,
}: {
  text: string
  start: number
  end: number
  ranges: readonly Range[]
}): ReactNode {
  if (start >= end) return null
  const inside = ranges
    .filter((range) => range.start < end && range.end > start)
    .map((range) => ({ start: Math.max(range.start, start) - start, end: Math.min(range.end, end) - start }))
  return <MarkedText text={text.slice(start, end)} ranges={inside} />
}
