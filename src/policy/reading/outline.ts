import { bulletAt, type Marker } from './markers.ts'
import type { Level } from './types.ts'

/** A label that was accepted as numbering a place of the document. */
export type Accepted = {
  readonly marker: Marker
  readonly id: string
  readonly parent: string | null
  readonly depth: number
  /** The printed 1 of a first paragraph: it begins no node, its words are those of the article (`id`) itself. */
  readonly firstParagraph?: true
}

type Frame = {
  readonly level: Level
  last: number
  readonly id: string
  readonly path: readonly number[]
  readonly depth: number
  /** The depth the file's format gave the label; null when nothing is known. */
  readonly known: number | null
}

/** Divisions in their fixed order; everything else finds its place by where it first appears. */
const DIVISIONS: readonly Level[] = ['編', '部', '章', '節', '款', '目']
const TOP: readonly Level[] = ['附則', '別表', '様式']

const isDivision = (level: Level) => DIVISIONS.includes(level)

export type Outline = {
  /**
   * Offers the readings of one label; the first that fits the numbering is accepted.
   * `strict` takes only the next number of an open level or the first of a new one;
   * otherwise a gap in the numbering (a missing or repealed number) is let through.
   * `unsaid` is the article whose own words have not begun: a 1 is its first paragraph and no node.
   */
  offer(readings: readonly Marker[], strict: boolean, unsaid?: string | null): Accepted | null
  /** Accepts a label that the format of the file vouches for; its depth settles what the numbers leave open. */
  offerKnown(readings: readonly Marker[], depth: number, unsaid?: string | null): Accepted
  /** Whether one of the readings continues a level that is open now. */
  continues(readings: readonly Marker[]): boolean
  /** The number the open level of this family waits for, or 0 when none is open. */
  expected(level: Level): number
  /** Whether the label is the second paragraph of the article that is open. */
  isSecondParagraph(m: Marker): boolean
  current(): { readonly id: string; readonly level: Level; readonly depth: number } | null
}

