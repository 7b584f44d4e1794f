import type { BookFacts } from '#engine/procedure/definition.ts'
import { listOf, textOf } from '#engine/procedure/form-rules.ts'
import type { Value, Values } from '#engine/register/definition.ts'
import { jstDate } from '#ground/clock/clock.ts'

/** Values without the empty ones: an absent column says nothing. */
const said = (values: Readonly<Record<string, Value | null | undefined>>): Values =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === null || value === undefined || value === '' ? [] : [[key, value]],
    ),
  )

/** Who granted it, when, and under which number. */
const granted = (facts: BookFacts) => ({
  number: facts.number,
  permitted_on: facts.decidedOn,
  permitted_by: facts.deciderId,
  application: facts.applicationId,
})

/** A line of 入室許可者名簿: an employee, or the people of a firm. */
export function areaPermitLine(facts: BookFacts): Values {
  const { form } = facts
  const vendor = textOf(form, 'kind') === 'vendor'
  return said({
    area: facts.entry.entryId,
    kind: textOf(form, 'kind'),
    person: vendor ? '' : textOf(form, 'person'),
    company: vendor ? textOf(form, 'company') : '',
    names: vendor ? textOf(form, 'names') : '',
    purpose: textOf(form, 'purpose'),
    from: textOf(form, 'from'),
    to: textOf(form, 'to'),
    ...granted(facts),
  })
}

const written = [
  'equipment',
  'direction',
  'vendor',
  'impact',
  'impact_detail',
  'impact_by',
  'planned_on',
  'witness',
] as const

/** A line of 搬入出記録簿. */
export function carryInLine(facts: BookFacts): Values {
  return said({
    area: facts.entry.entryId,
    ...Object.fromEntries(written.map((key) => [key, listOf(facts.form, key)[0]])),
    started_on: facts.startedAt === null ? null : jstDate(facts.startedAt),
    finished_on: facts.finishedAt === null ? null : jstDate(facts.finishedAt),
    confirmed_by: facts.confirmerId,
    remark: facts.remark,
    ...granted(facts),
  })
}
