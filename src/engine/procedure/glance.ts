import { sql, type RawBuilder } from 'kysely'
import { standingsOf, standingsWithFallbacks } from '#authority/reads.ts'
import type { Tx } from '#ground/database/database.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { z } from 'zod'
import { strictestToday } from './bulk.ts'
import { definitionsOf, findCase, noSuchCase, type Case } from './case.ts'
import { officeScope } from './case-scopes.ts'
import { strictestLevel } from './class-level.ts'
import type { EarlierCases, glance } from './contract-desk.ts'
import { requireSight } from './decide.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { ProcedurePorts } from './ports.ts'
import type { ApplicationState } from './states.ts'
import { overdueDays } from './view.ts'

/** Earlier cases that are shown one by one. */
const SHOWN = 5
/** Earlier cases that are looked at; who has more is well known. */
const LOOKED_AT = 500

/**
 * What whoever decides wants to know before he does: the applicant's earlier cases and what became of them, those
 * about the same things, what is late or excepted, and what the checks say of the things. Only cases the viewer may see
 * are counted. A fixed number of queries.
 * @throws Refusal 'not-found' for who may not see the case.
 */
export async function glanceAt(
  act: Act,
  applicationId: string,
  ports: ProcedurePorts,
): Promise<z.input<typeof glance.output>> {
  const { tx, today } = act
  const { personId, rights } = personOf(act)
  const file = (await findCase(tx, applicationId)) ?? noSuchCase()
  const viewer = await standingsOf(tx, personId, today, file.applicant_id)
  await requireSight(act, file, { personId, rights, standings: viewer })
  const { standings } = await standingsWithFallbacks(tx, personId, today)
  const seen = await officeScope(tx, standings, { personId, rights }, today)
  const definitions = new Map((await definitionsOf(ports, tx)).map((each) => [each.key, each]))

  const lineIds = file.facts.entries.map((entry) => entry.entryId)
  const ofApplicant = sql`select application_id from application where applicant_id = ${file.applicant_id}::uuid
    order by created_at desc limit ${LOOKED_AT}`
  const ofLines = sql`select application_id from application_item where entry_id = any(${lineIds}::uuid[])
    limit ${LOOKED_AT}`
  const before = {
    applicant: await earlier(tx, file, sql`${seen} and a.application_id in (${ofApplicant})`),
    lines:
      lineIds.length === 0 ? [] : await earlier(tx, file, sql`${seen} and a.application_id in (${ofLines})`),
  }
  const excepted = await inForce(tx, file, ports.exceptionProcedures, seen, today)
  const levels = await strictestToday(tx, [{ id: applicationId, entries: file.facts.entries }])
  const filed = strictestLevel(file.facts.entries)
  const strictest = levels.get(applicationId) ?? filed
  const said = definitions.get(file.procedure)?.summarise(file.form, file.facts.entries)
  return {
    purpose: said?.purpose ?? '',
    personal: said?.personal ?? 0,
    strictest,
    stricterThanFiled: strictest > filed,
    lines: lineIds.length,
    ofApplicant: summed(before.applicant, definitions),
    ofLines: summed(before.lines, definitions),
    late: before.applicant
      .map((row) => ({ ...named(row), days: overdueDays(row, today) }))
      .filter(({ days }) => days > 0),
    exceptions: excepted.map((row) => shown(row, definitions)),
    wrong: [...(await ports.wrongWith(tx, lineIds))],
    papers: file.facts.files?.length ?? 0,
    questions: await questionsOf(tx, file),
  }
}

type Earlier = {
  application_id: string
  procedure: string
  number: string | null
  title: string
  state: ApplicationState
  filed_at: string | null
  period_to: string | null
}

const columns = sql`a.application_id, a.procedure, a.number, a.title, a.state, a.filed_at, a.period_to`

/** Cases filed beside this one, newest first. */
async function earlier(tx: Tx, file: Case, where: RawBuilder<unknown>): Promise<Earlier[]> {
  const { rows } = await sql<Earlier>`
    select ${columns} from application a
     where ${where} and a.application_id <> ${file.application_id}::uuid and a.filed_at is not null
     order by a.filed_at desc, a.application_id desc limit ${LOOKED_AT}`.execute(tx)
  return rows
}

/** Exceptions of the unit of the case that hold today. */
async function inForce(
  tx: Tx,
  file: Case,
  procedures: readonly string[],
  seen: RawBuilder<unknown>,
  on: string,
): Promise<Earlier[]> {
  if (procedures.length === 0) return []
  const { rows } = await sql<Earlier>`
    select ${columns} from application a
     where a.unit_id = ${file.unit_id}::uuid and a.procedure = any(${[...procedures]}::text[]) and ${seen}
       and a.state in ('granted', 'in-use') and (a.valid_until is null or a.valid_until >= ${on}::date)
     order by a.created_at desc limit ${SHOWN}`.execute(tx)
  return rows
}

async function questionsOf(tx: Tx, file: Case): Promise<{ asked: number; open: boolean }> {
  const { rows } = await sql<{ asked: number; open: boolean | null }>`
    select count(*) filter (where author_id <> ${file.applicant_id}::uuid)::int as asked,
           (array_agg(author_id <> ${file.applicant_id}::uuid order by at desc, comment_id desc))[1] as open
      from application_comment where application_id = ${file.application_id}::uuid`.execute(tx)
  return { asked: rows[0]?.asked ?? 0, open: rows[0]?.open ?? false }
}

const grantedStates: ReadonlySet<ApplicationState> = new Set([
  'granted',
  'in-use',
  'done',
  'lapsed',
  'revoked',
])

function summed(
  rows: readonly Earlier[],
  definitions: ReadonlyMap<string, ProcedureDefinition>,
): EarlierCases {
  return {
    total: rows.length,
    granted: rows.filter((row) => grantedStates.has(row.state)).length,
    refused: rows.filter((row) => row.state === 'refused').length,
    sentBack: rows.filter((row) => row.state === 'sent-back').length,
    recent: rows.slice(0, SHOWN).map((row) => shown(row, definitions)),
  }
}

function named(row: Earlier) {
  return { applicationId: row.application_id, number: row.number, title: row.title }
}

function shown(row: Earlier, definitions: ReadonlyMap<string, ProcedureDefinition>) {
  return {
    ...named(row),
    procedure: row.procedure,
    procedureName: definitions.get(row.procedure)?.name ?? row.procedure,
    state: row.state,
    filedAt: row.filed_at,
  }
}
