import { sql, type RawBuilder } from 'kysely'
import { standingsWithFallbacks } from '#authority/reads.ts'
import { unitsUnder } from '#authority/units.ts'
import type { Standing } from '#authority/standing.ts'
import type { z } from 'zod'
import { openDaysBetween } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { caseRow, listApplications, today } from './contract.ts'
import { bulkFault } from './bulk-rule.ts'
import { bulkLimits, strictestToday } from './bulk.ts'
import { answering, definitionsOf } from './case.ts'
import { STRICTEST } from './class-level.ts'
import { type EntryFacts, type Form, type ProcedureDefinition } from './definition.ts'
import { officeScope, waitingFor } from './case-scopes.ts'
import { nameDayOf, shownUnitOf } from './name-day.ts'
import type { ProcedurePorts } from './ports.ts'
import type { ApplicationState } from './states.ts'
import { officeWordOf, officeWords, overdueDays } from './view.ts'

/** Counting stops here: beyond it the screen says 「以上」, and no list costs more than this. */
const COUNT_LIMIT = 10_000

type Row = {
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

const columns = sql`
  a.application_id, a.procedure, a.number, a.title, a.state, a.form, a.facts, a.filed_at, a.period_to,
  a.reminders, a.applicant_id, a.content_hash, coalesce(w.raised, false) as raised, w.turn,
  coalesce(w.decides, false) as decides, u.name as unit_name, p.family, p.given`

/** The unit under its name of the day: of today while the case is open, and for ever as it was when it was filed. */
const joined = (on: string): RawBuilder<unknown> => sql`
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

/** A page of cases: the page is found first on the narrow index, the joins are made for its rows only. */
async function page(
  tx: Tx,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  at: { page: number; size: number; on: string },
): Promise<{ rows: Row[]; total: number }> {
  const offset = (at.page - 1) * at.size
  const { rows } = await sql<Row>`
    select ${columns} from (
      select * from application a where ${where} order by ${order} limit ${at.size} offset ${offset}) a ${joined(at.on)}
     order by ${order}`.execute(tx)
  const counted = await sql<{ total: number }>`
    select count(*) as total from (select 1 from application a where ${where} limit ${COUNT_LIMIT}) c`.execute(
    tx,
  )
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** The definitions behind these rows; the city's own are asked for only where one is named. One query at most. */
async function definitionsBehind(
  tx: Tx,
  ports: ProcedurePorts,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, ProcedureDefinition>> {
  const house = new Map(ports.procedures.map((each) => [each.key, each]))
  if (rows.every((row) => house.has(row.procedure))) return house
  return new Map((await definitionsOf(ports, tx)).map((each) => [each.key, each]))
}

/** What the rule of granting together needs to know about the rows of a page. */
type Bulk = {
  readonly limits: ReadonlyMap<string, number>
  readonly levels: ReadonlyMap<string, number>
}
const noBulk: Bulk = { limits: new Map(), levels: new Map() }

/** Two queries; one where no procedure is granted together. */
async function bulkOf(
  tx: Tx,
  definitions: Iterable<ProcedureDefinition>,
  rows: readonly Row[],
): Promise<Bulk> {
  const limits = await bulkLimits(tx, definitions)
  const asked = rows.filter((row) => limits.has(row.procedure))
  const cases = asked.map((row) => ({ id: row.application_id, entries: row.facts.entries }))
  return { limits, levels: await strictestToday(tx, cases) }
}

function rowView(
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

/** The lists: waiting for me, filed by me, of my units. At most seven queries each. */
export async function listCases(
  act: Act,
  input: z.output<typeof listApplications.input>,
  ports: ProcedurePorts,
): Promise<z.input<typeof listApplications.output>> {
  const { personId, rights } = personOf(act)
  const none = { standings: [], fallbacks: [] }
  const rightsNow = input.view === 'mine' ? none : await standingsWithFallbacks(act.tx, personId, act.today)
  const scope =
    input.view === 'inbox'
      ? await waitingFor(act.tx, rightsNow, act.today)
      : input.view === 'mine'
        ? sql`a.applicant_id = ${personId}::uuid`
        : await officeScope(act.tx, rightsNow.standings, { personId, rights }, act.today)
  const filters: RawBuilder<unknown>[] = [scope]
  if (input.view === 'office') filters.push(sql`(a.state <> 'draft' or a.applicant_id = ${personId}::uuid)`)
  if (input.state !== undefined) filters.push(sql`a.state = ${input.state}`)
  if (input.overdue === true) filters.push(sql`a.state = 'in-use' and a.period_to < ${act.today}::date`)
  if (input.procedure !== undefined) filters.push(sql`a.procedure = ${input.procedure}`)
  if (input.unitId !== undefined) filters.push(sql`a.unit_id = ${input.unitId}::uuid`)
  if (input.search !== undefined && input.search !== '') {
    const like = `%${input.search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    filters.push(sql`(a.title like ${like} or a.number like ${like})`)
  }
  const order =
    input.view === 'inbox' ? sql`a.filed_at, a.application_id` : sql`a.created_at desc, a.application_id`
  const found = await page(act.tx, sql.join(filters, sql` and `), order, { ...input, on: act.today })
  const definitions = await definitionsBehind(act.tx, ports, found.rows)
  const bulk = input.view === 'inbox' ? await bulkOf(act.tx, definitions.values(), found.rows) : noBulk
  return {
    rows: found.rows.map((row) => rowView(definitions, bulk, row, personId, act.today)),
    total: found.total,
    page: input.page,
    size: input.size,
  }
}

