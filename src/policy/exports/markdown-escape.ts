/** What Markdown, or a table of it, would take for something else than itself. */
const SPECIAL = /[\\`*_{}[\]<>#|~&$]/g
/** At the beginning of a line only. */
const STARTS = /^(?:[-+>=]|[0-9]{1,9}[.)])/

/** Words of one line, shown as they are: special characters behind a backslash, outer and doubled blanks kept. */
export function escapeLine(line: string): string {
  const safe = line.replace(SPECIAL, (c) => `\\${c}`)
  const begun = STARTS.test(line)
    ? safe.replace(/^([0-9]{1,9})([.)])|^([-+>=])/, (_, n: string | undefined, mark: string, sign: string) =>
        n === undefined ? `\\${sign}` : `${n}\\${mark}`,
      )
    : safe
  return begun.replace(/^[ \u3000\t]+|[ \u3000\t]+$/g, blanks).replaceAll('\t', '&#9;')
}

const blanks = (run: string) => [...run].map((c) => `&#${c.codePointAt(0)};`).join('')

/** The words that an escaped line shows. */
export function unescapeLine(line: string): string {
  return line.replaceAll(
    /\\([\\`*_{}[\]<>#|~&$\-+=.)(!])|&#([0-9]{1,7});/g,
    (_, plain: string | undefined, code: string) =>
      plain ?? String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
  )
}

/** Lines of words; a single line end is shown as one (a backslash before it), an empty line as an empty comment. */
export const BREAK = '\\'
export const EMPTY = '<!-- -->'
