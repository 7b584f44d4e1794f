import { jstDate } from '#ground/clock/clock.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import type { Act } from '#ground/operation/act.ts'
import { renderFormSheet } from '#ground/paper/form-sheet.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { definitionOf } from '#engine/procedure/case.ts'
import { caseView } from '#engine/procedure/contract.ts'
import type { ProcedurePorts } from '#engine/procedure/ports.ts'
import { viewCase } from '#engine/procedure/view.ts'
import type { Printing } from './paper-values.ts'
import { cityName, templateAt } from './reads.ts'
import { sheetData } from './sheet-data.ts'

/** The case on paper, by the 様式 of the instant it was filed; a draft by today's. @throws Refusal 'not-found'. */
export async function sheetOf(act: Act, applicationId: string, ports: ProcedurePorts): Promise<FileOutput> {
  const printing = await printingOf(act, applicationId, ports)
  const { definition, view } = printing
  const template = await templateAt(act.tx, definition, 'application', view.filedAt)
  const sheet = sheetData({ ...printing, notice: null }, 'application', template)
  return {
    fileName: `${definition.formNumber}_${view.number ?? '下書き'}.pdf`,
    contentType: 'application/pdf',
    body: await renderFormSheet(sheet, { at: act.at }),
  }
}

/**
 * The 通知書 of a case that has its number, by the 様式 of the instant the case was decided.
 * @throws Refusal 'not-found'; 'conflict' while it has no number.
 */
export async function noticeSheetOf(
  act: Act,
  applicationId: string,
  ports: ProcedurePorts,
): Promise<FileOutput> {
  const printing = await printingOf(act, applicationId, ports)
  const { definition, view, notice } = printing
  if (notice === null) {
    return refuse('conflict', 'この申請の通知書はまだ発行されていません。先に発行してください。')
  }
  const template = await templateAt(act.tx, definition, 'notice', view.decidedAt)
  return {
    fileName: `通知書_${notice.number}.pdf`,
    contentType: 'application/pdf',
    body: await renderFormSheet(sheetData(printing, 'notice', template), { at: act.at }),
  }
}

/** A case as it is printed. A fixed number of queries. @throws Refusal 'not-found' for who may not see it. */
export async function printingOf(act: Act, applicationId: string, ports: ProcedurePorts): Promise<Printing> {
  const view = caseView.parse(await viewCase(act, applicationId, ports))
  const definition = await definitionOf(ports, act.tx, view.procedure)
  const entry = await act.tx
    .selectFrom('ledger_entry')
    .select('entry_id')
    .where('subject_kind', '=', 'application')
    .where('subject_id', '=', applicationId)
    .orderBy('entry_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const given = await act.tx
    .selectFrom('application_notice')
    .select(['number', 'issued_at'])
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return {
    definition,
    view,
    city: await cityName(act.tx, act.tenantId),
    receipt: entry?.entry_id ?? '',
    notice: given === undefined ? null : { number: given.number, issuedOn: jstDate(given.issued_at) },
  }
}
