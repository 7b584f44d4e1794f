import type { Act } from '#ground/operation/act.ts'
import type { PlanRow } from './add-changes.ts'
import { personOrNull } from './author.ts'
import type { Captured } from './capture.ts'
import { followUpJobName } from './follow-up-name.ts'

/** Writes to one row of `transfer_write`. */
const WRITES_AT_ONCE = 500

/**
 * Makes a plan confirmed, with what it wrote kept so that it can be undone until its day, and its work of that day
 * queued. Answers how many rows were written.
 */
export async function sealPlan(
  act: Act,
  plan: PlanRow,
  written: Captured,
  returning: readonly { readonly personId: string; readonly until: string | null }[] = [],
): Promise<number> {
  const { recorder, tenantId } = act
  const parts = [...written].flatMap(([table_name, writes]) => {
    const found = []
    for (let start = 0; start < writes.length; start += WRITES_AT_ONCE) {
      found.push({ table_name, writes: writes.slice(start, start + WRITES_AT_ONCE) })
    }
    return found
  })
  await recorder.saveAll(
    'transfer_write',
    parts.map((part, place) => ({ tenant_id: tenantId, plan_id: plan.id, place, ...part })),
  )
  await recorder.saveAll(
    'transfer_return',
    returning.map((each) => ({
      tenant_id: tenantId,
      plan_id: plan.id,
      person_id: each.personId,
      until: each.until,
    })),
  )
  await recorder.save('transfer_plan', {
    ...plan,
    state: 'confirmed',
    confirmed_at: act.at,
    confirmed_by: personOrNull(act),
  })
  await act.jobs.send(
    followUpJobName,
    { planId: plan.id },
    { after: midnightInJapan(plan.effective_on), once: plan.id },
  )
  return parts.reduce((sum, part) => sum + part.writes.length, 0)
}

/** 00:00 of a day in Japan as an instant. */
export function midnightInJapan(day: string): string {
  return new Date(`${day}T00:00:00+09:00`).toISOString()
}
