import type { FileOutput } from '#ground/operation/contract.ts'
import type { Act } from '#ground/operation/act.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { renderFormSheet, type FormSheet } from '#ground/paper/form-sheet.ts'
import type { CaseView } from './contract.ts'
import { definitionOf } from './case.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { ProcedurePorts } from './ports.ts'
import { viewCase } from './view.ts'

/** The case on paper: A4 portrait as the city's 様式, with 決裁欄 and the mark of who decided in what right. */
export async function sheetOf(act: Act, applicationId: string, ports: ProcedurePorts): Promise<FileOutput> {
  const view = await viewCase(act, applicationId, ports)
  const definition = definitionOf(ports, view.procedure)
  const tenant = await act.tx.selectFrom('tenant').select('name').executeTakeFirstOrThrow()
  void tenant
  const body = await renderFormSheet(sheetData(definition, view))
  return {
    fileName: `${definition.formNumber}_${view.number ?? '下書き'}.pdf`,
    contentType: 'application/pdf',
    body,
  }
}

function sheetData(definition: ProcedureDefinition, view: CaseView): FormSheet {
  void definition
  void view
  throw new TypeError('form-sheet is not wired yet')
}
void formatDate
void jstDate
