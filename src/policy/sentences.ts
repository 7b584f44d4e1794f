const OPENING = '(（「『[［【'
const CLOSING = ')）」』]］】'

/** Brackets that are closed again; one that never is would swallow the rest of a text. */
function depths(text: string): Uint8Array {
  const open: number[] = []
  const depth = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i)
    if (OPENING.includes(c)) open.push(i)
    else if (CLOSING.includes(c)) {
      const from = open.pop()
      if (from === undefined) continue
      // The inner stretch is already marked when the outer one closes: nesting is shallow in a sentence.
      if (open.length === 0) depth.fill(1, from, i + 1)
      else if (i - from < 2000) depth.fill(1, from, i + 1)
    }
  }
  return depth
}

/**
 * The sentences of a provision's words as half-open ranges, in order, without blanks around them.
 * A 。 inside brackets does not end a sentence, a remark wholly in brackets belongs to the sentence before it,
 * and ※ begins a new one. A tab parts the cells of a table row.
 */
export function sentenceSpans(text: string): [start: number, end: number][] {
  const depth = depths(text)
  // A transcript may have lost its punctuation: then a conjunction after a sentence's end begins the next one.
  const bare = !text.includes('。')
  const cuts: [number, number][] = []
  let from = 0
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i)
    if (c === '\n' || c === '\t' || (c === '。' && depth[i] === 0)) {
      cuts.push([from, i + 1])
      from = i + 1
    } else if (bare && depth[i] === 0 && 'またなこ'.includes(c) && opensSentence(text, i, from)) {
      cuts.push([from, i])
      from = i
    } else if (c === '※' && depth[i] === 0) {
      cuts.push([from, i])
      from = i
    }
  }
  cuts.push([from, text.length])
  const out: [number, number][] = []
  /** A remark in brackets before the first sentence belongs to it. */
  let waiting: number | null = null
  for (const [start, end] of cuts) {
    let s = start
    let e = end
    while (s < e && /\s/.test(text.charAt(s))) s += 1
    while (e > s && /\s/.test(text.charAt(e - 1))) e -= 1
    if (e === s) continue
    const last = out.at(-1)
    const remark =
      /^[(（]/.test(text.charAt(s)) && /[)）]$/.test(text.slice(s, e)) && text.charAt(s - 1) === '。'
    if (last !== undefined && remark && allInBrackets(depth, s, e)) last[1] = e
    else if (last === undefined && allInBrackets(depth, s, e)) waiting ??= s
    else {
      out.push([waiting ?? s, e])
      waiting = null
    }
  }
  if (waiting !== null) out.push([waiting, text.trimEnd().length])
  return out
}

const CONJUNCTION = /^(?:また|ただし|なお|この場合(?:において)?)(?=[\s、一-龠ァ-ヶA-Za-z])/
const ENDED = /(?:ならない|ものとする|こと|できる|とする|行う|を行うこと|する|しない)$/

function opensSentence(text: string, place: number, from: number): boolean {
  if (!CONJUNCTION.test(text.slice(place, place + 40).replace(/\s/g, ''))) return false
  return ENDED.test(text.slice(Math.max(from, place - 30), place).replace(/\s/g, ''))
}

const allInBrackets = (depth: Uint8Array, start: number, end: number): boolean =>
  !depth.subarray(start, end).includes(0)

/** The same as words. */
export function sentencesOf(text: string): string[] {
  return sentenceSpans(text).map(([start, end]) => text.slice(start, end))
}
