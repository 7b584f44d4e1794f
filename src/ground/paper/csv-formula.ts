/** A cell that Excel would take for a formula when it opens the file. Plain numbers and a lone sign are none. */
const formulaStart = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u
const plainNumber = /^[-+\uff0d\uff0b](?:\d[\d,]*(?:\.\d+)?)?$/u

/** Whether Excel would run the text as a formula (=, +, -, @ at the start, also full width). */
export function isFormulaLike(text: string): boolean {
  return formulaStart.test(text) && !plainNumber.test(text)
}

/** Puts an apostrophe before what Excel would run; `undefuse` takes exactly that one away again. */
export function defuse(text: string): string {
  const bare = text.replace(/^'+/u, '')
  return isFormulaLike(bare) ? `'${text}` : text
}

/** The text before `defuse`. */
export function undefuse(text: string): string {
  return text.startsWith("'") && isFormulaLike(text.replace(/^'+/u, '')) ? text.slice(1) : text
}
