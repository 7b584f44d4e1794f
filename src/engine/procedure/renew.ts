import type { z } from 'zod'
import { addDays, daysBetween, fiscalYearEnd } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { definitionOf, definitionsOf, lockCase, noSuchCase } from './case.ts'
import type { renewableApplications } from './contract.ts'
import type { Form, FormValue, ProcedureDefinition } from './definition.ts'
import { fileCase } from './file.ts'
import type { ProcedurePorts } from './ports.ts'

/** States of a renewal that has come to nothing: the permission may be asked for once more. */
const failed = new Set(['withdrawn', 'refused', 'lapsed', 'revoked'])

/** Permissions of one's own that end within some days and may be asked for again in bulk. Three queries. */
export async function renewable(
  act: Act,
  input: z.output<typeof renewableApplications.input>,
  ports: ProcedurePorts,
): Promise<z.input<typeof renewableApplications.output>> {
  const { personId } = personOf(act)
  const definitions = (await definitionsOf(ports, act.tx)).filter((each) => each.renewable === true)
  const names = new Map(definitions.map((each) => [each.key, each.name]))
  if (names.size === 0) return { rows: [] }
  const rows = await act.tx
    .selectFrom('application')
    .select(['application_id', 'procedure', 'number', 'title', 'valid_until'])
    .where('applicant_id', '=', personId)
    .where('procedure', 'in', [...names.keys()])
    .where('state', 'in', ['granted', 'in-use'])
    .where('valid_until', '>=', act.today)
    .where('valid_until', '<=', addDays(act.today, input.withinDays))
    .orderBy('valid_until')
    .orderBy('application_id')
    .limit(200)
    .execute()
  const ids = rows.map((row) => row.application_id)
  const renewals =
    ids.length === 0
      ? []
      : await act.tx
          .selectFrom('application')
          .select(['application_id', 'renews_id', 'number', 'state'])
          .where('renews_id', 'in', ids)
          .execute()
  return {
    rows: rows.map((row) => {
      const renewal = renewals.find(
        (each) => each.renews_id === row.application_id && !failed.has(each.state),
      )
      return {
        applicationId: row.application_id,
        procedureName: names.get(row.procedure) ?? row.procedure,
        number: row.number,
        title: row.title,
        validUntil: row.valid_until ?? '',
        renewal:
          renewal === undefined ? null : { applicationId: renewal.application_id, number: renewal.number },
      }
    }),
  }
}

/**
 * Asks for a permission again: the same form, its days moved so that they begin when the permission ends.
 * @throws Refusal 'not-found' for what is not one's own, 'conflict' for what is not renewed, or is already, and whatever
 * stands against a filing today.
 */
export async function renewCase(
  act: Act,
  applicationId: string,
  ports: ProcedurePorts,
): Promise<{ applicationId: string; number: string }> {
  const { personId } = personOf(act)
  const file = await lockCase(act.tx, applicationId)
  if (file.applicant_id !== personId) return noSuchCase()
  const definition = await definitionOf(ports, act.tx, file.procedure)
  const holds = file.state === 'granted' || file.state === 'in-use'
  if (definition.renewable !== true || !holds || file.valid_until === null) {
    return refuse('conflict', 'この許可は更新できません。必要なときは、新しく申請してください。')
  }
  const before = await act.tx
    .selectFrom('application')
    .select(['number', 'state'])
    .where('renews_id', '=', applicationId)
    .execute()
  const going = before.find((each) => !failed.has(each.state))
  if (going !== undefined) {
    return refuse('conflict', `この許可の更新は、${going.number ?? ''}で申請済みです。`)
  }
  const next = addDays(file.valid_until, 1)
  const startsOn = next > act.today ? next : act.today
  return fileCase(
    act,
    definition,
    { form: movedTo(definition, file.form, startsOn), renews: { file, startsOn } },
    ports,
  )
}

/** The form with its days moved: the first one to the day given, the others as far from it, within the fiscal year. Pure. */
export function movedTo(definition: Pick<ProcedureDefinition, 'fields'>, form: Form, startsOn: string): Form {
  const days = definition.fields.flatMap(({ key, type }) => {
    const value = form[key]
    return type === 'date' && typeof value === 'string' && value !== '' ? [{ key, value }] : []
  })
  const first = days.map(({ value }) => value).toSorted()[0]
  if (first === undefined) return form
  const shift = daysBetween(first, startsOn)
  const moved = days.map(({ key, value }): [string, FormValue] => {
    const day = addDays(value, shift)
    // What ended with the fiscal year ends with the next one, a leap year or not.
    const last = fiscalYearEnd(startsOn)
    const withYear = value === fiscalYearEnd(first) || (value < fiscalYearEnd(first) && day > last)
    return [key, withYear ? last : day]
  })
  return { ...form, ...Object.fromEntries(moved) }
}
