import type { showOwnProcedure } from '#engine/own-procedure/contract.ts'
import type { OutputOf } from '../../api/client.ts'

export type Declaration = OutputOf<typeof showOwnProcedure>['declaration']
type OwnField = Declaration['parts'][number]['fields'][number]
type OwnRule = Declaration['rules'][number]
type OwnStep = Declaration['route'][number]
export type FieldType = OwnField['type']
export type RuleKind = OwnRule['rule']
export type Office = OwnStep['seats'][number]['office']
export type Lasts = Declaration['validity']['lasts']

/*
 * What stands in the designer: numbers as they are typed, things one has yet to choose as '', and a name for every part,
 * rule and step that stays with it while it moves.
 */

export type FieldDraft = {
  readonly key: string
  readonly label: string
  readonly type: FieldType
  readonly optional: boolean
  readonly hint: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly everyCheck: boolean
  readonly maxLength: string
  readonly min: string
  readonly max: string
  readonly counter: string
  readonly register: string
  readonly maxEntries: string
  readonly anyUnit: boolean
  readonly gone: boolean
}

export type PartDraft = {
  readonly id: string
  readonly label: string
  readonly fields: readonly FieldDraft[]
}

export type RuleDraft = {
  readonly id: string
  readonly rule: RuleKind
  readonly field: string
  readonly from: string
  readonly to: string
  /** A field whose answer decides, or `CLASS`. */
  readonly when: string
  readonly is: readonly string[]
  readonly classFrom: string
  readonly message: string
}

/** Instead of a field: the strictest class of what was chosen. */
export const CLASS = 'class'

export type SeatDraft = { readonly id: string; readonly office: Office; readonly from: string }
export type StepDraft = {
  readonly id: string
  readonly act: OwnStep['act']
  readonly needs: OwnStep['needs']
  readonly seats: readonly SeatDraft[]
}

export type Draft = {
  readonly name: string
  readonly purpose: string
  readonly formNumber: string
  readonly verb: Declaration['verb']
  readonly notice: boolean
  readonly need: string
  readonly parts: readonly PartDraft[]
  readonly rules: readonly RuleDraft[]
  readonly route: readonly StepDraft[]
  readonly lasts: Lasts
  readonly from: string
  readonly to: string
  readonly start: string
  readonly finish: string
  readonly answerWithin: string
  readonly renewable: boolean
  readonly bulk: boolean
  /** Names given out so far: one that is gone is not given to another thing. */
  readonly made: number
}

/** A field as it is added: one line of text. */
export const newField = (key: string): FieldDraft => ({
  key,
  label: '',
  type: 'text',
  optional: false,
  hint: '',
  choices: [],
  everyCheck: false,
  maxLength: '',
  min: '',
  max: '',
  counter: '',
  register: '',
  maxEntries: '',
  anyUnit: false,
  gone: false,
})

/** A rule of a kind as it is added, with nothing chosen. */
export const newRule = (id: string, rule: RuleKind): RuleDraft => ({
  id,
  rule,
  field: '',
  from: '',
  to: '',
  when: '',
  is: [],
  classFrom: '2',
  message: '',
})

/** What a new procedure begins with: one part with one field, decided by the manager of the applicant's 課. */
export const emptyDraft: Draft = {
  name: '',
  purpose: '',
  formNumber: '',
  verb: '許可',
  notice: false,
  need: '',
  parts: [{ id: 'p1', label: '', fields: [newField('f1')] }],
  rules: [],
  route: [{ id: 's1', act: 'decide', needs: 'all', seats: [{ id: 'a1', office: 'sec-manager', from: '' }] }],
  lasts: 'once',
  from: '',
  to: '',
  start: '',
  finish: '',
  answerWithin: '',
  renewable: false,
  bulk: false,
  made: 1,
}

const figure = (value: number | null | undefined): string =>
  value === undefined || value === null ? '' : String(value)

/** A declaration as it is opened in the designer. */
export function draftOf(said: Declaration): Draft {
  const numbers = said.parts.flatMap((part) => part.fields.map((field) => Number(field.key.slice(1))))
  const { validity } = said
  return {
    name: said.name,
    purpose: said.purpose,
    formNumber: said.formNumber,
    verb: said.verb,
    notice: said.notice,
    need: said.need,
    parts: said.parts.map((part, index) => ({
      id: `p${index + 1}`,
      label: part.label,
      fields: part.fields.map(fieldDraft),
    })),
    rules: said.rules.map((rule, index) => ruleDraft(rule, `r${index + 1}`)),
    route: said.route.map((step, index) => ({
      id: `s${index + 1}`,
      act: step.act,
      needs: step.needs,
      seats: step.seats.map((seat, at) => ({
        id: `a${at + 1}`,
        office: seat.office,
        from: seat.from?.field ?? '',
      })),
    })),
    lasts: validity.lasts,
    from: 'from' in validity ? (validity.from ?? '') : '',
    to: 'to' in validity ? validity.to : '',
    start: said.start ?? '',
    finish: said.finish ?? '',
    answerWithin: figure(said.answerWithin),
    renewable: said.renewable,
    bulk: said.bulk,
    // more than any name that is in use
    made: Math.max(said.parts.length, said.rules.length, said.route.length, 4, ...numbers),
  }
}