/** Keeps the open levels of a document's numbering and gives each accepted label its id. */
export function createOutline(): Outline {
  let frames: Frame[] = []
  const used = new Map<string, number>()
  const above = new Map<Level, Set<Level>>()
  const counters = new Map<string, number>()
  let lastArticle = 0

  const openIndex = (level: Level) => frames.findLastIndex((f) => f.level === level)

  function unique(id: string): string {
    const seen = used.get(id) ?? 0
    used.set(id, seen + 1)
    return seen === 0 ? id : `${id}~${seen + 1}`
  }

  /** How many frames stay open if this label is accepted; null if it does not fit. */
  function place(m: Marker, strict: boolean): number | null {
    if (TOP.includes(m.level)) return 0
    if (isDivision(m.level)) {
      const rank = DIVISIONS.indexOf(m.level)
      const keep = frames.findIndex((f) => !isDivision(f.level) || DIVISIONS.indexOf(f.level) >= rank)
      return keep < 0 ? frames.length : keep
    }
    if (m.level === '条') return placeArticle(m, strict)
    if (m.level === '見出し') {
      const keep = frames.findIndex((f) => !isDivision(f.level))
      return keep < 0 ? frames.length : keep
    }
    if (m.level === 'N-N') return placePath(m, strict)
    if (m.level === '・') {
      const at = openIndex('・')
      return at < 0 ? frames.length : at
    }
    const at = openIndex(m.level)
    if (at >= 0) {
      const frame = frames[at]
      if (frame !== undefined && m.n === frame.last + 1) return at
      if (strict) return null
      if (m.n === 1 && at < frames.length - 1) return contradicts(m.level) ? null : frames.length
      return frame !== undefined && (m.n > frame.last || m.n === 1) ? at : null
    }
    return placeNew(m, strict)
  }

  function placeArticle(m: Marker, strict: boolean): number | null {
    const supplement = frames.findIndex((f) => f.level === '附則')
    if (supplement >= 0) {
      const open = openIndex('条')
      if (open >= 0 ? m.n === (frames[open]?.last ?? 0) + 1 || m.tail.length > 0 : m.n === 1) {
        return open >= 0 ? open : supplement + 1
      }
      return strict || m.n <= lastArticle ? null : 0
    }
    if (strict && m.n !== lastArticle + 1 && !(m.n === lastArticle && m.tail.length > 0)) {
      // A repealed article or two may be missing from a text; more than that is a reference.
      if (m.n <= lastArticle || m.n > lastArticle + 3) return null
    }
    const keep = frames.findIndex((f) => !isDivision(f.level))
    return keep < 0 ? frames.length : keep
  }

  function placePath(m: Marker, strict: boolean): number | null {
    const wanted = m.tail.slice(0, -1)
    let keep = frames.length
    while (keep > 0) {
      const frame = frames[keep - 1]
      if (frame === undefined || isDivision(frame.level)) break
      if (
        frame.path.length > 0 &&
        frame.path.length <= wanted.length &&
        frame.path.every((p, i) => p === wanted[i])
      )
        break
      keep -= 1
    }
    if (!strict) return keep
    const sibling = frames[keep]
    const before =
      sibling !== undefined && sibling.path.length === m.tail.length ? (sibling.path.at(-1) ?? 0) : 0
    return m.n === before + 1 ? keep : null
  }

  /** A family that is not open: it starts below the current place, or is the second paragraph of an article. */
  function placeNew(m: Marker, strict: boolean): number | null {
    const article = frames.findLastIndex(
      (f) => f.level === '条' || f.level === '附則' || f.level === '見出し',
    )
    if (m.level === 'N' && article >= 0 && (m.n === 2 || (!strict && m.n > 1))) return article + 1
    if (strict && m.n !== 1) return null
    if (contradicts(m.level)) {
      if (strict) return null
      const sub = above.get(m.level) ?? new Set()
      const keep = frames.findIndex((f) => sub.has(f.level))
      return keep < 0 ? frames.length : keep
    }
    return frames.length
  }

  /** Whether this family would start below a family that has been seen below it. */
  function contradicts(level: Level): boolean {
    const sub = above.get(level)
    return sub !== undefined && frames.some((f) => sub.has(f.level))
  }

  function idOf(m: Marker, parent: Frame | undefined): string {
    if (TOP.includes(m.level)) {
      if (m.level !== '附則') return m.part
      const n = (counters.get('附則') ?? 0) + 1
      counters.set('附則', n)
      return `附則${n}`
    }
    if (m.level === '条' && parent?.level !== '附則') return m.part
    if (m.level === 'N-N' || parent === undefined) return m.part
    if (m.level === '・') return `${parent.id}-・${m.n}`
    return `${parent.id}-${m.part}`
  }

  /** Whether 2 or 2. may be the head of 2-1 and 2.1. */
  const beginsPath = (m: Marker, parent: Frame | undefined) =>
    (m.level === 'N' || m.level === 'N.') && (parent === undefined || isDivision(parent.level))

  /** Where a label of known depth goes: beside its like, below what is above it. */
  function placeKnown(m: Marker, depth: number): number | null {
    if (TOP.includes(m.level) || isDivision(m.level) || m.level === '条' || m.level === 'N-N')
      return place(m, false)
    const like = frames.findLastIndex((f) => f.level === m.level && f.known === depth)
    if (like >= 0 && (m.level === '・' || m.n > (frames[like]?.last ?? 0))) return like
    const other = frames[openIndex(m.level)]
    if (other === undefined || other.known === null) return place(m, false)
    const below = frames.findIndex((f) => f.known !== null && f.known >= depth)
    return below < 0 ? frames.length : below
  }

  function accept(m: Marker, keep: number, unsaid: string | null, known: number | null = null): Accepted {
    const sibling = frames[keep]
    const counted = m.level === '・' ? { ...m, n: sibling?.level === '・' ? sibling.last + 1 : 1 } : m
    frames = frames.slice(0, keep)
    const parent = frames.at(-1)
    for (const f of frames) {
      const sub = above.get(f.level) ?? new Set<Level>()
      above.set(f.level, sub.add(m.level))
    }
    const depth = parent === undefined ? 0 : parent.depth + 1
    if (m.level === 'N' && m.n === 1 && parent !== undefined && parent.id === unsaid) {
      frames.push({ level: m.level, last: 1, id: parent.id, path: [], depth: parent.depth, known })
      return { marker: m, id: parent.id, parent: null, depth: parent.depth, firstParagraph: true }
    }
    if (m.level === '条' && parent?.level !== '附則') lastArticle = m.n
    const bare = idOf(counted, parent)
    const id = unique(counted.level === '・' && parent === undefined ? `・${counted.n}` : bare)
    const path = m.level === 'N-N' ? m.tail : beginsPath(m, parent) ? [m.n] : []
    frames.push({ level: m.level, last: counted.n, id, path, depth, known })
    return { marker: counted, id, parent: parent?.id ?? null, depth }
  }

  const nextPath = (m: Marker) =>
    frames.some((f) => {
      const deeper =
        f.path.length + 1 === m.tail.length && m.n === 1 && f.path.every((p, i) => p === m.tail[i])
      const beside = f.path.length === m.tail.length && f.path.slice(0, -1).every((p, i) => p === m.tail[i])
      return deeper || (beside && m.n === (f.path.at(-1) ?? 0) + 1)
    })

  const continues = (readings: readonly Marker[]) =>
    readings.some((m) => {
      const at = openIndex(m.level)
      if (TOP.includes(m.level) || isDivision(m.level)) return true
      if (m.level === '条') return m.n === lastArticle + 1
      if (m.level === 'N-N') return nextPath(m)
      return at >= 0 && m.n === (frames[at]?.last ?? 0) + 1
    })

  return {
    offerKnown(readings, depth, unsaid = null) {
      const ordered = [...readings].sort((a, b) => Number(continues([b])) - Number(continues([a])))
      for (const m of ordered) {
        const keep = placeKnown(m, depth)
        if (keep !== null) return accept(m, keep, unsaid, depth)
      }
      const below = frames.findIndex((f) => f.known !== null && f.known >= depth)
      return accept(ordered[0] ?? bulletAt(0, 0), below < 0 ? frames.length : below, unsaid, depth)
    },
    offer(readings, strict, unsaid = null) {
      const ordered = [...readings].sort((a, b) => Number(continues([b])) - Number(continues([a])))
      const first = ordered.find((m) => continues([m])) ?? ordered.find((m) => m.n <= 1) ?? ordered[0]
      for (const m of first === undefined ? [] : [first, ...ordered.filter((o) => o !== first)]) {
        const keep = place(m, strict)
        if (keep !== null) return accept(m, keep, unsaid)
      }
      return null
    },
    continues,
    expected(level) {
      const at = openIndex(level)
      return at < 0 ? 0 : (frames[at]?.last ?? 0) + 1
    },
    isSecondParagraph: (m) =>
      m.level === 'N' && m.n === 2 && openIndex('条') >= 0 && openIndex('N') < openIndex('条'),
    current: () => frames.at(-1) ?? null,
  }
}
