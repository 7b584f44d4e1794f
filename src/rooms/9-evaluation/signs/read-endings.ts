import { sql } from 'kysely'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { startOfDay } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import { carryBook } from '#rooms/2-assets/carry/book.ts'
import { disposalRegister } from '#rooms/2-assets/disposal/book.ts'
import { loanBook } from '#rooms/2-assets/medium/reads.ts'
import { repairRegister } from '#rooms/4-physical/repair/book.ts'
import { privateDeviceBook } from '#rooms/5-people/private-device/book.ts'
import { cardRegister } from '#rooms/6-technical/cards/definition.ts'
import { exchangeBook } from '#rooms/6-technical/exchange/book.ts'
import { connectionRegister } from '#rooms/6-technical/network/definition.ts'
import type { Between } from './read-decisions.ts'
import type { EndingRow } from './rows.ts'

/** The columns with the day on which something that was permitted ended: given back, cut off, erased, destroyed. */
const endingColumns: Readonly<Record<string, readonly string[]>> = {
  'carry-book': ['returned_on'],
  'loan-book': ['returned_on'],
  disposal: ['done_on'],
  repair: ['back_on'],
  'private-device': ['removed_on'],
  card: ['returned_on', 'stopped_on'],
  connection: ['until'],
  'exchange-book': ['ended_on'],
}

type Ending = {
  readonly register: string
  readonly column: string
  readonly book: string
  readonly label: string
}

/** Each of those columns with its words. @throws TypeError at load for a column that is not there. */
export const endings: readonly Ending[] = endingsOf([
  carryBook,
  loanBook,
  disposalRegister,
  repairRegister,
  privateDeviceBook,
  cardRegister,
  connectionRegister,
  exchangeBook,
])

function endingsOf(registers: readonly RegisterDefinition[]): Ending[] {
  return Object.entries(endingColumns).flatMap(([key, columns]) => {
    const definition = registers.find((each) => each.key === key)
    return columns.map((wanted) => {
      const column = definition?.columns.find((each) => each.key === wanted && each.type === 'date')
      if (definition === undefined || column === undefined) {
        throw new TypeError(`the register "${key}" has no day "${wanted}"`)
      }
      return { register: key, column: wanted, book: definition.name, label: column.label }
    })
  })
}

type Raw = {
  at: string
  register: string
  column: string
  unit_id: string
  by: string | null
  entry_id: string
  label: string
  stated: string | null
  before: string | null
  case_id: string | null
  number: string | null
  title: string | null
}

/**
 * Days at the end of something permitted that were written in some days, as they are typed first and each time they are
 * put right. What stood before is what the version before said. One query.
 */
export async function readEndings(tx: Tx, { from, to }: Between): Promise<EndingRow[]> {
  const { rows } = await sql<Raw>`
    select v.at, v.register, w.key as "column", v.unit_id, case when v.by_kind = 'person' then v.by_id end as by,
           v.entry_id, v.label, v.values ->> w.key as stated, b.values ->> w.key as before,
           a.application_id as case_id, a.number, a.title
      from register_entry_version v
      join unnest(${endings.map(({ register }) => register)}::text[],
                  ${endings.map(({ column }) => column)}::text[]) as w (register, key) on w.register = v.register
      left join register_entry_version b
        on b.tenant_id = v.tenant_id and b.entry_id = v.entry_id and b.version = v.version - 1
      left join application a on a.tenant_id = v.tenant_id
       and a.application_id = (coalesce(v.values ->> 'application', v.values ->> 'permit'))::uuid
     where v.register = any(${[...new Set(endings.map(({ register }) => register))]}::text[])
       and v.at >= ${startOfDay(from)} and v.at < ${startOfDay(to)} and v.origin <> 'import'
       and (v.values ->> w.key) is distinct from (b.values ->> w.key)
     order by v.at, v.entry_id, w.key`.execute(tx)
  return rows.map((row) => {
    const ending = endings.find((each) => each.register === row.register && each.column === row.column)
    return {
      at: row.at,
      unitId: row.unit_id,
      personId: row.by,
      otherId: null,
      subject: { kind: `register:${row.register}`, id: row.entry_id },
      label: row.label,
      cases:
        row.case_id === null ? [] : [{ id: row.case_id, number: row.number ?? '', title: row.title ?? '' }],
      caseCount: row.case_id === null ? 0 : 1,
      book: ending?.book ?? '',
      column: ending?.label ?? '',
      statedOn: row.stated,
      statedBefore: row.before,
      recordedOn: jstDate(row.at),
    }
  })
}
