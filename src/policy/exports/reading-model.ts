import { derivedId } from '#ground/ids/ids.ts'
import type { Reading } from '../reading/types.ts'
import type { EditionModel } from './edition-model.ts'

/** What an edition says of itself beside its text. */
export type EditionFacts = Pick<EditionModel, 'city' | 'policy' | 'edition'>

/**
 * A model straight from a reading, with ids made from the numbers: for looking at what an export of a text gives
 * before anything is stored.
 */
export function modelOfReading(reading: Reading, facts: EditionFacts): EditionModel {
  const wid = (id: string) => derivedId(`${facts.policy.id} ${id}`)
  return {
    ...facts,
    nodes: reading.nodes.map(({ id, parent, order, level, label, heading, type, text }) => ({
      wid: wid(id),
      eid: id,
      parent: parent === null ? null : wid(parent),
      order,
      level,
      label,
      heading,
      type,
      text,
    })),
    tables: reading.tables.map((t) => ({
      owner: wid(t.nodeId),
      kind: t.kind,
      columns: t.columns,
      raw: t.text,
    })),
    norms: [],
    parameters: [],
    bindings: [],
  }
}
