import { sql, type RawBuilder } from 'kysely'
import { personNames } from '#authority/reads.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Campaign } from './contract.ts'
import type { CampaignRow } from './who-may.ts'

/** A stock-take as the screens show it. Pure. */
export function campaignOf(
  row: CampaignRow,
  definition: RegisterDefinition | undefined,
  people: ReadonlyMap<string, string>,
): Campaign {
  return {
    stocktakeId: row.stocktake_id,
    register: row.register,
    registerName: definition?.name ?? row.register,
    noun: definition?.noun ?? '行',
    title: row.title,
    asOf: row.as_of,
    dueOn: row.due_on,
    wide: row.wide,
    state: row.state,
    openedAt: row.opened_at,
    openedBy: people.get(row.opened_by ?? '') ?? '',
    closedAt: row.closed_at,
    narrowed: Object.entries(row.filters).map(([key, values]) => {
      const column = definition?.columns.find((each) => each.key === key)
      const labels = values.map(
        (value) => column?.choices?.find((each) => each.value === value)?.label ?? value,
      )
      return `${column?.label ?? key}: ${labels.join('、')}`
    }),
  }
}

/** The same with the name of who opened it. One query. */
export async function describeCampaign(
  tx: Tx,
  row: CampaignRow,
  definition: RegisterDefinition,
): Promise<Campaign> {
  return campaignOf(row, definition, await personNames(tx, row.opened_by === null ? [] : [row.opened_by]))
}

export type Sums = {
  sheets: number
  signed: number
  lines: number
  found: number
  elsewhere: number
  damaged: number
  missing: number
  unseen: number
  surplus: number
}

export const noSums: Sums = {
  sheets: 0,
  signed: 0,
  lines: 0,
  found: 0,
  elsewhere: 0,
  damaged: 0,
  missing: 0,
  unseen: 0,
  surplus: 0,
}

/** The sums over sheets called `s`. */
export const sumColumns: RawBuilder<unknown> = sql`
  count(*)::int as sheets, count(s.signed_at)::int as signed, coalesce(sum(s.total), 0)::int as lines,
  coalesce(sum(s.found), 0)::int as found, coalesce(sum(s.elsewhere), 0)::int as elsewhere,
  coalesce(sum(s.damaged), 0)::int as damaged, coalesce(sum(s.missing), 0)::int as missing,
  coalesce(sum(s.unseen), 0)::int as unseen, coalesce(sum(s.surplus), 0)::int as surplus`
