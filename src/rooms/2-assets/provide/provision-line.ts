import type { BookFacts } from '#engine/procedure/definition.ts'
import { labelIn, protection } from '#engine/procedure/form-fields.ts'
import { listOf, textOf } from '#engine/procedure/form-rules.ts'
import type { Value } from '#engine/register/definition.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { provideWords as words } from './words.ja.ts'

/** What the permission of an external provision writes into the record of provisions. */
export function provisionLine(facts: BookFacts): Record<string, Value> {
  const { form, entry } = facts
  const measures = listOf(form, 'measures').map((each) => labelIn(protection, each))
  const values: Record<string, Value> = {
    asset_name: entry.label,
    asset_number: entry.number,
    asset: entry.entryId,
    recipient: textOf(form, 'recipient'),
    items: textOf(form, 'items'),
    people: Number(textOf(form, 'people')),
    basis: `${labelIn(words.basis, textOf(form, 'basis'))} ${textOf(form, 'basis_text')}`.trim(),
    method: labelIn(words.method, textOf(form, 'method')),
    purpose: textOf(form, 'purpose'),
    planned_on: textOf(form, 'on'),
    provider: facts.applicantId,
    permitted_on: facts.decidedOn,
    permitted_by: facts.deciderId,
    application_number: facts.number,
    application: facts.applicationId,
  }
  const { confidentiality } = entry.values
  if (confidentiality !== undefined) values['confidentiality'] = confidentiality
  if (measures.length > 0) values['measures'] = measures.join('、')
  if (facts.startedAt !== null) values['given_on'] = jstDate(facts.startedAt)
  if (facts.finishedAt !== null) values['received_on'] = jstDate(facts.finishedAt)
  return values
}