function fieldDraft(field: OwnField): FieldDraft {
  return {
    key: field.key,
    label: field.label,
    type: field.type,
    optional: field.optional,
    hint: field.hint ?? '',
    choices: field.choices ?? [],
    everyCheck: field.everyCheck ?? false,
    maxLength: figure(field.maxLength),
    min: figure(field.min),
    max: figure(field.max),
    counter: field.counter ?? '',
    register: field.register ?? '',
    maxEntries: figure(field.maxEntries),
    anyUnit: field.anyUnit ?? false,
    gone: field.gone ?? false,
  }
}

function ruleDraft(rule: OwnRule, id: string): RuleDraft {
  const empty = newRule(id, rule.rule)
  if ('from' in rule) return { ...empty, from: rule.from, to: rule.to }
  if (rule.rule === 'not-past') return { ...empty, field: rule.field }
  const said = { ...empty, field: rule.field, message: rule.message }
  const { when } = rule
  if ('classFrom' in when) return { ...said, when: CLASS, classFrom: String(when.classFrom) }
  if (!('field' in when)) return said
  return { ...said, when: when.field, is: typeof when.is === 'string' ? [when.is] : [...when.is] }
}

/** A number as typed, in either width; NaN where it is none, so that the contract says so. */
function numberOf(typed: string): number {
  const text = typed.normalize('NFKC').trim()
  return /^\d{1,12}$/u.test(text) ? Number(text) : Number.NaN
}

const typedNumber = (typed: string): number | undefined => (typed.trim() === '' ? undefined : numberOf(typed))

/** What is sent: what a field of its type can say, and nothing a field of another type said before. */
export function declarationOf(draft: Draft): Declaration {
  return {
    name: draft.name,
    purpose: draft.purpose,
    formNumber: draft.formNumber,
    verb: draft.verb,
    notice: draft.notice,
    need: draft.need,
    parts: draft.parts.map((part) => ({ label: part.label, fields: part.fields.map(fieldOf) })),
    rules: draft.rules.map((rule) => ruleOf(rule, draft)),
    route: draft.route.map((step) => ({
      act: step.act,
      needs: step.needs,
      seats: step.seats.map(({ office, from }) => ({
        office,
        ...(from === '' ? {} : { from: { field: from } }),
      })),
    })),
    validity: validityOf(draft),
    start: draft.start.trim() === '' ? null : draft.start,
    finish: draft.finish.trim() === '' ? null : draft.finish,
    answerWithin: draft.answerWithin.trim() === '' ? null : numberOf(draft.answerWithin),
    renewable: draft.renewable,
    bulk: draft.bulk,
  }
}

function fieldOf(field: FieldDraft): OwnField {
  const { type, hint, counter } = field
  const isText = type === 'text' || type === 'long-text'
  const isNumber = type === 'number'
  const isEntries = type === 'entries'
  return {
    key: field.key,
    label: field.label,
    type,
    optional: field.optional,
    hint: hint.trim() === '' ? undefined : hint,
    choices: type === 'choice' || type === 'checks' ? [...field.choices] : undefined,
    everyCheck: type === 'checks' && field.everyCheck ? true : undefined,
    maxLength: isText ? typedNumber(field.maxLength) : undefined,
    min: isNumber ? typedNumber(field.min) : undefined,
    max: isNumber ? typedNumber(field.max) : undefined,
    counter: isNumber && counter.trim() !== '' ? counter : undefined,
    register: isEntries && field.register !== '' ? field.register : undefined,
    maxEntries: isEntries || type === 'files' ? typedNumber(field.maxEntries) : undefined,
    anyUnit: isEntries && field.anyUnit ? true : undefined,
    gone: field.gone ? true : undefined,
  }
}

function ruleOf(rule: RuleDraft, draft: Draft): OwnRule {
  switch (rule.rule) {
    case 'not-past':
      return { rule: 'not-past', field: rule.field }
    case 'in-order':
    case 'within-fiscal-year':
      return { rule: rule.rule, from: rule.from, to: rule.to }
    case 'needed-when':
    case 'forbidden-when': {
      const { when, message } = rule
      if (when === CLASS) {
        // what cannot be filed at all is said where the lines are chosen
        const lines = askedFields(draft).find((each) => each.type === 'entries')?.key ?? ''
        const field = rule.rule === 'needed-when' ? rule.field : lines
        return { rule: rule.rule, field, when: { classFrom: numberOf(rule.classFrom) }, message }
      }
      const field = rule.rule === 'needed-when' ? rule.field : when
      const choices = fieldsOf(draft).find((each) => each.key === when)?.choices ?? []
      const is = rule.is.filter((value) => choices.some((choice) => choice.value === value))
      return { rule: rule.rule, field, when: { field: when, is }, message }
    }
  }
}

function validityOf(draft: Draft): Declaration['validity'] {
  switch (draft.lasts) {
    case 'once':
    case 'standing':
      return { lasts: draft.lasts }
    case 'period':
      return { lasts: 'period', from: draft.from, to: draft.to }
    case 'fiscal-year': {
      // the year of a day that is not asked for any more is the year of the filing
      const asked = askedFields(draft).some((field) => field.key === draft.from)
      return { lasts: 'fiscal-year', from: asked ? draft.from : undefined }
    }
  }
}

/** Every field of the form, those no longer asked for included. */
export const fieldsOf = (draft: Draft): FieldDraft[] => draft.parts.flatMap((part) => part.fields)

/** Those that are asked for. */
export const askedFields = (draft: Draft): FieldDraft[] => fieldsOf(draft).filter((field) => !field.gone)
