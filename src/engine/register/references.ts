import { personNames } from '#authority/reads.ts'
import { unitNames } from '#authority/units.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { fileNames } from './files-column.ts'
import type { Column, RegisterDefinition, Values } from './definition.ts'
import type { Names } from './display.ts'
import { entryNames } from './reads.ts'
import { referencesOf } from './slots.ts'

/** Looks up names of applications, which the register engine does not know. */
export type ApplicationNames = (tx: Tx, applicationIds: readonly string[]) => Promise<Names>

export type Resolved = {
  /** Names of everything the lines point to. */
  readonly names: Names
  /** For each line, what points to nothing; in the order of the lines. */
  readonly problems: readonly (readonly Problem[])[]
}

/**
 * Looks up everything that lines point to, with one query per kind. An id that does not exist, belongs to another
 * tenant or to another register than the column's is a problem of its line. Applications are checked only when a
 * lookup is given: an event that writes its own application's id needs none.
 */
export async function resolveReferences(
  tx: Tx,
  definition: RegisterDefinition,
  lines: readonly Values[],
  /** Names are those of this day. */
  on: string,
  applications?: ApplicationNames,
): Promise<Resolved> {
  const perLine = lines.map((values) => referencesOf(definition, values))
  const idsOf = (type: Column['type']): string[] =>
    perLine.flat().flatMap(({ column, id }) => (column.type === type ? [id] : []))

  const entries = await entryNames(tx, [...idsOf('entry'), ...idsOf('entries')])
  const units = await unitNames(tx, idsOf('unit'), on)
  const people = await personNames(tx, [...idsOf('person'), ...idsOf('people')])
  const files = await fileNames(tx, idsOf('files'))
  const filed = applications === undefined ? undefined : await applications(tx, idsOf('application'))

  const isThere = (column: Column, id: string): boolean => {
    switch (column.type) {
      case 'entry':
      case 'entries':
        return entries.get(id)?.register === column.register
      case 'files':
        return files.has(id)
      case 'unit':
        return units.has(id)
      case 'person':
      case 'people':
        return people.has(id)
      default:
        return filed === undefined || filed.has(id)
    }
  }
  const names = new Map<string, string>([...units, ...people, ...files, ...(filed ?? [])])
  for (const [id, entry] of entries) names.set(id, entry.name)
  return {
    names,
    problems: perLine.map((references) =>
      references
        .filter(({ column, id }) => !isThere(column, id))
        .map(({ column, id }) => ({
          at: column.key,
          message: '選ばれたものが見つかりません。一覧から選び直してください。',
          value: id,
        })),
    ),
  }
}
