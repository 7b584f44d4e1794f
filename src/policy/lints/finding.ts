import type { ReadDocument } from '../norms/context.ts'
import type { Lint, LintCode, Norm, TextNode } from '../norms/types.ts'

/** A rule that looks at a whole document. */
export type LintRule = (doc: ReadDocument) => readonly Lint[]

/** A finding about a place of a node's own words. */
export function finding(
  code: LintCode,
  node: string | null,
  text: string,
  message: string,
  more: { readonly range?: Lint['range']; readonly related?: readonly string[] } = {},
): Lint {
  return { code, node, range: more.range ?? null, text, message, related: [...new Set(more.related ?? [])] }
}

/** Where words stand in a node's own words; null when they do not (a heading, a table). */
export function rangeOf(node: TextNode | undefined, words: string, from = 0): Lint['range'] {
  const at = node === undefined ? -1 : node.text.indexOf(words, from)
  return at < 0 ? null : [at, at + words.length]
}

/** Where a place of a norm's sentence stands in its node's own words. */
export const inNode = (norm: Norm, start: number, end: number): Lint['range'] => [
  norm.range[0] + start,
  norm.range[0] + end,
]

/** 附則 and what stands below it: dates and old names, no rules of today. */
export function isSupplementary(node: TextNode, doc: ReadDocument): boolean {
  for (let n: TextNode | undefined = node, steps = 0; n !== undefined && steps < 20; steps += 1) {
    if (n.level === '附則' || n.type === 'supplementary') return true
    n = n.parent === null ? undefined : doc.byId.get(n.parent)
  }
  return false
}

/** The headings of a node and of what it stands under, the topmost first. */
export function headingsOf(node: TextNode, doc: ReadDocument): readonly string[] {
  const out: string[] = []
  for (let n: TextNode | undefined = node, steps = 0; n !== undefined && steps < 20; steps += 1) {
    if (n.heading !== null) out.unshift(n.heading)
    n = n.parent === null ? undefined : doc.byId.get(n.parent)
  }
  return out
}

/** 「a」「b」ほか3件 */
export const named = (words: readonly string[], most = 4): string =>
  words
    .slice(0, most)
    .map((w) => `「${w}」`)
    .join('') + (words.length > most ? `ほか${words.length - most}件` : '')
