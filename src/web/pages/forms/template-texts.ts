import {
  textParts,
  type PaperRow,
  type PaperTemplate,
  type TextPart,
} from '#engine/paper-form/contract-template.ts'

/*
 * A template as the designer changes it: every text under the path by which the server's problems speak of it.
 */

const isPart = (path: string): path is TextPart => textParts.some((part) => part === path)

/** The text at a path; undefined where there is none. */
export function textAt(template: PaperTemplate, path: string): string | undefined {
  if (isPart(path)) return template[path]
  const [list, index = '', part] = path.split('.')
  if (list === 'sender' && part === 'value') return template.sender[Number(index)]?.value
  if (list !== 'rows') return undefined
  const row = template.rows[Number(index)]
  if (row === undefined) return undefined
  if (part === 'label') return row.label
  return part === 'text' && row.kind === 'text' ? row.text : undefined
}

/** The template with another text at a path; the same where there is no such place. */
export function withText(template: PaperTemplate, path: string, text: string): PaperTemplate {
  if (textAt(template, path) === undefined) return template
  if (isPart(path)) return { ...template, [path]: text }
  const [list, index = '', part] = path.split('.')
  const at = Number(index)
  if (list === 'sender') {
    return {
      ...template,
      sender: template.sender.map((each, place) => (place === at ? { ...each, value: text } : each)),
    }
  }
  return {
    ...template,
    rows: template.rows.map((row, place): PaperRow => {
      if (place !== at) return row
      if (part === 'label') return { ...row, label: text }
      return row.kind === 'text' ? { ...row, text } : row
    }),
  }
}

/** How a placeholder is put in: as its value, or around what is chosen. */
export const insertions = ['value', 'present', 'absent'] as const
export type Insertion = (typeof insertions)[number]

/** A text after a placeholder was put in, and where the cursor stands then. */
export function inserted(
  text: string,
  at: { readonly from: number; readonly to: number },
  name: string,
  how: Insertion,
): { text: string; cursor: number } {
  const from = Math.min(Math.max(at.from, 0), text.length)
  const to = Math.min(Math.max(at.to, from), text.length)
  const word = how === 'present' ? 'あれば' : 'なければ'
  const opening = how === 'value' ? `{{${name}}}` : `{{#${word} ${name}}}`
  const closing = how === 'value' ? '' : `{{/${word}}}`
  const inside = how === 'value' ? '' : text.slice(from, to)
  return {
    text: `${text.slice(0, from)}${opening}${inside}${closing}${text.slice(to)}`,
    cursor: from + opening.length + inside.length,
  }
}

/** The list with one of it a place further up or down. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by
  const one = list[from]
  const other = list[to]
  if (one === undefined || other === undefined) return [...list]
  return list.map((each, index) => (index === from ? other : index === to ? one : each))
}

/** A template as the contract's schema leaves it: texts without spaces at their ends, so that it can be compared. */
export function sameTemplate(one: PaperTemplate, other: PaperTemplate): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
