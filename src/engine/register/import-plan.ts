import { unitNames } from '#authority/units.ts'
import type { Act } from '#ground/operation/act.ts'
import { refuse, type Problem } from '#ground/errors/refusal.ts'
import { columnLetters } from '#ground/paper/excel-text.ts'
import type { Sheet } from '#ground/paper/sheet.ts'
import { holds } from './access.ts'
import type { Column, RegisterDefinition, Value } from './definition.ts'
import { isReference, type Names } from './display.ts'
import { milderThanOriginal, originalsOf } from './inherited-classes.ts'
import { layoutOf, type Layout } from './layout.ts'
import { lookUpAll, type LookUp } from './lookups.ts'
import { numberSchema } from './numbering.ts'
import { entriesByNumbers, type Entry } from './reads.ts'
import { resolveReferences, type ApplicationNames } from './references.ts'
import { valuesChecker, type Checked, type RawValues } from './schema.ts'
import type { Opened } from './service.ts'
import { cellText, namesIn, numberHeading, readCell, unitHeading } from './sheet.ts'
import { isSame, type Change, type NewLine } from './store.ts'

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

/** What an import would do. Every line read is added, changed, unchanged or refused. */
export type ImportPlan = {
  readonly read: number
  readonly additions: readonly NewLine[]
  readonly changes: readonly Change[]
  readonly unchanged: number
  readonly refused: number
  readonly unreadColumns: readonly string[]
  readonly problems: readonly LineProblem[]
}

type Row = Sheet['rows'][number]

/**
 * Reads a file against a register and the lines it has. Lines whose 管理番号 exists change that line (columns the
 * file does not have stay), the others are new.
 * @throws Refusal 'invalid' when the heading row cannot be used.
 */
export async function planImport(
  act: Act,
  opened: Opened,
  sheet: Sheet,
  applications?: ApplicationNames,
): Promise<ImportPlan> {
  const { definition } = opened
  const headerFaults = sheet.problems.filter((problem) => problem.line <= 1)
  if (headerFaults.length > 0) {
    refuse('invalid', '1行目の見出しを読み取れません。示した列の見出しを直してください。', {
      problems: headerFaults,
    })
  }
  const layout = layoutOf(definition, sheet.header)
  const existing = await entriesByNumbers(act.tx, definition, numbersIn(layout, sheet.rows))
  const lookUp = await lookUpAll(act.tx, act.today, wantedIn(layout, sheet.rows))
  const names = await namesOf(act, definition, [...existing.values()], applications)
  const reader = new LineReader({ opened, layout, lookUp, existing, names })

  const problems: LineProblem[] = sheet.problems.map(({ line, at, message, value }) => ({
    line,
    at: at ?? `${line}行`,
    message,
    ...(value === undefined ? {} : { value }),
  }))
  const unreadable = new Set(problems.map((problem) => problem.line)).size
  const additions: NewLine[] = []
  const changes: Change[] = []
  const planned: Planned[] = []
  let unchanged = 0
  let refused = unreadable
  for (const row of sheet.rows) {
    const found = reader.read(row)
    if ('problems' in found) {
      problems.push(...found.problems)
      refused += 1
    } else if ('change' in found) {
      if (isSame(found.change)) unchanged += 1
      else {
        changes.push(found.change)
        planned.push({ row, line: found.change })
      }
    } else {
      additions.push(found.addition)
      planned.push({ row, line: found.addition })
    }
  }
  const milder = await milderCopies(act, definition, planned)
  for (const { row, problem } of milder.problems) problems.push(reader.problemAt(row, problem))
  refused += milder.lines.size
  problems.sort((a, b) => a.line - b.line)
  return {
    read: sheet.rows.length + unreadable,
    additions: additions.filter((line) => !milder.lines.has(line)),
    changes: changes.filter((line) => !milder.lines.has(line)),
    unchanged,
    refused,
    unreadColumns: layout.unread,
    problems,
  }
}

