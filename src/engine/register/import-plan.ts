import { unitNames } from '#authority/units.ts'
import type { Act } from '#ground/operation/act.ts'
import { refuse, type Problem } from '#ground/errors/refusal.ts'
import type { SheetHeading, SheetProblem, SheetRow, SheetSink, SheetStretch } from '#ground/paper/sheet.ts'
import type { Column, RegisterDefinition } from './definition.ts'
import type { Names } from './display.ts'
import { LineReader, type LineProblem } from './import-lines.ts'
import { milderThanOriginal, originalsOf } from './inherited-classes.ts'
import { layoutOf, type Layout } from './layout.ts'
import { openLookUps, type LookUps } from './lookups.ts'
import { PackedLines, plannedChange, plannedLine } from './packed-lines.ts'
import { entriesByNumbers, type Entry } from './reads.ts'
import { resolveReferences, type ApplicationNames } from './references.ts'
import type { Opened } from './service.ts'
import { namesIn } from './sheet.ts'
import { isSame, type Change, type NewLine } from './store.ts'

/** What an import would do. Every line read is added, changed, unchanged or refused. */
export type ImportPlan = {
  readonly read: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  readonly unreadColumns: readonly string[]
  /** The first of the problems, by line. */
  readonly problems: readonly LineProblem[]
  /** Problems beyond those. */
  readonly moreProblems: number
}

/** The lines that an import writes, in the order of the file. */
export type PlannedLines = {
  readonly changes: PackedLines<typeof plannedChange>
  readonly additions: PackedLines<typeof plannedLine>
  /** The 管理番号 that new lines bring along. */
  readonly brought: string[]
}

/** Problems an answer lists. */
const mostListed = 500

/**
 * Holds a file against a register and the lines it has, stretch by stretch as it is read. Lines whose 管理番号 exists
 * change that line (columns the file does not have stay), the others are new. Nothing is written: what is to be written
 * goes packed into `lines`, and of the file stay its numbers and the first problems.
 *
 * The heading is refused, 'invalid', when it cannot be used.
 */
export class ImportPlanner implements SheetSink {
  readonly #act: Act
  readonly #opened: Opened
  readonly #applications: ApplicationNames | undefined
  /** Absent where nothing is to be written. */
  readonly #lines: PlannedLines | undefined
  readonly #seen = new Map<string, number>()
  readonly #problems: LineProblem[] = []
  readonly #counts = { read: 0, added: 0, changed: 0, unchanged: 0, refused: 0, problems: 0 }
  #layout: Layout | undefined
  #lookUps: LookUps | undefined

  constructor(
    act: Act,
    opened: Opened,
    {
      lines,
      applications,
    }: { lines?: PlannedLines | undefined; applications?: ApplicationNames | undefined },
  ) {
    this.#act = act
    this.#opened = opened
    this.#lines = lines
    this.#applications = applications
  }

  async heading({ header, problems }: SheetHeading): Promise<void> {
    const faults = problems.filter((problem) => problem.line <= 1)
    if (faults.length > 0) {
      refuse('invalid', '1行目の見出しを読み取れません。示した列の見出しを直してください。', {
        problems: faults,
      })
    }
    this.#layout = layoutOf(this.#opened.definition, header)
    this.#lookUps = await openLookUps(this.#act.tx, this.#act.today)
    this.#tell(problems)
  }

  async stretch({ rows, problems }: SheetStretch): Promise<void> {
    const { definition } = this.#opened
    const { tx } = this.#act
    const layout = this.#layout
    if (layout === undefined || this.#lookUps === undefined)
      throw new TypeError('a stretch came before its heading')
    const existing = await entriesByNumbers(tx, definition, numbersIn(layout, rows))
    const lookUp = await this.#lookUps(wantedIn(layout, rows))
    const names = await namesOf(this.#act, definition, [...existing.values()], this.#applications)
    const reader = new LineReader({ opened: this.#opened, layout, lookUp, existing, names, seen: this.#seen })
    const found: LineProblem[] = []
    const planned: Planned[] = []
    for (const row of rows) {
      const outcome = reader.read(row)
      if ('problems' in outcome) {
        found.push(...outcome.problems)
        this.#counts.refused += 1
      } else if ('addition' in outcome) planned.push({ row, line: outcome.addition })
      else if (isSame(outcome.change)) this.#counts.unchanged += 1
      else planned.push({ row, line: outcome.change })
    }
    const milder = await milderCopies(this.#act, definition, planned)
    this.#counts.refused += milder.lines.size
    for (const { row, problem } of milder.problems) found.push(reader.problemAt(row, problem))
    this.#counts.read += rows.length
    this.#keep(planned.flatMap(({ line }) => (milder.lines.has(line) ? [] : [line])))
    this.#tell(problems, found)
  }

  plan(): ImportPlan {
    const { problems, ...counts } = this.#counts
    return {
      ...counts,
      unreadColumns: this.#layout?.unread ?? [],
      problems: this.#problems,
      moreProblems: problems - this.#problems.length,
    }
  }

  #keep(planned: readonly (NewLine | Change)[]): void {
    const changes = planned.flatMap((line) => ('current' in line ? [line] : []))
    const additions = planned.flatMap((line) => ('current' in line ? [] : [line]))
    this.#counts.changed += changes.length
    this.#counts.added += additions.length
    if (this.#lines === undefined) return
    this.#lines.changes.put(
      changes.map(({ current, unitId, values }) => ({
        entryId: current.entryId,
        number: current.number,
        version: current.version,
        unitId,
        values,
      })),
    )
    this.#lines.additions.put(additions)
    for (const { number } of additions) if (number !== undefined) this.#lines.brought.push(number)
  }

  /** Counts lines that could not be read at all, and lists their problems with those that were `found` by line. */
  #tell(unreadable: readonly SheetProblem[], found: readonly LineProblem[] = []): void {
    const lines = new Set(unreadable.map((problem) => problem.line)).size
    this.#counts.read += lines
    this.#counts.refused += lines
    const told = unreadable.map(({ line, at, message, value }) => ({
      line,
      at: at ?? `${line}行`,
      message,
      ...(value === undefined ? {} : { value }),
    }))
    const all = [...told, ...found].toSorted((a, b) => a.line - b.line)
    this.#counts.problems += all.length
    this.#problems.push(...all.slice(0, mostListed - this.#problems.length))
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

type Planned = { readonly row: SheetRow; readonly line: NewLine | Change }

/** Lines that would make a copy milder than its original. One query; none where lines have no originals. */
async function milderCopies(
  act: Act,
  definition: RegisterDefinition,
  planned: readonly Planned[],
): Promise<{ lines: ReadonlySet<NewLine | Change>; problems: { row: SheetRow; problem: Problem }[] }> {
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

function numbersIn(layout: Layout, rows: readonly SheetRow[]): string[] {
  const { number } = layout
  if (number === undefined) return []
  return [...new Set(rows.map((row) => (row.cells[number] ?? '').trim()).filter((text) => text !== ''))]
}

function wantedIn(
  layout: Layout,
  rows: readonly SheetRow[],
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
