import type { z } from 'zod'
import { formatInstant } from '#ground/clock/wareki.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import { doorsOf, requireArea, type Area } from './areas.ts'
import type { exportEntry, listEntry } from './contract.ts'
import { countLines, matching, readLines, shownLines } from './lines.ts'
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

function selectionOf(areas: readonly Area[], { areaId, ...rest }: Asked) {
  const chosen = areaId === undefined ? areas : [requireArea(areas, areaId)]
  return matching({ ...rest, areaIds: chosen.map((area) => area.areaId) })
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
  const where = selectionOf(readable, input)
  const total = await countLines(act.tx, where, countLimit + 1)
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
  const where = selectionOf(readable, input)
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
