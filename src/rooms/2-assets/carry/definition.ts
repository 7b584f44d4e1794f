import { procedure, type EntryFacts, type Form, type FormContext } from '#engine/procedure/definition.ts'
import type { Scalar } from '#engine/register/definition.ts'
import { addDays, daysBetween, fiscalYearEnd, formatDate } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { atLeast, strictest } from '../asset/classification.ts'
import { carryWords as words } from './words.ja.ts'

const choices = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

const textOf = (form: Form, key: string): string => {
  const value = form[key]
  return typeof value === 'string' ? value : ''
}
const listOf = (form: Form, key: string): readonly string[] => {
  const value = form[key]
  return typeof value === 'object' ? value : []
}

/** Measures that guard against misuse on the way; carrying it always on one's person is not enough by itself. */
const guarding = new Set(['encryption', 'password', 'locked-case'])

/**
 * What holds across the form: days in order, no longer than the city's value, inside the fiscal year, and
 * protection for 機密性2 and above.
 */
export function carryProblems(form: Form, context: FormContext): Problem[] {
  const problems: Problem[] = []
  const from = textOf(form, 'from')
  const to = textOf(form, 'to')
  const limit = context.parameters['max-days'] ?? 14
  if (from < context.today) problems.push({ at: 'from', message: words.problems.past })
  if (from > addDays(context.today, 366)) problems.push({ at: 'from', message: words.problems.tooFar })
  if (to < from) {
    problems.push({ at: 'to', message: words.problems.order })
  } else {
    const days = daysBetween(from, to) + 1
    if (days > limit) {
      const last = formatDate(addDays(from, limit - 1))
      problems.push({ at: 'to', message: words.problems.tooLong(limit, days, last) })
    }
    const yearEnd = fiscalYearEnd(from)
    if (to > yearEnd) problems.push({ at: 'to', message: words.problems.fiscalYear(formatDate(yearEnd)) })
  }
  const classification = strictest(context.entries.map((entry) => entry.values))
  if (classification !== undefined && atLeast('confidentiality', classification.confidentiality, '2')) {
    const measures = listOf(form, 'measures')
    if (measures.length === 0) problems.push({ at: 'measures', message: words.problems.measures })
    else if (!measures.some((measure) => guarding.has(measure))) {
      problems.push({ at: 'measures', message: words.problems.protection })
    }
  }
  return problems
}

function personalCount(entries: readonly EntryFacts[]): number {
  return entries.reduce((sum, entry) => {
    const count = entry.values['personal_count']
    return sum + (typeof count === 'number' ? count : 0)
  }, 0)
}

/** 持出許可: asked by the person, permitted by the section manager, returned before somebody else's eyes. */
export const carryOut = procedure({
  key: 'carry-out',
  name: words.procedure,
  purpose: words.purpose,
  formNumber: words.formNumber,
  grant: { word: words.grant, refusal: words.refusal },
  groups: [
    { key: 'assets', label: words.groups.assets },
    { key: 'plan', label: words.groups.plan },
    { key: 'measures', label: words.groups.measures },
  ],
  fields: [
    {
      key: 'assets',
      label: words.fields.assets,
      type: 'entries',
      group: 'assets',
      required: true,
      register: 'asset',
      maxEntries: 20,
      hint: words.hints.assets,
    },
    {
      key: 'purpose',
      label: words.fields.purpose,
      type: 'long-text',
      group: 'plan',
      required: true,
      maxLength: 300,
      hint: words.hints.purpose,
    },
    {
      key: 'destination',
      label: words.fields.destination,
      type: 'text',
      group: 'plan',
      required: true,
      maxLength: 100,
      hint: words.hints.destination,
    },
    {
      key: 'means',
      label: words.fields.means,
      type: 'choice',
      group: 'plan',
      required: true,
      choices: choices(words.means),
    },
    {
      key: 'from',
      label: words.fields.from,
      type: 'date',
      group: 'plan',
      required: true,
      hint: words.hints.date,
    },
    {
      key: 'to',
      label: words.fields.to,
      type: 'date',
      group: 'plan',
      required: true,
      hint: words.hints.date,
    },
    {
      key: 'measures',
      label: words.fields.measures,
      type: 'checks',
      group: 'measures',
      required: false,
      choices: choices(words.measures),
      hint: words.hints.measures,
    },
  ],
  parameters: [{ key: 'max-days', label: words.maxDays, unit: words.days, standard: 14, slot: 'permit' }],
  slots: [
    { slot: 'permit', need: words.needs.permit },
    { slot: 'transport', need: words.needs.transport },
    { slot: 'protect', need: words.needs.protect },
    { slot: 'record', need: words.needs.record },
  ],
  decidedBy: 'sec-manager',
  check: carryProblems,
  recheckedAtGrant: ['assets', 'measures'],
  summarise: (form, entries) => {
    const classification = strictest(entries.map((entry) => entry.values))
    return {
      purpose: textOf(form, 'purpose'),
      classLabel: classification === undefined ? null : `機密性${classification.confidentiality}`,
      personal: personalCount(entries),
    }
  },
  title: (_form, entries) => {
    const [first] = entries
    if (first === undefined) return words.procedure
    return entries.length === 1 ? first.label : `${first.label}${words.others}`
  },
  period: (form) => ({ from: textOf(form, 'from'), to: textOf(form, 'to') }),
  validUntil: (form) => textOf(form, 'to'),
  afterwards: [
    { act: 'start', word: words.start, by: 'applicant' },
    {
      act: 'finish',
      word: words.finish,
      by: { offices: ['sec-manager', 'sec-leader', 'dept-iso', 'chief-iso', 'ciso'] },
      remark: { label: words.remark, choices: Object.values(words.remarks) },
    },
  ],
  book: {
    register: 'carry-book',
    values: (facts) => {
      const measures = listOf(facts.form, 'measures').map((key) => labelOf(words.measures, key))
      const values: Record<string, Scalar> = {
        application: facts.applicationId,
        application_number: facts.number,
        asset: facts.entry.entryId,
        asset_number: facts.entry.number,
        asset_name: facts.entry.label,
        carrier: facts.applicantId,
        purpose: textOf(facts.form, 'purpose'),
        destination: textOf(facts.form, 'destination'),
        means: labelOf(words.means, textOf(facts.form, 'means')),
        planned_from: textOf(facts.form, 'from'),
        due: textOf(facts.form, 'to'),
        permitted_on: facts.decidedOn,
        permitted_by: facts.deciderId,
        capacity: facts.capacity,
      }
      const { confidentiality, personal_count: personal } = facts.entry.values
      if (confidentiality !== undefined) values['confidentiality'] = confidentiality
      if (personal !== undefined) values['personal_count'] = personal
      if (measures.length > 0) values['measures'] = measures.join('、')
      if (facts.startedAt !== null) values['taken_out_on'] = jstDate(facts.startedAt)
      if (facts.finishedAt !== null) values['returned_on'] = jstDate(facts.finishedAt)
      if (facts.confirmerId !== null) values['confirmed_by'] = facts.confirmerId
      if (facts.remark !== null) values['remark'] = facts.remark
      return values
    },
  },
})

function labelOf(labels: Readonly<Record<string, string>>, key: string): string {
  return labels[key] ?? key
}
