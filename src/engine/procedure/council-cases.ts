import type { Tx } from '#ground/database/database.ts'

/** A case that waits for a resolution of a council, or had one. */
export type CouncilCase = {
  readonly applicationId: string
  readonly label: string
  /** What the applicant filed, exactly. */
  readonly contentHash: string
  readonly applicantId: string
}

/** Cases by id, for the agenda of a council; drafts and ids that are not the tenant's are absent. One query. */
export async function casesForCouncil(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CouncilCase>> {
  if (ids.length === 0) return new Map()
  const rows = await select(tx)
    .where('application_id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.application_id, caseOf(row)]))
}

/** Cases whose turn it is to be resolved on, oldest first. One query. */
export async function casesToResolve(tx: Tx): Promise<CouncilCase[]> {
  const rows = await select(tx)
    .where((where) =>
      where(
        'application_id',
        'in',
        where
          .selectFrom('application_step')
          .select('application_id')
          .where('state', '=', 'open')
          .where('act', '=', 'resolve'),
      ),
    )
    .orderBy('filed_at')
    .limit(100)
    .execute()
  return rows.map(caseOf)
}

function select(tx: Tx) {
  return tx
    .selectFrom('application')
    .select(['application_id', 'number', 'title', 'content_hash', 'applicant_id'])
    .where('round', '>', 0)
}

function caseOf(row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): CouncilCase {
  return {
    applicationId: row.application_id,
    label: `${row.number ?? ''} ${row.title}`.trim(),
    contentHash: row.content_hash,
    applicantId: row.applicant_id,
  }
}
