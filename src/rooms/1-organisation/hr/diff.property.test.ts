import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { derivedId } from '#ground/ids/ids.ts'
import { applyChanges } from './testing/apply-oracle.ts'
import { diffStaff } from './diff.ts'
import { proposeMapping, type Mapping } from './mapping.ts'
import type { Organisation, PersonFact, UnitFact } from './organisation.ts'
import { readStaffRows } from './staff-row.ts'

const on = '2027-04-01'
const unit = (code: string, name: string, kind: UnitFact['kind'], parent: string | null): UnitFact => ({
  id: derivedId(code),
  code,
  name,
  kind,
  parentId: parent === null ? null : derivedId(parent),
})
const units: readonly UnitFact[] = [
  unit('01', '企画部', '部', null),
  unit('0101', '情報政策課', '課', '01'),
  unit('02', '福祉部', '部', null),
  unit('0201', '長寿支援課', '課', '02'),
  unit('0202', '障害福祉課', '課', '02'),
]
const newUnits = [
  ['0203', 'こども課'],
  ['03', '危機管理部'],
  ['0301', '防災課'],
] as const

const header = [
  '職員番号',
  '氏名',
  'フリガナ',
  '所属コード',
  '所属',
  '職名',
  '任用区分',
  '任期満了日',
  '休職区分',
  '退職日',
]
const columns = proposeMapping(header, 'all')
const mapping: Mapping = { kind: 'all', columns, words: {} }

const numbers = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(5, '0'))
const families = ['山田', '髙﨑', '渡邉', '佐藤']
const titles = ['主事', '主任', '係長', '課長補佐', '課長', '部長']
const terms = [null, '2027-04-01', '2028-04-01', '2029-04-01']
const unitId = fc.constantFrom(...units.map((each) => each.id))
const kind = fc.constantFrom('本務', '会計年度任用', '再任用', '臨時')
const side = fc.constantFrom('兼務', '併任', '事務取扱')

const main = fc.record({ unitId, title: fc.constantFrom(...titles), kind, until: fc.constantFrom(...terms) })
const beside = fc.record({ unitId, title: fc.constantFrom(...titles), kind: side })
const person = (number: string) =>
  fc.record({
    number: fc.constant(number),
    family: fc.constantFrom(...families),
    main: fc.option(main, { nil: undefined }),
    sides: fc.uniqueArray(beside, {
      maxLength: 2,
      selector: (each) => `${each.unitId} ${each.title} ${each.kind}`,
    }),
    away: fc.constantFrom('', '', '育児休業', '出張'),
    serving: fc.boolean(),
  })

function asFact(each: {
  number: string
  family: string
  main: { unitId: string; title: string; kind: string; until: string | null } | undefined
  sides: readonly { unitId: string; title: string; kind: string }[]
  away: string
  serving: boolean
}): PersonFact {
  const termed = (kindOf: string, until: string | null): string | null =>
    kindOf === '本務' || kindOf === '再任用' ? until : (until ?? '2028-04-01')
  const sides = each.sides.map((held) => ({ ...held, rank: 'staff' as const, until: null }))
  const mains =
    each.main === undefined
      ? []
      : [{ ...each.main, rank: 'staff' as const, until: termed(each.main.kind, each.main.until) }]
  return {
    id: derivedId(each.number),
    number: each.number,
    family: each.family,
    given: '太郎',
    familyKana: 'カナ',
    givenKana: 'タロウ',
    mail: null,
    extension: null,
    serving: each.serving,
    held: [...mains, ...sides],
    away: each.away === '' ? [] : [each.away],
  }
}

const line = fc.record({
  number: fc.constantFrom(...numbers),
  family: fc.constantFrom(...families),
  at: fc.constantFrom(...units.map((each) => [each.code, each.name] as const), ...newUnits),
  title: fc.constantFrom(...titles),
  word: fc.constantFrom('', '本務', '会計年度任用職員', '再任用', '兼務', '併任', '臨時'),
  until: fc.constantFrom('', '2027-03-31', 'R10.3.31', '令和11年3月31日'),
  leave: fc.constantFrom('', '', '在職', '育児休業', '病気休職'),
  gone: fc.constantFrom('', '', '', '2027-03-31'),
})

test('taking every difference leaves nothing to compare, whatever the organisation and the file', () => {
  let changes = 0
  const kinds = new Map<string, number>()
  fc.assert(
    fc.property(
      fc.tuple(...numbers.slice(0, 9).map((number) => fc.option(person(number), { nil: undefined }))),
      fc.array(line, { maxLength: 14 }),
      fc.constantFrom(true, false, undefined),
      (known, lines, coversSides) => {
        const people = known.flatMap((each) => (each === undefined ? [] : asFact(each)))
        const organisation: Organisation = { units, people }
        const sheet = {
          header,
          rows: lines.map((each, index) => ({
            line: index + 2,
            cells: [
              each.number,
              `${each.family} 太郎`,
              'カナ タロウ',
              each.at[0],
              each.at[1],
              each.title,
            ].concat(each.word, each.until, each.leave, each.gone),
          })),
          blankLines: [],
          problems: [],
          warnings: [],
        }
        const options = { kind: 'all' as const, ...(coversSides === undefined ? {} : { coversSides }) }
        const compare = (now: Organisation) => diffStaff(readStaffRows(sheet, mapping), now, on, options)
        const first = compare(organisation)
        for (const each of first.differences) kinds.set(each.kind, (kinds.get(each.kind) ?? 0) + 1)
        changes += first.differences.length
        const after = applyChanges(
          organisation,
          first.differences.map((each) => each.change),
        )
        const second = compare(after)
        assert.deepEqual(second.differences, [])
        // Whoever is in no right line and in no wrong one either is told of, once.
        const named = new Set(lines.map((each) => each.number))
        const missing = people.filter((each) => each.serving && !named.has(each.number))
        assert.equal(first.counts.missing, missing.length)
        assert.equal(first.counts.rightRows + first.counts.wrongRows, lines.length)
      },
    ),
    { numRuns: 2_000 },
  )
  assert.ok(changes > 1_000, `only ${changes} changes were looked at`)
  for (const expected of [
    'hire',
    'move',
    'promote',
    'retire',
    'extend',
    'rename',
    'leave',
    'return',
    'add-post',
    'end-post',
    'create-unit',
  ])
    assert.ok((kinds.get(expected) ?? 0) > 0, `${expected} never came about`)
})
