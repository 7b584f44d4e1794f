import type { Tx } from '#ground/database/database.ts'
import { authorNames } from './conflict.ts'
import type { RegisterDefinition } from './definition.ts'
import { sameValue } from './display.ts'
import { historyOf, type Entry, type EntryVersion } from './reads.ts'

type VersionShown = Omit<EntryVersion, 'by' | 'number' | 'label'> & {
  readonly by: { readonly kind: EntryVersion['by']['kind']; readonly name: string }
  /** Columns that differ from the version before; for the first version, all that hold a value. */
  readonly changed: string[]
}

/** The versions of a line, newest first, with the names of their writers and the columns each one changed. */
export async function historyWithChanges(
  tx: Tx,
  definition: RegisterDefinition,
  entryId: string,
): Promise<{ history: VersionShown[]; more: boolean }> {
  const { versions, more } = await historyOf(tx, entryId)
  const names = await authorNames(
    tx,
    versions.map((version) => version.by),
  )
  const history = versions.map((version, index) => {
    const before = versions[index + 1]
    return {
      version: version.version,
      unitId: version.unitId,
      state: version.state,
      values: version.values,
      // The oldest version shown has nothing to be compared with unless it is the first of all.
      changed: before === undefined && version.version > 1 ? [] : changedKeys(definition, before, version),
      at: version.at,
      by: { kind: version.by.kind, name: names[index] ?? '' },
      origin: version.origin,
      source: version.source,
      why: version.why,
    }
  })
  return { history, more }
}

function changedKeys(
  definition: RegisterDefinition,
  before: EntryVersion | undefined,
  after: EntryVersion,
): string[] {
  return definition.columns
    .map((column) => column.key)
    .filter((key) => !sameValue(before?.values[key], after.values[key]))
}

type Neighbour = { entryId: string; number: string } | null

/** The current lines of the same unit before and after this one, by number. */
export async function neighboursOf(
  tx: Tx,
  definition: RegisterDefinition,
  entry: Entry,
): Promise<{ previous: Neighbour; next: Neighbour }> {
  const beside = async (side: '<' | '>'): Promise<Neighbour> => {
    const row = await tx
      .selectFrom('register_entry')
      .select(['entry_id', 'number'])
      .where('register', '=', definition.key)
      .where('unit_id', '=', entry.unitId)
      .where('state', '=', 'current')
      .where('number', side, entry.number)
      .orderBy('number', side === '<' ? 'desc' : 'asc')
      .limit(1)
      .executeTakeFirst()
    return row === undefined ? null : { entryId: row.entry_id, number: row.number }
  }
  return { previous: await beside('<'), next: await beside('>') }
}
