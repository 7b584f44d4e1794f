import { commitmentOf, decodeEntry, type EntryBody } from './entry.ts'
import type { Findings } from './findings.ts'

/** An entry with its columns as text, beside its leaf when it has one. */
export type EntryRow = {
  readonly entry_id: string
  readonly found: boolean
  readonly at: string | null
  readonly body: string | null
  readonly salt: Buffer | null
  readonly actor_kind: string | null
  readonly actor_id: string | null
  readonly operation: string | null
  readonly subject_kind: string | null
  readonly subject_id: string | null
}

/** SQL of the entry's columns for EntryRow, from `e`. */
export const entryColumns = `e.entry_id is not null as found, e.at::text as at, e.body, e.salt, e.actor_kind,
  e.actor_id, e.operation, e.subject_kind, e.subject_id`

/**
 * Checks one entry's body against its commitment (null: not sequenced yet, nothing to hold it against) and its
 * search columns against the body. Returns the body, or null when there is none to read.
 */
export function checkEntry(
  row: EntryRow,
  tenantId: string,
  commitment: Buffer | null,
  where: string,
  findings: Findings,
): EntryBody | null {
  if (row.body === null || row.salt === null) return null
  const more = { entryId: row.entry_id }
  if (commitment !== null && !commitmentOf(row.salt, row.body).equals(commitment)) {
    findings.add('body-changed', where, more)
  }
  const body = decodeEntry(row.body)
  if (body === null) {
    findings.add('body-unreadable', where, more)
    return null
  }
  const wrong = [
    ['記録の番号', body.entry, row.entry_id],
    ['団体', body.tenant, tenantId],
    ['日時', instant(body.at), instant(row.at ?? '')],
    ['行為者の種別', body.actor.kind, row.actor_kind],
    ['行為者', body.actor.id, row.actor_id],
    ['操作', body.operation, row.operation],
    ['対象の種別', body.subject.kind, row.subject_kind],
    ['対象', body.subject.id, row.subject_id],
  ].filter(([, said, stored]) => said !== stored)
  if (wrong.length > 0) {
    findings.add('entry-columns', where, { ...more, detail: wrong.map(([name]) => name).join('・') })
  }
  return body
}

/** One spelling of an instant, from the database's text or from ISO 8601. */
export function instant(text: string): string {
  return text
    .replace(' ', 'T')
    .replace(/(Z|[+]00(:?00)?)$/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}
