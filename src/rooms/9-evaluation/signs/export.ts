import type { z } from 'zod'
import { formatDate, formatInstant, jstParts } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import { renderListSheet } from '#ground/paper/list-sheet.ts'
import type { exportSigns } from './contract.ts'
import type { SignDefinition } from './definition.ts'
import type { Period } from './periods.ts'
import { described, findingsOf, requireSign, requireUnit } from './show.ts'
import { requirePeriod } from './standing.ts'

const mostRows = 100_000
/** Some sixty pages: as many as one waits for. */
const mostPrinted = 2_000

const columns = [
  { head: '兆候', width: 14 },
  { head: '日時', width: 13 },
  { head: '部・課', width: 12 },
  { head: '行った人', width: 10 },
  { head: '相手', width: 10 },
  { head: '見えること', width: 28 },
  { head: '申請・記録', width: 20 },
] as const

/**
 * What was found as a file to take along. That it was taken is in the ledger.
 * @throws Refusal 'too-large' above 100,000 lines, on paper above 2,000.
 */
export async function exportFile(
  act: Act,
  input: z.output<typeof exportSigns.input>,
  signs: readonly SignDefinition[],
): Promise<FileOutput> {
  const sign = input.sign === undefined ? undefined : requireSign(signs, input.sign)
  const period = requirePeriod(input.period, act.today)
  await requireUnit(act, input.unitId)
  const most = input.format === 'pdf' ? mostPrinted : mostRows
  const found = await findingsOf(act.tx, period, { sign, unitId: input.unitId })
    .selectAll()
    .orderBy('sign')
    .orderBy('starts_on')
    .orderBy('place')
    .limit(most + 1)
    .execute()
  if (found.length > most) {
    refuse(
      'too-large',
      `${most.toLocaleString('ja-JP')}件を超えるため、一度に${input.format === 'pdf' ? '印刷' : '書き出し'}できません。兆候、期間、部・課で絞ってください。`,
    )
  }
  const names = new Map(signs.map((each) => [each.key, each.name]))
  const rows = (await described(act.tx, found, act.today)).map((row) => [
    names.get(row.sign) ?? '',
    formatInstant(row.at),
    row.unitName,
    row.person?.name ?? '',
    row.other?.name ?? '',
    row.sentence,
    casesShown(row),
  ])
  act.recorder.describe({
    act: '兆候の書き出し',
    subject: { kind: 'sign', id: sign?.key ?? 'all', label: sign?.name ?? 'すべての兆候' },
    note: `${period.label}、${rows.length}件、${input.format}`,
  })
  const name = `兆候_${sign?.name ?? 'すべて'}_${period.label}_${act.today.replaceAll('-', '')}`
  if (input.format === 'pdf') return paper(act, { sign, signs, period, rows }, name)
  const header = columns.map((column) => column.head)
  if (input.format === 'csv') {
    return {
      fileName: `${name}.csv`,
      contentType: 'text/csv; charset=utf-8',
      body: writeCsv({ header, rows }).bytes,
    }
  }
  return {
    fileName: `${name}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: await writeExcel({ header, rows }, { name: '兆候' }),
  }
}

/** 「長寿第3号 調査票ほか12件」; of a record its own name. */
function casesShown(row: {
  readonly label: string
  readonly cases: readonly { readonly number: string; readonly title: string }[]
  readonly caseCount: number
}): string {
  const [first] = row.cases
  if (first === undefined) return row.label
  const one = `${first.number} ${first.title}`.trim()
  return row.caseCount > 1 ? `${one}ほか${row.caseCount - 1}件` : one
}

/** On paper the sentence that a sign proves nothing stands at the foot of every page. */
async function paper(
  act: Act,
  list: {
    readonly sign: SignDefinition | undefined
    readonly signs: readonly SignDefinition[]
    readonly period: Period
    readonly rows: readonly (readonly string[])[]
  },
  name: string,
): Promise<FileOutput> {
  const { sign, period, rows } = list
  const { time } = jstParts(act.at)
  const body = await renderListSheet(
    {
      title: `決裁の兆候 ${sign?.name ?? '一覧'}`,
      unit: period.label,
      date: `${formatDate(act.today)} ${time.slice(0, 5)}現在`,
      volume: '',
      columns: [...columns],
      rows,
      footer: [sign?.notProof ?? '兆候は、確かめるきっかけです。それだけでは、誤りや不正を示しません。'],
    },
    { at: act.at },
  )
  return { fileName: `${name}.pdf`, contentType: 'application/pdf', body }
}
