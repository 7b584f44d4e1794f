import type { Selectable } from 'kysely'
import { unitsAbove, unitsUnder } from '#authority/units.ts'
import type { Standing } from '#authority/standing.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Tx } from '#ground/database/database.ts'
import type { EntryFacts, Form, ProcedureDefinition } from './definition.ts'
import { chairKey } from './plan-route.ts'
import type { ProcedurePorts } from './ports.ts'
import { chairsOf } from './seats.ts'
import { applicationStates, isClosed } from './states.ts'
import type { ApplicationTable } from './tables.ts'

export type Case = Selectable<ApplicationTable>

export function noSuchCase(): never {
  return refuse('not-found', 'その申請は見つかりません。番号を確かめるか、一覧から選び直してください。')
}

/** The definition behind a key, of the house or of the city's own. One query at most. @throws Refusal 'not-found'. */
export async function definitionOf(
  ports: Pick<ProcedurePorts, 'procedures' | 'ownProcedures'>,
  tx: Tx,
  key: string,
): Promise<ProcedureDefinition> {
  return (
    ports.procedures.find((definition) => definition.key === key) ??
    (await ports.ownProcedures(tx)).find((definition) => definition.key === key) ??
    refuse('not-found', 'その手続はありません。申請の一覧から選び直してください。')
  )
}

/** Every definition there is, the city's own last. One query. */
export async function definitionsOf(
  ports: Pick<ProcedurePorts, 'procedures' | 'ownProcedures'>,
  tx: Tx,
): Promise<readonly ProcedureDefinition[]> {
  return [...ports.procedures, ...(await ports.ownProcedures(tx))]
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
 * Whether a person may read a case: the applicant, who sits in a seat of its way, who answers for the unit of a seat or
 * of the case or for one above it, who decided it, and the auditors. Administering Kijun is no reason.
 */
export async function maySee(
  tx: Tx,
  file: { applicantId: string; unitId: string; applicationId: string },
  viewer: {
    personId: string
    rights: ReadonlySet<string>
    standings: readonly Standing[]
    /** The day on which he looks. */
    on: string
  },
): Promise<boolean> {
  if (file.applicantId === viewer.personId || viewer.rights.has('audit.read')) return true
  const chairs = await chairsOf(tx, file.applicationId)
  const own = new Set(chairs.map(chairKey))
  if (viewer.standings.some((standing) => own.has(chairKey(standing)))) return true
  // What comes before a council is prepared by its secretariat.
  const beforeCouncil = chairs.some((chair) => chair.office === 'council')
  if (beforeCouncil && viewer.standings.some((each) => each.office === 'policy-office')) return true
  const units = chairs.flatMap((chair) => chair.unitId ?? [])
  const above = new Set(await unitsAbove(tx, [...new Set([file.unitId, ...units])], viewer.on))
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

/** Offices that answer for the cases of their units. */
export const answering: ReadonlySet<string> = new Set([
  'sec-leader',
  'sec-manager',
  'dept-iso',
  'chief-iso',
  'ciso',
  'audit-head',
])

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

/** The city's values of procedures, the standard ones where it has set none, by procedure. One query. */
export async function parametersOfAll(
  tx: Tx,
  definitions: readonly ProcedureDefinition[],
): Promise<ReadonlyMap<string, Record<string, number>>> {
  const keys = definitions.map((definition) => definition.key)
  const rows =
    keys.length === 0
      ? []
      : await tx
          .selectFrom('procedure_parameter')
          .select(['procedure', 'key', 'value'])
          .where('procedure', 'in', keys)
          .execute()
  const set = new Map(rows.map((row) => [`${row.procedure} ${row.key}`, row.value]))
  return new Map(
    definitions.map((definition) => [
      definition.key,
      Object.fromEntries(
        definition.parameters.map(({ key, standard }) => [
          key,
          set.get(`${definition.key} ${key}`) ?? standard,
        ]),
      ),
    ]),
  )
}

/** The same for one procedure. */
export async function parametersOf(tx: Tx, definition: ProcedureDefinition): Promise<Record<string, number>> {
  return (await parametersOfAll(tx, [definition])).get(definition.key) ?? {}
}

/**
 * The lines of a form as they stand now, in the order chosen: current lines of the right register that belong to the
 * applicant's place (its own unit, one above, one below), or to any. What is missing or foreign is simply absent.
 */
export async function entryFacts(
  tx: Tx,
  register: string,
  entryIds: readonly string[],
  unitId: string | 'any',
  on: string,
): Promise<EntryFacts[]> {
  if (entryIds.length === 0) return []
  const rows = await tx
    .selectFrom('register_entry')
    .select(['entry_id', 'number', 'label', 'version', 'values', 'unit_id'])
    .where('entry_id', 'in', [...entryIds])
    .where('register', '=', register)
    .where('state', '=', 'current')
    .execute()
  const near = new Set(
    unitId === 'any'
      ? rows.map((row) => row.unit_id)
      : [...(await unitsAbove(tx, [unitId], on)), ...(await unitsUnder(tx, [unitId], on))],
  )
  const byId = new Map(
    rows
      .filter((row) => near.has(row.unit_id))
      .map((row) => [
        row.entry_id,
        {
          entryId: row.entry_id,
          number: row.number,
          label: row.label,
          version: row.version,
          values: row.values,
          unitId: row.unit_id,
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

/** Cases filed under an edition that still move, by mechanism. One query. */
export async function openCaseCounts(tx: Tx, editionId: string): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('application')
    .select(['procedure', (select) => select.fn.countAll<number>().as('count')])
    .where('edition_id', '=', editionId)
    .where(
      'state',
      'in',
      applicationStates.filter((state) => state !== 'draft' && !isClosed(state)),
    )
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
