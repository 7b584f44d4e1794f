import type { Problem } from '#ground/errors/refusal.ts'
import { columnLetters } from '#ground/paper/excel-text.ts'
import type { SheetRow } from '#ground/paper/sheet.ts'
import { holds } from './access.ts'
import type { Column, Value } from './definition.ts'
import { isReference, type Names } from './display.ts'
import type { Layout } from './layout.ts'
import type { LookUp } from './lookups.ts'
import { numberSchema } from './numbering.ts'
import type { Entry } from './reads.ts'
import { valuesChecker, type Checked, type RawValues } from './schema.ts'
import type { Opened } from './service.ts'
import { cellText, numberHeading, readCell, unitHeading } from './sheet.ts'
import type { Change, NewLine } from './store.ts'

/** What is wrong in a file, where somebody finds it again. */
export type LineProblem = {
  readonly line: number
  /** Heading of the column. */
  readonly column?: string
  /** 「14行 F列」 */
  readonly at: string
  readonly value?: string
  readonly message: string
}

/** What the lines of a stretch are read against. */
export type Against = {
  readonly opened: Opened
  readonly layout: Layout
  readonly lookUp: LookUp
  /** The lines of the register that the stretch names, by 管理番号. */
  readonly existing: ReadonlyMap<string, Entry>
  /** Of what the existing lines point to. */
  readonly names: Names
  /** The 管理番号 of the whole file so far, with the line they stood in; grows. */
  readonly seen: Map<string, number>
}

/** What a line of a file would do. */
export type Outcome =
  | { readonly problems: LineProblem[] }
  | { readonly change: Change }
  | { readonly addition: NewLine }

/** Reads lines of a file as lines of a register. */
export class LineReader {
  readonly #opened: Opened
  readonly #layout: Layout
  readonly #lookUp: LookUp
  readonly #existing: ReadonlyMap<string, Entry>
  readonly #names: Names
  readonly #seen: Map<string, number>
  readonly #check: (raw: RawValues) => Checked
  readonly #places: ReadonlyMap<string, { column: Column; index: number }>

  constructor({ opened, layout, lookUp, existing, names, seen }: Against) {
    this.#names = names
    this.#opened = opened
    this.#layout = layout
    this.#lookUp = lookUp
    this.#existing = existing
    this.#seen = seen
    this.#check = valuesChecker(opened.definition)
    this.#places = new Map(layout.columns.map((place) => [place.column.key, place]))
  }

