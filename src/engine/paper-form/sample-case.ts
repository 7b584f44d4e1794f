import { offices, type OfficeCode } from '#authority/offices.ts'
import { addDays } from '#ground/clock/calendar.ts'
import type { CaseView, Citation } from '#engine/procedure/contract.ts'
import type { Field, Form, FormValue, ProcedureDefinition } from '#engine/procedure/definition.ts'
import type { RouteStep } from '#engine/procedure/route-definition.ts'
import { numberText, type Numbering } from './contract-numbering.ts'
import type { PaperDocument } from './contract-template.ts'
import type { Printing } from './paper-values.ts'

const ID = '00000000-0000-0000-0000-000000000000'
const applicant = { personId: ID, name: '見本 花子', postTitle: '主事', unitName: '見本課' }
const decider = { personId: ID, name: '見本 一郎', postTitle: '課長', unitName: '見本課' }

/** What a sample is made from, beside the form itself. */
export type SampleFrom = {
  readonly today: string
  readonly cites: readonly Citation[]
  /** The city's own words of offices. */
  readonly officeWords: ReadonlyMap<string, string>
  readonly numbering: Numbering
  readonly year: number
  readonly city: string
}

/**
 * A made-up case with something in every field, to see a 様式 by: filed and waiting for the application, granted for the
 * notice. Nobody's data. Pure.
 */
export function samplePrinting(
  definition: ProcedureDefinition,
  document: PaperDocument,
  from: SampleFrom,
): Printing {
  const { today, numbering, year } = from
  const at = `${today}T01:12:00.000Z`
  const granted = document === 'notice'
  const form: Form = Object.fromEntries(
    definition.fields.flatMap((field): [string, FormValue][] => {
      const value = sampleOf(field, today)
      return field.gone === true || value === null ? [] : [[field.key, value]]
    }),
  )
  const number = numberText(numbering, { symbol: '見本', year, running: 123 })
  const steps = seatsOf(definition.route, form, from, granted)
  const last = steps.findLast((seat) => seat.act === 'decide' || seat.act === 'resolve') ?? steps.at(-1)
  const view: CaseView = {
    applicationId: ID,
    procedure: definition.key,
    procedureName: definition.name,
    formNumber: definition.formNumber,
    number,
    title: '見本の件名',
    state: granted ? 'granted' : 'waiting',
    round: 1,
    contentHash: '',
    openedAt: null,
    revokedAt: null,
    filedBy: null,
    unit: { unitId: ID, name: '見本課' },
    applicant,
    form: Object.fromEntries(
      Object.entries(form).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
    ),
    entries: [
      { entryId: ID, number: 'A-00001', label: '見本の情報資産', version: 1, values: {} },
      { entryId: `${ID}1`, number: 'A-00002', label: '見本の台帳', version: 1, values: {} },
    ],
    files: [{ fileId: ID, name: '見本.pdf', type: 'application/pdf', size: 1, sha256: '0'.repeat(64) }],
    names: { [ID]: '見本 次郎' },
    edition: { editionId: ID, label: '' },
    filedAt: at,
    decidedAt: granted ? at : null,
    startedAt: null,
    finishedAt: null,
    periodFrom: addDays(today, 1),
    periodTo: addDays(today, 14),
    validUntil: addDays(today, 14),
    overdueDays: 0,
    steps,
    step: null,
    standings: [],
    acts: [],
    decisions:
      granted && last !== undefined
        ? [
            {
              decisionId: ID,
              act: 'grant',
              word: definition.grant.word,
              decider,
              capacity: '本人',
              capacityText: '本人',
              rightOf: null,
              office: last.office,
              officeWord: last.officeWord,
              reason: null,
              exceptionReason: null,
              decidedAt: at,
              round: 1,
              afterReading: null,
            },
          ]
        : [],
    comments: [],
    events: [
      { place: 1, act: '申請', actor: applicant, capacity: '本人', note: null, at, changed: [] },
      ...(granted
        ? [
            {
              place: 2,
              act: definition.grant.word,
              actor: decider,
              capacity: '本人',
              note: null,
              at,
              changed: [],
            },
          ]
        : []),
    ],
    cites: from.cites.map((cite) => ({ ...cite })),
    rules: [],
  }
  const own = numberText(numbering, { symbol: '見本', year, running: 124 })
  return {
    definition,
    view,
    city: from.city,
    receipt: '',
    notice: granted
      ? { number: numbering.notice === 'branch' ? `${number}の2` : own, issuedOn: today }
      : null,
  }
}

function seatsOf(
  route: readonly RouteStep[],
  form: Form,
  from: SampleFrom,
  granted: boolean,
): CaseView['steps'] {
  return route.flatMap((step, index) => {
    if (step.when !== undefined && !step.when(form, [])) return []
    return step.seats.map((seat, place): CaseView['steps'][number] => {
      const office = 'office' in seat ? seat.office : 'sec-manager'
      return {
        place: index + 1,
        seat: place + 1,
        act: step.act,
        word: step.word,
        needs: step.needs,
        office,
        officeWord: 'office' in seat ? wordOf(office, from.officeWords) : seat.word,
        unitName: '見本課',
        raised: false,
        why: '',
        deciders: [],
        state: granted ? 'done' : index === 0 ? 'open' : 'ahead',
        decisionId: granted ? ID : null,
      }
    })
  })
}

export const wordOf = (office: OfficeCode, words: ReadonlyMap<string, string>): string =>
  words.get(office) ?? offices[office].word

/** Something that could stand in a field; null where nothing does. */
function sampleOf(field: Field, today: string): FormValue | null {
  const choices = (field.choices ?? []).map(({ value }) => value)
  switch (field.type) {
    case 'text':
      return 'ここに内容が入ります'
    case 'long-text':
      return 'ここに申請者の書いた内容が入ります。長いときは、このように折り返して印刷します。'
    case 'number':
      return String(Math.max(field.min ?? 1, 1))
    case 'date':
      return addDays(today, 1)
    case 'choice':
      return choices[0] ?? null
    case 'checks':
      return choices
    case 'entries':
      return (field.maxEntries ?? 1) > 1 ? [ID, `${ID}1`] : [ID]
    case 'files':
      return [ID]
    case 'person':
    case 'unit':
      return ID
  }
}
