import { sql } from 'kysely'
import type { z } from 'zod'
import { unitNames } from '#authority/reads.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { CountWay, Outcome, ScanResult } from './contract.ts'
import type { scanNumbers, Tally } from './contract-sheet.ts'
import { saveTally } from './count.ts'
import type { StocktakePorts } from './ports.ts'
import { judgeScan, readNumber, scanMessage, type KnownNumber } from './scan-rules.ts'
import { demandCounting, type CampaignRow, type SheetRow } from './who-may.ts'

export type Scanned = {
  readonly mark: string
  readonly number: string
  readonly result: ScanResult
  readonly label: string
  readonly message: string
}

/** Numbers a reader read. The same reading sent twice, as after a lost connection, is answered again and kept once. */
export async function takeScans(
  act: Act,
  input: z.output<typeof scanNumbers.input>,
  ports: StocktakePorts,
): Promise<z.input<typeof scanNumbers.output>> {
  const { campaign, definition, sheet } = await demandCounting(act, input, ports)
  const taken = await takeNumbers(act, { campaign, definition, sheet, way: 'scan' }, input.scans)
  act.recorder.describe({
    act: '棚卸の読取り',
    subject: { kind: 'stocktake', id: campaign.stocktake_id, label: `${definition.name} ${campaign.title}` },
    note: `${input.scans.length}件`,
  })
  return taken
}

type Desk = {
  readonly campaign: CampaignRow
  readonly definition: RegisterDefinition
  readonly sheet: SheetRow
  readonly way: CountWay
}

type LineFact = { number: string; entryId: string; unitId: string; label: string; outcome: Outcome | null }
type EntryFact = { number: string; entryId: string; label: string; closed: boolean }

/**
 * Judges numbers one after the other, as they were read, and keeps what follows. Seven queries and the writes, however
 * many numbers there are.
 */
export async function takeNumbers(
  act: Act,
  desk: Desk,
  given: readonly { readonly mark: string; readonly number: string }[],
): Promise<{ results: Scanned[]; tally: Tally }> {
  const { campaign, definition, sheet, way } = desk
  const { personId } = personOf(act)
  const scans = given.map(({ mark, number }) => ({ mark, number: readNumber(number) }))
  const facts = await factsOf(act, campaign, definition, sheet, scans)
  const counts = new Map<string, LineFact>()
  const surplus: { number: string; entryId: string | null; label: string }[] = []
  const results: Scanned[] = []
  const fresh: {
    mark: string
    number: string
    result: ScanResult
    entryId: string | null
    other: string | null
  }[] = []
  for (const { mark, number } of scans) {
    const sent = facts.sent.get(mark)
    const line = facts.lineOf(number)
    const entry = facts.entryOf(number)
    const known: KnownNumber = {
      ...(line === undefined ? {} : { line }),
      ...(line === undefined || line.outcome === null ? {} : { outcome: line.outcome }),
      ...(entry === undefined ? {} : { entry }),
      noted: facts.noted.has(number),
    }
    const judged =
      sent === undefined
        ? judgeScan(known, sheet.unit_id)
        : { result: sent, counts: line?.unitId === sheet.unit_id, surplus: false }
    const label = line?.label ?? entry?.label ?? ''
    const other = line !== undefined && line.unitId !== sheet.unit_id ? line.unitId : null
    if (sent === undefined) {
      fresh.push({
        mark,
        number,
        result: judged.result,
        entryId: line?.entryId ?? entry?.entryId ?? null,
        other,
      })
      facts.sent.set(mark, judged.result)
      if (judged.counts && line !== undefined) {
        line.outcome = 'found'
        counts.set(line.entryId, line)
      }
      if (judged.surplus) {
        facts.noted.add(number)
        surplus.push({ number, entryId: entry?.entryId ?? null, label })
      }
    }
    results.push({
      mark,
      number,
      result: judged.result,
      // What another section has is not told by its name to whoever only read its number.
      label: other === null ? label : '',
      message: scanMessage(judged.result, {
        number: line?.number ?? entry?.number ?? number,
        label: other === null ? label : '',
        unitName: facts.names.get(other ?? '') ?? 'ほかの課',
        counts: judged.counts,
        noun: definition.noun,
      }),
    })
  }
  const row = { tenant_id: act.tenantId, stocktake_id: campaign.stocktake_id }
  if (counts.size > 0) {
    await act.recorder.saveAll(
      'stocktake_count',
      [...counts.values()].map((line) => ({
        ...row,
        entry_id: line.entryId,
        unit_id: sheet.unit_id,
        outcome: 'found' as const,
        note: null,
        way,
        at: act.at,
        by: personId,
      })),
    )
  }
  if (surplus.length > 0) {
    await act.recorder.saveAll(
      'stocktake_surplus',
      surplus.map(({ number, label, entryId }) => ({
        ...row,
        surplus_id: newId(),
        unit_id: sheet.unit_id,
        number,
        label: label.slice(0, 100),
        note: entryId === null ? null : '台帳では抹消されている',
        way,
        state: 'open' as const,
        at: act.at,
        by: personId,
      })),
    )
  }
  if (fresh.length > 0) {
    await act.recorder.saveAll(
      'stocktake_scan',
      fresh.map(({ mark, number, result, entryId, other }) => ({
        ...row,
        person_id: personId,
        mark,
        unit_id: sheet.unit_id,
        number,
        result,
        entry_id: entryId,
        other_unit_id: other,
        at: act.at,
      })),
    )
  }
  return { results, tally: await saveTally(act, sheet) }
}

