import { formatDate, formatInstant } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import type { Act } from '#ground/operation/act.ts'
import { renderFormSheet, type DecisionBox, type FormSheet } from '#ground/paper/form-sheet.ts'
import { definitionOf } from './case.ts'
import { caseView, type CaseView } from './contract.ts'
import type { Field, ProcedureDefinition } from './definition.ts'
import type { ProcedurePorts } from './ports.ts'
import { viewCase } from './view.ts'

/** The case on paper: A4 portrait as the city's 様式, with 決裁欄 and the mark of who decided in what right. */
export async function sheetOf(act: Act, applicationId: string, ports: ProcedurePorts): Promise<FileOutput> {
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
  const body = await renderFormSheet(sheetData(definition, view, entry?.entry_id ?? ''), { at: act.at })
  return {
    fileName: `${definition.formNumber}_${view.number ?? '下書き'}.pdf`,
    contentType: 'application/pdf',
    body,
  }
}

/** What is printed. Pure. */
export function sheetData(definition: ProcedureDefinition, view: CaseView, receipt: string): FormSheet {
  const [main] = view.cites
  const decides = view.steps.filter((seat) => seat.act === 'decide' || seat.act === 'resolve')
  const addressed = decides.length > 0 ? decides : view.steps
  const officeWord = [...new Set(addressed.map((seat) => seat.officeWord))].join('、')
  return {
    formNumber: main === undefined ? definition.formNumber : `${definition.formNumber}(${main.label}関係)`,
    title: `${definition.name}申請書`,
    documentNumber: view.number ?? '',
    date: view.filedAt === null ? '' : jstDate(view.filedAt),
    addressee: `(あて先) ${officeWord} 様`,
    applicant: [
      { label: '所属', value: view.unit.name },
      { label: '職', value: view.applicant.postTitle },
      { label: '氏名', value: view.applicant.name },
    ],
    lead: '下記のとおり申請します。',
    rows: [
      ...definition.fields
        .map((field) => ({ label: field.label, value: printed(field, view) }))
        .filter((row) => row.value !== ''),
      ...(view.validUntil === null || view.decidedAt === null || view.state === 'refused'
        ? []
        : [{ label: `${definition.grant.word}の期限`, value: formatDate(view.validUntil) }]),
    ],
    decisionBoxes: decisionBoxes(view),
    history: view.events.map((event) => ({
      when: formatInstant(event.at),
      what: [
        event.act,
        event.actor === null ? '' : `${event.actor.name}(${event.actor.postTitle})`,
        event.capacity === null || event.capacity === '本人' ? '' : `【${event.capacity}】`,
        event.note ?? '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    })),
    footer: {
      citations: view.cites.map((cite) => `${cite.documentMark} ${cite.label}`),
      receipt,
    },
  }
}

function printed(field: Field, view: CaseView): string {
  const value = view.form[field.key]
  if (value === undefined) return ''
  const has = (id: string): boolean => (typeof value === 'string' ? value === id : value.includes(id))
  switch (field.type) {
    case 'entries':
      return view.entries
        .filter((entry) => has(entry.entryId))
        .map((entry) => `${entry.label}(${entry.number})`)
        .join('\n')
    case 'files':
      return view.files
        .filter((file) => has(file.fileId))
        .map((file) => `${file.name}(照合値 ${file.sha256.slice(0, 16)})`)
        .join('\n')
    case 'person':
    case 'unit':
      return typeof value === 'string' ? (view.names[value] ?? '') : ''
    case 'number':
      return `${typeof value === 'string' ? Number(value).toLocaleString('ja') : ''}${field.counter ?? ''}`
    default:
  }
  const labelOf = (key: string): string => field.choices?.find((choice) => choice.value === key)?.label ?? key
  if (typeof value !== 'string') return value.map(labelOf).join('、')
  if (field.type === 'date') return formatDate(value)
  return field.type === 'choice' ? labelOf(value) : value
}

/** The chain of posts from above; the box of whoever decides is open, those above or below it are struck. */
const chain = [
  { office: 'ciso', title: '副市長' },
  { office: 'chief-iso', title: '統括' },
  { office: 'dept-iso', title: '部長' },
  { office: 'sec-manager', title: '課長' },
] as const

function decisionBoxes(view: CaseView): DecisionBox[] {
  if (view.steps.length > 1) return view.steps.map((seat) => seatBox(view, seat))
  const last = view.decisions.at(-1)
  const decided = last !== undefined && last.round === view.round ? last : undefined
  const office = view.step?.office ?? last?.office ?? 'sec-manager'
  const at = chain.findIndex((box) => box.office === office)
  const shown = chain.slice(Math.max(0, Math.min(at, chain.length - 2)), chain.length)
  return shown.map((box): DecisionBox => {
    if (box.office !== office) return { title: box.title, mark: null, name: '', date: '', struck: true }
    return { title: box.title, ...signed(decided), struck: false }
  })
}

/** A way of several hands has a box for every seat, with what was asked there. */
function seatBox(view: CaseView, seat: CaseView['steps'][number]): DecisionBox {
  const post = chain.find((box) => box.office === seat.office)?.title ?? seat.officeWord
  const title = seat.act === 'decide' ? post : `${post}(${seat.word})`
  const decided = view.decisions.find((each) => each.decisionId === seat.decisionId)
  return { title, ...signed(decided), struck: seat.state === 'not-needed' }
}

function signed(decided: CaseView['decisions'][number] | undefined): Omit<DecisionBox, 'title' | 'struck'> {
  if (decided === undefined) return { mark: null, name: '', date: '' }
  return { mark: markOf(decided.capacity), name: decided.decider.name, date: jstDate(decided.decidedAt) }
}

function markOf(capacity: string): DecisionBox['mark'] {
  if (capacity === '代決' || capacity === '職務代理') return '代'
  return capacity === '専決' || capacity === '事務委任' ? '専' : null
}
