import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import { openDaysBetween } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import { bulkFault } from './bulk-rule.ts'
import { bulkLimits, strictestToday } from './bulk.ts'
import { definitionsOf } from './case.ts'
import { STRICTEST } from './class-level.ts'
import type { caseRow } from './contract.ts'
import type { EntryFacts, Form, ProcedureDefinition } from './definition.ts'
import { nameDayOf, shownUnitOf } from './name-day.ts'
import type { ProcedurePorts } from './ports.ts'
import type { ApplicationState } from './states.ts'
import { overdueDays } from './view.ts'

/** A case as lists, home and board show it. */
export type Row = {
  application_id: string
  procedure: string
  number: string | null
  title: string
  state: ApplicationState
  form: Form
  facts: { entries: readonly EntryFacts[] }
  filed_at: string | null
  period_to: string | null
  reminders: number
  raised: boolean
  turn: string | null
  /** The open seats are all there to decide. */
  decides: boolean
  content_hash: string
  applicant_id: string
  unit_name: string
  family: string
  given: string
}

export const rowColumns = sql`
  a.application_id, a.procedure, a.number, a.title, a.state, a.form, a.facts, a.filed_at, a.period_to,
  a.reminders, a.applicant_id, a.content_hash, coalesce(w.raised, false) as raised, w.turn,
  coalesce(w.decides, false) as decides, u.name as unit_name, p.family, p.given`

/** The unit under its name of the day: of today while the case is open, and for ever as it was when it was filed. */
export const rowJoins = (on: string): RawBuilder<unknown> => sql`
  cross join lateral (
    select s.name from unit_at s
     where s.tenant_id = a.tenant_id and s.id = ${shownUnitOf()}
     order by (s.valid_from <= ${nameDayOf(on)}) desc, abs(s.valid_from - ${nameDayOf(on)})
     limit 1) u
  cross join lateral (
    select bool_or(s.raised) as raised, string_agg(distinct s.word, '、') as turn,
           bool_and(s.act = 'decide') as decides from application_step s
     where s.tenant_id = a.tenant_id and s.application_id = a.application_id and s.round = a.round
       and s.state = 'open') w
  join person p on p.tenant_id = a.tenant_id and p.id = a.applicant_id`

/** What the rule of granting together needs to know about the rows of a page. */
export type Bulk = {
  readonly limits: ReadonlyMap<string, number>
  readonly levels: ReadonlyMap<string, number>
}
export const noBulk: Bulk = { limits: new Map(), levels: new Map() }

/** Two queries; one where no procedure is granted together. */
export async function bulkOf(
  tx: Tx,
  definitions: Iterable<ProcedureDefinition>,
  rows: readonly Row[],
): Promise<Bulk> {
  const limits = await bulkLimits(tx, definitions)
  const asked = rows.filter((row) => limits.has(row.procedure))
  const cases = asked.map((row) => ({ id: row.application_id, entries: row.facts.entries }))
  return { limits, levels: await strictestToday(tx, cases) }
}

export function rowView(
  definitions: ReadonlyMap<string, ProcedureDefinition>,
  bulk: Bulk,
  row: Row,
  personId: string,
  on: string,
): z.input<typeof caseRow> {
  const atMost = bulk.limits.get(row.procedure) ?? 1
  const definition = definitions.get(row.procedure)
  const summary = definition?.summarise(row.form, row.facts.entries)
  return {
    applicationId: row.application_id,
    procedure: row.procedure,
    procedureName: definition?.name ?? row.procedure,
    number: row.number,
    title: row.title,
    state: row.state,
    unitName: row.unit_name,
    applicantName: row.given === '' ? row.family : `${row.family} ${row.given}`,
    purpose: summary?.purpose ?? '',
    classLabel: summary?.classLabel ?? null,
    personal: summary?.personal ?? 0,
    filedAt: row.filed_at,
    periodTo: row.period_to,
    overdueDays: overdueDays(row, on),
    waitingDays:
      row.state === 'waiting' && row.filed_at !== null ? openDaysBetween(jstDate(row.filed_at), on) : 0,
    reminders: row.reminders,
    raised: row.raised,
    turn: row.turn,
    bulk:
      bulkFault({
        atMost,
        state: row.state,
        decides: row.decides,
        own: row.applicant_id === personId,
        strictest: bulk.levels.get(row.application_id) ?? STRICTEST,
      }) === null
        ? { contentHash: row.content_hash, atMost }
        : null,
    mine: row.applicant_id === personId,
  }
}

/** The definitions behind these rows; the city's own are asked for only where one is named. One query at most. */
export async function definitionsBehind(
  tx: Tx,
  ports: ProcedurePorts,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, ProcedureDefinition>> {
  const house = new Map(ports.procedures.map((each) => [each.key, each]))
  if (rows.every((row) => house.has(row.procedure))) return house
  return new Map((await definitionsOf(ports, tx)).map((each) => [each.key, each]))
}
