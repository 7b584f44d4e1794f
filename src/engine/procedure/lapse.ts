import { axes } from '#engine/register/class-columns.ts'
import type { Values } from '#engine/register/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { addEvent, type Case, definitionsOf } from './case.ts'
import type { ProcedureDefinition } from './definition.ts'
import { closedBecause, mechanismOf, type ProcedurePorts } from './ports.ts'
import { closeSeatsOf } from './seats.ts'

/** Ends a permission that is not in use. The caller describes the act. */
export async function endPermission(act: Act, file: Case, why: string): Promise<void> {
  await act.recorder.save('application', { ...file, state: 'lapsed', version: file.version + 1 })
  await closeSeatsOf(act, file.application_id)
  await addEvent(act, { applicationId: file.application_id }, { act: '失効', actorId: null, note: why })
}

/**
 * Ends the permissions that do not outlive a change of class, where a line stands in another class now than when the
 * case was filed. What is in use has to come back first and is left as it is. Returns the cases that ended; the caller
 * describes the act. One query, and four for each that ends.
 */
export async function lapseForEntries(
  act: Act,
  definitions: readonly ProcedureDefinition[],
  lines: readonly { readonly entryId: string; readonly values: Values }[],
  why: string,
): Promise<{ readonly applicationId: string; readonly number: string | null; readonly title: string }[]> {
  const keys = definitions.filter((each) => each.lapsesWhen?.classChanges === true).map((each) => each.key)
  if (keys.length === 0 || lines.length === 0) return []
  const rows = await act.tx
    .selectFrom('application')
    .selectAll()
    .where('state', '=', 'granted')
    .where('procedure', 'in', keys)
    .where((where) =>
      where(
        'application_id',
        'in',
        where
          .selectFrom('application_item')
          .select('application_id')
          .where(
            'entry_id',
            'in',
            lines.map((line) => line.entryId),
          ),
      ),
    )
    .orderBy('application_id')
    .forUpdate()
    .execute()
  const now = new Map(lines.map((line) => [line.entryId, line.values]))
  const over = rows.filter(({ facts }) =>
    facts.entries.some(({ entryId, values }) => {
      const today = now.get(entryId)
      return today !== undefined && axes.some((axis) => today[axis] !== values[axis])
    }),
  )
  for (const file of over) await endPermission(act, file, why)
  return over.map((row) => ({ applicationId: row.application_id, number: row.number, title: row.title }))
}

/** Why a permission is over today by itself; null while it holds. */
export function overBecause(
  definition: ProcedureDefinition,
  file: Pick<Case, 'state' | 'valid_until' | 'edition_id'>,
  /** The edition whose clause the procedure rests on today; null while it is closed. */
  editionId: string | null,
  today: string,
  formatted: (day: string) => string,
): string | null {
  if (file.state !== 'granted') return null
  if (file.valid_until !== null && file.valid_until < today) {
    return `許可の期限 ${formatted(file.valid_until)} を過ぎたため`
  }
  const newer = definition.lapsesWhen?.editionChanges === true && editionId !== null
  return newer && editionId !== file.edition_id ? '根拠の規程が改正されたため' : null
}

/** The edition each of these procedures rests on today, by key; closed ones are absent. One query. */
export async function editionsNow(
  tx: Tx,
  ports: Pick<ProcedurePorts, 'citations'>,
  definitions: readonly ProcedureDefinition[],
  on: string,
): Promise<ReadonlyMap<string, string>> {
  if (definitions.length === 0) return new Map()
  const cites = await ports.citations(tx, definitions.map(mechanismOf), on)
  return new Map(
    definitions.flatMap((definition): [string, string][] => {
      const bound = cites.get(mechanismOf(definition)) ?? []
      const [first] = definition.slots
      const main = bound.find((cite) => cite.slot === first?.slot && cite.confirmed)
      // A role nobody has named yet closes the door for new cases only.
      const closed = closedBecause(definition, bound, new Map())
      return main === undefined || (closed !== null && closed.why !== 'role')
        ? []
        : [[definition.key, main.editionId]]
    }),
  )
}

/** Permissions that are over today: past their last day, or of an edition that is not in force any more. Three queries. */
export async function permitsToLapse(
  tx: Tx,
  ports: Pick<ProcedurePorts, 'citations' | 'procedures' | 'ownProcedures'>,
  today: string,
): Promise<string[]> {
  const past = await tx
    .selectFrom('application')
    .select('application_id')
    .where('state', '=', 'granted')
    .where('valid_until', '<', today)
    .execute()
  const changing = (await definitionsOf(ports, tx)).filter((each) => each.lapsesWhen?.editionChanges === true)
  const editions = await editionsNow(tx, ports, changing, today)
  const outdated =
    editions.size === 0
      ? []
      : await tx
          .selectFrom('application')
          .select('application_id')
          .where('state', '=', 'granted')
          .where((where) =>
            where.or(
              [...editions].map(([key, editionId]) =>
                where.and([where('procedure', '=', key), where('edition_id', '<>', editionId)]),
              ),
            ),
          )
          .execute()
  return [...new Set([...past, ...outdated].map((row) => row.application_id))]
}