/** All that is known of the numbers, read at once. */
async function factsOf(
  act: Act,
  campaign: CampaignRow,
  definition: RegisterDefinition,
  sheet: SheetRow,
  scans: readonly { mark: string; number: string }[],
) {
  const { tx } = act
  const typed = [...new Set(scans.map(({ number }) => number))]
  const numbers = [...new Set([...typed, ...typed.map((number) => number.toUpperCase())])]
  const { rows: lines } = await sql<LineFact>`
    select l.number, l.entry_id as "entryId", l.unit_id as "unitId", l.label, c.outcome
      from stocktake_line l
      left join stocktake_count c
        on c.tenant_id = l.tenant_id and c.stocktake_id = l.stocktake_id and c.entry_id = l.entry_id
     where l.stocktake_id = ${campaign.stocktake_id}::uuid and l.number = any(${numbers}::text[])`.execute(tx)
  const { rows: entries } = await sql<EntryFact>`
    select number, entry_id as "entryId", label, state = 'closed' as closed from register_entry
     where register = ${definition.key} and number = any(${numbers}::text[])`.execute(tx)
  const { rows: noted } = await sql<{ number: string }>`
    select number from stocktake_surplus
     where stocktake_id = ${campaign.stocktake_id}::uuid and unit_id = ${sheet.unit_id}::uuid and state <> 'dropped'
       and number = any(${typed}::text[])`.execute(tx)
  const { rows: sent } = await sql<{ mark: string; result: ScanResult }>`
    select mark, result from stocktake_scan
     where stocktake_id = ${campaign.stocktake_id}::uuid and person_id = ${personOf(act).personId}::uuid
       and mark = any(${scans.map(({ mark }) => mark)}::text[])`.execute(tx)
  const others = lines.map((line) => line.unitId).filter((id) => id !== sheet.unit_id)
  const byLine = new Map(lines.map((line) => [line.number, line]))
  const byEntry = new Map(entries.map((entry) => [entry.number, entry]))
  return {
    lineOf: (number: string) => byLine.get(number) ?? byLine.get(number.toUpperCase()),
    entryOf: (number: string) => byEntry.get(number) ?? byEntry.get(number.toUpperCase()),
    noted: new Set(noted.map(({ number }) => number)),
    sent: new Map(sent.map(({ mark, result }) => [mark, result])),
    names: await unitNames(tx, others, act.today),
  }
}
