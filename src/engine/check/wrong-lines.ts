import { sql } from 'kysely'
import type { WrongLine } from '#engine/procedure/ports.ts'
import type { Tx } from '#ground/database/database.ts'
import type { CheckDefinition } from './definition.ts'
import { hrefOf, numberShown } from './show.ts'
import './tables.ts'

/** No more are shown at once. */
const MOST = 20

/** What the last runs of the checks found wrong with these lines and is not mended. One query. */
export function wrongLines(
  checks: readonly CheckDefinition[],
): (tx: Tx, lineIds: readonly string[]) => Promise<WrongLine[]> {
  const known = new Map(checks.map((each) => [each.key, each]))
  return async (tx, lineIds) => {
    if (lineIds.length === 0) return []
    const { rows } = await sql<{
      check_key: string
      line_id: string
      number: string
      label: string
      sentence: string
    }>`
      select check_key, line_id, number, label, sentence from check_violation
       where mended_at is null and check_key = any(${[...known.keys()]}::text[])
         and line_id = any(${[...lineIds]}::uuid[])
       order by number, check_key limit ${MOST}`.execute(tx)
    return rows.flatMap((row) => {
      const check = known.get(row.check_key)
      if (check === undefined) return []
      return [
        {
          check: check.name,
          number: numberShown(check, row.number),
          label: row.label,
          sentence: row.sentence,
          href: hrefOf(check, row),
        },
      ]
    })
  }
}
