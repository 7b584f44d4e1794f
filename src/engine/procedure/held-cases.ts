import type { Tx } from '#ground/database/database.ts'
import { type ApplicationState, applicationStates, isClosed } from './states.ts'

/** A case that has not ended, of somebody. */
export type HeldCase = {
  readonly applicationId: string
  readonly procedure: string
  readonly number: string | null
  readonly title: string
  readonly state: ApplicationState
  readonly applicantId: string
  readonly unitId: string
  readonly periodTo: string | null
  readonly validUntil: string | null
}

/** What these people have applied for and is not over: drafts, waiting, permitted, taken out. One query per 5,000. */
export async function openCasesOf(tx: Tx, personIds: readonly string[]): Promise<HeldCase[]> {
  const open = applicationStates.filter((state) => !isClosed(state))
  const found: HeldCase[] = []
  for (let start = 0; start < personIds.length; start += 5_000) {
    const rows = await select(tx)
      .where('applicant_id', 'in', personIds.slice(start, start + 5_000))
      .where('state', 'in', open)
      .orderBy('application_id')
      .execute()
    found.push(...rows.map(heldCase))
  }
  return found
}

/** Open cases and permissions about lines of registers, newest first; at most 200. One query. */
export async function casesAbout(
  tx: Tx,
  entryIds: readonly string[],
): Promise<{ entryId: string; applicationId: string; number: string; title: string }[]> {
  if (entryIds.length === 0) return []
  const open = applicationStates.filter((state) => !isClosed(state))
  const rows = await tx
    .selectFrom('application_item as i')
    .innerJoin('application as a', (join) =>
      join.onRef('a.tenant_id', '=', 'i.tenant_id').onRef('a.application_id', '=', 'i.application_id'),
    )
    .select(['i.entry_id', 'a.application_id', 'a.number', 'a.title'])
    .where('i.entry_id', 'in', [...entryIds])
    .where('a.state', 'in', open)
    .orderBy('a.filed_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    entryId: row.entry_id,
    applicationId: row.application_id,
    number: row.number ?? '',
    title: row.title,
  }))
}

/** Permissions that are over by their own period on the date and not used yet. One query. */
export async function permitsOver(tx: Tx, on: string): Promise<HeldCase[]> {
  const rows = await select(tx)
    .where('state', '=', 'granted')
    .where('valid_until', '<', on)
    .orderBy('application_id')
    .execute()
  return rows.map(heldCase)
}

function select(tx: Tx) {
  return tx
    .selectFrom('application')
    .select([
      'application_id',
      'procedure',
      'number',
      'title',
      'state',
      'applicant_id',
      'unit_id',
      'period_to',
      'valid_until',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function heldCase(row: Row): HeldCase {
  return {
    applicationId: row.application_id,
    procedure: row.procedure,
    number: row.number,
    title: row.title,
    state: row.state,
    applicantId: row.applicant_id,
    unitId: row.unit_id,
    periodTo: row.period_to,
    validUntil: row.valid_until,
  }
}
