/** Words without the print: no blanks inside Japanese, half-width letters, one kind of comma. */
export type Plain = {
  readonly text: string
  /** Place in the printed words of every character, and one more for the end. */
  readonly at: readonly number[]
}

const HALF = /[！-～]/

/**
 * Takes the print out of a stretch of text, so that line wraps, character width and the kind of comma change nothing
 * in what is read. Blanks between Latin letters stay, because they part two words.
 */
export function plainOf(printed: string): Plain {
  const at: number[] = []
  let text = ''
  for (let i = 0; i < printed.length; i += 1) {
    let c = printed.charAt(i)
    if (HALF.test(c)) c = String.fromCharCode(c.charCodeAt(0) - 0xfee0)
    if (/\s/.test(c)) {
      if (!/[A-Za-z]/.test(text.at(-1) ?? '') || !/^\s*[A-Za-zＡ-Ｚａ-ｚ]/.test(printed.slice(i, i + 8)))
        continue
      c = ' '
      if (text.endsWith(' ')) continue
    }
    // A comma between digits belongs to the number.
    if (c === ',' && !(/[0-9]/.test(text.at(-1) ?? '') && /[0-9０-９]/.test(printed.charAt(i + 1)))) c = '、'
    if (c === '.' && !/[A-Za-z0-9]/.test(printed.charAt(i + 1))) c = /[A-Za-z0-9]$/.test(text) ? '.' : '。'
    if (c === '｡') c = '。'
    at.push(i)
    text += c
  }
  at.push(printed.length)
  return { text, at }
}

/** A range of the plain words as a range of the printed ones. */
export function printedRange(plain: Plain, start: number, end: number): [number, number] {
  if (end <= start) {
    const place = plain.at[start] ?? 0
    return [place, place]
  }
  return [plain.at[start] ?? 0, (plain.at[end - 1] ?? 0) + 1]
}

/** The same words with everything in round brackets blanked out; places stay the same. */
export function withoutBrackets(text: string): string {
  const open: number[] = []
  const hide: [number, number][] = []
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i)
    if (c === '(') open.push(i)
    else if (c === ')') {
      const from = open.pop()
      if (from !== undefined && open.length === 0) hide.push([from, i + 1])
    }
  }
  let out = ''
  let from = 0
  for (const [start, end] of hide) {
    out += text.slice(from, start) + HIDDEN.repeat(end - start)
    from = end
  }
  return out + text.slice(from)
}

/** Stands for a character in brackets. */
export const HIDDEN = '\ue000'
