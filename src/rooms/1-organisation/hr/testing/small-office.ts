import assert from 'node:assert/strict'
import { derivedId } from '#ground/ids/ids.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import { compareSheet, readStaffSheet } from '../compare.ts'
import type { FileKind } from '../fields.ts'
import { mappingProblems, proposeMapping } from '../mapping.ts'
import type { Held, Organisation, PersonFact, UnitFact } from '../organisation.ts'

/* A handful of people in two sections, and files about them: for the tests of the comparison. */

export const on = '2027-04-01'
const unit = (code: string, name: string, kind: UnitFact['kind'], parent: string | null): UnitFact => ({
  id: derivedId(code),
  code,
  name,
  kind,
  parentId: parent === null ? null : derivedId(parent),
})
const units = [
  unit('02', '福祉部', '部', null),
  unit('0201', '長寿支援課', '課', '02'),
  unit('020101', '庶務係', '係', '0201'),
  unit('0202', '障害福祉課', '課', '02'),
  unit('020201', '庶務係', '係', '0202'),
  unit('90', '情報化推進会議', '会議', null),
]
const seat = (code: string, title: string, kind: string, more: Partial<Held> = {}): Held => ({
  unitId: derivedId(code),
  title,
  rank: 'staff',
  kind,
  until: null,
  ...more,
})
const person = (
  number: string,
  family: string,
  held: readonly Held[],
  more: Partial<PersonFact> = {},
): PersonFact => ({
  id: derivedId(number),
  number,
  family,
  given: '花子',
  familyKana: '',
  givenKana: '',
  mail: null,
  extension: null,
  serving: true,
  held,
  away: [],
  ...more,
})
export const city: Organisation = {
  units,
  people: [
    person('0000001', '髙﨑', [seat('0201', '主事', '本務')]),
    person('0000002', '小川', [
      seat('0202', '課長', '本務', { rank: 'head' }),
      seat('0201', '課長', '事務取扱', { rank: 'head' }),
    ]),
    person('0000003', '原', [
      seat('0201', '主任', '本務'),
      seat('0201', '情報化推進リーダー', '併任', { rank: 'leader' }),
    ]),
    person('0000004', '西村', [seat('0202', '事務補助', '会計年度任用', { until: on })]),
    person('0000005', '森', [], { serving: false }),
    person('0000006', '林', [seat('0202', '主事', '本務')], { away: ['育児休業'] }),
  ],
}
export const header = [
  '職員番号',
  '氏名',
  '所属コード',
  '所属',
  '職名',
  '任用区分',
  '任期満了日',
  '休職区分',
  '退職日',
  '発令日',
]
export const row = (...cells: string[]): string[] => header.map((_, index) => cells[index] ?? '')
export const everybody = [
  row('0000001', '髙﨑 花子', '0201', '', '主事'),
  row('0000002', '小川 花子', '0202', '', '課長'),
  row('0000002', '小川 花子', '0201', '', '課長', '事務取扱'),
  row('0000003', '原 花子', '0201', '', '主任'),
  row('0000004', '西村 花子', '0202', '', '事務補助', '会計年度任用職員', '令和10年3月31日'),
  row('0000006', '林 花子', '0202', '', '主事', '', '', '育児休業'),
]
export const without = (number: string): string[][] => everybody.filter((each) => each[0] !== number)

export async function compare(
  rows: readonly string[][],
  kind: FileKind = 'all',
  columns: readonly string[] = header,
) {
  const sheet = await readStaffSheet(writeCsv({ header: columns, rows }).bytes)
  const mapping = { kind, columns: proposeMapping(sheet.header, kind), words: {} }
  assert.deepEqual(mappingProblems(mapping, sheet.header), [])
  const { comparison, summary } = compareSheet(sheet, mapping, city, on)
  return { ...comparison, summary }
}
export const said = (found: {
  differences: readonly { kind: string; number: string; what: string }[]
}): string[] => found.differences.map((each) => `${each.kind} ${each.number} ${each.what}`)

export const orderHeader = [
  '職員番号',
  '氏名',
  '発令区分',
  '旧所属',
  '新所属コード',
  '新所属',
  '新職名',
  '任期満了日',
  '発令日',
]
export const order = (...cells: string[]): string[] => orderHeader.map((_, index) => cells[index] ?? '')

export type Bad = { what: string; rows: string[][]; at: string; says: RegExp }
