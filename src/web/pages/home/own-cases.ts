import type { CaseRow } from '#engine/procedure/contract.ts'

type Lists = {
  readonly waiting: { readonly rows: readonly CaseRow[] }
  readonly mine: { readonly rows: readonly CaseRow[] }
}

/** One's own waiting cases that would be one's own to decide and therefore went one office up. */
export function ownCasesElsewhere({ waiting, mine }: Lists): CaseRow[] {
  const listed = new Set(waiting.rows.map((row) => row.applicationId))
  return mine.rows.filter((row) => row.state === 'waiting' && row.raised && !listed.has(row.applicationId))
}
