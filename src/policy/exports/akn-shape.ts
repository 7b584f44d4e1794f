import type { Level } from '../reading/types.ts'
import { readingsOf } from './settle.ts'

/** Namespace of Akoma Ntoso, and ours for what its own shape cannot tell. */
export const AKN = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0'
export const OURS = 'urn:x-kijun:akn:1'

type Shape = { readonly element: string; readonly abbreviation: string; readonly name?: string }

const ELEMENTS: Readonly<Record<Level, Shape>> = {
  編: { element: 'book', abbreviation: 'book' },
  部: { element: 'part', abbreviation: 'part' },
  章: { element: 'chapter', abbreviation: 'chp' },
  節: { element: 'section', abbreviation: 'sec' },
  款: { element: 'subsection', abbreviation: 'subsec' },
  目: { element: 'division', abbreviation: 'dvs' },
  条: { element: 'article', abbreviation: 'art' },
  第N: { element: 'chapter', abbreviation: 'chp' },
  'N-N': { element: 'section', abbreviation: 'sec' },
  N: { element: 'paragraph', abbreviation: 'para' },
  'N.': { element: 'paragraph', abbreviation: 'para' },
  'N)': { element: 'subparagraph', abbreviation: 'subpara' },
  '(N)': { element: 'subparagraph', abbreviation: 'subpara' },
  '①': { element: 'subparagraph', abbreviation: 'subpara' },
  一: { element: 'subparagraph', abbreviation: 'subpara' },
  ア: { element: 'point', abbreviation: 'point' },
  イロハ: { element: 'point', abbreviation: 'point' },
  '(ア)': { element: 'point', abbreviation: 'point' },
  '(イロハ)': { element: 'point', abbreviation: 'point' },
  '(a)': { element: 'point', abbreviation: 'point' },
  Ⅰ: { element: 'section', abbreviation: 'sec' },
  '【N】': { element: 'section', abbreviation: 'sec' },
  '・': { element: 'indent', abbreviation: 'indent' },
  附則: { element: 'hcontainer', abbreviation: 'hcontainer', name: 'supplementaryProvision' },
  別表: { element: 'hcontainer', abbreviation: 'hcontainer', name: 'appendixTable' },
  様式: { element: 'hcontainer', abbreviation: 'hcontainer', name: 'appendixForm' },
  見出し: { element: 'hcontainer', abbreviation: 'hcontainer', name: 'captioned' },
  行: { element: 'hcontainer', abbreviation: 'hcontainer', name: 'row' },
}

export const shapeOf = (level: Level): Shape => ELEMENTS[level]

/** Levels that an element tells where its number does not: unnumbered bullets and rows. */
export function levelFrom(element: string, name: string | undefined): Level | undefined {
  if (element === 'indent') return '・'
  if (element !== 'hcontainer') return undefined
  const found = Object.entries(ELEMENTS).find(
    ([, shape]) => shape.name !== undefined && shape.name === name,
  )?.[0]
  return found === undefined ? undefined : levels.find((l) => l === found)
}
const levels: readonly Level[] = ['附則', '別表', '様式', '見出し', '行']

/** Elements of the hierarchy of an act. */
export const HIERARCHY: ReadonlySet<string> = new Set([
  'clause',
  'section',
  'part',
  'paragraph',
  'chapter',
  'title',
  'article',
  'book',
  'tome',
  'division',
  'list',
  'point',
  'indent',
  'alinea',
  'rule',
  'subrule',
  'proviso',
  'subsection',
  'subpart',
  'subparagraph',
  'subchapter',
  'subtitle',
  'subdivision',
  'subclause',
  'sublist',
  'level',
  'transitional',
  'hcontainer',
])

/** Number of a provision inside an eId: 第12条の2 is 12-2, (6) is 6, ア is ア. */
export function numberOf(label: string, level: Level, ordinal: number): string {
  const marker = readingsOf(label).find((m) => m.level === level) ?? readingsOf(label)[0]
  if (marker === undefined || marker.n === 0) return String(ordinal)
  if (marker.level === '条') return [marker.n, ...marker.tail].join('-')
  if (marker.level === 'N-N') return marker.tail.join('-')
  if (['ア', '(ア)', 'イロハ', '(イロハ)', '(a)'].includes(marker.level))
    return marker.part.replaceAll(/[()]/g, '')
  return String(marker.n)
}
