import type { z } from 'zod'
import type { Act } from '#ground/operation/act.ts'
import type { BoundCitation } from '#engine/procedure/ports.ts'
import type { CheckRow, listChecks } from './contract.ts'
import { citesOf, mechanismOf, type CheckDefinition } from './definition.ts'
import type { CheckPorts } from './ports.ts'
import { sightOf } from './sight.ts'
import { latestRuns, openCounts, seenCounts, stateOf, sumOf, type Run } from './standing.ts'

/** Every check with how it stands in the units the viewer reads. A fixed number of queries, whatever there is. */
export async function checkList(act: Act, ports: CheckPorts): Promise<z.input<typeof listChecks.output>> {
  const sight = await sightOf(act, ports.organisation)
  const runs = await latestRuns(act.tx)
  const open = await openCounts(act.tx)
  const seen = await seenCounts(act.tx, [...runs.values()])
  const cites = await ports.citations(act.tx, ports.checks.map(mechanismOf), act.today)
  return {
    on: act.today,
    rows: ports.checks.map((definition) => {
      const scope = sight.scopeOf(definition)
      return describe(definition, {
        run: runs.get(definition.key),
        violations: sumOf(open, definition.key, scope),
        lines: sumOf(seen, definition.key, scope),
        cites: citesOf(definition, cites),
        on: act.today,
      })
    }),
    mayRun: permission(sight.mayNotRun),
  }
}

export const permission = (because: string | undefined) =>
  because === undefined ? { allowed: true } : { allowed: false, because }

/** A check as lists and its page show it. Pure. */
export function describe(
  definition: CheckDefinition,
  found: {
    readonly run: Run | undefined
    readonly violations: number
    readonly lines: number
    readonly cites: readonly BoundCitation[]
    readonly on: string
  },
): CheckRow {
  const { run, violations, lines, cites, on } = found
  const { key, name, what, severity, of, slots } = definition
  const ranOn = run?.ran_on ?? null
  const bound = new Set(cites.map((cite) => cite.slot))
  return {
    key,
    name,
    what,
    severity,
    of: {
      key: of.key,
      name: of.name,
      noun: of.noun,
      href: 'kind' in of ? of.href : `/registers/${of.key}`,
    },
    state: stateOf({ violations, lines, ranOn }, on),
    violations,
    lines,
    ranOn,
    cites: cites.map(({ slot, documentMark, label, editionId, wid }) => ({
      slot,
      documentMark,
      label,
      editionId,
      wid,
    })),
    missing: slots.filter((slot) => !bound.has(slot.slot)).map((slot) => slot.need),
  }
}
