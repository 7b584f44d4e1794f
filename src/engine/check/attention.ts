import { sql } from 'kysely'
import type { AttentionPort } from '#engine/register/front.ts'
import type { CheckDefinition } from './definition.ts'
import './tables.ts'

/** What the checks say of a register, for its first page: violating lines of the units one reads, check by check. */
export function violationsOn(checks: readonly CheckDefinition[]): AttentionPort {
  return async (act, register, scope) => {
    const about = checks.filter((check) => 'columns' in check.of && check.of.key === register)
    if (about.length === 0) return []
    const within = scope === 'all' ? sql`` : sql`and unit_id = any(${[...scope]}::uuid[])`
    const { rows } = await sql<{ check_key: string; lines: number }>`
      select check_key, count(*)::int as lines from check_violation
       where mended_at is null and check_key = any(${about.map((check) => check.key)}::text[]) ${within}
       group by check_key`.execute(act.tx)
    const lines = new Map(rows.map((row) => [row.check_key, row.lines]))
    return about.flatMap(({ key, name }) => {
      const count = lines.get(key) ?? 0
      return count === 0 ? [] : [{ key: `check:${key}`, text: name, lines: count, href: `/checks/${key}` }]
    })
  }
}
