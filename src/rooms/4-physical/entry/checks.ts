import { sql } from 'kysely'
import { check, type CheckLine, type Facts } from '#engine/check/definition.ts'
import type { LineSource } from '#engine/check/line-source.ts'
import type { Values } from '#engine/register/definition.ts'
import { addDays } from '#ground/clock/date.ts'
import { formatDate } from '#ground/clock/wareki.ts'
import type { Tx } from '#ground/database/database.ts'
import { standing } from './lines.ts'
import { isPermitted, permittedIn } from './permitted.ts'
import { entryLogWords } from './words.ja.ts'

type Row = {
  line_id: string
  unit_id: string
  area_id: string
  area: string
  day: string
  at: string
  kind: string
  who: string
  person_id: string | null
  name: string
  company: string | null
  escort_id: string | null
}

const columns = sql`l.line_id, l.unit_id, l.area_id, e.label as area, l.day, l.at, l.kind, l.who, l.person_id, l.name,
  l.company, l.escort_id`
const source = sql`entry_line l join register_entry e on e.tenant_id = l.tenant_id and e.entry_id = l.area_id`

/** How far back the log is judged: a year and a month, so that nothing open is forgotten when a 年度 ends. */
export const daysJudged = 400
const firstJudged = (on: string): string => addDays(on, -daysJudged)

/** Goings in of the last days, by day: what is older was judged in its time. */
export const goingsIn: LineSource = {
  kind: 'source',
  key: 'entry-log',
  name: entryLogWords.name,
  noun: entryLogWords.noun,
  readableBy: 'own-unit-and-policy-office',
  href: '/entry/log',
  numberShown: (number) => formatDate(number.slice(0, 10)),
  hrefOf: ({ number }) => `/entry/log?from=${number.slice(0, 10)}&to=${number.slice(0, 10)}`,
  read: async (tx, after, size, on) => {
    const [day = firstJudged(on), lineId = '00000000-0000-0000-0000-000000000000'] = after?.split(' ') ?? []
    const { rows } = await sql<Row>`
      select ${columns} from ${source}
       where l.day >= ${firstJudged(on)}::date and (l.day, l.line_id) > (${day}::date, ${lineId}::uuid)
         and l.direction = 'in' and ${standing}
       order by l.day, l.line_id limit ${size}`.execute(tx)
    return rows.map(lineOf)
  },
  find: async (tx, lineIds) => {
    const { rows } = await sql<Row>`
      select ${columns} from ${source}
       where l.line_id = any(${[...lineIds]}::uuid[]) and l.direction = 'in' and ${standing}`.execute(tx)
    return rows.map(lineOf)
  },
}

function lineOf(row: Row): CheckLine {
  const values: Record<string, string> = {}
  for (const [key, value] of Object.entries(row)) if (typeof value === 'string') values[key] = value
  return {
    lineId: row.line_id,
    unitId: row.unit_id,
    number: `${row.day} ${row.line_id}`,
    label: `${row.area} ${row.name}`,
    values,
    closed: false,
  }
}

const said = (values: Values, key: string): string | null => {
  const value = values[key]
  return typeof value === 'string' ? value : null
}

/** Whether the permit list of each day lets the person, and his escort, in. One query. */
async function permissions(tx: Tx, lines: readonly CheckLine[]): Promise<Map<string, Facts>> {
  const days = lines.map((line) => said(line.values, 'day') ?? '').toSorted()
  const list = await permittedIn(
    tx,
    lines.map((line) => said(line.values, 'area_id') ?? ''),
    { from: days[0] ?? '', to: days.at(-1) ?? '' },
  )
  return new Map(
    lines.map(({ lineId, values }) => {
      const at = { areaId: said(values, 'area_id') ?? '', day: said(values, 'day') ?? '' }
      const escortId = said(values, 'escort_id')
      return [
        lineId,
        {
          permitted: isPermitted(list, {
            ...at,
            personId: said(values, 'person_id'),
            name: said(values, 'name') ?? '',
            company: said(values, 'company'),
          }),
          escort_permitted:
            escortId !== null && isPermitted(list, { ...at, personId: escortId, name: '', company: null }),
        },
      ]
    }),
  )
}

