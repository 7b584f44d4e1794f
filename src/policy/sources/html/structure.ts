import type { Element } from '../markup.ts'
import { classesOf } from './visible.ts'

/**
 * Class names that the makers of 例規 pages give the parts of a text, with the depth of each: 編 章 節 款 目 条 項 号.
 */
const DEPTHS = new Map<string, number>([
  ['part', 0], ['chapter', 1], ['section', 2], ['subsection', 3], ['division', 4],
  ['article', 5], ['clause', 6], ['paragraph', 6], ['item', 7], ['subitem', 8],
  ...[1, 2, 3, 4, 5, 6].map((n): [string, number] => [`subitem${n}`, 7 + n]),
]) // prettier-ignore

/** The depth of the part of a text that an element is, as its class tells; null for any other element. */
export function depthOf(element: Element): number | null {
  for (const name of classesOf(element)) {
    const depth = DEPTHS.get(name)
    if (depth !== undefined) return depth
  }
  return null
}

/** 号 and what lies below them share one class: their labels tell them apart. */
export function labelDepth(depth: number, label: string): number {
  if (depth !== 7) return depth
  const shown = label.normalize('NFKC').trim()
  if (/^[ア-ン]$/.test(shown)) return 8
  if (/^\([ア-ン]\)$/.test(shown)) return 9
  if (/^[a-z]$/.test(shown)) return 10
  return /^\([a-z]\)$/.test(shown) ? 11 : 7
}

/** Rank of a heading from its label: 第1章 stands above 第1節, 附則 beside the highest. */
export function headingRank(words: string): number {
  const level = /^第\s?[0-9０-９一二三四五六七八九十百]+\s?([編部章節款目])/.exec(words.trim())?.[1] ?? ''
  return { 編: 1, 部: 1, 章: 2, 節: 3, 款: 4, 目: 5 }[level] ?? 2
}