/** Names of all that the lines of the file point to as they are now. Three queries. */
async function namesOf(
  act: Act,
  definition: RegisterDefinition,
  existing: readonly Entry[],
  applications: ApplicationNames | undefined,
): Promise<Names> {
  const lines = existing.map((entry) => entry.values)
  const { names } = await resolveReferences(act.tx, definition, lines, act.today, applications)
  const units = await unitNames(
    act.tx,
    existing.map((entry) => entry.unitId),
    act.today,
  )
  return new Map([...units, ...names])
}

type Planned = { readonly row: Row; readonly line: NewLine | Change }

/** Lines that would make a copy milder than its original. One query; none where lines have no originals. */
async function milderCopies(
  act: Act,
  definition: RegisterDefinition,
  planned: readonly Planned[],
): Promise<{ lines: ReadonlySet<NewLine | Change>; problems: { row: Row; problem: Problem }[] }> {
  const values = planned.map(({ line }) => line.values)
  const originals = await originalsOf(act.tx, definition, values)
  const found = planned.map(({ row, line }) => ({
    row,
    line,
    problems: originals.size === 0 ? [] : milderThanOriginal(definition, line.values, originals),
  }))
  const wrong = found.filter((each) => each.problems.length > 0)
  return {
    lines: new Set(wrong.map((each) => each.line)),
    problems: wrong.flatMap(({ row, problems }) => problems.map((problem) => ({ row, problem }))),
  }
}

function numbersIn(layout: Layout, rows: readonly Row[]): string[] {
  const { number } = layout
  if (number === undefined) return []
  return [...new Set(rows.map((row) => (row.cells[number] ?? '').trim()).filter((text) => text !== ''))]
}

function wantedIn(
  layout: Layout,
  rows: readonly Row[],
): { column: Pick<Column, 'type' | 'register'>; text: string }[] {
  const pointing = layout.columns.filter(({ column }) =>
    ['person', 'people', 'unit', 'entry', 'entries'].includes(column.type),
  )
  return rows.flatMap((row) =>
    pointing.flatMap(({ column, index }) => {
      const text = (row.cells[index] ?? '').trim()
      if (text === '') return []
      return column.type === 'people' || column.type === 'entries'
        ? namesIn(text).map((name) => ({ column, text: name }))
        : [{ column, text }]
    }),
  )
}

type Outcome =
  | { readonly problems: LineProblem[] }
  | { readonly change: Change }
  | { readonly addition: NewLine }

class LineReader {
  readonly #opened: Opened
  readonly #layout: Layout
  readonly #lookUp: LookUp
  readonly #existing: ReadonlyMap<string, Entry>
  /** Of what the existing lines point to. */
  readonly #names: Names
  readonly #check: (raw: RawValues) => Checked
  readonly #places: ReadonlyMap<string, { column: Column; index: number }>
  readonly #seen = new Map<string, number>()

  constructor({
    opened,
    layout,
    lookUp,
    existing,
    names,
  }: {
    opened: Opened
    layout: Layout
    lookUp: LookUp
    existing: ReadonlyMap<string, Entry>
    names: Names
  }) {
    this.#names = names
    this.#opened = opened
    this.#layout = layout
    this.#lookUp = lookUp
    this.#existing = existing
    this.#check = valuesChecker(opened.definition)
    this.#places = new Map(layout.columns.map((place) => [place.column.key, place]))
  }

  read(row: Row): Outcome {
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
  problemAt(row: Row, { at = '', message, value }: Problem): LineProblem {
    const place = this.#places.get(at)
    return this.#problem(row, place?.index, place?.column.label, message, value)
  }

  #number(row: Row, problems: LineProblem[]): string | undefined {
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

  #mayChange(row: Row, current: Entry, problems: LineProblem[]): void {
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

  #unit(row: Row, current: Entry | undefined, problems: LineProblem[]): string | undefined {
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

  #values(row: Row, current: Entry | undefined, problems: LineProblem[]): Record<string, Value | null> {
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
    row: Row,
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
    row: Row,
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
