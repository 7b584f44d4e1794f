import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import type { CheckDefinition } from './definition.ts'
import { evaluate, readLines } from './evaluate.ts'
import { parametersOf } from './parameters.ts'
import { settleTasks, type SectionsPort } from './settle-tasks.ts'
import { countUnits, forgetOlderCounts, openBetween, storeFound } from './store.ts'
import type { AskedBy } from './tables.ts'

/** Lines judged at once: what they point at and what is gathered about them is read in a fixed number of queries. */
export const batchSize = 1_000
/** Batches of one part of a run: one transaction, one entry of the ledger. */
const batchesOfPart = 10

export type Part = {
  readonly runId: string
  readonly lines: number
  readonly violations: number
  readonly finished: boolean
}

/**
 * Runs the next part of a check: begins a run without `runId`, else goes on behind the last line seen, and finishes
 * the run when the lines are through. What is found of the lines of the part holds from then on; the run counts as a
 * result only when it is finished, so that half a run never says that nothing is wrong.
 */
export async function runPart(
  act: Act,
  definition: CheckDefinition,
  asked: { readonly runId?: string; readonly by: AskedBy },
  ports: { readonly sectionsOn: SectionsPort },
  sizes: { readonly batch: number; readonly batches: number } = { batch: batchSize, batches: batchesOfPart },
): Promise<Part> {
  const run = await openRun(act, definition, asked)
  const parameters = (await parametersOf(act.tx, [definition])).get(definition.key) ?? {}
  const on = act.today
  let at = run.seen_to ?? null
  let { lines, violations, fresh, mended } = run
  let finished = false
  for (let batch = 0; batch < sizes.batches && !finished; batch++) {
    const read = await readLines(act.tx, definition, at, sizes.batch, on)
    finished = read.length < sizes.batch
    const to = finished ? null : (read.at(-1)?.number ?? null)
    const found = await evaluate(act.tx, definition, read, { on, parameters })
    const known = await openBetween(act, definition.key, at, to)
    const changed = await storeFound(act, definition, read, found, known)
    await countUnits(act, run.run_id, read)
    lines += read.length
    violations += found.size
    fresh += changed.fresh
    mended += changed.mended
    at = to ?? at
  }
  await act.recorder.save('check_run', {
    ...run,
    seen_to: at,
    lines,
    violations,
    fresh,
    mended,
    state: finished ? 'finished' : 'running',
    finished_at: finished ? act.at : null,
  })
  if (finished) {
    await forgetOlderCounts(act, definition.key, run.run_id)
    await settleTasks(act, definition, ports.sectionsOn)
  }
  act.recorder.describe({
    act: finished ? '点検' : '点検(途中)',
    subject: { kind: `check:${definition.key}`, id: run.run_id, label: definition.name },
    note: `${lines}件を見て、違反${violations}件(新しいもの${fresh}件、直ったもの${mended}件)`,
  })
  return { runId: run.run_id, lines, violations, finished }
}

async function openRun(
  act: Act,
  definition: CheckDefinition,
  { runId, by }: { readonly runId?: string; readonly by: AskedBy },
) {
  if (runId !== undefined) {
    return act.tx
      .selectFrom('check_run')
      .selectAll()
      .where('run_id', '=', runId)
      .where('check_key', '=', definition.key)
      .where('state', '=', 'running')
      .forUpdate()
      .executeTakeFirstOrThrow()
  }
  // The counts of the part hang on the run: it is there first.
  return act.recorder.save('check_run', {
    tenant_id: act.tenantId,
    run_id: newId(),
    check_key: definition.key,
    ran_on: act.today,
    started_at: act.at,
    asked_by: by,
    state: 'running',
    seen_to: null,
    lines: 0,
    violations: 0,
    fresh: 0,
    mended: 0,
    finished_at: null,
  })
}
