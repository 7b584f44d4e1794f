import { sql, type RawBuilder } from 'kysely'
import { standingsWithFallbacks } from '#authority/reads.ts'
import { unitsUnder } from '#authority/units.ts'
import type { Standing } from '#authority/standing.ts'
import type { z } from 'zod'
import type { Tx } from '#ground/database/database.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { listApplications, today } from './contract.ts'
import { answering } from './case.ts'
import { bulkOf, definitionsBehind, noBulk, rowColumns, rowJoins, rowView, type Row } from './case-rows.ts'
import { narrowedTo, officeScope, waitingFor } from './case-scopes.ts'
import type { ProcedurePorts } from './ports.ts'
import { officeWordOf, officeWords } from './view.ts'

/** Counting stops here: beyond it the screen says 「以上」, and no list costs more than this. */
const COUNT_LIMIT = 10_000

/** A page of cases: the page is found first on the narrow index, the joins are made for its rows only. */
async function page(
  tx: Tx,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  at: { page: number; size: number; on: string },
): Promise<{ rows: Row[]; total: number }> {
  const offset = (at.page - 1) * at.size
  const { rows } = await sql<Row>`
    select ${rowColumns} from (
      select * from application a where ${where} order by ${order} limit ${at.size} offset ${offset}) a ${rowJoins(at.on)}
     order by ${order}`.execute(tx)
  const counted = await sql<{ total: number }>`
    select count(*) as total from (select 1 from application a where ${where} limit ${COUNT_LIMIT}) c`.execute(
    tx,
  )
  return { rows, total: counted.rows[0]?.total ?? 0 }
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
  filters.push(...(await narrowedTo(act.tx, input, act.today)))
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
