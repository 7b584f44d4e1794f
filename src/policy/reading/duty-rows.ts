import { createRowRun, isColumnHead } from './table-regions.ts'
import type { GuessedRow } from './types.ts'

/** How many runs of the other columns may lie between two parts of one name. */
const REACH = 9

type Row = { key: string; readonly aside: string[]; readonly duties: string[][] }

/**
 * 役職 | 充てる者 | 役割 with the columns mixed up: the names of offices that the document uses elsewhere part the rows,
 * also where a name is broken over several lines; numbers count the duties; a row without numbers has one duty.
 */
export function dutyRows(runs: readonly string[], offices: ReadonlySet<string>): GuessedRow[] {
  const { begins, used } = keysOf(runs, offices)
  const rows: Row[] = []
  const order = createRowRun()
  for (const [i, run] of runs.entries()) {
    const key = begins.get(i)
    const last = rows.at(-1)
    // A second name straight after the first is who holds the office.
    if (key !== undefined && last !== undefined && last.duties.length + last.aside.length === 0) {
      last.aside.push(key)
    } else if (key !== undefined) rows.push({ key, aside: [], duties: [] })
    if (used.has(i) || isColumnHead(run)) continue
    const n = /^[0-9０-９]{1,2}$/.test(run) ? Number(run.normalize('NFKC')) : 0
    if (n > 0 && order.take(n)) {
      if (n === 1 && (rows.at(-1)?.duties.length ?? 1) > 0) rows.push({ key: '', aside: [], duties: [] })
      rows.at(-1)?.duties.push([])
      continue
    }
    const row = rows.at(-1)
    ;(row?.duties.at(-1) ?? row?.aside)?.push(run)
  }
  const width = Math.max(0, ...runs.map((r) => Math.min(r.length, 60)))
  return rows.filter((r) => r.duties.length + r.aside.length > 0).map((r) => rowOf(r, width))
}

function rowOf({ key, aside, duties }: Row, width: number): GuessedRow {
  if (duties.length > 0) {
    return { key, detail: aside.join(''), items: duties.map((words) => oneDuty(words.join(''))) }
  }
  // The column of duties is the wide one; its last line is known by the end of its sentence.
  const isDuty = (run: string) => run.length > width * 0.6 || run.endsWith('。')
  const duty = aside.filter(isDuty).join('')
  return { key, detail: aside.filter((r) => !isDuty(r)).join(''), items: duty === '' ? [] : [duty] }
}

/** Where the name of an office begins in the first column, and the runs its parts take. */
function keysOf(runs: readonly string[], offices: ReadonlySet<string>) {
  const begins = new Map<number, string>()
  const used = new Set<number>()
  const taken = new Set<string>()
  for (let i = 0; i < runs.length; i += 1) {
    if (used.has(i)) continue
    const best = nameAt(runs, i, offices, taken)
    if (best === null) continue
    begins.set(i, best.name)
    taken.add(best.name)
    for (const at of best.at) used.add(at)
  }
  return { begins, used }
}

function nameAt(
  runs: readonly string[],
  i: number,
  offices: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): { name: string; at: number[] } | null {
  const first = runs[i] ?? ''
  if (first.length < 2 && !offices.has(first)) return null
  let best: { name: string; at: number[] } | null = null
  for (const name of offices) {
    if (taken.has(name) || !name.startsWith(first)) continue
    const at = [i]
    let rest = name.slice(first.length)
    for (let j = i + 1; rest !== '' && j < runs.length && j <= i + REACH; j += 1) {
      const run = runs[j] ?? ''
      if (!rest.startsWith(run)) continue
      at.push(j)
      rest = rest.slice(run.length)
    }
    if (rest !== '') continue
    const nearer = (at.at(-1) ?? i) - (best?.at.at(-1) ?? Infinity)
    if (best === null || nearer < 0 || (nearer === 0 && name.length > best.name.length)) best = { name, at }
  }
  return best
}

/** A duty ends with its sentence; what follows belongs to other columns, unless it goes on with なお, ただし … */
function oneDuty(words: string): string {
  const sentences = words.match(/[^。]*。/g) ?? [words]
  const more = sentences.slice(1).findIndex((s) => !/^(?:なお|ただし|また|この場合|その他)/.test(s))
  return sentences.slice(0, more < 0 ? sentences.length : more + 1).join('')
}
