import { sql } from 'kysely'
import type { z } from 'zod'
import { formatDateCompact, formatPeriod, formatTime } from '#ground/clock/wareki.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { renderListSheet } from '#ground/paper/list-sheet.ts'
import { doorsOf, requireArea } from './areas.ts'
import type { LineRow } from './contract.ts'
import { mostPrintedStays, type printEntry } from './contract-keeping.ts'
import { countLines, matching, readLines, shownLines, standing } from './lines.ts'
import { pair } from './pairing.ts'
import { ENTRY_LOG, type EntryPorts } from './ports.ts'
import { entryLogWords as words } from './words.ja.ts'

const { paper } = words

/** One line of the paper book: somebody came and went. */
export type Stay = { readonly in: LineRow | null; readonly out: LineRow | null }

/** The lines of one area as the paper book has them: a line for each stay, the earliest first. Pure. */
export function staysOf(rows: readonly LineRow[], whoOf: ReadonlyMap<string, string>): Stay[] {
  const passings = rows.map((row) => ({
    lineId: row.lineId,
    who: whoOf.get(row.lineId) ?? row.lineId,
    at: row.at,
    direction: row.direction,
    row,
  }))
  const { stays, strayOuts } = pair(passings)
  const all: Stay[] = [
    ...stays.map((stay) => ({ in: stay.in.row, out: stay.out?.row ?? null })),
    ...strayOuts.map((out) => ({ in: null, out: out.row })),
  ]
  const at = ({ in: came, out }: Stay): string => came?.at ?? out?.at ?? ''
  return all.toSorted((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0))
}

/** A stay in the columns of the paper book. Pure. */
export function paperRow({ in: came, out }: Stay): string[] {
  const about = came ?? out
  if (about === null) return []
  const day = jstDate(about.at)
  const left = out === null ? '' : formatTime(out.at)
  return [
    formatDateCompact(day),
    came === null ? '' : formatTime(came.at),
    // Whoever stays over midnight leaves on another day than the line begins with.
    out !== null && jstDate(out.at) !== day ? `${formatDateCompact(jstDate(out.at))} ${left}` : left,
    about.company ?? words.kinds[about.kind],
    about.name,
    about.purpose ?? '',
    about.escort?.name ?? '',
    about.badge ?? '',
    about.items ?? '',
    [
      ...(came === null ? [paper.noIn] : []),
      ...(out === null ? [paper.noOut] : []),
      ...([came, out].some((row) => (row?.corrects ?? null) !== null) ? [paper.corrected] : []),
    ].join('、'),
  ]
}

/** The log of one area as the office knows it on paper. @throws Refusal 'too-large' for more than one waits for. */
export async function printStays(
  act: Act,
  input: z.output<typeof printEntry.input>,
  ports: EntryPorts,
): Promise<FileOutput> {
  const { readable } = await doorsOf(act, ports)
  const area = requireArea(readable, input.areaId)
  if (input.to < input.from) {
    refuse('invalid', '終わりの日は、始まりの日より後にしてください。', {
      problems: [{ at: 'to', message: '始まりの日より後の日を入れてください。', value: input.to }],
    })
  }
  const where = sql`${matching({ areaIds: [area.areaId], from: input.from, to: input.to })} and ${standing}`
  const most = mostPrintedStays * 2
  if ((await countLines(act.tx, where, most + 1)) > most) {
    refuse(
      'too-large',
      `入退室が${most.toLocaleString('ja-JP')}件を超えます。期間を短くして印刷してください。`,
    )
  }
  const lines = await readLines(act.tx, where, { limit: most })
  const rows = await shownLines(act.tx, lines, readable)
  const stays = staysOf(rows, new Map(lines.map((line) => [line.line_id, line.who])))
  const cites = (await ports.citations(act.tx, [ENTRY_LOG], act.today)).get(ENTRY_LOG) ?? []
  const body = await renderListSheet(
    {
      title: words.name,
      unit: [area.building, area.name].filter((part) => part !== '').join(' '),
      date: formatPeriod(input.from, input.to),
      volume: '',
      columns: paper.columns.map(([head, width]) => ({ head, width })),
      rows: stays.length === 0 ? [[paper.none]] : stays.map(paperRow),
      footer:
        cites.length === 0
          ? []
          : [`根拠:${[...new Set(cites.map((cite) => `${cite.documentMark} ${cite.label}`))].join('、')}`],
    },
    { at: act.at },
  )
  const span = `${input.from.replaceAll('-', '')}-${input.to.replaceAll('-', '')}`
  return { fileName: `${words.name}_${area.name}_${span}.pdf`, contentType: 'application/pdf', body }
}
