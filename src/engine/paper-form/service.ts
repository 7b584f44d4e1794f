import { officeCodes } from '#authority/offices.ts'
import { personNames } from '#authority/reads.ts'
import { definitionOf, definitionsOf } from '#engine/procedure/case.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import { mechanismOf, type ProcedurePorts } from '#engine/procedure/ports.ts'
import { officeWords } from '#engine/procedure/view.ts'
import { fiscalYear } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { pictureFormSheet, renderFormSheet } from '#ground/paper/form-sheet.ts'
import { oneAtATime } from '#policy/one-at-a-time.ts'
import * as contract from './contract.ts'
import { paperDocuments, type PaperDocument, type PaperTemplate } from './contract-template.ts'
import { issueNotice, noticeState } from './notice.ts'
import { numberingNow } from './numbering.ts'
import { numberingOperations } from './numbering-service.ts'
import type { Printing } from './paper-values.ts'
import { placeholdersOf } from './placeholders.ts'
import { cityName, lastVersions, paperKey } from './reads.ts'
import { samplePrinting, wordOf } from './sample-case.ts'
import { noticeSheetOf, printingOf } from './sheet.ts'
import { sheetData } from './sheet-data.ts'
import { standardTemplate, templateProblems } from './template.ts'
import './tables.ts'

/** Designing what is printed, how it is numbered, and the notices of decided cases. */
export function paperFormOperations(ports: ProcedurePorts): Implementation[] {
  return [
    implement(contract.paperForms, async (act) => {
      const definitions = await definitionsOf(ports, act.tx)
      const versions = await lastVersions(act.tx)
      const names = await personNames(
        act.tx,
        [...versions.values()].map(({ byId }) => byId),
      )
      return {
        procedures: definitions.map((definition) => ({
          key: definition.key,
          name: definition.name,
          formNumber: definition.formNumber,
          own: !ports.procedures.includes(definition),
          ended: definition.ended === true,
          papers: documentsOf(definition).map((document) => {
            const last = versions.get(paperKey(definition.key, document))
            const template = last?.template ?? null
            return {
              document,
              edited: template !== null,
              version: last?.version ?? 0,
              changedAt: last?.at ?? null,
              changedBy: last === undefined ? '' : (names.get(last.byId) ?? ''),
              problems: template === null ? 0 : templateProblems(definition, document, template).length,
            }
          }),
        })),
      }
    }),

    implement(contract.showPaperForm, async (act, input) => {
      const { procedure, document } = input
      const definition = await paperOf(act, ports, procedure, document)
      const last = await lastOf(act, procedure, document)
      const template = last?.template ?? standardTemplate(definition, document)
      const words = await officeWords(act.tx, act.today)
      const onTheWay = new Set(
        definition.route.flatMap((step) =>
          step.seats.flatMap((seat) => ('office' in seat ? [seat.office] : [])),
        ),
      )
      return {
        key: definition.key,
        name: definition.name,
        document,
        version: last?.version ?? 0,
        edited: last?.template !== undefined && last.template !== null,
        template,
        problems: templateProblems(definition, document, template),
        placeholders: placeholdersOf(definition, document).map(({ name, means }) => ({ name, means })),
        fields: definition.fields.map(({ key, label }) => ({ key, label })),
        offices: officeCodes
          .map((office) => ({ office, word: wordOf(office, words), onTheWay: onTheWay.has(office) }))
          .toSorted((one, other) => Number(other.onTheWay) - Number(one.onTheWay)),
        answered: documentsOf(definition).includes('notice'),
        cases: await casesAround(act, procedure, document, last?.at ?? null),
      }
    }),

    implement(contract.checkPaperForm, async (act, input) => {
      const definition = await paperOf(act, ports, input.procedure, input.document)
      return { problems: templateProblems(definition, input.document, input.template) }
    }),

    implement(contract.previewPaperForm, async (act, input) => {
      const { document, template, applicationId } = input
      const definition = await paperOf(act, ports, input.procedure, document)
      requireRight(definition, document, template)
      const printing =
        applicationId === undefined
          ? await sampleOf(act, ports, definition, document)
          : await caseOf(act, ports, definition, applicationId, document)
      return printed(printing, document, template, input.as, act.at)
    }),

    implement(contract.savePaperForm, async (act, input) => {
      const { procedure, document, template } = input
      const definition = await paperOf(act, ports, procedure, document)
      requireRight(definition, document, template)
      return saveVersion(act, definition, { document, version: input.version, template, act: '様式の変更' })
    }),

    implement(contract.resetPaperForm, async (act, input) => {
      const { procedure, document, version } = input
      const definition = await paperOf(act, ports, procedure, document)
      if ((await lastOf(act, procedure, document))?.template === null) {
        return refuse('conflict', 'この様式はすでに標準です。')
      }
      return saveVersion(act, definition, { document, version, template: null, act: '様式を標準に戻す' })
    }),

    implement(contract.paperFormHistory, async (act, input) => {
      const { procedure, document } = input
      await paperOf(act, ports, procedure, document)
      const rows = await act.tx
        .selectFrom('paper_form')
        .selectAll()
        .where('procedure', '=', procedure)
        .where('document', '=', document)
        .orderBy('version', 'desc')
        .limit(100)
        .execute()
      const names = await personNames(
        act.tx,
        rows.map((row) => row.by_id),
      )
      return {
        versions: rows.map((row) => ({
          version: row.version,
          at: row.at,
          by: names.get(row.by_id) ?? '',
          template: row.template,
        })),
      }
    }),

    ...numberingOperations,

    implement(contract.showNotice, (act, input) => noticeState(act, input.applicationId, ports)),
    implement(contract.issueNotice, (act, input) => issueNotice(act, input.applicationId, ports)),
    implement(contract.noticeSheet, (act, input) => noticeSheetOf(act, input.applicationId, ports)),
  ]
}

