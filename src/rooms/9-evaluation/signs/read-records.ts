import { sql } from 'kysely'
import { jstDate } from '#ground/clock/clock.ts'
import { startOfDay } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import { isId } from '#ground/ids/ids.ts'
import { changeRecord, faultRecord, workRecord } from '#rooms/6-technical/records/definition.ts'
import type { Between } from './read-decisions.ts'
import type { AttemptRow, RecordRow } from './rows.ts'
import type { AttemptKind } from './tables.ts'

const bookNames = new Map([workRecord, changeRecord, faultRecord].map(({ key, name }) => [key, name]))
/** Registers whose lines tell of something that happened; their first date slot is its day. */
export const happenings: readonly string[] = [...bookNames.keys()]

type Raw = {
  at: string
  stated_on: string
  unit_id: string
  by: string
  label: string
  register: string | null
  id: string
}

/**
 * Records that people typed in some days and that state a day of their own: entries and exits, and what was done in
 * systems. What the house wrote by itself or took over is nobody's back-dating. One query.
 */
export async function readRecords(tx: Tx, { from, to }: Between): Promise<RecordRow[]> {
  const { rows } = await sql<Raw>`
    select l.entered_at as at, l.day as stated_on, l.unit_id, l.entered_by as by, e.label || ' ' || l.name as label,
           null as register, l.line_id as id
      from entry_line l join register_entry e on e.tenant_id = l.tenant_id and e.entry_id = l.area_id
     where l.entered_at >= ${startOfDay(from)} and l.entered_at < ${startOfDay(to)} and l.origin = 'typed'
       and l.corrects is null
    union all
    select r.created_at, r.date_1, r.unit_id, r.created_by, r.label, r.register, r.entry_id
      from register_entry r
      join register_entry_version v on v.tenant_id = r.tenant_id and v.entry_id = r.entry_id and v.version = 1
     where r.register = any(${happenings}::text[]) and r.date_1 is not null and v.origin = 'person'
       and r.created_at >= ${startOfDay(from)} and r.created_at < ${startOfDay(to)}
     order by at, id`.execute(tx)
  return rows
    .filter((row) => isId(row.by))
    .map((row) => ({
      at: row.at,
      unitId: row.unit_id,
      personId: row.by,
      otherId: null,
      subject: { kind: row.register === null ? 'entry-line' : `register:${row.register}`, id: row.id },
      label: row.label,
      cases: [],
      caseCount: 0,
      book: row.register === null ? '入退室管理簿' : (bookNames.get(row.register) ?? ''),
      statedOn: row.stated_on,
      recordedOn: jstDate(row.at),
    }))
}

type Attempt = {
  attempt_id: string
  at: string
  person_id: string
  kind: AttemptKind
  times: number
  message: string
  application_id: string
  number: string | null
  title: string
  unit_id: string
  applicant_id: string
}

/** What was refused in some days. The unit is that of the case. One query. */
export async function readAttempts(tx: Tx, { from, to }: Between): Promise<AttemptRow[]> {
  const { rows } = await sql<Attempt>`
    select t.attempt_id, t.last_at as at, t.person_id, t.kind, t.times, t.message, t.application_id, a.number, a.title,
           a.unit_id, a.applicant_id
      from refused_attempt t join application a on a.tenant_id = t.tenant_id and a.application_id = t.application_id
     where t.day >= ${from}::date and t.day < ${to}::date
     order by t.last_at, t.attempt_id`.execute(tx)
  return rows.map((row) => ({
    at: row.at,
    unitId: row.unit_id,
    personId: row.person_id,
    otherId: row.applicant_id,
    subject: { kind: 'refused-attempt', id: row.attempt_id },
    label: row.title,
    cases: [{ id: row.application_id, number: row.number ?? '', title: row.title }],
    caseCount: 1,
    kind: row.kind,
    times: row.times,
    message: row.message,
  }))
}
