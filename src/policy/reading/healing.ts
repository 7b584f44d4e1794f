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
  // Parts and the last run are kept apart: asking a growing string for its end would copy it every time.
  const parts: string[] = []
  let last = ''
  let width = 0
  for (const run of runs) {
    const before = last.at(-1) ?? ''
    const after = run[0] ?? ''
    last = run
    if (parts.length === 0) {
      parts.push(run)
      width = run.length
      continue
    }
    if (/[A-Za-z]/.test(before) && /[A-Za-z]/.test(after)) {
      parts.push(' ', run)
      width += run.length + 1
      continue
    }
    const tight =
      print.spaced ||
      /[0-9A-Za-z０-９]/.test(before + after) ||
      /[、。,，)）」』]/.test(after) ||
      /[(（「『]/.test(before)
    if (tight) {
      parts.push(run)
      width += run.length
      continue
    }
    if (before === '。' && width < print.lineWidth * 0.95) parts.push('\n', run)
    else if (width >= print.lineWidth * 0.7) parts.push(run)
    else parts.push(JAPANESE.test(before) && JAPANESE.test(after) ? ' ' : '', run)
    width = run.length
  }
  return parts.join('')
}

/** Joins the lines of one provision: a line that ends no sentence was only wrapped by the print. */
export function healLines(lines: readonly string[]): string {
  const parts: string[] = []
  let end = ''
  for (const raw of lines) {
    const line = raw.replace(/^[\s　]+|[\s　]+$/g, '')
    if (line === '') continue
    if (parts.length > 0) {
      if (/[。」）)：:]/.test(end) || /^[・※•●(（]/.test(line)) parts.push('\n')
      else if (/[A-Za-z]/.test(end) && /^[A-Za-z]/.test(line)) parts.push(' ')
    }
    parts.push(line)
    end = line.at(-1) ?? ''
  }
  return parts.join('')
}
