import { sql } from 'kysely'
import type { z } from 'zod'
import { offices } from '#authority/offices.ts'
import { unitNames } from '#authority/units.ts'
import { holds } from '#engine/register/access.ts'
import type { Scope } from '#engine/register/list.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { showCheck } from './contract.ts'
import { citesOf, defaultDaysToMend, mechanismOf, type CheckDefinition } from './definition.ts'
import { evaluate, findLines } from './evaluate.ts'
import { describe, permission } from './list.ts'
import { parametersOf } from './parameters.ts'
import type { CheckPorts } from './ports.ts'
import { requireCheck, sightOf } from './sight.ts'
import { latestRuns, openCounts, seenCounts, sumOf, within } from './standing.ts'
import type { Violation } from './store.ts'

const runsShown = 12

/** The scope an asker narrowed to one unit. @throws Refusal 'not-found' for a unit he does not read. */
export function narrowedTo(scope: Scope, unitId: string | undefined): Scope {
  if (unitId === undefined) return scope
  if (!holds(scope, unitId)) refuse('not-found', 'その部・課は、あなたが見られる範囲にありません。')
  return [unitId.toLowerCase()]
}

/** The number of a line as people know it. */
export function numberShown({ of }: Pick<CheckDefinition, 'of'>, number: string): string {
  return 'kind' in of ? of.numberShown(number) : number
}

/** Where a violating line is shown. */
export function hrefOf(
  { of }: Pick<CheckDefinition, 'of'>,
  row: { line_id: string; number: string },
): string {
  return 'kind' in of
    ? of.hrefOf({ lineId: row.line_id, number: row.number })
    : `/registers/${of.key}?open=${row.line_id}`
}

/**
 * One check with a page of its lines, which are judged again while they are read: what somebody has just mended does
 * not stand there as wrong. A fixed number of queries.
 */
export async function readCheck(
  act: Act,
  input: z.output<typeof showCheck.input>,
  ports: CheckPorts,
): Promise<z.input<typeof showCheck.output>> {
  const { tx } = act
  const definition = requireCheck(new Map(ports.checks.map((each) => [each.key, each])), input.check)
  const sight = await sightOf(act, ports.organisation)
  const whole = sight.scopeOf(definition)
  const scope = narrowedTo(whole, input.unitId)
  const runs = await latestRuns(tx)
  const run = runs.get(definition.key)
  const open = (await openCounts(tx)).filter((each) => each.key === definition.key)
  const seen = await seenCounts(tx, run === undefined ? [] : [run])
  const { rows, total } = await pageOf(act, definition, input, scope)
  const right = input.state === 'open' ? await nowRight(act, definition, rows) : new Set<string>()
  const unitIds = open.filter((each) => holds(whole, each.unit_id)).map((each) => each.unit_id)
  const names = await unitNames(tx, [...unitIds, ...rows.map((row) => row.unit_id)], act.today)
  const cites = await ports.citations(tx, [mechanismOf(definition)], act.today)
  const { actor } = act
  return {
    ...describe(definition, {
      run,
      violations: sumOf(open, definition.key, scope),
      lines: sumOf(seen, definition.key, scope),
      cites: citesOf(definition, cites),
      on: act.today,
    }),
    on: act.today,
    rows: rows.map((row) => ({
      lineId: row.line_id,
      number: numberShown(definition, row.number),
      label: row.label,
      unitId: row.unit_id,
      unitName: names.get(row.unit_id) ?? '',
      sentence: row.sentence,
      firstSeen: row.first_seen,
      mendedAt: row.mended_at,
      rightNow: right.has(row.line_id),
      href: hrefOf(definition, row),
    })),
    total,
    page: input.page,
    size: input.size,
    units: open
      .filter((each) => holds(whole, each.unit_id))
      .map((each) => ({
        unitId: each.unit_id,
        name: names.get(each.unit_id) ?? '',
        violations: each.count,
      }))
      .toSorted((a, b) => b.violations - a.violations || a.name.localeCompare(b.name, 'ja')),
    ownerWord: offices[definition.owner].word,
    daysToMend: definition.daysToMend ?? defaultDaysToMend,
    parameters: await parametersShown(act, definition),
    // How many lines of other units there are is not the business of whoever reads his own only.
    runs: whole === 'all' ? await lastRuns(act, definition.key) : [],
    mayRun: permission(sight.mayNotRun),
    maySet: actor.kind === 'operator' || (actor.kind === 'person' && actor.rights.has('policy.manage')),
  }
}

async function pageOf(
  act: Act,
  definition: CheckDefinition,
  input: z.output<typeof showCheck.input>,
  scope: Scope,
): Promise<{ rows: Violation[]; total: number }> {
  const matching = act.tx
    .selectFrom('check_violation')
    .where('check_key', '=', definition.key)
    .where('mended_at', input.state === 'open' ? 'is' : 'is not', null)
    .where(within(scope))
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .selectAll()
    .$if(input.state === 'mended', (query) => query.orderBy('mended_at', 'desc'))
    .orderBy('number')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute()
  return { rows, total }
}

/** Those of the violations that are right by now, or whose line is gone. */
async function nowRight(
  act: Act,
  definition: CheckDefinition,
  rows: readonly Violation[],
): Promise<Set<string>> {
  const ids = rows.map((row) => row.line_id)
  const parameters = (await parametersOf(act.tx, [definition])).get(definition.key) ?? {}
  const lines = await findLines(act.tx, definition, ids, act.today)
  const wrong = await evaluate(act.tx, definition, lines, { on: act.today, parameters })
  return new Set(ids.filter((id) => !wrong.has(id)))
}

async function parametersShown(act: Act, definition: CheckDefinition) {
  const set = await act.tx
    .selectFrom('check_setting')
    .selectAll()
    .where('check_key', '=', definition.key)
    .execute()
  return (definition.parameters ?? []).map((each) => {
    const own = set.find((row) => row.parameter === each.key)
    return { ...each, value: own?.value ?? each.default, why: own?.why ?? null }
  })
}

async function lastRuns(act: Act, key: string) {
  const rows = await act.tx
    .selectFrom('check_run')
    .selectAll()
    .where('check_key', '=', key)
    .where('state', '=', 'finished')
    .orderBy('started_at', 'desc')
    .orderBy('run_id', 'desc')
    .limit(runsShown)
    .execute()
  return rows.map(({ run_id: runId, finished_at, started_at, lines, violations, fresh, mended }) => ({
    runId,
    at: finished_at ?? started_at,
    lines,
    violations,
    fresh,
    mended,
  }))
}
