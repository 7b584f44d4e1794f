import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { readCsv } from '#ground/paper/csv.ts'
import { readExcel } from '#ground/paper/excel.ts'
import type { Sheet, SheetProblem } from '#ground/paper/sheet.ts'
import { fold } from '#ground/words/fold.ts'
import { transferChange, type NewTransferChange } from '../transfer/change.ts'
import type { Comparison } from './difference.ts'
import { diffStaff, type DiffOptions } from './diff.ts'
import { type Mapping, mappingProblems } from './mapping.ts'
import type { Organisation } from './organisation.ts'
import { readStaffRows } from './staff-row.ts'
import type { Finding, Summary } from './tables.ts'

/** Rows a file may have: five times the staff of the largest 政令市. */
export const MOST_ROWS = 100_000
/** Findings shown; the totals count all. */
const SHOWN = 500

/** Reads an uploaded table by its content, not by its name: a workbook begins like the archive it is. */
export async function readStaffSheet(bytes: Uint8Array): Promise<Sheet> {
  const [first, second] = bytes
  const workbook = (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf)
  const limits = { maxRows: MOST_ROWS }
  const sheet = workbook ? await readExcel(bytes, limits) : readCsv(bytes, limits)
  if (sheet.rows.length > MOST_ROWS) {
    refuse('too-large', `行が多すぎます。${MOST_ROWS.toLocaleString('ja-JP')}行以下に分けてください。`)
  }
  return sheet
}

/** Compares a sheet, read through a mapping, with the organisation of the day. Pure. */
export function compareSheet(
  sheet: Sheet,
  mapping: Mapping,
  organisation: Organisation,
  on: string,
  options: Omit<DiffOptions, 'kind'> = {},
): { comparison: Comparison; summary: Summary } {
  const comparison = diffStaff(readStaffRows(sheet, mapping), organisation, on, {
    ...options,
    kind: mapping.kind,
  })
  const unread = sheet.problems.filter((problem) => problem.line > 1)
  const problems = [...unread, ...comparison.problems].toSorted((a, b) => a.line - b.line)
  const unreadLines = new Set(unread.map((problem) => problem.line)).size
  const mapped = new Set(Object.values(mapping.columns))
  const { counts } = comparison
  return {
    comparison,
    summary: {
      counts: {
        ...counts,
        rows: counts.rows + unreadLines,
        wrongRows: counts.wrongRows + unreadLines,
      },
      blankRows: sheet.blankLines.length,
      unmapped: sheet.header.filter((name) => !mapped.has(name)).slice(0, 100),
      problems: problems.slice(0, SHOWN).map(viewFinding),
      problemsTotal: problems.length,
      notes: comparison.notes.slice(0, SHOWN).map(viewFinding),
      notesTotal: comparison.notes.length,
      emptied: comparison.emptied,
      referrals: 0,
    },
  }
}

/** What is wrong with the headings, or with what they are said to hold. */
export function headerProblems(sheet: Sheet, mapping: Mapping): SheetProblem[] {
  return [...sheet.problems.filter((each) => each.line === 1), ...mappingProblems(mapping, sheet.header)]
}

/** @throws Refusal 'invalid' when the columns cannot be read. */
export function refuseHeader(sheet: Sheet, mapping: Mapping): void {
  const problems = headerProblems(sheet, mapping)
  if (problems.length === 0) return
  refuse('invalid', '列の対応に誤りがあるため比べられません。示した列を直してください。', {
    problems: problems.slice(0, 100),
  })
}

export function viewFinding({ line, at, message, value }: SheetProblem): Finding {
  return { line, at: at ?? `${line}行`, message, ...(value === undefined ? {} : { value }) }
}

/**
 * Keeps what a comparison found. What stands in a draft of the same day already is marked, and not proposed twice.
 * Three queries and one for every 2,000 differences.
 */
export async function storeComparison(
  tx: Tx,
  which: { tenantId: string; comparisonId: string; on: string },
  found: { comparison: Comparison; summary: Summary },
): Promise<void> {
  const planned = await plannedChanges(tx, which.on)
  const rows = found.comparison.differences.map((each, place) => {
    const again = planned.size > 0 && planned.has(changeKey(each.change, each.number))
    return {
      place,
      kind: each.kind,
      mark: again ? ('same-as-planned' as const) : each.mark,
      line: each.line,
      number: each.number,
      name: each.name,
      unit: each.unit,
      what: each.what.slice(0, 500),
      change: each.change,
      needs: each.needs,
      chosen: each.chosen && !again,
      search: fold(`${each.name} ${each.number} ${each.unit} ${each.what}`),
    }
  })
  for (let from = 0; from < rows.length; from += 2_000) {
    await sql`
      insert into hr_difference (tenant_id, comparison_id, place, kind, mark, line, number, name, unit, what, change,
                                 needs, chosen, search)
      select ${which.tenantId}::uuid, ${which.comparisonId}::uuid, r.*
        from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + 2_000))}::jsonb)
          as r (place integer, kind text, mark text, line integer, number text, name text, unit text, what text,
                change jsonb, needs jsonb, chosen boolean, search text)`.execute(tx)
  }
  await tx
    .updateTable('hr_comparison')
    .set({ state: 'ready', error: null, summary: JSON.stringify(found.summary) })
    .where('id', '=', which.comparisonId)
    .execute()
}

/** What stands in drafts of the day. One query. */
async function plannedChanges(tx: Tx, on: string): Promise<Set<string>> {
  const { rows } = await sql<{ change: unknown; number: string | null }>`
    select c.change, n.number
      from transfer_change c
      join transfer_plan p on p.tenant_id = c.tenant_id and p.id = c.plan_id
      left join person n on n.tenant_id = c.tenant_id and n.id = c.person_id
     where p.state = 'draft' and p.effective_on = ${on}::date`.execute(tx)
  return new Set(
    rows.flatMap(({ change, number }) => {
      const read = transferChange.safeParse(change)
      return read.success ? changeKey(read.data, number ?? '') : []
    }),
  )
}

/** A change by what it says, whether it names its person by id or by number. */
function changeKey(change: NewTransferChange, numberOfId: string): string {
  const read = transferChange.safeParse(change)
  if (!read.success) return ''
  const said = read.data
  const ofPerson = 'person' in said
  const number = !ofPerson ? '' : 'number' in said.person ? said.person.number : numberOfId
  const entries = Object.entries(said)
    .filter(([key]) => key !== 'person')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([number, entries])
}
