import { sql } from 'kysely'
import type { Entry } from '#engine/register/reads.ts'
import type { Tx } from '#ground/database/database.ts'

const named = 10

/**
 * The development IDs that still exist for a development: those that name it, and those of its system that name none —
 * they could be its own, so they count until somebody says whose they are. A sentence each; one query.
 */
export async function liveDevelopmentIds(tx: Tx, development: Entry): Promise<string[]> {
  const { rows } = await sql<{ number: string; login: string; owned: boolean }>`
    select number, values ->> 'login' as login, values ? 'development' as owned
      from register_entry
     where register = 'account' and state = 'current' and text_3 = 'development' and text_5 <> 'removed'
       and (values ->> 'development' = ${development.entryId}
         or (not values ? 'development' and text_2 = ${String(development.values['system'] ?? '')}))
     order by number limit ${named + 1}`.execute(tx)
  const said = rows
    .slice(0, named)
    .map(({ number, login, owned }) =>
      owned
        ? `開発用ID ${number} ${login} が、まだ抹消されていません。`
        : `開発用ID ${number} ${login} が残っています。この案件のものでなければ、利用者ID台帳でその案件を入れてください。`,
    )
  return rows.length > named ? [...said, `開発用IDは、ほかにも残っています。`] : said
}
