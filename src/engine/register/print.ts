import { unitNames } from '#authority/units.ts'
import { formatDate } from '#ground/clock/wareki.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { renderDocument } from '#ground/paper/document.ts'
import { renderListSheet, type ListSheet } from '#ground/paper/list-sheet.ts'
import type { Citation } from './contract.ts'
import { mostAtOnce, mostPrinted } from './contract-print.ts'
import type { Column, RegisterDefinition } from './definition.ts'
import { displayText } from './display.ts'
import { everyEntry, type Selection } from './list.ts'
import { livingColumns } from './own-columns.ts'
import type { Entry } from './reads.ts'
import { resolveReferences, type ApplicationNames } from './references.ts'
import { numberHeading, stateHeading, unitHeading } from './sheet.ts'

/** Columns that fit side by side on a landscape page. */
const mostColumns = 9

/** What a list is printed with beside its lines. */
export type Printing = {
  readonly definition: RegisterDefinition
  readonly selection: Selection
  readonly citations: readonly Citation[]
  readonly applications: ApplicationNames | undefined
  readonly today: string
  readonly at: string
}

/** The list as one PDF. @throws Refusal 'too-large' when it is longer than one waits for. */
export async function listPdf(tx: Tx, printing: Printing): Promise<Uint8Array> {
  const rows: string[][] = []
  for await (const part of printedRows(tx, printing)) {
    rows.push(...part)
    if (rows.length > mostAtOnce) {
      refuse(
        'too-large',
        `${mostAtOnce.toLocaleString('ja-JP')}行を超える一覧です。裏で作るほうを選んでください。`,
      )
    }
  }
  return renderListSheet(await sheetOf(tx, printing, rows, ''), { at: printing.at })
}

/** Lines of one volume of a long list: some sixty pages, set in about three seconds with 300 MB. */
const volumeLines = 2_000

/** A long list in volumes, each a PDF; told after each how many lines are printed, of how many. */
export async function* listVolumes(
  tx: Tx,
  printing: Printing,
): AsyncGenerator<{ readonly pdf: Uint8Array; readonly done: number; readonly total: number }> {
  const rows: string[][] = []
  for await (const part of printedRows(tx, printing)) {
    rows.push(...part)
    if (rows.length > mostPrinted) {
      refuse(
        'too-large',
        `${mostPrinted.toLocaleString('ja-JP')}行を超えるため、印刷できません。条件で絞るか、Excelに書き出してください。`,
      )
    }
  }
  const volumes = Math.max(1, Math.ceil(rows.length / volumeLines))
  for (let at = 0; at < volumes; at += 1) {
    const some = rows.slice(at * volumeLines, (at + 1) * volumeLines)
    const volume = volumes === 1 ? '' : `第${at + 1}分冊/全${volumes}冊`
    const pdf = await renderListSheet(await sheetOf(tx, printing, some, volume), { at: printing.at })
    yield { pdf, done: Math.min(rows.length, (at + 1) * volumeLines), total: rows.length }
  }
}

function printedColumns(definition: RegisterDefinition): readonly Column[] {
  const living = livingColumns(definition)
  const listed = living.filter((column) => column.list === true)
  return (listed.length === 0 ? living : listed).slice(0, mostColumns)
}

async function* printedRows(tx: Tx, printing: Printing): AsyncGenerator<string[][]> {
  const { definition, selection, applications, today } = printing
  const columns = printedColumns(definition)
  for await (const entries of everyEntry(tx, definition, selection)) {
    const names = await namesOf(tx, definition, entries, { today, applications })
    yield entries.map((entry) => [
      entry.number,
      ...columns.map((column) => displayText(column, entry.values[column.key], names)),
      names.get(entry.unitId) ?? '',
      ...(selection.state === 'current' ? [] : [entry.state === 'current' ? '現行' : '抹消済み']),
    ])
  }
}

async function namesOf(
  tx: Tx,
  definition: RegisterDefinition,
  entries: readonly Entry[],
  { today, applications }: Pick<Printing, 'today' | 'applications'>,
): Promise<ReadonlyMap<string, string>> {
  const lines = entries.map((entry) => entry.values)
  const { names } = await resolveReferences(tx, definition, lines, today, applications)
  const units = await unitNames(
    tx,
    entries.map((entry) => entry.unitId),
    today,
  )
  return new Map([...units, ...names])
}

const widths: Partial<Record<Column['type'], number>> = {
  'long-text': 3,
  text: 2.2,
  people: 2,
  entries: 2.2,
  entry: 2,
  number: 0.9,
  flag: 0.7,
  class: 1,
}

async function sheetOf(
  tx: Tx,
  { definition, selection, citations, today }: Printing,
  rows: readonly (readonly string[])[],
  volume: string,
): Promise<ListSheet> {
  const [only, ...others] = selection.scope === 'all' ? [] : selection.scope
  const unit =
    only !== undefined && others.length === 0 ? ((await unitNames(tx, [only], today)).get(only) ?? '') : ''
  return {
    title: definition.name,
    unit,
    date: `${formatDate(today)}現在`,
    volume,
    columns: [
      { head: numberHeading, width: 1.1 },
      ...printedColumns(definition).map((column) => ({
        head: column.counter === undefined ? column.label : `${column.label}(${column.counter})`,
        width: widths[column.type] ?? 1.3,
      })),
      { head: unitHeading, width: 1.4 },
      ...(selection.state === 'current' ? [] : [{ head: stateHeading, width: 0.8 }]),
    ],
    rows: rows.length === 0 ? [['該当する行はありません。']] : rows,
    footer: clauseLines(citations),
  }
}

const clauseLines = (citations: readonly Citation[]): string[] =>
  citations.length === 0
    ? []
    : [`根拠:${[...new Set(citations.map((cite) => `${cite.documentMark} ${cite.label}`))].join('、')}`]

/** One line as a card: everything it says, label by label. */
export async function cardPdf(
  act: Act,
  printing: Omit<Printing, 'selection'>,
  entry: Entry,
): Promise<Uint8Array> {
  const { definition, citations, today, at } = printing
  const names = await namesOf(act.tx, definition, [entry], printing)
  const facts = [
    { label: numberHeading, value: entry.number },
    { label: unitHeading, value: names.get(entry.unitId) ?? '' },
    ...livingColumns(definition).map((column) => ({
      label: column.label,
      value: displayText(column, entry.values[column.key], names),
    })),
    { label: stateHeading, value: entry.state === 'current' ? '現行' : '抹消済み' },
  ]
  return renderDocument(
    {
      title: `${definition.name}(${definition.noun})`,
      mark: `${formatDate(today)}現在`,
      parts: [
        { kind: 'heading', level: 1, text: entry.label },
        {
          kind: 'table',
          columns: [
            { head: '欄', width: 1 },
            { head: '内容', width: 3 },
          ],
          rows: facts.map(({ label, value }) => [label, value]),
        },
      ],
      footer: clauseLines(citations),
    },
    { at },
  )
}
