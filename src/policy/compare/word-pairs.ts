/**
 * How alike texts are by the pairs of neighbouring characters they share. A pair that stands everywhere
 * (「なけ」「れば」) says little, one that stands twice says much: each weighs by its rarity.
 */
export type Pairs = {
  /** Sorted numbers of the pairs, each as often as it occurs. */
  readonly of: Int32Array
  readonly weight: number
}

export type PairSpace = {
  readonly before: readonly Pairs[]
  readonly after: readonly Pairs[]
  /** Weight of each pair by its number. */
  readonly weights: Float64Array
}

/** Numbers the pairs of all texts of both sides. Linear in the characters. */
export function pairSpace(before: readonly string[], after: readonly string[]): PairSpace {
  const numbers = new Map<string, number>()
  const seenIn: number[] = []
  const lists = [before, after].map((texts) =>
    texts.map((text) => {
      const padded = `\u0002${text}\u0003`
      const list = new Int32Array(padded.length - 1)
      for (let i = 0; i + 1 < padded.length; i += 1) {
        const pair = padded.slice(i, i + 2)
        const known = numbers.get(pair)
        const number = known ?? numbers.size
        if (known === undefined) {
          numbers.set(pair, number)
          seenIn.push(0)
        }
        list[i] = number
      }
      list.sort()
      for (let i = 0; i < list.length; i += 1) {
        const number = list[i] ?? 0
        if (i === 0 || list[i - 1] !== number) seenIn[number] = (seenIn[number] ?? 0) + 1
      }
      return list
    }),
  )
  const texts = before.length + after.length
  const weights = Float64Array.from(seenIn, (n) => 0.1 + Math.log((texts + 2) / (n + 1)))
  const weighed = (list: Int32Array): Pairs => {
    let weight = 0
    for (const number of list) weight += weights[number] ?? 0
    return { of: list, weight }
  }
  const [old = [], now = []] = lists
  return { before: old.map(weighed), after: now.map(weighed), weights }
}

/** Weight of the pairs that both have. */
export function shared(a: Pairs, b: Pairs, weights: Float64Array): number {
  let i = 0
  let j = 0
  let sum = 0
  while (i < a.of.length && j < b.of.length) {
    const x = a.of[i] ?? 0
    const y = b.of[j] ?? 0
    if (x === y) {
      sum += weights[x] ?? 0
      i += 1
      j += 1
    } else if (x < y) i += 1
    else j += 1
  }
  return sum
}

/** 1 for the same words, 0 for none in common: twice the shared weight over both. */
export function likeness(a: Pairs, b: Pairs, weights: Float64Array): number {
  const both = a.weight + b.weight
  // A text that is many times longer cannot be alike: not worth reading it through.
  if (2 * Math.min(a.weight, b.weight) < 0.1 * both) return 0
  return both === 0 ? 1 : (2 * shared(a, b, weights)) / both
}

/** How often each pair of a text is left when others have been taken out of it. */
export type Stock = Map<number, number>

export function stockOf(pairs: Pairs): Stock {
  const stock: Stock = new Map()
  for (const number of pairs.of) stock.set(number, (stock.get(number) ?? 0) + 1)
  return stock
}

/** Takes the pairs of a part out of the stock as far as they are there. The weight of what was found. */
export function takeOut(stock: Stock, part: Pairs, weights: Float64Array): number {
  let found = 0
  for (const number of part.of) {
    const left = stock.get(number) ?? 0
    if (left === 0) continue
    stock.set(number, left - 1)
    found += weights[number] ?? 0
  }
  return found
}

/** The weight of the part's pairs that are still in the stock. */
export function inStock(stock: Stock, part: Pairs, weights: Float64Array): number {
  let found = 0
  let last = -1
  let run = 0
  for (const number of part.of) {
    run = number === last ? run + 1 : 1
    last = number
    if ((stock.get(number) ?? 0) >= run) found += weights[number] ?? 0
  }
  return found
}

/** Rarest pairs of a text that are looked up, and the longest list of places one pair may name. */
const LOOKED_UP = 24
const LONGEST_LIST = 40

/** For a text the places of the other side that share its rarest pairs, best first. */
export type Finder = (pairs: Pairs, most: number) => number[]

export function finder(
  texts: readonly Pairs[],
  weights: Float64Array,
  among: (i: number) => boolean,
): Finder {
  const lists = new Map<number, number[]>()
  for (const [i, pairs] of texts.entries()) {
    if (!among(i)) continue
    let last = -1
    for (const number of pairs.of) {
      if (number === last) continue
      last = number
      const list = lists.get(number)
      if (list === undefined) lists.set(number, [i])
      else if (list.length <= LONGEST_LIST) list.push(i)
    }
  }
  return (pairs, most) => {
    const distinct: number[] = []
    let last = -1
    for (const number of pairs.of) {
      if (number !== last && (lists.get(number)?.length ?? 0) > 0) distinct.push(number)
      last = number
    }
    const rare = distinct
      .filter((n) => (lists.get(n)?.length ?? 0) <= LONGEST_LIST)
      .toSorted((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b)
      .slice(0, LOOKED_UP)
    const votes = new Map<number, number>()
    for (const number of rare) {
      for (const i of lists.get(number) ?? []) votes.set(i, (votes.get(i) ?? 0) + (weights[number] ?? 0))
    }
    return [...votes]
      .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, most)
      .map(([i]) => i)
  }
}
