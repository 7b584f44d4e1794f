import type { RegisterDefinition } from '#engine/register/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import type { CheckDefinition, CheckLine } from './definition.ts'
import { idsOf } from './values.ts'

const lineColumns = ['entry_id', 'unit_id', 'number', 'label', 'values', 'state'] as const

/**
 * What is wrong with each of the lines, by line id; lines with nothing wrong are absent. One query for everything the
 * lines point at, and those of `gather`.
 */
export async function evaluate(
  tx: Tx,
  definition: CheckDefinition,
  lines: readonly CheckLine[],
  asked: { readonly on: string; readonly parameters: Readonly<Record<string, number>> },
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  if (lines.length === 0) return found
  const refers = definition.refers ?? []
  const wanted = lines.flatMap((line) => refers.flatMap((column) => idsOf(line.values, column)))
  const known = await linesByIds(tx, wanted)
  const gathered = await definition.gather?.(tx, lines, asked.on)
  for (const line of lines) {
    const sentence = definition.violation(line, {
      ...asked,
      referred: (column) => idsOf(line.values, column).flatMap((id) => known.get(id.toLowerCase()) ?? []),
      facts: gathered?.get(line.lineId) ?? {},
    })
    if (sentence !== null) found.set(line.lineId, sentence)
  }
  return found
}

/** The next current lines behind a number, in the order of their numbers. One query. */
export async function readLines(
  tx: Tx,
  { of }: Pick<CheckDefinition, 'of'>,
  after: string | null,
  size: number,
  on: string,
): Promise<readonly CheckLine[]> {
  if ('kind' in of) return of.read(tx, after, size, on)
  const rows = await currentLines(tx, of)
    .$if(after !== null, (query) => query.where('number', '>', after ?? ''))
    .orderBy('number')
    .limit(size)
    .execute()
  return rows.map(lineOf)
}

/** Those of the lines that are current. One query. */
export async function findLines(
  tx: Tx,
  { of }: Pick<CheckDefinition, 'of'>,
  lineIds: readonly string[],
  on: string,
): Promise<readonly CheckLine[]> {
  if (lineIds.length === 0) return []
  if ('kind' in of) return of.find(tx, lineIds, on)
  const rows = await currentLines(tx, of)
    .where('entry_id', 'in', [...lineIds])
    .execute()
  return rows.map(lineOf)
}

function currentLines(tx: Tx, of: RegisterDefinition) {
  return tx
    .selectFrom('register_entry')
    .select(lineColumns)
    .where('register', '=', of.key)
    .where('state', '=', 'current')
}

async function linesByIds(tx: Tx, ids: readonly string[]): Promise<Map<string, CheckLine>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('register_entry')
    .select(lineColumns)
    .where('entry_id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.entry_id, lineOf(row)]))
}

function lineOf(row: {
  entry_id: string
  unit_id: string
  number: string
  label: string
  values: CheckLine['values']
  state: string
}): CheckLine {
  return {
    lineId: row.entry_id,
    unitId: row.unit_id,
    number: row.number,
    label: row.label,
    values: row.values,
    closed: row.state === 'closed',
  }
}
