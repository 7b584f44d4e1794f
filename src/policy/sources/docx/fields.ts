/**
 * Word's fields: an instruction and its result. The result is what people see; the instruction is not. A 目次 is a
 * field whose result runs over many paragraphs.
 */
export type Fields = {
  begin(): void
  instruction(words: string): void
  /** The result begins. */
  separate(): void
  /** Ends the innermost field; answers its instruction when it had no result, else null. */
  end(): string | null
  /** Whether the words met now are instruction, and so not seen. */
  hidden(): boolean
  /** Whether the words met now are the result of a 目次. */
  contents(): boolean
}

export function createFields(): Fields {
  const open: { instruction: string; result: boolean }[] = []
  return {
    begin: () => void open.push({ instruction: '', result: false }),
    instruction(words) {
      const field = open.at(-1)
      if (field !== undefined && field.instruction.length < 1000) field.instruction += words
    },
    separate() {
      const field = open.at(-1)
      if (field !== undefined) field.result = true
    },
    end() {
      const field = open.pop()
      return field === undefined || field.result ? null : field.instruction
    },
    hidden: () => open.some((f) => !f.result),
    contents: () => open.some((f) => f.result && isContents(f.instruction)),
  }
}

export const isContents = (instruction: string): boolean => /^\s*TOC\b/i.test(instruction)

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'

/** What Word's EQ field shows of its instruction: enclosed characters, and characters with a reading above. */
export function shownByEquation(
  instruction: string,
): { readonly text: string; readonly reading: boolean } | null {
  if (!/^\s*EQ\b/i.test(instruction)) return null
  const enclosed = /\\o\s?\\ac\s?\(\s?([^,\s]{1,3})\s?,\s?(?:\\s\\[a-z]+[0-9]*\()?([^),]{1,10})/i.exec(
    instruction,
  )
  if (enclosed !== null) {
    const inner = (enclosed[2] ?? '').trim()
    const n = /^[0-9]{1,2}$/.test(inner) ? Number(inner) : 0
    if (/[○〇◯]/.test(enclosed[1] ?? '')) {
      if (n > 0 && n <= CIRCLED.length) return { text: CIRCLED[n - 1] ?? inner, reading: false }
      if (inner === '印') return { text: '㊞', reading: false }
    }
    return { text: inner, reading: false }
  }
  const ruby = /\\o\s?\\a[a-z]\s?\(\s?\\s\s?\\up\s?[0-9]{0,3}\([^()]{0,100}\)\s?,([^()]{1,100})\)/i.exec(
    instruction,
  )
  return ruby === null ? null : { text: (ruby[1] ?? '').trim(), reading: true }
}
