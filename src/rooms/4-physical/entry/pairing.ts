/** One line at a door, as far as pairing cares. Instants are ISO text in UTC. */
export type Passing = {
  readonly lineId: string
  readonly who: string
  readonly at: string
  readonly direction: 'in' | 'out'
}

/** A stay: going in, and coming out of it; `out` null = still inside, or nobody noted the going. */
export type Stay<P extends Passing> = { readonly in: P; readonly out: P | null }

export type Paired<P extends Passing> = {
  readonly stays: readonly Stay<P>[]
  /** Came out without having gone in. */
  readonly strayOuts: readonly P[]
}

/**
 * Pairs the lines of one area, person by person: every coming out ends the last going in before it; who goes in twice
 * left the first time unnoticed. Of two lines of one instant the going out comes first, so that a stay that ends and a
 * stay that begins at the same minute are two. The order of the lines given does not matter. Pure.
 */
export function pair<P extends Passing>(passings: readonly P[]): Paired<P> {
  const ordered = passings.toSorted(
    (a, b) =>
      compare(a.at, b.at) ||
      Number(a.direction === 'in') - Number(b.direction === 'in') ||
      compare(a.lineId, b.lineId),
  )
  const inside = new Map<string, P>()
  const stays: Stay<P>[] = []
  const strayOuts: P[] = []
  for (const each of ordered) {
    const before = inside.get(each.who)
    if (each.direction === 'in') {
      if (before !== undefined) stays.push({ in: before, out: null })
      inside.set(each.who, each)
    } else if (before === undefined) {
      strayOuts.push(each)
    } else {
      stays.push({ in: before, out: each })
      inside.delete(each.who)
    }
  }
  for (const each of inside.values()) stays.push({ in: each, out: null })
  return { stays, strayOuts }
}

/** Who is inside after all these lines: those whose last line is a going in. Pure. */
export function insideAfter<P extends Passing>(passings: readonly P[]): P[] {
  const { stays } = pair(passings)
  const last = new Map<string, P>()
  for (const each of passings) {
    const known = last.get(each.who)
    if (known === undefined || later(each, known)) last.set(each.who, each)
  }
  return stays
    .filter((stay) => stay.out === null && last.get(stay.in.who)?.lineId === stay.in.lineId)
    .map((stay) => stay.in)
}

function later(a: Passing, b: Passing): boolean {
  const by =
    compare(a.at, b.at) ||
    Number(a.direction === 'in') - Number(b.direction === 'in') ||
    compare(a.lineId, b.lineId)
  return by > 0
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
