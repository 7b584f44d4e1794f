import { formatDate } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'

/** A case under whose permission something is out at this moment. */
export type Carried = {
  readonly id: string
  readonly label: string
  readonly detail: string
  readonly href: string
  readonly unitId: string
}

/** What each of the people has taken out and not yet handed back, by person; not under these procedures. One query. */
export async function carriedBy(
  tx: Tx,
  personIds: readonly string[],
  except: readonly string[] = [],
): Promise<ReadonlyMap<string, readonly Carried[]>> {
  const found = new Map<string, Carried[]>()
  if (personIds.length === 0) return found
  const rows = await tx
    .selectFrom('application')
    .select(['application_id', 'applicant_id', 'title', 'number', 'period_to', 'unit_id'])
    .where('applicant_id', 'in', [...new Set(personIds)])
    .where('state', '=', 'in-use')
    .where('procedure', 'not in', ['', ...except])
    .orderBy('period_to')
    .orderBy('application_id')
    .execute()
  for (const row of rows) {
    const of = found.get(row.applicant_id) ?? []
    of.push({
      id: row.application_id,
      label: row.number === null ? row.title : `${row.title}(${row.number})`,
      detail: row.period_to === null ? '' : `返却期限 ${formatDate(row.period_to)}`,
      href: `/cases/${row.application_id}`,
      unitId: row.unit_id,
    })
    found.set(row.applicant_id, of)
  }
  return found
}
