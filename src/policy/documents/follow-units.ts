import type { Act } from '#ground/operation/act.ts'
import '../editions/edition-tables.ts'
import '../tables.ts'

/**
 * Where a document that is not public names a unit among its readers, its heir reads it too; the unit stays named,
 * for what it has left. Two queries and the writes.
 */
export async function readersFollowUnits(act: Act, heirs: ReadonlyMap<string, string>): Promise<number> {
  if (heirs.size === 0) return 0
  const rows = await act.tx
    .selectFrom('document_reader')
    .selectAll()
    .where('kind', '=', 'unit')
    .where('reader', 'in', [...heirs.keys(), ...heirs.values()])
    .execute()
  const known = new Set(rows.map((row) => `${row.policy_id} ${row.reader}`))
  const fresh = rows.flatMap((row) => {
    const reader = heirs.get(row.reader)
    const key = `${row.policy_id} ${reader}`
    if (reader === undefined || known.has(key)) return []
    known.add(key)
    return [{ ...row, reader }]
  })
  if (fresh.length > 0) await act.recorder.saveAll('document_reader', fresh)
  return fresh.length
}
