import { personNames } from '#authority/reads.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Case } from './case.ts'
import type { Afterwards, Field, Form, ProcedureDefinition } from './definition.ts'
import { filesIn, strangersIn } from './form-things.ts'
import { readForm } from './form.ts'

/*
 * What is said with an act that follows the grant: when and how it was done, who stood by, how it came back.
 */

const stageFor = (definition: ProcedureDefinition, act: string): Afterwards | undefined =>
  definition.afterwards.find((each) => each.act === act)

/**
 * The answers to what the act asks, read and checked like a form. Empty when nothing is asked.
 * @throws Refusal 'invalid' with a problem per field.
 */
export function checkedAnswers(
  act: Pick<Act, 'today'>,
  definition: ProcedureDefinition,
  file: Pick<Case, 'form' | 'facts'>,
  input: { readonly act: string; readonly answers?: Form | undefined },
): Form {
  const stage = stageFor(definition, input.act)
  const { form, problems } = readForm({ fields: stage?.asks ?? [] }, input.answers ?? {})
  const context = { today: act.today, entries: file.facts.entries, parameters: {}, form: file.form }
  const found = problems.length > 0 ? problems : (stage?.check?.(form, context) ?? [])
  if (found.length > 0)
    refuse('invalid', '内容に誤りがあります。示した欄を直してください。', { problems: found })
  return form
}

/**
 * The people and papers that are named exist, and the papers are those whoever acts has put in himself.
 * @throws Refusal 'invalid'.
 */
export async function requireKnown(
  act: Act,
  definition: ProcedureDefinition,
  stage: string,
  answers: Form,
  personId: string,
): Promise<void> {
  const asked = { fields: stageFor(definition, stage)?.asks ?? [] }
  const { problems } = await filesIn(act.tx, asked, answers, { personId, known: [] })
  const wrong = [...(await strangersIn(act.tx, asked, answers, act.today)), ...problems]
  if (wrong.length > 0)
    refuse('invalid', '内容に誤りがあります。示した欄を直してください。', { problems: wrong })
}

/** 「廃棄した日: 令和8年11月24日(火) 方法: 物理的な破壊」, for the history. One query when people are named. */
export async function answersInWords(
  act: Act,
  definition: ProcedureDefinition,
  stage: string,
  answers: Form,
): Promise<string | null> {
  const asks = stageFor(definition, stage)?.asks ?? []
  const people = asks.flatMap(({ key, type }) => (type === 'person' ? [String(answers[key] ?? '')] : []))
  const ids = people.filter((id) => id !== '')
  const names = ids.length === 0 ? new Map<string, string>() : await personNames(act.tx, ids)
  const words = asks.flatMap((field) => {
    const value = answers[field.key]
    if (value === undefined || value.length === 0) return []
    return [`${field.label}: ${wordOf(field, value, names)}`]
  })
  return words.length === 0 ? null : words.join(' ')
}

function wordOf(field: Field, value: Form[string], names: ReadonlyMap<string, string>): string {
  const labelOf = (each: string): string =>
    field.choices?.find((choice) => choice.value === each)?.label ?? names.get(each) ?? each
  if (typeof value !== 'string') {
    return field.type === 'files' ? `${value.length}件` : value.map(labelOf).join('、')
  }
  return field.type === 'date' ? formatDate(value) : labelOf(value)
}
