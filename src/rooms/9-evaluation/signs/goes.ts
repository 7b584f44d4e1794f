/** A decision as the search for goes sees it. */
export type Decided = {
  readonly deciderId: string
  readonly at: string
  readonly applicationId: string
  readonly bundleId: string | null
}

/** Decisions of one person right after each other, or of one bundle; in order of time. */
export type Go<D extends Decided> = {
  readonly bundle: boolean
  readonly decisions: readonly D[]
  /** Different cases. */
  readonly cases: number
  /** The most different cases within a minute; of a bundle all. */
  readonly most: number
}

const minuteMs = 60_000

/**
 * Puts the decisions of each person into goes: those of a bundle together, the others where none is more than a minute
 * behind the one before. A go of one case is left out. Pure.
 */
export function goesOf<D extends Decided>(decisions: readonly D[]): Go<D>[] {
  const bundles = Map.groupBy(
    decisions.filter((each) => each.bundleId !== null),
    (each) => each.bundleId,
  )
  const alone = Map.groupBy(
    decisions.filter((each) => each.bundleId === null),
    (each) => each.deciderId,
  )
  return [
    ...[...bundles.values()].map((of) => goOf(inOrder(of), true)),
    ...[...alone.values()].flatMap((of) => chains(inOrder(of)).map((chain) => goOf(chain, false))),
  ].filter((go) => go.cases > 1)
}

const inOrder = <D extends Decided>(decisions: readonly D[]): D[] =>
  decisions.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))

function chains<D extends Decided>(ordered: readonly D[]): D[][] {
  const found: D[][] = []
  let last = -Infinity
  for (const each of ordered) {
    const at = Date.parse(each.at)
    if (at - last > minuteMs) found.push([])
    found.at(-1)?.push(each)
    last = at
  }
  return found
}

function goOf<D extends Decided>(decisions: readonly D[], bundle: boolean): Go<D> {
  const cases = new Set(decisions.map((each) => each.applicationId)).size
  return { bundle, decisions, cases, most: bundle ? cases : mostWithinAMinute(decisions) }
}

/** Two hands move over the ordered decisions; a case decided in several seats counts once. */
function mostWithinAMinute(ordered: readonly Decided[]): number {
  const inside = new Map<string, number>()
  let most = 0
  let first = 0
  for (const each of ordered) {
    inside.set(each.applicationId, (inside.get(each.applicationId) ?? 0) + 1)
    for (
      let oldest = ordered[first];
      oldest !== undefined && Date.parse(each.at) - Date.parse(oldest.at) > minuteMs;
      oldest = ordered[++first]
    ) {
      const left = (inside.get(oldest.applicationId) ?? 1) - 1
      if (left === 0) inside.delete(oldest.applicationId)
      else inside.set(oldest.applicationId, left)
    }
    most = Math.max(most, inside.size)
  }
  return most
}
