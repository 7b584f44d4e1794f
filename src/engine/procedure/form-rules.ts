import { addDays, daysBetween, fiscalYearEnd, formatDate } from '#ground/clock/calendar.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { strictestLevel } from './class-level.ts'
import type { EntryFacts, Form, FormContext } from './definition.ts'

/** Something that is so or not so of a form; data, so that a city can say it too. */
export type Condition =
  | { readonly field: string; readonly is: string | readonly string[] }
  /** The strictest confidentiality among the chosen lines is of this level or stricter. */
  | { readonly classFrom: number }
  | { readonly not: Condition }

/** A rule across fields. Each is data and knows its own sentence; `message` says it in the form's words. */
export type FormRule =
  | { readonly rule: 'not-past'; readonly field: string }
  | { readonly rule: 'in-order'; readonly from: string; readonly to: string }
  /** At most as many days as the city's value of that name. */
  | { readonly rule: 'within-days'; readonly from: string; readonly to: string; readonly parameter: string }
  | { readonly rule: 'within-fiscal-year'; readonly from: string; readonly to: string }
  | {
      readonly rule: 'needed-when'
      readonly field: string
      readonly when: Condition
      readonly message: string
    }
  /** One of these has to be ticked or chosen. */
  | {
      readonly rule: 'one-of-when'
      readonly field: string
      readonly values: readonly string[]
      readonly when: Condition
      readonly message: string
    }
  /** It cannot be filed at all while that is so. */
  | {
      readonly rule: 'forbidden-when'
      readonly field: string
      readonly when: Condition
      readonly message: string
    }

export const textOf = (form: Form, key: string): string => {
  const value = form[key]
  return typeof value === 'string' ? value : ''
}
export const listOf = (form: Form, key: string): readonly string[] => {
  const value = form[key]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** Whether a condition is met. */
export function holds(condition: Condition, form: Form, entries: readonly EntryFacts[]): boolean {
  if ('not' in condition) return !holds(condition.not, form, entries)
  if ('classFrom' in condition) return strictestLevel(entries) >= condition.classFrom
  const wanted = typeof condition.is === 'string' ? [condition.is] : condition.is
  return listOf(form, condition.field).some((value) => wanted.includes(value))
}

/** What the rules say of a form; one problem a rule at most. Pure. */
export function ruleProblems(rules: readonly FormRule[], form: Form, context: FormContext): Problem[] {
  return rules.flatMap((rule) => problemOf(rule, form, context) ?? [])
}

function problemOf(rule: FormRule, form: Form, context: FormContext): Problem | null {
  switch (rule.rule) {
    case 'not-past': {
      const day = textOf(form, rule.field)
      if (day === '') return null
      if (day < context.today) return { at: rule.field, message: '今日より後の日にしてください' }
      return day > addDays(context.today, 366)
        ? { at: rule.field, message: '1年以内の日にしてください' }
        : null
    }
    case 'in-order': {
      const [from, to] = [textOf(form, rule.from), textOf(form, rule.to)]
      return from !== '' && to !== '' && to < from
        ? { at: rule.to, message: '終わりの日は、始まりの日と同じ日か、その後の日にしてください' }
        : null
    }
    case 'within-days': {
      const [from, to] = [textOf(form, rule.from), textOf(form, rule.to)]
      const limit = context.parameters[rule.parameter]
      if (from === '' || to === '' || to < from || limit === undefined) return null
      const days = daysBetween(from, to) + 1
      const last = formatDate(addDays(from, limit - 1))
      return days > limit
        ? {
            at: rule.to,
            message: `期間は${limit}日までです(今は${days}日)。${last}までの日にしてください`,
          }
        : null
    }
    case 'within-fiscal-year': {
      const [from, to] = [textOf(form, rule.from), textOf(form, rule.to)]
      if (from === '' || to === '') return null
      const last = fiscalYearEnd(from)
      return to > last
        ? {
            at: rule.to,
            message: `許可は年度末(${formatDate(last)})までです。それより後に使うときは、新しい年度に申請してください`,
          }
        : null
    }
    case 'needed-when':
      return holds(rule.when, form, context.entries) && listOf(form, rule.field).every((each) => each === '')
        ? { at: rule.field, message: rule.message }
        : null
    case 'one-of-when':
      return holds(rule.when, form, context.entries) &&
        !listOf(form, rule.field).some((value) => rule.values.includes(value))
        ? { at: rule.field, message: rule.message }
        : null
    case 'forbidden-when':
      return holds(rule.when, form, context.entries) ? { at: rule.field, message: rule.message } : null
  }
}
