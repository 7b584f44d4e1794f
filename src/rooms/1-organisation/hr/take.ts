import type { z } from 'zod'
import { sql } from 'kysely'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { addChanges, createPlan, type GivenChange, lockDraft } from '../transfer/add-changes.ts'
import type { NewTransferChange } from '../transfer/change.ts'
import { refuseUnlessReady } from './comparisons.ts'
import type { takeDifferences } from './contract.ts'

type In = z.output<typeof takeDifferences.input>
type Out = z.input<typeof takeDifferences.output>
type Row = {
  place: number
  line: number | null
  number: string
  chosen: boolean
  change: NewTransferChange
  needs: string[]
}

/**
 * Puts the chosen differences into a new plan, or one that is still a draft. A unit that a chosen line needs is
 * created with it, chosen or not. The comparison is taken once.
 */
export async function takeChosen(act: Act, input: In): Promise<Out> {
  const row = await act.tx
    .selectFrom('hr_comparison')
    .selectAll()
    .where('id', '=', input.comparisonId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined)
    return refuse('not-found', 'この比べた結果はもうありません。もう一度ファイルから比べてください。')
  refuseUnlessReady(row)
  const { rows } = await sql<Row>`
    select place, line, number, chosen, change, needs from hr_difference
     where comparison_id = ${row.id}::uuid and (chosen or kind = 'create-unit') order by place`.execute(
    act.tx,
  )
  const needed = new Set<string>()
  const units = rows.filter((each) => each.change.kind === 'create-unit')
  // Units stand upper first: from the last to the first, each names the ones above it.
  for (const each of rows.toReversed()) {
    if (each.chosen || needed.has(each.number)) for (const code of each.needs) needed.add(code)
  }
  const added = units.filter((each) => !each.chosen && needed.has(each.number))
  const taken = rows.filter((each) => each.chosen || added.includes(each))
  if (taken.length === 0) {
    return refuse('invalid', '案に入れる違いが1件も選ばれていません。1件以上を選んでください。')
  }
  const planId = await planFor(act, input.plan, row)
  const changes = taken.map(({ line, change }): GivenChange => ({ line, change }))
  await addChanges(act, planId, changes)
  await act.tx
    .updateTable('hr_comparison')
    .set({ state: 'taken', plan_id: planId })
    .where('id', '=', row.id)
    .execute()
  act.recorder.describe({
    act: '人事の取り込み',
    subject: { kind: 'transfer', id: planId, label: row.source_name },
    note: `${taken.length}件を案に入れました`,
  })
  return { planId, added: taken.length, unitsAdded: added.length }
}

async function planFor(
  act: Act,
  plan: In['plan'],
  row: { on: string; source_name: string },
): Promise<string> {
  if ('title' in plan) {
    const made = await createPlan(act, {
      title: plan.title,
      effectiveOn: row.on,
      source: row.source_name.slice(0, 300),
    })
    return made.id
  }
  const known = await lockDraft(act, plan.planId)
  if (known.effective_on !== row.on) {
    refuse('conflict', 'この案の発令日は、比べた日と違います。同じ日の案を選ぶか、新しい案を作ってください。')
  }
  return known.id
}
