import { sql } from 'kysely'
import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { personOrNull } from '../transfer/author.ts'
import {
  compareSheet,
  headerProblems,
  readStaffSheet,
  refuseHeader,
  storeComparison,
  viewFinding,
} from './compare.ts'
import { compareJobName } from './compare-job.ts'
import { choose, listComparisons, readComparison } from './comparisons.ts'
import {
  chooseDifferences,
  compareStaff,
  readStaffFile,
  staffComparison,
  staffComparisons,
  takeDifferences,
} from './contract.ts'
import { loadOrganisation } from './load-organisation.ts'
import type { Mapping } from './mapping.ts'
import { mappingFor, rememberMapping, unknownWords } from './mappings.ts'
import { takeChosen } from './take.ts'
import './tables.ts'

/** Files up to here are compared at once; larger ones behind the screen, with progress. */
const AT_ONCE_BYTES = 200_000
/** Comparisons hold a copy of personal data and are made again at any time: after this many days they go. */
const KEPT_DAYS = 30
const SAMPLE_ROWS = 5

type In<T extends { input: z.ZodType }> = z.output<T['input']>
type Out<T extends { output: z.ZodType }> = z.input<T['output']>

async function readFile(act: Act, input: In<typeof readStaffFile>): Promise<Out<typeof readStaffFile>> {
  const file = await act.files.read(input.fileId)
  const sheet = await readStaffSheet(file.bytes)
  const given: Mapping | undefined = input.mapping
  const proposed = given === undefined ? await mappingFor(act.tx, sheet.header, input.kind) : undefined
  const mapping = given ?? proposed?.mapping ?? { kind: 'all' as const, columns: {}, words: {} }
  const problems = headerProblems(sheet, mapping)
  if (sheet.rows.length === 0 && sheet.problems.length === 0) {
    problems.push({
      line: 1,
      at: 'ファイル',
      message: '見出しの下に内容がありません。1行以上の内容を入れてください。',
    })
  }
  return {
    fileName: file.name,
    rows: sheet.rows.length,
    header: sheet.header.slice(0, 200).map((name) => name.slice(0, 200)),
    sample: sheet.rows
      .slice(0, SAMPLE_ROWS)
      .map((row) => row.cells.slice(0, 200).map((cell) => cell.slice(0, 100))),
    mapping: { kind: mapping.kind, columns: { ...mapping.columns }, words: { ...mapping.words } },
    proposedBy: proposed?.proposedBy ?? 'given',
    problems: problems.slice(0, 100).map(viewFinding),
    unknownWords: unknownWords(sheet, mapping),
  }
}

async function compare(act: Act, input: In<typeof compareStaff>): Promise<Out<typeof compareStaff>> {
  await forgetOld(act)
  const comparisonId = newId()
  const { source, on } = input
  const common = {
    tenant_id: act.tenantId,
    id: comparisonId,
    source,
    on,
    state: 'waiting' as const,
    created_at: act.at,
    created_by: personOrNull(act),
  }
  if (source.from === 'directory') {
    const known = await act.tx.selectFrom('hr_directory').select('whole').executeTakeFirst()
    if (known === undefined) {
      return refuse(
        'conflict',
        'ディレクトリの接続先が登録されていません。設定の「ディレクトリ」で登録してください。',
      )
    }
    const kind = 'all' as const
    const jobId = await act.jobs.send(compareJobName, { comparisonId })
    await act.tx
      .insertInto('hr_comparison')
      .values({ ...common, kind, source_name: 'ディレクトリ', job_id: jobId })
      .execute()
    describe(act, comparisonId, 'ディレクトリ', on)
    return { comparisonId, jobId }
  }
  const file = await act.files.read(source.fileId)
  await rememberMapping(act, source.mapping, file.name)
  const row = { ...common, kind: source.mapping.kind, source_name: file.name.slice(0, 300) }
  describe(act, comparisonId, file.name, on)
  if (file.bytes.length > AT_ONCE_BYTES) {
    const jobId = await act.jobs.send(compareJobName, { comparisonId })
    await act.tx
      .insertInto('hr_comparison')
      .values({ ...row, job_id: jobId })
      .execute()
    return { comparisonId, jobId }
  }
  const sheet = await readStaffSheet(file.bytes)
  refuseHeader(sheet, source.mapping)
  const organisation = await loadOrganisation(act.tx, on)
  const { coversSides } = source
  const found = compareSheet(
    sheet,
    source.mapping,
    organisation,
    on,
    coversSides === undefined ? {} : { coversSides },
  )
  await act.tx.insertInto('hr_comparison').values(row).execute()
  await storeComparison(act.tx, { tenantId: act.tenantId, comparisonId, on }, found)
  return { comparisonId, jobId: null }
}

function describe(act: Act, id: string, label: string, on: string): void {
  act.recorder.describe({
    act: '人事との比較',
    subject: { kind: 'hr-comparison', id, label: label.slice(0, 200) },
    note: `${on}の組織と比べました`,
  })
}

/** Two queries. */
async function forgetOld(act: Act): Promise<void> {
  const before = sql`${act.at}::timestamptz - make_interval(days => ${KEPT_DAYS})`
  await sql`delete from hr_difference d using hr_comparison c
     where c.tenant_id = d.tenant_id and c.id = d.comparison_id and c.created_at < ${before}`.execute(act.tx)
  await sql`delete from hr_comparison where created_at < ${before}`.execute(act.tx)
}

/** From a file of the personnel office, or a directory, to the changes of a transfer plan. */
export const hrOperations: readonly Implementation[] = [
  implement(readStaffFile, readFile),
  implement(compareStaff, compare),
  implement(staffComparison, readComparison),
  implement(staffComparisons, listComparisons),
  implement(chooseDifferences, choose),
  implement(takeDifferences, takeChosen),
]
