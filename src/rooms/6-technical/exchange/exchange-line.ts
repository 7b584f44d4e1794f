import type { BookFacts } from '#engine/procedure/definition.ts'
import { textOf } from '#engine/procedure/form-rules.ts'
import type { Value } from '#engine/register/definition.ts'
import { jstDate } from '#ground/clock/clock.ts'

/** What the permission of an exchange writes: what is meant at the grant, its day at the exchange, its end when it is seen. */
export function exchangeLine(facts: BookFacts): Record<string, Value> {
  const { form, answers } = facts
  const values: Record<string, Value> = {
    partner: textOf(form, 'partner'),
    direction: textOf(form, 'direction'),
    kind: textOf(form, 'kind'),
    content: textOf(form, 'content'),
    purpose: textOf(form, 'purpose'),
    terms: textOf(form, 'terms'),
    paper: textOf(form, 'paper'),
    method: textOf(form, 'method'),
    planned_on: textOf(form, 'on'),
    applicant: facts.applicantId,
    permitted_on: facts.decidedOn,
    permitted_by: facts.deciderId,
    application_number: facts.number,
    application: facts.applicationId,
  }
  if (facts.startedAt !== null) values['exchanged_on'] = jstDate(facts.startedAt)
  for (const key of ['ended', 'ended_on']) if (textOf(answers, key) !== '') values[key] = textOf(answers, key)
  if (facts.confirmerId !== null) values['confirmed_by'] = facts.confirmerId
  return values
}
