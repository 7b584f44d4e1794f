import type { Range } from './row-types.ts'

/** More differences than this are not looked for one by one: the stretch between what is equal is marked whole. */
const MOST_DIFFERENCES = 700

/** Where two texts differ, as ranges of each that a reader can take in. Width and sort of comma do not count. */
export function differingRanges(before: string, after: string): { before: Range[]; after: Range[] } {
  const old = spelled(before)
  const now = spelled(after)
  let head = 0
  const shorter = Math.min(old.length, now.length)
  while (head < shorter && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
  const edits = editsOf(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  const shifted = edits.map((e): Edit => [e[0] + head, e[1] + head, e[2] + head, e[3] + head])
  const runs = readable(shifted, before, after)
  return {
    before: runs.filter((e) => e[1] > e[0]).map((e) => ({ start: e[0], end: e[1] })),
    after: runs.filter((e) => e[3] > e[2]).map((e) => ({ start: e[2], end: e[3] })),
  }
}

/** The stretch of the old text and that of the new one in its place. */
type Edit = readonly [oldStart: number, oldEnd: number, newStart: number, newEnd: number]

/** One entry for each unit of the text, so that positions stay; what only looks different is the same. */
function spelled(text: string): string[] {
  const out = Array<string>(text.length)
  for (let i = 0; i < text.length; i += 1) {
    const plain = text.charAt(i).normalize('NFKC')
    const one = plain.length === 1 ? plain : text.charAt(i)
    out[i] = one === ',' ? '、' : one
  }
  return out
}

/** Fewest single characters to take out and put in (Myers), as stretches. */
function editsOf(old: readonly string[], now: readonly string[]): Edit[] {
  if (old.length === 0 && now.length === 0) return []
  if (old.length === 0 || now.length === 0) return [[0, old.length, 0, now.length]]
  const most = Math.min(MOST_DIFFERENCES, old.length + now.length)
  const trace: Int32Array[] = []
  let reach = new Int32Array(2 * most + 3)
  const at = (k: number) => k + most + 1
  for (let d = 0; d <= most; d += 1) {
    trace.push(reach.slice(at(-d) - 1, at(d) + 2))
    const next = reach.slice()
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach[at(k - 1)] ?? 0) < (reach[at(k + 1)] ?? 0))
      let x = down ? (reach[at(k + 1)] ?? 0) : (reach[at(k - 1)] ?? 0) + 1
      while (x < old.length && x - k < now.length && old[x] === now[x - k]) x += 1
      next[at(k)] = x
      if (x >= old.length && x - k >= now.length) return walkBack(trace, d, k, old.length, now.length)
    }
    reach = next
  }
  return [[0, old.length, 0, now.length]]
}

/** Follows the furthest points back to the beginning and joins single steps to stretches. */
function walkBack(
  trace: readonly Int32Array[],
  steps: number,
  last: number,
  oldEnd: number,
  newEnd: number,
): Edit[] {
  const edits: Edit[] = []
  let x = oldEnd
  let y = newEnd
  let k = last
  for (let d = steps; d > 0; d -= 1) {
    const row = trace[d]
    const reach = (diagonal: number) => row?.[diagonal + d + 1] ?? 0
    const down = k === -d || (k !== d && reach(k - 1) < reach(k + 1))
    k = down ? k + 1 : k - 1
    const fromX = reach(k)
    const fromY = fromX - k
    const edit: Edit = down ? [fromX, fromX, fromY, fromY + 1] : [fromX, fromX + 1, fromY, fromY]
    const next = edits[0]
    if (next !== undefined && next[0] === edit[1] && next[2] === edit[3])
      edits[0] = [edit[0], next[1], edit[2], next[3]]
    else edits.unshift(edit)
    x = fromX
    y = fromY
  }
  return x < 0 || y < 0 ? [] : edits
}

/** Letters, figures and katakana make words that nobody reads in halves. */
const sortOf = (c: string): 'word' | 'kanji' | 'other' =>
  /[A-Za-z0-9Ａ-Ｚａ-ｚ０-９ァ-ヺー]/.test(c) ? 'word' : /[\p{Script=Han}々]/u.test(c) ? 'kanji' : 'other'

/** Widens cut words, then joins stretches between which only a crumb is equal. */
function readable(edits: readonly Edit[], before: string, after: string): Edit[] {
  const wide = edits.map((edit, i): Edit => {
    let [a, b, c, d] = edit
    // Only over what is equal on both sides: up to the changes beside it.
    const [, least = 0] = edits[i - 1] ?? []
    const [most = before.length] = edits[i + 1] ?? []
    while (cuts(before, a, b, a) || cuts(after, c, d, c)) {
      if (a <= least) break
      a -= 1
      c -= 1
    }
    while (cuts(before, a, b, b) || cuts(after, c, d, d)) {
      if (b >= most) break
      b += 1
      d += 1
    }
    return [a, b, c, d]
  })
  const out: Edit[] = []
  for (const edit of wide) {
    const last = out.at(-1)
    const gap = last === undefined ? 0 : edit[0] - last[1]
    if (last !== undefined && (gap <= 0 || isCrumb(before.slice(last[1], edit[0]), last, edit))) {
      out[out.length - 1] = [
        Math.min(last[0], edit[0]),
        Math.max(last[1], edit[1]),
        Math.min(last[2], edit[2]),
        Math.max(last[3], edit[3]),
      ]
    } else out.push(edit)
  }
  return out
}

/** Whether the edge of a changed stretch lies inside a word. */
function cuts(text: string, start: number, end: number, edge: number): boolean {
  if (start === end && edge === start) {
    return (
      edge > 0 &&
      edge < text.length &&
      sortOf(text.charAt(edge - 1)) === 'word' &&
      sortOf(text.charAt(edge)) === 'word'
    )
  }
  const inside = edge === start ? text.charAt(edge) : text.charAt(edge - 1)
  const outside = edge === start ? text.charAt(edge - 1) : text.charAt(edge)
  return outside !== '' && sortOf(inside) === 'word' && sortOf(outside) === 'word'
}

/** One or two equal characters between two changes, when more than that changed around them. */
function isCrumb(between: string, left: Edit, right: Edit): boolean {
  const size = (e: Edit) => Math.max(e[1] - e[0], e[3] - e[2])
  const least = Math.min(size(left), size(right))
  if (/[、。]/.test(between)) return false
  return between.length <= 1 ? size(left) + size(right) > 2 : between.length <= 2 && least >= 3
}
