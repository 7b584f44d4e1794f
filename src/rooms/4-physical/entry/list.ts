import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import { formatInstant } from '#ground/clock/wareki.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import { foldTerms } from '#ground/words/fold.ts'
import { doorsOf, requireArea, type Area } from './areas.ts'
import type { exportEntry, listEntry } from './contract.ts'
import { countLines, linesSaying, matching, readLines, shownLines, type Selection } from './lines.ts'
import { ENTRY_LOG, type EntryPorts } from './ports.ts'
import { entryLogWords as words } from './words.ja.ts'

const countLimit = 10_000
const exportLimit = 100_000

type Asked = {
  readonly areaId?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly search?: string | undefined
  readonly kind?: string | undefined
}

function selectionOf(areas: readonly Area[], { areaId, ...rest }: Asked): Selection {
  const chosen = areaId === undefined ? areas : [requireArea(areas, areaId)]
  return { ...rest, areaIds: chosen.map((area) => area.areaId) }
}

/**
 * The condition of a selection, and how many lines meet it, counted up to the limit. Few lines that say a word are found
 * by the index; words that stand in many are soon met with on the way along the days. Two queries at most.
 */
async function found(tx: Tx, selection: Selection): Promise<{ where: RawBuilder<unknown>; count: number }> {
  const where = matching(selection)
  if (foldTerms(selection.search ?? '').length > 0) {
    const ids = await linesSaying(tx, selection, countLimit)
    return ids === undefined
      ? { where, count: countLimit + 1 }
      : { where: sql`l.line_id = any(${ids}::uuid[])`, count: ids.length }
  }
  return { where, count: await countLines(tx, where, countLimit + 1) }
}

/** A page of the log, newest first. A fixed number of queries. */
export async function readList(
  act: Act,
  input: z.output<typeof listEntry.input>,
  ports: EntryPorts,
): Promise<z.input<typeof listEntry.output>> {
  const { readable } = await doorsOf(act, ports)
  const offset = (input.page - 1) * input.size
  if (offset >= countLimit)
    refuse('invalid', '1万件目より後は一覧に出せません。期間で絞るか、書き出してください。')
  const { where, count: total } = await found(act.tx, selectionOf(readable, input))
  const lines = await readLines(act.tx, where, { limit: input.size, offset })
  const cites = (await ports.citations(act.tx, [ENTRY_LOG], act.today)).get(ENTRY_LOG) ?? []
  return {
    rows: await shownLines(act.tx, lines, readable),
    total: Math.min(total, countLimit),
    more: total > countLimit,
    areas: readable.map(({ areaId, name }) => ({ id: areaId, name })),
    page: input.page,
    size: input.size,
    cites: cites.map(({ slot, documentMark, label, editionId, wid }) => ({
      slot,
      documentMark,
      label,
      editionId,
      wid,
    })),
  }
}

/** The log as a file, in the columns of the paper book. @throws Refusal 'too-large' above 100,000 lines. */
export async function exportLines(
  act: Act,
  input: z.output<typeof exportEntry.input>,
  ports: EntryPorts,
): Promise<FileOutput> {
  const { readable } = await doorsOf(act, ports)
  const where = matching(selectionOf(readable, input))
  if ((await countLines(act.tx, where, exportLimit + 1)) > exportLimit) {
    refuse('too-large', '10万件を超えるため、一度に書き出せません。期間を短くしてください。')
  }
  const lines = await readLines(act.tx, where, { limit: exportLimit })
  const shown = await shownLines(act.tx, lines, readable)
  const header = Object.values(words.columns)
  const rows = shown
    .toReversed()
    .map((row) => [
      formatInstant(row.at),
      row.area.name,
      words.directions[row.direction],
      row.name,
      row.company ?? '',
      words.kinds[row.kind],
      row.purpose ?? '',
      row.escort?.name ?? '',
      row.badge ?? '',
      row.items ?? '',
      row.card ?? '',
      row.struck ? words.struck : row.corrects === null ? '' : words.correction,
      row.corrected ? words.corrected : (row.why ?? ''),
    ])
  const fileName = `${words.name}_${input.from.replaceAll('-', '')}-${input.to.replaceAll('-', '')}`
  if (input.format === 'csv') {
    const { bytes } = writeCsv({ header, rows }, { encoding: 'utf-8' })
    return { fileName: `${fileName}.csv`, contentType: 'text/csv; charset=utf-8', body: bytes }
  }
  return {
    fileName: `${fileName}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: await writeExcel(
      { columns: header.map((name) => ({ name, type: 'text' as const })), rows },
      { name: words.name },
    ),
  }
}
