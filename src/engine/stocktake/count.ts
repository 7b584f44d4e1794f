import { sql } from 'kysely'
import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { countLines, Tally } from './contract-sheet.ts'
import type { StocktakePorts } from './ports.ts'
import { demandCounting, type SheetRow } from './who-may.ts'

/** Keeps what was answered on one sheet. Lines of other sheets are not found, whoever asks. */
export async function answerLines(
  act: Act,
  input: z.output<typeof countLines.input>,
  ports: StocktakePorts,
): Promise<Tally> {
  const { campaign, definition, sheet } = await demandCounting(act, input, ports)
  const { personId } = personOf(act)
  const answers = new Map(input.answers.map((each) => [each.entryId.toLowerCase(), each]))
  const { rows } = await sql<{ id: string }>`
    select entry_id as id from stocktake_line
     where stocktake_id = ${campaign.stocktake_id}::uuid and unit_id = ${sheet.unit_id}::uuid
       and entry_id = any(${[...answers.keys()]}::uuid[])`.execute(act.tx)
  if (rows.length < answers.size) {
    refuse('not-found', 'この課の表にない行が混じっています。開き直してください。')
  }
  await act.recorder.saveAll(
    'stocktake_count',
    [...answers].map(([entryId, { outcome, note }]) => ({
      tenant_id: act.tenantId,
      stocktake_id: campaign.stocktake_id,
      entry_id: entryId,
      unit_id: sheet.unit_id,
      outcome,
      note: note ?? null,
      way: 'list' as const,
      at: act.at,
      by: personId,
    })),
  )
  const tally = await saveTally(act, sheet)
  act.recorder.describe({
    act: '棚卸の回答',
    subject: { kind: 'stocktake', id: campaign.stocktake_id, label: `${definition.name} ${campaign.title}` },
    note: `${answers.size}件`,
  })
  return tally
}

/** Counts a sheet's outcomes anew and keeps them on it. The sheet must be locked. One query. */
export async function saveTally(act: Act, sheet: SheetRow): Promise<Tally> {
  const { rows } = await sql<Omit<Tally, 'total'>>`
    select count(*) filter (where c.outcome = 'found')::int as found,
           count(*) filter (where c.outcome = 'elsewhere')::int as elsewhere,
           count(*) filter (where c.outcome = 'damaged')::int as damaged,
           count(*) filter (where c.outcome = 'missing')::int as missing,
           count(*) filter (where c.outcome = 'unseen')::int as unseen,
           (select count(*)::int from stocktake_surplus p
             where p.stocktake_id = ${sheet.stocktake_id}::uuid and p.unit_id = ${sheet.unit_id}::uuid
               and p.state <> 'dropped') as surplus
      from stocktake_count c
     where c.stocktake_id = ${sheet.stocktake_id}::uuid and c.unit_id = ${sheet.unit_id}::uuid`.execute(
    act.tx,
  )
  const counted = rows[0] ?? { found: 0, elsewhere: 0, damaged: 0, missing: 0, unseen: 0, surplus: 0 }
  await act.recorder.save('stocktake_sheet', { ...sheet, ...counted })
  return { total: sheet.total, ...counted }
}