/** Whether somebody came out within a day of going in, before going in again. One query. */
async function leavings(tx: Tx, lines: readonly CheckLine[]): Promise<Map<string, Facts>> {
  const { rows } = await sql<{ line_id: string; next: string | null }>`
    select a.line_id, (
      select l.direction from entry_line l
       where l.area_id = a.area_id and l.who = a.who and ${standing}
         and (l.at, l.line_id) > (a.at, a.line_id) and l.at <= a.at + interval '24 hours'
       order by l.at, l.line_id limit 1) as next
      from entry_line a where a.line_id = any(${lines.map((line) => line.lineId)}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.line_id, { left: row.next === 'out' }]))
}

const escortNeed = '訪問者に、許可された職員が付き添うことを定める条文'
const enter = '管理区域への入室を許可された者に制限することを定める条文'

/** 第6-2(2)ア: somebody was in a controlled area whom the list of that day did not let in. */
const notPermitted = check({
  key: 'entry-not-permitted',
  name: '許可を受けていない人の入室',
  what: '過去400日の入室を、その日の入室許可者名簿と比べます。来訪者は付き添いを別の点検で見ます。',
  of: goingsIn,
  gather: (tx, lines) => permissions(tx, lines),
  violation: ({ values }, { facts }) =>
    values['kind'] === 'visitor' || facts['permitted'] === true
      ? null
      : `「${String(values['name'] ?? '')}」は、この日の入室許可者名簿にありません。`,
  severity: 'serious',
  owner: 'sec-manager',
  daysToMend: 3,
  slots: [
    { slot: 'rule', need: enter, takes: ['ledger'], words: [['入退室', '許可された者'], '入退室管理簿'] },
  ],
  examples: {
    violating: [
      { values: { kind: 'staff', name: '山田' }, facts: { permitted: false } },
      { values: { kind: 'unknown', name: 'カード 12' } },
    ],
    fine: [
      { values: { kind: 'staff', name: '山田' }, facts: { permitted: true } },
      { values: { kind: 'visitor', name: '客' }, facts: { permitted: false } },
    ],
  },
})

/** 第6-2(2)ウ: a visitor without somebody of the list at his side. */
const noEscort = check({
  key: 'entry-no-escort',
  name: '許可された職員の付き添わない来訪者',
  what: '過去400日の来訪者の入室に、その日の入室を許可された職員が付き添ったかを見ます。',
  of: goingsIn,
  gather: (tx, lines) => permissions(tx, lines),
  violation: ({ values }, { facts }) => {
    if (values['kind'] !== 'visitor' || facts['escort_permitted'] === true) return null
    return values['escort_id'] === undefined
      ? '付き添いの職員が書かれていません。'
      : '付き添った職員は、この日の入室許可者名簿にありません。'
  },
  severity: 'serious',
  owner: 'sec-manager',
  daysToMend: 3,
  slots: [
    { slot: 'rule', need: escortNeed, takes: ['ledger', 'duty'], words: [['訪問者', '付き添'], '付き添'] },
  ],
  examples: {
    violating: [
      { values: { kind: 'visitor' } },
      { values: { kind: 'visitor', escort_id: 'x' }, facts: { escort_permitted: false } },
    ],
    fine: [
      { values: { kind: 'visitor', escort_id: 'x' }, facts: { escort_permitted: true } },
      { values: { kind: 'staff' } },
    ],
  },
})

/** Nobody noted that somebody came out: is he still there, or was the going out forgotten? */
const neverLeft = check({
  key: 'entry-never-left',
  name: '退室の記録がない入室',
  what: '過去400日の入室のうち、24時間以内の退室が書かれていないものを、翌々日から違反とします。',
  of: goingsIn,
  gather: (tx, lines) => leavings(tx, lines),
  violation: ({ values }, { facts, on }) => {
    const day = String(values['day'] ?? '')
    if (facts['left'] === true || day >= addDays(on, -1)) return null
    return `「${String(values['name'] ?? '')}」の退室が書かれていません。確かめて、退室を書くか訂正してください。`
  },
  severity: 'attention',
  owner: 'sec-leader',
  daysToMend: 7,
  slots: [
    { slot: 'rule', need: enter, takes: ['ledger'], words: ['入退室管理簿', '入退室管理', '入退室管理を行'] },
  ],
  examples: {
    violating: [{ on: '2026-11-24', values: { day: '2026-11-22', name: '山田' }, facts: { left: false } }],
    fine: [
      { on: '2026-11-24', values: { day: '2026-11-22', name: '山田' }, facts: { left: true } },
      { on: '2026-11-24', values: { day: '2026-11-23', name: '山田' }, facts: { left: false } },
    ],
  },
})

export const entryChecks = [notPermitted, noEscort, neverLeft]
