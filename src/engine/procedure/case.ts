import type { Selectable } from 'kysely'
import { unitsAbove } from '#authority/reads.ts'
import type { Standing } from '#authority/standing.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Tx } from '#ground/database/database.ts'
import type { EntryFacts, Form, ProcedureDefinition } from './definition.ts'
import type { ProcedurePorts } from './ports.ts'
import type { ApplicationTable } from './tables.ts'

export type Case = Selectable<ApplicationTable>

export function noSuchCase(): never {
  return refuse('not-found', 'その申請は見つかりません。番号を確かめるか、一覧から選び直してください。')
}

/** The definition behind a key. @throws Refusal 'not-found'. */
export function definitionOf(ports: ProcedurePorts, key: string): ProcedureDefinition {
  return (
    ports.procedures.find((definition) => definition.key === key) ??
    refuse('not-found', 'その手続はありません。申請の一覧から選び直してください。')
  )
}

/** The case, locked for the rest of the act. @throws Refusal 'not-found'. */
export async function lockCase(tx: Tx, applicationId: string): Promise<Case> {
  const row = await tx
    .selectFrom('application')
    .selectAll()
    .where('application_id', '=', applicationId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? noSuchCase()
}

export async function findCase(tx: Tx, applicationId: string): Promise<Case | undefined> {
  return tx
    .selectFrom('application')
    .selectAll()
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
}

/**
 * Whether a person may read a case: the applicant, who answers for the unit or one above it, who decided it,
 * and the auditors. Administering Kijun is no reason.
 */
export async function maySee(
  tx: Tx,
  file: { applicantId: string; unitId: string; stepUnitId: string | null; applicationId: string },
  viewer: { personId: string; rights: ReadonlySet<string>; standings: readonly Standing[] },
): Promise<boolean> {
  if (file.applicantId === viewer.personId || viewer.rights.has('audit.read')) return true
  const above = new Set(
    await unitsAbove(tx, file.stepUnitId === null ? [file.unitId] : [file.unitId, file.stepUnitId]),
  )
  if (viewer.standings.some((standing) => answersFor(standing, above))) return true
  const decided = await tx
    .selectFrom('decision')
    .select('decision_id')
    .where('application_id', '=', file.applicationId)
    .where((where) =>
      where.or([
        where('decider_id', '=', viewer.personId),
        where('right_of_person_id', '=', viewer.personId),
      ]),
    )
    .limit(1)
    .execute()
  return decided.length > 0
}

const answering = new Set(['sec-leader', 'sec-manager', 'dept-iso', 'chief-iso', 'ciso', 'audit-head'])

function answersFor(standing: Standing, units: ReadonlySet<string>): boolean {
  return answering.has(standing.office) && (standing.unitId === null || units.has(standing.unitId))
}

/** Writes the next line of the case's history. */
export async function addEvent(
  act: Act,
  file: { applicationId: string },
  event: {
    act: string
    actorId: string | null
    capacity?: string | null
    note?: string | null
    form?: Form
    contentHash?: string
  },
): Promise<void> {
  const last = await act.tx
    .selectFrom('application_event')
    .select((select) => select.fn.max('place').as('place'))
    .where('application_id', '=', file.applicationId)
    .executeTakeFirst()
  await act.recorder.save('application_event', {
    tenant_id: act.tenantId,
    application_id: file.applicationId,
    place: (last?.place ?? 0) + 1,
    act: event.act,
    actor_id: event.actorId,
    capacity: event.capacity ?? null,
    note: event.note ?? null,
    form: event.form ?? null,
    content_hash: event.contentHash ?? null,
    at: act.at,
  })
}

/** The city's values of a procedure, its standard ones where the city has set none. One query. */
export async function parametersOf(tx: Tx, definition: ProcedureDefinition): Promise<Record<string, number>> {
  const rows = await tx
    .selectFrom('procedure_parameter')
    .select(['key', 'value'])
    .where('procedure', '=', definition.key)
    .execute()
  const set = new Map(rows.map((row) => [row.key, row.value]))
  return Object.fromEntries(
    definition.parameters.map((parameter) => [parameter.key, set.get(parameter.key) ?? parameter.standard]),
  )
}

/**
 * The assets of a form as they stand now, in the order chosen: current lines of the right register that belong
 * to the applicant's place (its own unit, one above, one below). What is missing or foreign is simply absent.
 */
export async function entryFacts(
  tx: Tx,
  register: string,
  entryIds: readonly string[],
  unitId: string,
): Promise<EntryFacts[]> {
  if (entryIds.length === 0) return []
  const rows = await tx
    .selectFrom('register_entry')
    .select(['entry_id', 'number', 'label', 'version', 'values', 'unit_id'])
    .where('entry_id', 'in', [...entryIds])
    .where('register', '=', register)
    .where('state', '=', 'current')
    .execute()
  const above = new Set(await unitsAbove(tx, [unitId]))
  const foreign = rows.filter((row) => !above.has(row.unit_id))
  const near = new Set<string>()
  for (const row of foreign) {
    if ((await unitsAbove(tx, [row.unit_id])).includes(unitId)) near.add(row.unit_id)
  }
  const byId = new Map(
    rows
      .filter((row) => above.has(row.unit_id) || near.has(row.unit_id))
      .map((row) => [
        row.entry_id,
        {
          entryId: row.entry_id,
          number: row.number,
          label: row.label,
          version: row.version,
          values: row.values,
        },
      ]),
  )
  return entryIds.flatMap((id) => byId.get(id) ?? [])
}

/** Cases filed of each procedure, under the name its clauses are bound by. One query. */
export async function caseCounts(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('application')
    .select(['procedure', (select) => select.fn.countAll<number>().as('count')])
    .groupBy('procedure')
    .execute()
  return new Map(rows.map((row) => [`procedure:${row.procedure}`, row.count]))
}

/** Numbers of cases by id, for record books that point to them; ids that are not the tenant's are absent. One query. */
export async function caseNumbers(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('application')
    .select(['application_id', 'number'])
    .where('application_id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.application_id, row.number ?? '']))
}
