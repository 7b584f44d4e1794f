import { formatDate, isDate } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { fiscalYear, fiscalYearLabel } from '#ground/clock/fiscal-year.ts'
import type { CaseView } from '#engine/procedure/contract.ts'
import type { Field, ProcedureDefinition } from '#engine/procedure/definition.ts'
import { namesOfField } from './placeholders.ts'

/** A paper to be printed: whose case, and what is not in the case itself. */
export type Printing = {
  readonly definition: ProcedureDefinition
  readonly view: CaseView
  /** The city's name. */
  readonly city: string
  /** Number of the ledger's entry that proves it; '' for a draft. */
  readonly receipt: string
  /** Of a 通知書: its number and the day it was given. */
  readonly notice: { readonly number: string; readonly issuedOn: string } | null
}

/** Where nothing has been filed, the day is left open. */
const OPEN_DAY = '　　年　　月　　日'

/** Those who decided the case in its present round; the last is the one whose word made it so. */
export function deciders(view: CaseView): CaseView['decisions'] {
  return view.decisions.filter(
    (each) => each.round === view.round && (each.act === 'grant' || each.act === 'refuse'),
  )
}

/** The offices that decide a case, in words. */
export function decidingOffices(view: CaseView): string {
  const decides = view.steps.filter((seat) => seat.act === 'decide' || seat.act === 'resolve')
  const addressed = decides.length > 0 ? decides : view.steps
  return [...new Set(addressed.map((seat) => seat.officeWord))].join('、')
}

/** Unit, post and name, parted as paper parts them; empty for nobody. */
function nameWithPost(person: CaseView['filedBy']): string {
  if (person === null) return ''
  return [person.unitName, person.postTitle, person.name].filter((part) => part !== '').join('　')
}

/** What the placeholders stand for in a case. Pure. */
export function valuesOf(printing: Printing): ReadonlyMap<string, string> {
  const { definition, view, notice } = printing
  const [main] = view.cites
  const filedOn = view.filedAt === null ? null : jstDate(view.filedAt)
  const last = deciders(view).at(-1)
  const { word, refusal } = definition.grant
  const decided = view.decidedAt !== null
  const refused = view.state === 'refused'
  const unit = view.unit.name
  const values = new Map([
    ['申請者.氏名', view.applicant.name],
    ['申請者.職', view.applicant.postTitle],
    ['申請者.所属', unit],
    ['所属', unit],
    ['代わって申請した者', nameWithPost(view.filedBy)],
    ['文書番号', notice === null ? (view.number ?? '') : notice.number],
    ['申請番号', view.number ?? ''],
    ['申請日', filedOn === null ? OPEN_DAY : formal(filedOn)],
    ['年度', filedOn === null ? '' : fiscalYearLabel(fiscalYear(filedOn))],
    ['手続名', definition.name],
    ['件名', view.title],
    ['様式番号', definition.formNumber],
    ['根拠条文', main?.label ?? ''],
    ['根拠規程', main?.documentMark ?? ''],
    ['根拠条文のすべて', view.cites.map((cite) => `${cite.documentMark} ${cite.label}`).join('、')],
    ['決裁する役割', decidingOffices(view)],
    ['許可の言葉', word],
    ['結果', decided ? (refused ? refusal : word) : ''],
    ['許可', decided && !refused ? word : ''],
    ['不許可', decided && refused ? refusal : ''],
    ['許可の期限', decided && !refused ? day(view.validUntil) : ''],
    ['開始日', day(view.periodFrom)],
    ['終了日', day(view.periodTo)],
    ['決定日', view.decidedAt === null ? '' : formal(jstDate(view.decidedAt))],
    ['決定の理由', last?.reason ?? ''],
    [
      '決定者',
      deciders(view)
        .map((each) => `${each.officeWord}　${each.decider.name}`)
        .join('\n'),
    ],
    ['決定者.役割', last?.officeWord ?? ''],
    ['決定者.氏名', last?.decider.name ?? ''],
    ['決定者.職', last?.decider.postTitle ?? ''],
    ['決定者.所属', last?.decider.unitName ?? ''],
    ['団体名', printing.city],
    ['発行日', notice === null ? '' : formal(notice.issuedOn)],
  ])
  for (const field of definition.fields) {
    const value = writtenIn(field, view)
    for (const name of namesOfField(field)) if (!values.has(name)) values.set(name, value)
  }
  return values
}

/** As a sentence of an official paper says a day: without the weekday. */
const formal = (date: string): string => formatDate(date, { weekday: false })

const day = (date: string | null): string => (date === null || date === '' ? '' : formatDate(date))

/** What was written into a field, as paper says it; '' where nothing was. */
export function writtenIn(field: Field, view: CaseView): string {
  const value = view.form[field.key]
  if (value === undefined || value === '') return ''
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
      return typeof value === 'string' ? `${figure(value)}${field.counter ?? ''}` : ''
    default:
  }
  const labelOf = (key: string): string => field.choices?.find((choice) => choice.value === key)?.label ?? key
  if (typeof value !== 'string') return value.map(labelOf).join('、')
  if (field.type === 'date') return dateIn(value)
  return field.type === 'choice' ? labelOf(value) : value
}

const figure = (value: string): string =>
  Number.isFinite(Number(value)) ? Number(value).toLocaleString('ja') : value

/** A draft may hold a day that is none yet; it is printed as it was typed. */
function dateIn(value: string): string {
  return isDate(value) ? formatDate(value) : value
}
