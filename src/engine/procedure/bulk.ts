import { personOf, type Act } from '#ground/operation/act.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse, Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { z } from 'zod'
import { bulkFault, bundleProblems } from './bulk-rule.ts'
import { definitionsOf, parametersOfAll, type Case } from './case.ts'
import { levelOf, STRICTEST, strictestLevel } from './class-level.ts'
import { decideApplication, type decideManyApplications } from './contract.ts'
import { decideCase } from './decide.ts'
import { BULK_AT_ONCE, type EntryFacts, type ProcedureDefinition } from './definition.ts'
import type { ProcedurePorts } from './ports.ts'
import type { SeatRow } from './seats.ts'

/** How many cases of each procedure the city lets be granted at once; absent where each is by itself. One query, none where none is declared so. */
export async function bulkLimits(
  tx: Tx,
  definitions: Iterable<ProcedureDefinition>,
): Promise<ReadonlyMap<string, number>> {
  const declared = [...definitions].filter((each) => each.bulk === true)
  if (declared.length === 0) return new Map()
  const values = await parametersOfAll(tx, declared)
  return new Map(
    declared.flatMap(({ key }): [string, number][] => {
      const limit = values.get(key)?.[BULK_AT_ONCE] ?? 1
      return limit > 1 ? [[key, limit]] : []
    }),
  )
}

/**
 * The strictest confidentiality of what each case is about, as it was filed and as it stands today: a class raised since
 * counts. A line that is gone counts as the strictest. One query.
 */
export async function strictestToday(
  tx: Tx,
  cases: readonly { readonly id: string; readonly entries: readonly EntryFacts[] }[],
): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(cases.flatMap(({ entries }) => entries.map((entry) => entry.entryId)))]
  const rows =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('register_entry')
          .select(['entry_id', 'values'])
          .where('entry_id', 'in', ids)
          .where('state', '=', 'current')
          .execute()
  const now = new Map(rows.map((row) => [row.entry_id, levelOf(row.values['confidentiality'])]))
  return new Map(
    cases.map(({ id, entries }) => [
      id,
      Math.max(strictestLevel(entries), ...entries.map((entry) => now.get(entry.entryId) ?? STRICTEST)),
    ]),
  )
}

/**
 * Grants several cases at once, where the city allows it. Each is decided by the rules of a single decision on the
 * content that was shown, in a part of the act of its own: one that cannot be granted is named with the reason and
 * does not keep the others. All decisions bear the bundle.
 * @throws Refusal 'invalid' for a case named twice or more cases than allowed, 'step-up' as a single decision does,
 * and what stands against the first of them when none could be granted.
 */
export async function decideMany(
  act: Act,
  input: z.output<typeof decideManyApplications.input>,
  ports: ProcedurePorts,
): Promise<z.input<typeof decideManyApplications.output>> {
  const { personId } = personOf(act)
  const ids = input.cases.map((each) => each.applicationId)
  const limits = await bulkLimits(act.tx, await definitionsOf(ports, act.tx))
  const found = await act.tx
    .selectFrom('application')
    .select(['application_id', 'procedure', 'number', 'title'])
    .where('application_id', 'in', ids)
    .execute()
  const problems = bundleProblems(
    ids,
    found.map((row) => limits.get(row.procedure) ?? 1),
  )
  if (problems.length > 0) {
    return refuse('invalid', 'まとめて決められませんでした。どの申請もまだ決まっていません。', { problems })
  }
  const bundleId = newId()
  const mayBeIn = async (file: Case, open: readonly SeatRow[]): Promise<void> => {
    const levels = await strictestToday(act.tx, [{ id: file.application_id, entries: file.facts.entries }])
    const fault = bulkFault({
      atMost: limits.get(file.procedure) ?? 1,
      state: file.state,
      decides: open.every((seat) => seat.act === 'decide'),
      own: file.applicant_id === personId,
      strictest: levels.get(file.application_id) ?? STRICTEST,
    })
    if (fault !== null) refuse(file.applicant_id === personId ? 'forbidden' : 'conflict', fault)
  }
  const results = new Map<string, Result>()
  let refused: Refusal | null = null
  // Always in the same order, so that two bundles with cases in common do not wait for each other for ever.
  for (const { applicationId, contentHash } of input.cases.toSorted(byId)) {
    const bundle = { id: bundleId, size: ids.length, mayBeIn }
    const named = found.find((row) => row.application_id === applicationId)
    try {
      const one = { applicationId, act: 'grant' as const, contentHash }
      const { state } = await act.part((part) => decideCase(part, { ...one, bundle }, ports), {
        operation: decideApplication.name,
        input: one,
      })
      results.set(applicationId, { ...nameOf(named), applicationId, state, refusal: null })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'step-up') throw error
      const { code, message, problems: details } = error
      // Who may not see a case is not told its name either.
      const name = nameOf(code === 'not-found' ? undefined : named)
      const refusal = { code, message, problems: details.map((each) => each.message) }
      results.set(applicationId, { ...name, applicationId, state: null, refusal })
      refused ??= error
    }
  }
  const ordered = ids.flatMap((id) => results.get(id) ?? [])
  const granted = ordered.filter((each) => each.refusal === null).length
  // An act that did nothing is refused as a whole.
  if (granted === 0 && refused !== null) throw ids.length === 1 ? refused : noneOf(refused, ordered)
  act.recorder.describe({
    act: 'まとめて決裁',
    subject: { kind: 'application-bundle', id: bundleId, label: `${ids.length}件` },
    note: `${granted}件を決裁。できなかったもの${ids.length - granted}件`,
  })
  return { bundleId, results: ordered }
}

type Result = z.input<typeof decideManyApplications.output>['results'][number]

/** What stood against each, where none could be granted. */
function noneOf(first: Refusal, results: readonly Result[]): Refusal {
  return new Refusal(first.code, '選んだ申請は、どれも許可できませんでした。', {
    problems: results.map((each, index) => ({
      at: `cases.${index}`,
      message: `${`${each.number ?? ''} ${each.title ?? ''}`.trim()} ${each.refusal?.message ?? ''}`.trim(),
    })),
  })
}

function byId(one: { applicationId: string }, other: { applicationId: string }): number {
  return one.applicationId < other.applicationId ? -1 : 1
}

function nameOf(row: { number: string | null; title: string } | undefined) {
  return { number: row?.number ?? null, title: row?.title ?? null }
}