  read(row: SheetRow): Outcome {
    const problems: LineProblem[] = []
    const number = this.#number(row, problems)
    const current = number === undefined ? undefined : this.#existing.get(number)
    if (current !== undefined) this.#mayChange(row, current, problems)
    const unitId = this.#unit(row, current, problems)
    const raw = this.#values(row, current, problems)
    const checked = this.#check({ ...this.#kept(current), ...raw })
    if (!checked.ok) {
      // A cell that could not be read has its own problem already.
      const told = new Set(problems.map((problem) => problem.column))
      for (const { at = '', message, value } of checked.problems) {
        const place = this.#places.get(at)
        if (place !== undefined && told.has(place.column.label)) continue
        problems.push(this.#problem(row, place?.index, place?.column.label, message, value))
      }
    }
    if (problems.length > 0 || !checked.ok || unitId === undefined) return { problems }
    if (current !== undefined)
      return { change: { current, values: checked.values, unitId, state: 'current' } }
    return { addition: { unitId, values: checked.values, ...(number === undefined ? {} : { number }) } }
  }

  /** A problem of a checked line, at the cell of its column. */
  problemAt(row: SheetRow, { at = '', message, value }: Problem): LineProblem {
    const place = this.#places.get(at)
    return this.#problem(row, place?.index, place?.column.label, message, value)
  }

  #number(row: SheetRow, problems: LineProblem[]): string | undefined {
    const index = this.#layout.number
    const text = index === undefined ? '' : (row.cells[index] ?? '').trim()
    if (text === '') return undefined
    const read = numberSchema.safeParse(text)
    const before = this.#seen.get(text)
    this.#seen.set(text, row.line)
    const message = read.success
      ? before === undefined
        ? undefined
        : `${before}行と同じ管理番号です。どちらかを直してください。`
      : read.error.issues.map((issue) => issue.message).join('')
    if (message !== undefined) problems.push(this.#problem(row, index, numberHeading, message, text))
    return read.success ? read.data : undefined
  }

  #mayChange(row: SheetRow, current: Entry, problems: LineProblem[]): void {
    const index = this.#layout.number
    const { definition, access } = this.#opened
    if (!holds(access.write, current.unitId)) {
      const message = `この管理番号の${definition.noun}は、あなたが書ける部・課のものではありません。`
      problems.push(this.#problem(row, index, numberHeading, message, current.number))
    } else if (current.state === 'closed') {
      const message = `この管理番号の${definition.noun}は抹消されています。別の番号にするか、行を除いてください。`
      problems.push(this.#problem(row, index, numberHeading, message, current.number))
    }
  }

  #unit(row: SheetRow, current: Entry | undefined, problems: LineProblem[]): string | undefined {
    const index = this.#layout.unit
    const text = (row.cells[index] ?? '').trim()
    if (current !== undefined && text !== '' && text === this.#names.get(current.unitId))
      return current.unitId
    const say = (message: string): undefined => {
      problems.push(this.#problem(row, index, unitHeading, message, text))
    }
    if (text === '') return say('部・課を入れてください。')
    const found = this.#lookUp({ type: 'unit' }, text)
    if ('message' in found) return say(found.message)
    if (!holds(this.#opened.access.write, found.id)) return say('あなたが書ける部・課ではありません。')
    return found.id
  }

  #values(row: SheetRow, current: Entry | undefined, problems: LineProblem[]): Record<string, Value | null> {
    const raw: Record<string, Value | null> = {}
    for (const { column, index } of this.#layout.columns) {
      // What only happens writes stays as it is, whatever the file says.
      // Nor does a spreadsheet bring files.
      if (column.byEvents === true || column.type === 'files') continue
      const text = row.cells[index] ?? ''
      if (this.#says(column, current, text)) continue
      const read = readCell(column, text)
      const found = read.kind === 'look-up' ? this.#lookUp(column, read.text) : undefined
      if (read.kind === 'value') raw[column.key] = read.value
      else if (read.kind === 'empty') raw[column.key] = null
      else if (read.kind === 'look-up-all')
        raw[column.key] = this.#several(row, column, index, read.texts, problems)
      else if (read.kind === 'problem')
        problems.push(this.#problem(row, index, column.label, read.message, text))
      else if (found !== undefined && 'id' in found) raw[column.key] = found.id
      else if (found !== undefined)
        problems.push(this.#problem(row, index, column.label, found.message, text))
    }
    return raw
  }

  /**
   * What the file repeats of a line stays, though a name alone would not find it: of two persons with one name, of one
   * who has left, of a unit that is no more.
   */
  #says(column: Column, current: Entry | undefined, text: string): boolean {
    const value = current?.values[column.key]
    return (
      isReference(column) &&
      value !== undefined &&
      cellText(column, value, this.#names).trim() === text.trim()
    )
  }

  #several(
    row: SheetRow,
    column: Column,
    index: number,
    texts: readonly string[],
    problems: LineProblem[],
  ): string[] {
    return texts.flatMap((text) => {
      const found = this.#lookUp(column, text)
      if ('id' in found) return [found.id]
      problems.push(this.#problem(row, index, column.label, found.message, text))
      return []
    })
  }

  /** Values of an existing line that the definition still has. */
  #kept(current: Entry | undefined): RawValues {
    if (current === undefined) return {}
    const known = new Set(this.#opened.definition.columns.map((column) => column.key))
    return Object.fromEntries(Object.entries(current.values).filter(([key]) => known.has(key)))
  }

  #problem(
    row: SheetRow,
    index: number | undefined,
    column: string | undefined,
    message: string,
    value: string | undefined,
  ): LineProblem {
    const at = index === undefined ? `${row.line}行` : `${row.line}行 ${columnLetters(index + 1)}列`
    return {
      line: row.line,
      at,
      message,
      ...(column === undefined ? {} : { column }),
      ...(value === undefined || value === '' ? {} : { value: value.slice(0, 100) }),
    }
  }
}
