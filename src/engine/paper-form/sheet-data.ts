import { formatInstant } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { DecisionBox, FormSheet } from '#ground/paper/form-sheet.ts'
import type { CaseView } from '#engine/procedure/contract.ts'
import type { PaperBox, PaperDocument, PaperTemplate } from './contract-template.ts'
import { fillIn, readText } from './language.ts'
import { valuesOf, writtenIn, type Printing } from './paper-values.ts'
import { knownNames } from './placeholders.ts'

/** What is printed of a case by a template. Whatever the template says and the case holds, there is a sheet. Pure. */
export function sheetData(printing: Printing, document: PaperDocument, template: PaperTemplate): FormSheet {
  const { definition, view, notice } = printing
  const values = valuesOf(printing)
  const names = knownNames(definition, document)
  const filled = (text: string): string =>
    fillIn(readText(text, names, Number.POSITIVE_INFINITY).pieces, values).replace(/^\n+|\s+$/gu, '')
  const sender = template.sender
    .map(({ label, value }) => ({ label, value: filled(value) }))
    .filter(({ value }) => value !== '')
  const filedOn = view.filedAt === null ? '' : jstDate(view.filedAt)
  return {
    formNumber: oneLine(filled(template.formNumber)),
    title: oneLine(filled(template.title)),
    documentNumber: notice === null ? (view.number ?? '') : notice.number,
    date: notice === null ? filedOn : notice.issuedOn,
    weekday: notice === null,
    addressee: filled(template.addressee),
    applicantTitle: oneLine(filled(template.senderTitle)),
    applicant: sender,
    lead: filled(template.lead),
    before: filled(template.before),
    after: filled(template.after),
    ki: template.ki,
    rows: rowsOf(printing, template, filled),
    decisionBoxes: boxesOf(view, template),
    history: template.history ? historyOf(view) : [],
    footer: {
      citations: view.cites.map((cite) => `${cite.documentMark} ${cite.label}`),
      receipt: printing.receipt,
    },
  }
}

const oneLine = (text: string): string => text.replaceAll('\n', ' ')

/** The rows as the template orders them; a field it does not know of yet comes last, so that nothing filed is lost. */
function rowsOf(
  { definition, view }: Printing,
  template: PaperTemplate,
  filled: (text: string) => string,
): FormSheet['rows'] {
  const fields = new Map(definition.fields.map((field) => [field.key, field]))
  const named = new Set(template.rows.flatMap((row) => (row.kind === 'field' ? [row.field] : [])))
  const ordered = template.rows.flatMap((row) => {
    if (row.kind === 'text') return [{ label: oneLine(filled(row.label)), value: filled(row.text) }]
    const field = fields.get(row.field)
    if (field === undefined || !row.shown) return []
    const label = row.label === '' ? field.label : oneLine(filled(row.label))
    return [{ label, value: writtenIn(field, view) }]
  })
  const added = definition.fields
    .filter(({ key }) => !named.has(key))
    .map((field) => ({ label: field.label, value: writtenIn(field, view) }))
  return [...ordered, ...added].filter(({ value }) => value !== '')
}

function historyOf(view: CaseView): FormSheet['history'] {
  return view.events.map((event) => ({
    when: formatInstant(event.at),
    what: [
      event.act,
      event.actor === null ? '' : `${event.actor.name}(${event.actor.postTitle})`,
      event.capacity === null || event.capacity === '本人' ? '' : `【${event.capacity}】`,
      event.note ?? '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  }))
}

function boxesOf(view: CaseView, { boxes }: PaperTemplate): DecisionBox[] {
  switch (boxes.show) {
    case 'none':
      return []
    case 'standard':
      return standardBoxes(view)
    case 'chosen':
      return chosenBoxes(view, boxes.boxes)
  }
}

/**
 * The boxes the city has chosen. Of an office that sits several times on the way each box takes one seat; a seat without
 * a box gets one at the end, so that no decision is left off the paper. A box of an office that is not asked is struck,
 * one of no office is open for a seal by hand.
 */
function chosenBoxes(view: CaseView, boxes: readonly PaperBox[]): DecisionBox[] {
  const waiting = [...view.steps]
  const chosen = boxes.map((box): DecisionBox => {
    const open = { title: box.title, mark: null, name: '', date: '', struck: false }
    if (box.office === null) return open
    const at = waiting.findIndex((seat) => seat.office === box.office)
    const [seat] = at < 0 ? [] : waiting.splice(at, 1)
    if (seat !== undefined) return { ...seatBox(view, seat), title: box.title }
    // Cases of before there were seats have decisions only.
    const decided = view.decisions.find((each) => each.round === view.round && each.office === box.office)
    if (view.steps.length === 0 && decided !== undefined) return { ...open, ...signed(decided) }
    return { ...open, struck: view.steps.length > 0 }
  })
  return [...chosen, ...waiting.map((seat) => seatBox(view, seat))]
}

/** The chain of posts from above; the box of whoever decides is open, those above or below it are struck. */
const chain = [
  { office: 'ciso', title: '副市長' },
  { office: 'chief-iso', title: '統括' },
  { office: 'dept-iso', title: '部長' },
  { office: 'sec-manager', title: '課長' },
] as const

function standardBoxes(view: CaseView): DecisionBox[] {
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
