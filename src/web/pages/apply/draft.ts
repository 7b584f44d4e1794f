import type { ProcedureKind } from '#engine/procedure/contract.ts'
import type { Problem } from '../../api/problem.ts'
import { readDateEntry } from '../../parts/date-entry.ts'

export type Field = ProcedureKind['fields'][number]
/** What is in the fields now: dates as they are typed, entries by their ids. */
export type Draft = Readonly<Record<string, string | readonly string[]>>
export type Form = Record<string, string | string[]>

/** The fields as they are filled when a form is opened: empty, or from a case or the last one. */
export function draftOf(fields: readonly Field[], form: Readonly<Form> = {}): Draft {
  return Object.fromEntries(fields.map((field) => [field.key, form[field.key] ?? (isList(field) ? [] : '')]))
}

export function isList(field: Field): boolean {
  return field.type === 'checks' || field.type === 'entries' || field.type === 'files'
}

export function textIn(draft: Draft, key: string): string {
  const value = draft[key]
  return typeof value === 'string' ? value : ''
}

export function listIn(draft: Draft, key: string): readonly string[] {
  const value = draft[key]
  return typeof value === 'object' ? value : []
}

/** What is sent: readable dates as days; a date that cannot be read goes as typed, so that a draft keeps it. */
export function formOf(fields: readonly Field[], draft: Draft): Form {
  const form: Form = {}
  for (const field of fields) {
    if (isList(field)) form[field.key] = [...listIn(draft, field.key)]
    else {
      const text = textIn(draft, field.key)
      if (text.trim() !== '') form[field.key] = field.type === 'date' ? dayOf(text) : text
    }
  }
  return form
}

function dayOf(text: string): string {
  const entry = readDateEntry(text)
  return entry.kind === 'date' ? entry.date : text.slice(0, 200)
}

/** Characters of a text in the preview: it travels in an address, and rules across fields never need more. */
const previewLength = 400

/** The form for the preview, with long texts cut; what is wrong with their length is known here. */
export function previewFormOf(fields: readonly Field[], draft: Draft): Form {
  const form = formOf(fields, draft)
  for (const [key, value] of Object.entries(form)) {
    if (typeof value === 'string') form[key] = [...value].slice(0, previewLength).join('')
  }
  return form
}

/** Whether two drafts ask the rules the same. */
export function sameForm(fields: readonly Field[], one: Draft, other: Draft): boolean {
  return (
    one === other ||
    JSON.stringify(previewFormOf(fields, one)) === JSON.stringify(previewFormOf(fields, other))
  )
}

export type LimitWords = (label: string, limit: number, count: number) => string

/** What is wrong that the screen knows better than the server: dates as typed, texts before they were cut. */
export function ownProblems(fields: readonly Field[], draft: Draft, words: LimitWords): Problem[] {
  return fields.flatMap((field): Problem[] => {
    if (isList(field)) return []
    const text = textIn(draft, field.key)
    if (field.type === 'date') {
      const entry = readDateEntry(text)
      return entry.kind === 'wrong' ? [{ at: field.key, message: entry.message, value: text }] : []
    }
    const count = [...text.trim()].length
    const limit = field.maxLength
    return limit !== undefined && count > limit
      ? [{ at: field.key, message: words(field.label, limit, count) }]
      : []
  })
}

/** One problem per field: the screen's own before the server's. */
export function mergedProblems(own: readonly Problem[], server: readonly Problem[]): Problem[] {
  const known = new Set(own.map((problem) => problem.at))
  return [...own, ...server.filter((problem) => problem.at === undefined || !known.has(problem.at))]
}

/** Whether something was entered that leaving would lose. */
export function differs(one: Draft, other: Draft): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}

/** Problems worth showing while one still types: of fields that were filled, not of those one has yet to reach. */
export function problemsWhileTyping(
  problems: readonly Problem[],
  draft: Draft,
  touched: ReadonlySet<string>,
): Problem[] {
  return problems.filter(({ at }) => at !== undefined && touched.has(at) && (draft[at] ?? '').length > 0)
}
