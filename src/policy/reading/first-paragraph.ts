import type { Segment } from './layout.ts'
import type { Accepted } from './outline.ts'
import { looksLikeHeading, SENTENCE_END } from './shape.ts'

/**
 * The article or 附則 just begun whose own words have not begun when a label comes at `at`: nothing but its title stands
 * before it. A 1 there is the printed number of its first paragraph; after a sentence it counts a list.
 */
export function unsaidBefore(view: string, last: Segment | undefined, at: number): string | null {
  const level = last?.accepted.marker.level
  if (last === undefined || (level !== '条' && level !== '附則') || last.firstParagraph !== undefined)
    return null
  const words = view.slice(last.accepted.marker.end, at).trim()
  if (words === '' || /^\((?:[^()]|\([^()]*\))*\)$/.test(words)) return last.accepted.id
  if (level === '附則') return supplementTitle(words)?.rest.trim() === '' ? last.accepted.id : null
  const title = last.caption === null && looksLikeHeading(words) && !SENTENCE_END.test(words)
  return title ? last.accepted.id : null
}

/** The article with its first paragraph, whose label and caption are none of its words. */
export function withFirstParagraph(
  article: Segment,
  { marker }: Accepted,
  at: number,
  caption: string | null,
): Segment {
  return { ...article, firstParagraph: { span: [at, marker.end], caption } }
}

/** The heading of an article whose first paragraph is numbered: its own (見出し) or title, and that of the paragraph. */
export function titleOf(source: string, { accepted, caption, firstParagraph }: Segment): string {
  const words = source.slice(accepted.marker.end, firstParagraph?.span[0]).replace(/^[\s　]+|[\s　]+$/g, '')
  const title = caption ?? supplementTitle(words)?.title ?? words
  return [title, firstParagraph?.caption ?? ''].filter((t) => t !== '').join(' ')
}

/** (平成27年訓令第3号) and 抄 at the beginning of a 附則: which it is, and that it is an extract. They are none of its words. */
export function supplementTitle(words: string): { title: string; rest: string } | null {
  const found =
    /^(抄(?=[\s　(（]|$))?[\s　]*([（(](?:[^()（）]|[（(][^()（）]*[）)])*[）)])?[\s　]*(抄(?=[\s　]|$))?/.exec(
      words,
    )
  if (found === null || found[0].trim() === '') return null
  const parts = [found[2]?.slice(1, -1), found[1] ?? found[3]].filter((p) => p !== undefined)
  return { title: parts.join(' '), rest: words.slice(found[0].length) }
}
