import { fold } from '#ground/words/fold.ts'
import type { SheetProblem } from '#ground/paper/sheet.ts'
import type { OrderKind } from './order-words.ts'
import { fieldsOf, fieldWords, type FileKind, type HrField } from './fields.ts'

/** Which heading of a file holds which of our fields, and what the city's own words for a 発令 mean. */
export type Mapping = {
  readonly kind: FileKind
  readonly columns: Readonly<Partial<Record<HrField, string>>>
  /** 発令区分 of the file → what it is; words that are understood already need no line here. */
  readonly words: Readonly<Record<string, OrderKind>>
}

/** 「職員番号(7桁)」「氏名*」 without what offices add to a heading. */
function plainHeading(heading: string): string {
  return fold(heading.replace(/[((〔[][^))〕\]]*[))〕\]]/gu, '').replace(/[*※:：・_\s]/gu, ''))
}

/** The likeliest mapping of a header; every heading is used once at most. */
export function proposeMapping(header: readonly string[], kind: FileKind): Mapping['columns'] {
  const free = new Map(header.filter((name) => name !== '').map((name) => [name, plainHeading(name)]))
  const columns: Partial<Record<HrField, string>> = {}
  const take = (field: HrField, names: readonly string[]): void => {
    if (columns[field] !== undefined) return
    for (const name of names) {
      const wanted = fold(name)
      const found = [...free].find(([, plain]) => plain === wanted)
      if (found === undefined) continue
      columns[field] = found[0]
      free.delete(found[0])
      return
    }
  }
  const fields = fieldsOf(kind)
  if (kind === 'orders') for (const field of fields) take(field, fieldWords[field].inOrders ?? [])
  for (const field of fields) take(field, fieldWords[field].headings)
  // A whole name says more than its halves; 「名」 alone beside 「氏名」 is something else.
  if (columns.name !== undefined) {
    delete columns.family
    delete columns.given
  }
  return columns
}

/** Which kind of file a header speaks of: 発令一覧 have a column for the 発令 or for where somebody was. */
export function kindOfHeader(header: readonly string[]): FileKind {
  const orders = proposeMapping(header, 'orders')
  const said =
    orders.action !== undefined || orders.oldUnitName !== undefined || orders.oldUnitCode !== undefined
  return said ? 'orders' : 'all'
}

/** Whether every heading that a saved mapping names stands in the file. */
export function mappingFits(mapping: Mapping, header: readonly string[]): boolean {
  const named = Object.values(mapping.columns)
  return named.length > 0 && named.every((name) => header.includes(name))
}

/** What a mapping lacks, or names twice, or names although the file has it not. In Japanese, at the header. */
export function mappingProblems(mapping: Mapping, header: readonly string[]): SheetProblem[] {
  const { columns, kind } = mapping
  const problems: SheetProblem[] = []
  const say = (at: string, message: string): void =>
    void problems.push({ line: 1, at: `見出し ${at}`, message })
  const seen = new Map<string, HrField>()
  for (const field of fieldsOf(kind)) {
    const heading = columns[field]
    if (heading === undefined) continue
    const { label } = fieldWords[field]
    if (!header.includes(heading)) {
      say(label, `「${heading}」の列がこのファイルにありません。「${label}」の列を選び直してください。`)
    }
    const other = seen.get(heading)
    if (other !== undefined) {
      say(
        label,
        `「${heading}」の列が「${fieldWords[other].label}」にも対応付けられています。どちらか一方にしてください。`,
      )
    }
    seen.set(heading, field)
  }
  const need = (fields: readonly HrField[], message: string): void => {
    if (!fields.some((field) => columns[field] !== undefined))
      say(fieldWords[fields[0] ?? 'number'].label, message)
  }
  need(['number'], '「職員番号」の列を選んでください。職員を番号で見分けます。')
  if (kind === 'all') {
    need(['name', 'family'], '「氏名」の列、または「氏」と「名」の列を選んでください。')
    need(['unitCode', 'unitName'], '「所属コード」または「所属」の列を選んでください。')
    need(['title'], '「職名」の列を選んでください。')
  } else {
    need(['action', 'unitCode', 'unitName'], '「発令区分」または新しい「所属」の列を選んでください。')
  }
  return problems
}
