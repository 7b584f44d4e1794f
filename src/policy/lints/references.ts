import { goneSince } from '../norms/laws.ts'
import { crossRefsOf } from '../norms/cross-refs.ts'
import { finding, isSupplementary, type LintRule } from './finding.ts'
import type { ReadDocument } from '../norms/context.ts'
import type { CrossRef, Lint, TextNode } from '../norms/types.ts'

/** A pointer with the place it stands at, inside the node's own words. */
type Placed = { readonly node: TextNode; readonly ref: CrossRef }

const cache = new WeakMap<ReadDocument, readonly Placed[]>()

/** All pointers of a document, also those of openings and definitions that are no norms. */
function pointersOf(doc: ReadDocument): readonly Placed[] {
  const known = cache.get(doc)
  if (known !== undefined) return known
  const found = doc.nodes.flatMap((node) =>
    node.text === '' || isSupplementary(node, doc)
      ? []
      : crossRefsOf(node.text, node, doc).map((ref) => ({ node, ref })),
  )
  cache.set(doc, found)
  return found
}

/** One finding for the same words, with the other places it stands at. */
function grouped(
  placed: readonly Placed[],
  key: (p: Placed) => string,
  make: (first: Placed, related: readonly string[]) => Lint,
): readonly Lint[] {
  const groups = new Map<string, Placed[]>()
  for (const p of placed) {
    const list = groups.get(key(p))
    if (list === undefined) groups.set(key(p), [p])
    else list.push(p)
  }
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : [
          make(
            first,
            rest.map((p) => p.node.id),
          ),
        ],
  )
}

/** A pointer to an article, item or table that this text does not have. */
export const missingReferences: LintRule = (doc) => {
  const hasForms = doc.nodes.some((n) => n.level === '様式')
  const lost = pointersOf(doc).filter(({ ref }) => ref.to.length === 0 && (!isForm(ref) || hasForms))
  return lost.map(({ node, ref }) =>
    finding(
      'missing-reference',
      node.id,
      ref.text,
      `「${ref.text}」が指す先が、この規程に見当たりません。条項の番号がずれていないか、削除された条項を指していないかを確かめてください。`,
      { range: [ref.start, ref.end] },
    ),
  )
}

const isForm = (ref: CrossRef) => ref.text.includes('様式')
const nameOf = (ref: CrossRef) => (ref.to[0] ?? '').replace(/^ext:/u, '')

/** A document of the body that is leaned on but was not handed in, and forms that are not in the text. */
export const externalReferences: LintRule = (doc) => {
  const hasForms = doc.nodes.some((n) => n.level === '様式')
  // 基本方針 and 何市情報セキュリティ基本方針 are one document where the text says so (以下「基本方針」という。).
  const full = new Map(doc.terms.filter((t) => t.by === 'short-name').map((t) => [t.word, t.meaning]))
  const whole = (name: string) => full.get(name) ?? name
  const outside = pointersOf(doc).filter(({ ref }) => ref.kind === 'document' && ref.to.length > 0)
  const forms = hasForms ? [] : pointersOf(doc).filter(({ ref }) => isForm(ref) && ref.to.length === 0)
  return [
    ...grouped(
      outside,
      ({ ref }) => whole(nameOf(ref)),
      ({ node, ref }, related) =>
        finding(
          'external-reference',
          node.id,
          ref.text,
          `「${nameOf(ref)}」は別の文書です。内容を確かめられるよう、あわせて取り込むか、参照先を控えてください。`,
          { range: [ref.start, ref.end], related },
        ),
    ),
    ...grouped(
      forms,
      () => 'form',
      ({ node, ref }, related) =>
        finding(
          'external-reference',
          node.id,
          ref.text,
          `「${ref.text}」などの様式が、取り込んだ文書にありません。様式の原本を用意してください。`,
          {
            range: [ref.start, ref.end],
            related,
          },
        ),
    ),
  ]
}

/** An act or ordinance that no longer stands. */
export const repealedReferences: LintRule = (doc) =>
  grouped(
    pointersOf(doc).filter(
      ({ ref }) => (ref.kind === 'law' || ref.kind === 'document') && goneSince(nameOf(ref)) !== null,
    ),
    ({ ref }) => nameOf(ref),
    ({ node, ref }, related) => {
      const gone = goneSince(nameOf(ref))
      return finding(
        'repealed-reference',
        node.id,
        ref.text,
        `「${nameOf(ref)}」は、${japaneseDate(gone?.since ?? '')}に廃止・改正され、現在は「${gone?.instead ?? ''}」によることが考えられます。今の名称と条番号を確かめてください。`,
        { range: [ref.start, ref.end], related },
      )
    },
  )

const japaneseDate = (iso: string) => {
  const [y, m, d] = iso.split('-').map(Number)
  return `${y}年${m}月${d}日`
}

/** 1の分類: a bare numeral that means a place and can be read as a quantity. */
export const numeralReferences: LintRule = (doc) =>
  grouped(
    pointersOf(doc).filter(
      ({ ref }) =>
        ref.kind === 'provision' &&
        ref.to.length > 0 &&
        /^[0-9０-９]{1,2}の?[^0-9０-９章節条項号]/u.test(ref.text),
    ),
    ({ ref }) => ref.text,
    ({ node, ref }, related) =>
      finding(
        'numeral-reference',
        node.id,
        ref.text,
        `「${ref.text}」の数字は「${ref.to[0] ?? ''}」を指すものと読みました。数量や分類の数字と紛らわしいので、指す先を確かめ、条番号で書くことを検討してください。`,
        { range: [ref.start, ref.end], related },
      ),
  )

const HANDS_OVER =
  /^(?:の規定)?(?:に定めるところによる|の定めるところによる|に規定するところによる|の例による|によるものとする|による。|を準用|のとおりとする|に従うものとする)/u

/** Provisions that leave their matter to each other, so that neither says it. */
export const circularReferences: LintRule = (doc) => {
  const next = new Map<string, Placed[]>()
  for (const placed of pointersOf(doc)) {
    if (
      placed.ref.kind !== 'provision' ||
      !HANDS_OVER.test(placed.node.text.slice(placed.ref.end, placed.ref.end + 14))
    )
      continue
    next.set(placed.node.id, [...(next.get(placed.node.id) ?? []), placed])
  }
  const out: Lint[] = []
  const told = new Set<string>()
  for (const [start, list] of next) {
    for (const placed of list) {
      const ring = ringFrom(start, placed, next)
      if (ring === null) continue
      const key = ring.toSorted().join(' ')
      if (told.has(key)) continue
      told.add(key)
      out.push(
        finding(
          'circular-reference',
          start,
          placed.ref.text,
          '条文どうしが互いに相手の定めによるとしていて、定めの中身がどこにもありません。どちらで定めるのかを確かめてください。',
          {
            range: [placed.ref.start, placed.ref.end],
            related: ring.filter((id) => id !== start),
          },
        ),
      )
    }
  }
  return out
}

/** The ring that leads back to where it began, in at most six steps; null when there is none. */
function ringFrom(
  start: string,
  first: Placed,
  next: ReadonlyMap<string, readonly Placed[]>,
): readonly string[] | null {
  const queue = first.ref.to.map((id) => [start, id])
  const seen = new Set<string>()
  while (queue.length > 0) {
    const path = queue.shift() ?? []
    const last = path.at(-1) ?? ''
    if (last === start) return path.slice(0, -1)
    if (seen.has(last) || path.length > 6) continue
    seen.add(last)
    for (const p of next.get(last) ?? []) for (const id of p.ref.to) queue.push([...path, id])
  }
  return null
}
