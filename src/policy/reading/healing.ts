const JAPANESE = /[぀-ヿ㐀-鿿豈-﫿々〆〇、。・「」『』（）()！？%0-9A-Za-z０-９Ａ-Ｚａ-ｚ　-〿]/

/** Width of a printed line and whether every character stands apart, learnt from one document. */
export type Print = { readonly lineWidth: number; readonly spaced: boolean }

/** Learns the printed line width of a transcript from the lengths of its runs between blanks. */
export function printOf(source: string): Print {
  const lengths = source
    .split(/[\s　]+/)
    .map((run) => run.length)
    .filter((n) => n > 0)
    .sort((a, b) => a - b)
  const at = (share: number) => lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * share))] ?? 0
  // Very long runs are whole paragraphs, not printed lines.
  return { lineWidth: Math.min(Math.max(at(0.9), 20), 60), spaced: lengths.length > 20 && at(0.5) <= 2 }
}

/**
 * Takes out the blanks that only come from the print (line wraps, blanks around digits) of running text;
 * a blank after a short run stays, because it parts two things (cells of a figure, paragraphs).
 */
export function healRunning(text: string, print: Print): string {
  const runs = text.split(/[\s　]+/).filter((run) => run !== '')
  let out = ''
  let width = 0
  for (const run of runs) {
    if (out === '') {
      out = run
      width = run.length
      continue
    }
    const before = out.at(-1) ?? ''
    const after = run[0] ?? ''
    if (/[A-Za-z]/.test(before) && /[A-Za-z]/.test(after)) {
      out += ` ${run}`
      width += run.length + 1
      continue
    }
    const tight =
      print.spaced ||
      /[0-9A-Za-z０-９]/.test(before + after) ||
      /[、。,，)）」』]/.test(after) ||
      /[(（「『]/.test(before)
    if (tight) {
      out += run
      width += run.length
    } else if (before === '。' && width < print.lineWidth * 0.95) {
      out += `\n${run}`
      width = run.length
    } else if (width >= print.lineWidth * 0.7) {
      out += run
      width = run.length
    } else {
      out += `${JAPANESE.test(before) && JAPANESE.test(after) ? ' ' : ''}${run}`
      width = run.length
    }
  }
  return out
}

/** Joins the lines of one provision: a line that ends no sentence was only wrapped by the print. */
export function healLines(lines: readonly string[]): string {
  let out = ''
  for (const raw of lines) {
    const line = raw.replace(/^[\s　]+|[\s　]+$/g, '')
    if (line === '') continue
    if (out === '') out = line
    else if (/[。」）)：:]$/.test(out) || /^[・※•●(（]/.test(line)) out += `\n${line}`
    else out += (/[A-Za-z]$/.test(out) && /^[A-Za-z]/.test(line) ? ' ' : '') + line
  }
  return out
}
