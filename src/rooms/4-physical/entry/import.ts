import { sql } from 'kysely'
import type { z } from 'zod'
import { personNames } from '#authority/reads.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { readCsv } from '#ground/paper/csv.ts'
import { doorsOf, requireArea, type Area } from './areas.ts'
import type { importEntry } from './contract.ts'
import { insideNow } from './board.ts'
import { pair } from './pairing.ts'
import type { EntryPorts } from './ports.ts'
import { guessColumns, readPassings, type GuessedColumns, type Read } from './reader-file.ts'
import { lineRow, whoKey, type Said } from './store.ts'
import type { ReaderColumns } from './tables.ts'

const mostRows = 100_000
const maxBytes = 28 * 1024 * 1024
const mostListed = 200
const chunk = 1_000

/**
 * Takes the lines of a card reader's file into the log: a dry run that says what would happen, then the lines that can
 * be read. What stands in the log already, or twice in the file, is left out, so that the same file may come again.
 */
export async function importLines(
  act: Act,
  input: z.output<typeof importEntry.input>,
  ports: EntryPorts,
): Promise<z.input<typeof importEntry.output>> {
  const area = requireArea((await doorsOf(act, ports)).kept, input.areaId)
  const sheet = readCsv(Buffer.from(input.content, 'base64'), { maxBytes, maxRows: mostRows })
  const columns = await columnsFor(act, area, sheet.header, input.columns)
  const subject = { kind: 'entry-file', id: area.areaId, label: `${area.name} ${input.fileName}` }
  if (!isWhole(columns)) {
    act.recorder.describe({ act: '取込みの試し読み', subject, note: '列の読み方が決まっていない' })
    return { ...nothing(input.dryRun, sheet.header, columns), read: sheet.rows.length }
  }
  const { lines, faults } = readPassings(sheet, columns, act.at)
  const { fresh, duplicates } = await withoutKnown(act, area, lines, !input.dryRun)
  const said = await nameThem(act, fresh, ports)
  if (!input.dryRun) {
    for (let at = 0; at < said.length; at += chunk) {
      await act.recorder.saveAll(
        'entry_line',
        said.slice(at, at + chunk).map((each) => lineRow(act, area, each, { origin: 'reader' })),
      )
    }
    await act.recorder.save('entry_reader', { tenant_id: act.tenantId, area_id: area.areaId, columns })
  }
  act.recorder.describe({
    act: input.dryRun ? '取込みの試し読み' : '入退室の取込み',
    subject,
    note: `新規${said.length}件、重複${duplicates}件、誤り${faults.length}行`,
  })
  return {
    dryRun: input.dryRun,
    headings: [...sheet.header],
    columns,
    read: lines.length + faults.length,
    added: said.length,
    duplicates,
    refused: faults.length,
    unknownCards: unknownOf(said),
    outOfOrder: lines.filter((line, at) => at > 0 && line.at < (lines[at - 1]?.at ?? '')).length,
    strayOuts: await straysOf(act, area, said, input.dryRun),
    problems: faults.slice(0, mostListed).map((fault) => ({ ...fault })),
  }
}

const isWhole = (columns: GuessedColumns): columns is ReaderColumns =>
  columns.at !== null && columns.card !== null && columns.direction !== null

const nothing = (dryRun: boolean, headings: readonly string[], columns: GuessedColumns) => ({
  dryRun,
  headings: [...headings],
  columns,
  added: 0,
  duplicates: 0,
  refused: 0,
  unknownCards: [],
  outOfOrder: 0,
  strayOuts: 0,
  problems: [],
})

/** As told, else as last time where the headings are the same, else as the headings suggest. @throws Refusal. */
async function columnsFor(
  act: Act,
  area: Area,
  header: readonly string[],
  told: ReaderColumns | undefined,
): Promise<GuessedColumns> {
  if (told !== undefined) {
    const wanted = [told.at, told.card, told.direction, ...(told.name === null ? [] : [told.name])]
    const gone = wanted.find((heading) => !header.includes(heading))
    if (gone !== undefined) {
      refuse('invalid', `ファイルに「${gone}」の列がありません。列を選び直してください。`, {
        problems: [{ at: 'columns', message: 'ファイルにある列を選んでください。', value: gone }],
      })
    }
    return told
  }
  const kept = await act.tx
    .selectFrom('entry_reader')
    .select('columns')
    .where('area_id', '=', area.areaId)
    .executeTakeFirst()
  const fits =
    kept !== undefined &&
    [kept.columns.at, kept.columns.card, kept.columns.direction].every((heading) => header.includes(heading))
  return fits ? kept.columns : guessColumns(header)
}

const keyOf = (line: { at: string; card: string | null; direction: string }): string =>
  `${new Date(line.at).toISOString()} ${line.direction} ${line.card ?? ''}`

async function withoutKnown(act: Act, area: Area, lines: readonly Read[], writing: boolean) {
  if (lines.length === 0) return { fresh: [], duplicates: 0 }
  // Two imports of one door wait for each other: the same file sent twice is written once.
  if (writing) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`entry:${area.areaId}`}, 0))`.execute(act.tx)
  }
  const days = lines.map((line) => jstDate(line.at)).toSorted()
  const known = await act.tx
    .selectFrom('entry_line')
    .select(['at', 'card', 'direction'])
    .where('area_id', '=', area.areaId)
    .where('day', '>=', days[0] ?? '')
    .where('day', '<=', days.at(-1) ?? '')
    .where('card', 'is not', null)
    .execute()
  const seen = new Set(known.map(keyOf))
  const fresh = lines.filter((line) => {
    const key = keyOf(line)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  return { fresh, duplicates: lines.length - fresh.length }
}

async function nameThem(act: Act, lines: readonly Read[], ports: EntryPorts): Promise<Said[]> {
  const holders = await ports.cardHolders(act.tx, [...new Set(lines.map((line) => line.card))])
  const names = await personNames(act.tx, [...new Set([...holders.values()].map(({ personId }) => personId))])
  return lines.map(({ at, direction, card, name }): Said => {
    const personId = holders.get(card)?.personId ?? null
    return {
      at,
      direction,
      card,
      personId,
      kind: personId === null ? 'unknown' : 'staff',
      name: (personId === null ? null : names.get(personId)) ?? name ?? `カード ${card}`,
      company: null,
    }
  })
}

function unknownOf(said: readonly Said[]) {
  const counts = new Map<string, number>()
  for (const { card, personId } of said) {
    if (personId === null && card !== null) counts.set(card, (counts.get(card) ?? 0) + 1)
  }
  return [...counts]
    .map(([card, lines]) => ({ card, lines }))
    .toSorted((a, b) => b.lines - a.lines)
    .slice(0, mostListed)
}

/** Goings out nobody had come in for, neither in the file nor among those inside before it. */
async function straysOf(act: Act, area: Area, said: readonly Said[], dryRun: boolean): Promise<number> {
  const before = dryRun ? await insideNow(act.tx, area.areaId, act.today) : []
  const passings = [
    ...before.map((line) => ({
      lineId: line.line_id,
      who: line.who,
      at: line.at,
      direction: line.direction,
    })),
    ...said.map((each, at) => ({
      lineId: String(at).padStart(7, '0'),
      who: whoKey(each),
      at: each.at,
      direction: each.direction,
    })),
  ]
  return pair(passings).strayOuts.length
}
