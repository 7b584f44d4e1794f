import { median } from './print-lines.ts'
import { wordsOf, type Block, type PrintLine, type ReadPage } from './blocks.ts'

/** The part of a page, from its edge, in which heads and feet stand. */
const EDGE = 0.12
const PAGE_NUMBER =
  /^(?:[-‐‑‒–—―−ー－~～\s　]*(?:P\.?|p\.?|頁|ページ)?[\s　]*[0-9０-９]{1,4}[\s　]*(?:[/／][\s　]*[0-9０-９]{1,4})?(?:ページ|頁)?[-‐‑‒–—―−ー－~～\s　]*|[(（]?[ivxⅰ-ⅹ]{1,5}[)）]?)$/

/** A head is set apart from the text by more than the usual distance of lines, by this factor. */
const APART = 1.25
/** Heads and feet are short; a sentence of the text that comes again is none. */
const LONGEST = 45

/** The lines that are no part of the text: page numbers, and heads and feet that come again on other pages. */
export function furnitureOf(pages: readonly ReadPage[]): ReadonlySet<Block> {
  const found = new Set<Block>()
  const seen = new Map<string, Map<number, PrintLine[]>>()
  for (const [i, page] of pages.entries()) {
    for (const block of page.blocks) {
      if (block.kind === 'line' && block.parts.every((p) => p.artifact)) found.add(block)
    }
    for (const edge of ['head', 'foot'] as const) {
      for (const [place, line] of atEdge(page, edge).entries()) {
        const words = wordsOf(line).trim()
        if (PAGE_NUMBER.test(words) && place === 0) {
          found.add(line)
          continue
        }
        if (words.length > LONGEST || words.endsWith('。')) continue
        // The same words, but for numbers, at the same height.
        const key = `${edge}/${Math.round(line.y / 6)}/${words.replace(/[0-9０-９]+/g, '#')}`
        const onPages = seen.get(key) ?? new Map<number, PrintLine[]>()
        seen.set(key, onPages)
        onPages.set(i, [...(onPages.get(i) ?? []), line])
      }
    }
  }
  const enough = pages.length <= 3 ? 2 : 3
  for (const onPages of seen.values()) {
    if (onPages.size < enough) continue
    for (const lines of onPages.values()) for (const line of lines) found.add(line)
  }
  return found
}

/** The lines near an edge of the page that a wide gap parts from the text, from the outermost; at most three. */
function atEdge(page: ReadPage, edge: 'head' | 'foot'): PrintLine[] {
  const sorted = page.blocks.toSorted((a, b) => (edge === 'head' ? a.y - b.y : b.y - a.y))
  const usual = leadingOf(page)
  let apart = 0
  for (let i = 0; i < Math.min(3, sorted.length); i += 1) {
    const [block, next] = [sorted[i], sorted[i + 1]]
    if (block === undefined || block.kind !== 'line') break
    const near = edge === 'head' ? block.y < page.height * EDGE : block.y > page.height * (1 - EDGE)
    if (!near) break
    // A table below a head stands closer than a line would: its place is that of its upper line.
    const distance =
      next === undefined ? Infinity : Math.abs(next.y - block.y) + (next.kind === 'table' ? usual : 0)
    if (distance > usual * APART) apart = i + 1
  }
  return sorted.slice(0, apart).filter((b): b is PrintLine => b.kind === 'line')
}

/** The usual distance of lines on a page. */
function leadingOf(page: ReadPage): number {
  const lines = page.blocks.filter((b): b is PrintLine => b.kind === 'line').toSorted((a, b) => a.y - b.y)
  const distances = lines
    .slice(1)
    .map((line, i) => line.y - (lines[i]?.y ?? 0))
    .filter((d) => d > 1)
  const size = median(lines.flatMap((line) => line.parts.map((p) => p.size)))
  return distances.length === 0 ? size * 1.8 : Math.min(median(distances), size * 2)
}
