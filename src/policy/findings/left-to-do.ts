import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { bindingStates, type LightNorm } from '../review/norm-progress.ts'
import type { BindingOfNorm } from '../bindings/norm-bound.ts'
import type { PolicyPorts } from '../ports.ts'
import { slotIndex } from '../bindings/propose.ts'
import { editionsInForce } from '../reads.ts'
import '../review/norm-tables.ts'

/** What is left to do about an edition in force, as numbers. */
export type LeftToDo = {
  readonly editionId: string
  readonly documentMark: string
  readonly label: string
  /** Norms nobody has confirmed. */
  readonly unconfirmed: number
  /** Norms that rest on no mechanism, not even on one to come. */
  readonly unbound: number
  /** Norms bound to mechanisms that are to come only. */
  readonly planned: number
  /** Values the text leaves open and nobody has set. */
  readonly openValues: number
}

/** Norms, bindings and open values of every edition in force that still wait for an officer. Five queries. */
export async function leftToDo(
  tx: Tx,
  ports: Pick<PolicyPorts, 'slots' | 'planned'>,
  on: string,
): Promise<LeftToDo[]> {
  const editions = await editionsInForce(tx, on)
  const ids = editions.map((edition) => edition.editionId)
  if (ids.length === 0) return []
  const norms: (LightNorm & { version_id: string })[] = await tx
    .selectFrom('norm')
    .select(['version_id', 'norm_id', 'wid', 'seq', 'seq_end', 'state', 'worst', 'revision'])
    .where('version_id', 'in', ids)
    .execute()
  const bindings: (BindingOfNorm & { version_id: string })[] = await tx
    .selectFrom('binding')
    .select(['version_id', 'binding_id', 'wid', 'mechanism', 'slot', 'sentence', 'norm_id', 'carried_from'])
    .where('version_id', 'in', ids)
    .execute()
  const readings = await tx
    .selectFrom('edition_reading')
    .select(['version_id', 'parameters'])
    .where('version_id', 'in', ids)
    .execute()
  const set = await setValues(tx, on)
  const index = await slotIndex(tx, ports)
  const byEdition = Map.groupBy(norms, (norm) => norm.version_id)
  const bound = Map.groupBy(bindings, (binding) => binding.version_id)
  return editions.map(({ editionId, documentMark, label }) => {
    const all = byEdition.get(editionId) ?? []
    const states = [...bindingStates(all, bound.get(editionId) ?? [], index).values()]
    const open = readings.find((row) => row.version_id === editionId)?.parameters ?? []
    return {
      editionId,
      documentMark,
      label,
      unconfirmed: all.filter((norm) => norm.state === 'unconfirmed').length,
      unbound: states.filter((state) => state === 'gap').length,
      planned: states.filter((state) => state === 'planned').length,
      openValues: open.filter((parameter) => !set.has(parameter.id)).length,
    }
  })
}

/** Ids of the open values that have a value on the date. */
async function setValues(tx: Tx, on: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ parameter: string; value: string | null }>`
    select distinct on (parameter) parameter, value from parameter_value
     where valid_from <= ${on}::date order by parameter, valid_from desc, revision desc`.execute(tx)
  return new Set(rows.filter((row) => row.value !== null).map((row) => row.parameter))
}
