/** Characters that XML cannot hold: controls, non-characters, halves of a pair. */
// oxlint-disable-next-line no-control-regex -- these are exactly the characters to find
const unwritable = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff\ud800-\udfff]/gu

/**
 * Text as a cell can hold it: line ends as LF, which is Excel's own, and in place of a character that
 * XML has not, a visible U+FFFD. (Nothing that went through `boundedText` holds such a character.)
 */
export function excelText(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(unwritable, '\ufffd')
}

/** 'A', 'Z', 'AA' … of a column number from 1. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}
