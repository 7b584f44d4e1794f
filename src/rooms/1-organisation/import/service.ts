import { sql } from 'kysely'
import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import type { SheetProblem } from '#ground/paper/sheet.ts'
import { type ImportReport, previewImport, runImport } from './contract.ts'
import { readExisting } from './existing.ts'
import { planPeople } from './people.ts'
import type { Plan } from './plan.ts'
import { readSheet } from './read-sheet.ts'
import { planUnits } from './units.ts'

/** Findings shown; the totals count all. */
const SHOWN = 200

type Asked = { fileId: string; kind: 'units' | 'people'; on?: string | undefined }

/** Reads the file and works out what it means. Writes nothing. */
async function plan(
  act: Act,
  asked: Asked,
): Promise<{ plan: Plan; report: ImportReport; problems: readonly SheetProblem[] }> {
  const on = asked.on ?? act.today
  const file = await act.files.read(asked.fileId)
  const sheet = await readSheet(file.bytes)
  const existing = await readExisting(act.tx)
  const planned =
    asked.kind === 'units'
      ? planUnits(sheet, existing, act.tenantId, on)
      : planPeople(sheet, existing, act.tenantId, on)
  const made = planned.plan
  const unread = sheet.problems.filter((problem) => problem.line > 1)
  const problems = [...sheet.problems, ...made.problems].toSorted((a, b) => a.line - b.line)
  const wrong = new Set([...made.wrongLines, ...unread.map((problem) => problem.line)])
  const headerIsWrong = problems.some((problem) => problem.line === 1)
  const rows = new Set([...sheet.rows.map((row) => row.line), ...unread.map((problem) => problem.line)]).size
  return {
    plan: made,
    problems,
    report: {
      fileName: file.name,
      kind: asked.kind,
      on,
      written: false,
      rows,
      rightRows: headerIsWrong ? 0 : rows - wrong.size,
      wrongRows: headerIsWrong ? rows : wrong.size,
      blankRows: sheet.blankLines.length,
      columns: [...planned.headings.columns],
      ...made.counts,
      changes: made.changes.slice(0, SHOWN),
      changesTotal: made.changes.length,
      problems: problems.slice(0, SHOWN).map(view),
      problemsTotal: problems.length,
      warnings: made.warnings.slice(0, SHOWN).map(view),
      warningsTotal: made.warnings.length,
    },
  }
}

function view({ line, at, message, value }: SheetProblem): ImportReport['problems'][number] {
  return { line, at: at ?? `${line}行`, message, ...(value === undefined ? {} : { value }) }
}

async function run(act: Act, input: z.output<typeof runImport.input>): Promise<ImportReport> {
  // Two imports at once would each make the units and people that the other one makes.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`organisation.import ${act.tenantId}`}, 0))`.execute(
    act.tx,
  )
  const { plan: made, report, problems } = await plan(act, input)
  const header = problems.filter((problem) => problem.line === 1)
  if (header.length > 0) {
    refuse('invalid', '見出しに誤りがあるため取り込めません。示した列を直してください。', {
      problems: header,
    })
  }
  if (report.problemsTotal > 0 && !input.takeRightRows) {
    refuse(
      'invalid',
      `${report.wrongRows}行に誤りがあるため、取り込みませんでした。直して取り込み直すか、正しい${report.rightRows}行だけを取り込んでください。`,
      { problems: problems.slice(0, SHOWN) },
    )
  }
  if (report.rows === 0) refuse('invalid', '見出しの下に内容がありません。1行以上の内容を入れてください。')
  const { recorder } = act
  // Foreign keys are checked by plans the session made while these tables were small; for ten thousand new rows
  // such a plan reads the whole table each time. Planned afresh, it uses the index.
  await sql`set local plan_cache_mode = 'force_custom_plan'`.execute(act.tx)
  if (made.bodies.length > 0) await recorder.saveAll('body', made.bodies)
  if (made.units.length > 0) await recorder.saveAll('unit', made.units)
  if (made.posts.length > 0) await recorder.saveAll('post', made.posts)
  if (made.people.length > 0) await recorder.saveAll('person', made.people)
  if (made.appointments.length > 0) await recorder.saveAll('appointment', made.appointments)
  recorder.describe({
    act: input.kind === 'units' ? '組織の取り込み' : '職員の取り込み',
    subject: { kind: 'file', id: input.fileId, label: report.fileName },
    note: `${report.rows}行中${report.rightRows}行、変更${report.changesTotal}件、誤り${report.wrongRows}行`,
  })
  return { ...report, written: true }
}

export const importOperations: readonly Implementation[] = [
  implement(previewImport, async (act, input) => (await plan(act, input)).report),
  implement(runImport, run),
]
