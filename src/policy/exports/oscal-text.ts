/** What Markdown would take for something else than itself. */
const SPECIAL = /[\\`*_<>#[\]{}|~&!$^]/g

/** Words as OSCAL prose (Markdown), so that they are shown and read back as they are. */
export const toProse = (text: string) => text.replaceAll(SPECIAL, (c) => `\\${c}`)

/** The words that prose shows. */
export const fromProse = (prose: string) => prose.replaceAll(/\\([\\`*_<>#[\]{}|~&!$^])/g, '$1')

/** A value of a property: one line, no blank at its ends; undefined where nothing is left. */
export function propValue(text: string): string | undefined {
  const line = text.replaceAll(/[\n\r\u2028\u2029]+/gu, ' ').trim()
  return line === '' ? undefined : line
}
