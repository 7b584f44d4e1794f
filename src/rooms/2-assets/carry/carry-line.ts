import type { BookFacts } from '#engine/procedure/definition.ts'
import { labelIn } from '#engine/procedure/form-fields.ts'
import { listOf, textOf } from '#engine/procedure/form-rules.ts'
import type { Value, Values } from '#engine/register/definition.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { carryWords as words } from './words.ja.ts'

/** What 持出管理簿 says of one asset of a case, from its grant to its return. */
export function carryLine(facts: BookFacts): Values {
  const measures = listOf(facts.form, 'measures').map((key) => labelIn(words.measures, key))
  const values: Record<string, Value> = {
    application: facts.applicationId,
    application_number: facts.number,
    asset: facts.entry.entryId,
    asset_number: facts.entry.number,
    asset_name: facts.entry.label,
    carrier: facts.applicantId,
    purpose: textOf(facts.form, 'purpose'),
    destination: textOf(facts.form, 'destination'),
    means: labelIn(words.means, textOf(facts.form, 'means')),
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
}
