import type { Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Sheet } from '#ground/paper/sheet.ts'
import type { FileKind } from './fields.ts'
import { kindOfHeader, type Mapping, mappingFits, proposeMapping } from './mapping.ts'
import { orderOf } from './order-words.ts'
import type { HrMappingTable } from './tables.ts'

/** Saved mappings of the city, last used first, at most 100. One query. */
async function savedMappings(tx: Tx): Promise<Selectable<HrMappingTable>[]> {
  return tx.selectFrom('hr_mapping').selectAll().orderBy('used_at', 'desc').limit(100).execute()
}

/** The mapping for a header: the one the city used last that fits it, or what the headings say. One query. */
export async function mappingFor(
  tx: Tx,
  header: readonly string[],
  kind: FileKind | undefined,
): Promise<{ mapping: Mapping; proposedBy: 'saved' | 'headings' }> {
  for (const row of await savedMappings(tx)) {
    const mapping: Mapping = { kind: row.kind, columns: row.columns, words: row.words }
    if ((kind === undefined || kind === row.kind) && mappingFits(mapping, header))
      return { mapping, proposedBy: 'saved' }
  }
  const found = kind ?? kindOfHeader(header)
  return {
    mapping: { kind: found, columns: proposeMapping(header, found), words: {} },
    proposedBy: 'headings',
  }
}

/** Keeps the mapping for the next file with these headings. Two queries. */
export async function rememberMapping(act: Act, mapping: Mapping, name: string): Promise<void> {
  const headings = (columns: Mapping['columns']): string => Object.values(columns).toSorted().join('\n')
  const known = (await savedMappings(act.tx)).find(
    (row) => row.kind === mapping.kind && headings(row.columns) === headings(mapping.columns),
  )
  await act.recorder.save('hr_mapping', {
    tenant_id: act.tenantId,
    id: known?.id ?? newId(),
    kind: mapping.kind,
    name: known?.name ?? ([...name].slice(0, 100).join('') || '対応'),
    columns: mapping.columns,
    words: { ...known?.words, ...mapping.words },
    used_at: act.at,
  })
}

/** Words of the 発令区分 column that nobody knows, at most 50. */
export function unknownWords(sheet: Sheet, mapping: Mapping): string[] {
  const heading = mapping.columns.action
  const at = heading === undefined ? -1 : sheet.header.indexOf(heading)
  if (at < 0 || mapping.kind !== 'orders') return []
  const found = new Set<string>()
  for (const row of sheet.rows) {
    const word = (row.cells[at] ?? '').trim()
    if (word !== '' && [...word].length <= 60 && orderOf(word, mapping.words) === undefined) found.add(word)
    if (found.size >= 50) break
  }
  return [...found]
}
