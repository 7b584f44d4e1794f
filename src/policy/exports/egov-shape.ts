import type { Level } from '../reading/types.ts'
import type { ModelTree } from './edition-model.ts'
import { readingsOf } from './settle.ts'

/** Items from the shallowest to the deepest. */
export const SUBITEMS: readonly string[] = [
  'Item',
  ...Array.from({ length: 10 }, (_, i) => `Subitem${i + 1}`),
]

/** Divisions of 法令標準XML and what may stand in each behind its articles. */
export const DIVISIONS: ReadonlyMap<Level, { readonly name: string; readonly below: readonly Level[] }> =
  new Map([
    ['編', { name: 'Part', below: ['章'] }],
    ['章', { name: 'Chapter', below: ['節'] }],
    ['節', { name: 'Section', below: ['款', '目'] }],
    ['款', { name: 'Subsection', below: ['目'] }],
    ['目', { name: 'Division', below: [] }],
  ])

/** Divisions at the top of the main part. */
const TOP: readonly Level[] = ['編', '章', '節']

/** Whether a tree can be written with the divisions of the schema: titles, then articles, then smaller divisions. */
export function isDivisionTree(tree: ModelTree, holdsTable: (wid: string) => boolean): boolean {
  return TOP.includes(tree.node.level) && fits(tree, holdsTable)
}

function fits({ node, children }: ModelTree, holdsTable: (wid: string) => boolean): boolean {
  if (node.level === '条') return true
  const division = DIVISIONS.get(node.level)
  if (division === undefined || node.text !== '' || children.length === 0 || holdsTable(node.wid))
    return false
  const firstDivision = children.findIndex((c) => c.node.level !== '条')
  const divisions = firstDivision < 0 ? [] : children.slice(firstDivision)
  const level = divisions[0]?.node.level
  if (level !== undefined && !division.below.includes(level)) return false
  // A 節 with articles of its own may go on with 款 only.
  if (node.level === '節' && level === '目' && firstDivision > 0) return false
  return divisions.every((d) => d.node.level === level) && children.every((c) => fits(c, holdsTable))
}

/** Num of an Article: 第12条の2 is 12_2, 第5条及び第6条 is 5:6. */
export function articleNumber(label: string, otherwise: number): string {
  const marker = readingsOf(label).find((m) => m.level === '条')
  if (marker === undefined) return String(otherwise)
  const numbers = [...label.normalize('NFKC').matchAll(/第 ?([0-9]+) ?条/g)].map((m) => m[1] ?? '')
  if (numbers.length === 2) return numbers.join(':')
  return [marker.n, ...marker.tail].join('_')
}