/** What is only told is not answered. */
function documentsOf(definition: ProcedureDefinition): readonly PaperDocument[] {
  return definition.notice === true ? ['application'] : paperDocuments
}

/** The procedure of a paper. @throws Refusal 'not-found'. */
async function paperOf(
  act: Act,
  ports: ProcedurePorts,
  procedure: string,
  document: PaperDocument,
): Promise<ProcedureDefinition> {
  const definition = await definitionOf(ports, act.tx, procedure)
  return documentsOf(definition).includes(document)
    ? definition
    : refuse('not-found', `「${definition.name}」は届出のため、通知書の様式はありません。`)
}

async function lastOf(act: Act, procedure: string, document: PaperDocument) {
  return act.tx
    .selectFrom('paper_form')
    .select(['version', 'template', 'at'])
    .where('procedure', '=', procedure)
    .where('document', '=', document)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** @throws Refusal 'invalid' with every problem at its part. */
function requireRight(
  definition: ProcedureDefinition,
  document: PaperDocument,
  template: PaperTemplate,
): void {
  const problems = templateProblems(definition, document, template)
  if (problems.length > 0) {
    refuse('invalid', '様式に直すところがあります。示したところを直してください。', { problems })
  }
}

async function saveVersion(
  act: Act,
  definition: ProcedureDefinition,
  said: { document: PaperDocument; version: number; template: PaperTemplate | null; act: string },
): Promise<{ version: number }> {
  const { personId } = personOf(act)
  await oneAtATime(act, 'paper-form')
  const { document, template } = said
  const last = await lastOf(act, definition.key, document)
  if ((last?.version ?? 0) !== said.version) {
    return refuse(
      'conflict',
      'ほかの人が先にこの様式を保存しました。開き直して、その内容を確かめてから直してください。あなたの変更はまだ保存されていません。',
    )
  }
  const version = said.version + 1
  await act.recorder.save('paper_form', {
    tenant_id: act.tenantId,
    procedure: definition.key,
    document,
    version,
    template,
    at: act.at,
    by_id: personId,
  })
  act.recorder.describe({
    act: said.act,
    subject: {
      kind: `procedure:${definition.key}`,
      id: `${definition.key}:${document}`,
      label: definition.name,
    },
    note: `${document === 'application' ? '申請書' : '通知書'} 第${version}版`,
  })
  return { version }
}

/** How many papers the version is for: of a notice those decided, of an application those filed. One query. */
async function casesAround(act: Act, procedure: string, document: PaperDocument, since: string | null) {
  const column = document === 'application' ? 'filed_at' : 'decided_at'
  const row = await act.tx
    .selectFrom('application')
    .select((select) => [
      select.fn.countAll<number>().as('all'),
      select.fn
        .countAll<number>()
        .filterWhere(column, '>=', since ?? '-infinity')
        .as('by'),
    ])
    .where('procedure', '=', procedure)
    .where(column, 'is not', null)
    .executeTakeFirst()
  const by = Number(row?.by ?? 0)
  return { by, before: Number(row?.all ?? 0) - by }
}

async function sampleOf(
  act: Act,
  ports: ProcedurePorts,
  definition: ProcedureDefinition,
  document: PaperDocument,
): Promise<Printing> {
  const mechanism = mechanismOf(definition)
  const cites = (await ports.citations(act.tx, [mechanism], act.today)).get(mechanism) ?? []
  const { numbering } = await numberingNow(act.tx)
  return samplePrinting(definition, document, {
    today: act.today,
    cites: cites.map((cite) => ({ ...cite })),
    officeWords: await officeWords(act.tx, act.today),
    numbering,
    year: fiscalYear(act.today),
    city: await cityName(act.tx, act.tenantId),
  })
}

/** @throws Refusal 'not-found' for who may not see the case; 'invalid' for one of another procedure. */
async function caseOf(
  act: Act,
  ports: ProcedurePorts,
  definition: ProcedureDefinition,
  applicationId: string,
  document: PaperDocument,
): Promise<Printing> {
  const printing = await printingOf(act, applicationId, ports)
  if (printing.definition.key !== definition.key) {
    const message = 'その申請は別の手続のものです。この手続の申請を選んでください。'
    return refuse('invalid', message, { problems: [{ at: 'applicationId', message }] })
  }
  if (document === 'application') return { ...printing, notice: null }
  return {
    ...printing,
    notice: printing.notice ?? { number: '(発行のときに付きます)', issuedOn: act.today },
  }
}

async function printed(
  printing: Printing,
  document: PaperDocument,
  template: PaperTemplate,
  as: 'pdf' | 'picture',
  at: string,
): Promise<FileOutput> {
  const sheet = sheetData(printing, document, template)
  if (as === 'pdf') {
    const body = await renderFormSheet(sheet, { at })
    return { fileName: '試し刷り.pdf', contentType: 'application/pdf', body }
  }
  const body = new TextEncoder().encode(pictureFormSheet(sheet))
  return { fileName: '試し刷り.svg', contentType: 'image/svg+xml', body }
}