const HOME_ROWS = 8

/** 今日やること, oldest first. A fixed number of queries, whatever the size of the city. */
export async function todayFor(act: Act, ports: ProcedurePorts): Promise<z.input<typeof today.output>> {
  const { personId, rights } = personOf(act)
  const rightsNow = await standingsWithFallbacks(act.tx, personId, act.today)
  const { standings } = rightsNow
  const words = await officeWords(act.tx, act.today)
  const first = { page: 1, size: HOME_ROWS, on: act.today }
  const oldest = sql`a.filed_at, a.application_id`
  const waiting = await page(act.tx, await waitingFor(act.tx, rightsNow, act.today), oldest, first)
  const confirming = standings.filter((each) => answering.has(each.office) && each.unitId !== null)
  const units = await unitsUnder(
    act.tx,
    [...new Set(confirming.flatMap((each) => each.unitId ?? []))],
    act.today,
  )
  const overdue = await page(
    act.tx,
    sql`a.state = 'in-use' and a.period_to < ${act.today}::date
        and (a.unit_id = any(${units}::uuid[]) or a.applicant_id = ${personId}::uuid)`,
    sql`a.period_to, a.application_id`,
    first,
  )
  const mine = await page(
    act.tx,
    sql`a.applicant_id = ${personId}::uuid
        and a.state in ('draft', 'waiting', 'sent-back', 'pulled-back', 'granted', 'in-use')`,
    sql`a.created_at desc, a.application_id`,
    first,
  )
  const { rows: readings } = await sql<{
    decision_id: string
    application_id: string
    number: string | null
    title: string
    family: string
    given: string
    decided_at: string
  }>`
    select r.decision_id, r.application_id, a.number, a.title, p.family, p.given, d.decided_at
      from after_reading r
      join decision d on d.tenant_id = r.tenant_id and d.decision_id = r.decision_id
      join application a on a.tenant_id = r.tenant_id and a.application_id = r.application_id
      join person p on p.tenant_id = d.tenant_id and p.id = d.decider_id
     where r.holder_id = ${personId}::uuid and r.read_at is null
     order by r.requested_at limit 50`.execute(act.tx)
  const gaps = await ports.gaps(act.tx, rights, act.today)
  const definitions = await definitionsBehind(act.tx, ports, [...waiting.rows, ...overdue.rows, ...mine.rows])
  const view = (row: Row) => rowView(definitions, noBulk, row, personId, act.today)
  return {
    on: act.today,
    standingWords: [...new Set(standings.map((each) => standingWord(each, words)))],
    waiting: { total: waiting.total, rows: waiting.rows.map(view) },
    overdue: { total: overdue.total, rows: overdue.rows.map(view) },
    mine: { total: mine.total, rows: mine.rows.map(view) },
    afterReadings: readings.map((row) => ({
      decisionId: row.decision_id,
      applicationId: row.application_id,
      number: row.number,
      title: row.title,
      deciderName: row.given === '' ? row.family : `${row.family} ${row.given}`,
      decidedAt: row.decided_at,
    })),
    gaps: gaps.map((gap) => ({ ...gap })),
    counts: {
      waiting: waiting.total,
      overdue: overdue.total,
      afterReadings: readings.length,
      mine: mine.total,
    },
  }
}

function standingWord(standing: Standing, words: ReadonlyMap<string, string>): string {
  const word = officeWordOf(standing.office, words)
  return standing.capacity === '本人' ? word : `${word}(${standing.capacity})`
}
