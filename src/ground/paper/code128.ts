/*
 * Code 128 (ISO/IEC 15417), code sets B and C: what a reader of the office reads from a label. Printable ASCII only;
 * other texts are printed as a square code.
 */

/** Widths of bars and gaps of the symbols 0 to 105, and of the stop. */
const patterns =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'
const widths: readonly string[] = patterns.split(' ')

const toC = 99
const toB = 100
const startB = 104
const startC = 105
const stop = 106

/** Whether a text can stand in a Code 128 of ours. */
export function fitsCode128(text: string): boolean {
  return /^[ -~]{1,40}$/.test(text)
}

/** The symbols of a text: pairs of digits as one symbol where that is shorter, with checksum and stop. Pure. */
export function symbolsOf(text: string): number[] {
  if (!fitsCode128(text)) throw new RangeError('only 1 to 40 printable ASCII characters stand in a Code 128')
  const symbols: number[] = []
  let set: 'B' | 'C' | null = null
  for (let at = 0; at < text.length;) {
    const digits = /^\d*/.exec(text.slice(at))?.[0].length ?? 0
    const atEdge = at === 0 || at + digits === text.length
    const worthIt = digits >= (atEdge ? 4 : 6)
    if (set === 'C' ? digits >= 2 : worthIt && digits % 2 === 0) {
      if (set !== 'C') symbols.push(set === null ? startC : toC)
      set = 'C'
      symbols.push(Number(text.slice(at, at + 2)))
      at += 2
    } else {
      // An odd digit goes first in set B, so that the rest makes pairs.
      if (set !== 'B') symbols.push(set === null ? startB : toB)
      set = 'B'
      symbols.push(text.charCodeAt(at) - 32)
      at += 1
    }
  }
  const sum = symbols.reduce((total, symbol, place) => total + symbol * Math.max(1, place), 0)
  return [...symbols, sum % 103, stop]
}

/** Widths of bars and gaps in turn, beginning with a bar, in modules. */
export function code128(text: string): number[] {
  return symbolsOf(text).flatMap((symbol) => Array.from(widths[symbol] ?? '', Number))
}
