import { fiscalYearEnd } from '#ground/clock/calendar.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { strictestLevel } from './class-level.ts'
import {
  ANSWER_WITHIN,
  BULK_AT_ONCE,
  type Parameter,
  procedure,
  type Field,
  type FormContext,
  type Form,
  type ProcedureDefinition,
} from './definition.ts'
import { ruleProblems, textOf, type FormRule } from './form-rules.ts'

/** How long a permission holds. */
export type Validity =
  /** For the thing asked for; what is not used by the end of the fiscal year lapses. */
  | { readonly lasts: 'once' }
  | { readonly lasts: 'period'; readonly from: string; readonly to: string }
  /** 包括: to the end of the fiscal year it was filed in, or in which the day of that field falls. */
  | { readonly lasts: 'fiscal-year'; readonly from?: string }
  /** Until it is taken back. */
  | { readonly lasts: 'standing' }

export type PermitField = Omit<Field, 'group' | 'required'> & { readonly optional?: boolean }

/** What is different from one permission to the next; the rest follows from it. */
export type Permit = Pick<
  ProcedureDefinition,
  'key' | 'name' | 'purpose' | 'formNumber' | 'slots' | 'route'
> &
  Partial<
    Pick<
      ProcedureDefinition,
      | 'parameters'
      | 'afterwards'
      | 'book'
      | 'effects'
      | 'answerWithin'
      | 'renewable'
      | 'bulk'
      | 'lapsesWhen'
      | 'notice'
      | 'ended'
      | 'whenHolderMoves'
      | 'recheckedAtGrant'
    >
  > & {
    /** 「許可」 and 「不許可」 unless told. */
    readonly verb?: readonly [granted: string, refused: string]
    /** The form, group by group; fields are required unless told. */
    readonly form: readonly { readonly label: string; readonly fields: readonly PermitField[] }[]
    readonly rules?: readonly FormRule[]
    /** What no rule can say as data. Pure. */
    readonly check?: (form: Form, context: FormContext) => Problem[]
    readonly validity: Validity
    /** The field whose words name the case where no line of a register does. */
    readonly titledBy?: string
  }

/** How long a step should take is the city's to say; what is declared is the usual. */
function answerWithin(said: Permit): Parameter[] {
  const [slot] = said.slots
  if (said.answerWithin === undefined || slot === undefined) return []
  const label = '一つの段の処理の目安'
  return [{ key: ANSWER_WITHIN, label, unit: '開庁日', standard: said.answerWithin, slot: slot.slot }]
}

/** Whether several may be granted at once is the city's to say; usually each is looked at by itself. */
function bulkAtOnce(said: Permit): Parameter[] {
  const [slot] = said.slots
  if (said.bulk !== true || slot === undefined) return []
  const label = '一度にまとめて決裁できる数(1は1件ずつ)'
  return [{ key: BULK_AT_ONCE, label, unit: '件', standard: 1, slot: slot.slot }]
}

/** Declares a permission: the engine's defaults, and what this one says otherwise. */
export function permit(said: Permit): ProcedureDefinition {
  const groups = said.form.map((group, index) => ({ key: `part-${index + 1}`, label: group.label }))
  const fields = said.form.flatMap((group, index) =>
    group.fields.map(({ optional, ...field }): Field => ({
      ...field,
      group: `part-${index + 1}`,
      required: optional !== true,
    })),
  )
  const rules = said.rules ?? []
  const entriesKey = fields.find((field) => field.type === 'entries')?.key
  const purposeKey =
    fields.find((field) => field.key === 'purpose')?.key ??
    fields.find((field) => field.type === 'long-text')?.key ??
    ''
  const [granted, refused] = said.verb ?? ['許可', '不許可']
  const { validity } = said
  return procedure({
    ...said,
    grant: { word: granted, refusal: refused },
    groups,
    fields,
    parameters: [...(said.parameters ?? []), ...answerWithin(said), ...bulkAtOnce(said)],
    check: (form, context) => [...ruleProblems(rules, form, context), ...(said.check?.(form, context) ?? [])],
    recheckedAtGrant: said.recheckedAtGrant ?? [
      ...(entriesKey === undefined ? [] : [entriesKey]),
      ...rules.flatMap((rule) => ('when' in rule ? [rule.field] : [])),
    ],
    summarise: (form, entries) => {
      const classified = entries.filter((entry) => 'confidentiality' in entry.values)
      const level = strictestLevel(classified)
      return {
        purpose: textOf(form, purposeKey),
        classLabel: level === 0 ? null : `機密性${level}`,
        personal: entries.reduce((sum, { values }) => {
          const count = values['personal_count']
          return sum + (typeof count === 'number' ? count : 0)
        }, 0),
      }
    },
    title: (form, entries) => {
      const [first] = entries
      const named = said.titledBy === undefined ? '' : textOf(form, said.titledBy)
      if (named !== '') return named.slice(0, 100)
      if (first === undefined) return said.name
      return entries.length === 1 ? first.label : `${first.label}ほか`
    },
    period: (form) =>
      validity.lasts === 'period'
        ? { from: textOf(form, validity.from), to: textOf(form, validity.to) }
        : null,
    validUntil: (form, on) => {
      switch (validity.lasts) {
        case 'once':
          return fiscalYearEnd(on)
        case 'period':
          return textOf(form, validity.to)
        case 'fiscal-year': {
          const from = validity.from === undefined ? '' : textOf(form, validity.from)
          return fiscalYearEnd(from === '' ? on : from)
        }
        case 'standing':
          return null
      }
    },
    afterwards: said.afterwards ?? [],
    book: said.book ?? null,
  })
}

/** What an act asks for, as fields; required unless told. */
export const asking = (...fields: readonly PermitField[]): Field[] =>
  fields.map(({ optional, ...field }) => ({ ...field, group: '', required: optional !== true }))
