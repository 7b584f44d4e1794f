import { pathUp } from '#authority/frame.ts'
import type { z } from 'zod'
import { jstDate } from '#ground/clock/clock.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { entryFacts } from './case.ts'
import type { lastForm, previewApplication } from './contract.ts'
import { entryFieldsOf, type ProcedureDefinition, type Form } from './definition.ts'
import { examine, homeUnit } from './file.ts'
import { namesIn } from './form-things.ts'
import { routeFor } from './plan-route.ts'
import { rolesOf } from './roles.ts'
import { describeSeats } from './route-view.ts'
import { tierFor, tiersOf } from './tiers.ts'
import { mutable } from './view.ts'

/**
 * What follows from the form as typed so far, for whoever asks or for another (a try-out): problems, and the whole way
 * with names and why. Nothing is stored.
 */
export async function preview(
  act: Act,
  definition: ProcedureDefinition,
  raw: Form,
  applicantId?: string,
): Promise<z.input<typeof previewApplication.output>> {
  const personId = applicantId ?? personOf(act).personId
  const { unitId } = await homeUnit(act, personId)
  const { form, problems, entries } = await examine(act, definition, raw, unitId)
  const roles = await rolesOf(act.tx, definition)
  const tier = tierFor(await tiersOf(act.tx, definition), definition, form, entries, act.today)
  const routed = { definition, form, entries, unitId, applicantId: personId, roles, tier }
  const { plan, frame } = await routeFor(act.tx, routed, act.today)
  const shared = {
    problems: problems.map((problem) => ({ ...problem })),
    entries: entries.map((entry) => ({ ...entry, values: { ...entry.values } })),
    validUntil: problems.length === 0 ? definition.validUntil(form, act.today) : null,
  }
  if (plan.kind === 'gap') return { ...shared, route: { kind: 'gap', reason: plan.reason } }
  const of = {
    matter: definition.key,
    caseUnits: pathUp(frame, unitId).map((unit) => unit.id),
    applicantId: personId,
    on: act.today,
  }
  return { ...shared, route: { kind: 'steps', steps: await describeSeats(act.tx, plan.seats, of, frame) } }
}

/** 前回の申請から作る: the last filed form, or that of the case named, of this kind without its dates; assets that are gone are left out. */
export async function lastFormOf(
  act: Act,
  definition: ProcedureDefinition,
  applicationId?: string,
): Promise<z.input<typeof lastForm.output>> {
  const { personId } = personOf(act)
  const last = await act.tx
    .selectFrom('application')
    .select(['form', 'filed_at', 'unit_id'])
    .where('applicant_id', '=', personId)
    .where('procedure', '=', definition.key)
    .where('filed_at', 'is not', null)
    .$if(applicationId !== undefined, (rows) => rows.where('application_id', '=', applicationId ?? ''))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last === undefined || last.filed_at === null) return null
  const { unitId } = await homeUnit(act, personId)
  const form = mutable(last.form)
  for (const each of definition.fields)
    if (each.type === 'date' || each.type === 'files') delete form[each.key]
  const entries = []
  for (const { field, register, ids } of entryFieldsOf(definition, last.form)) {
    const found = await entryFacts(act.tx, register, ids, field.anyUnit === true ? 'any' : unitId, act.today)
    form[field.key] = found.map((entry) => entry.entryId)
    entries.push(...found)
  }
  return {
    form,
    entries: entries.map((entry) => ({ ...entry, values: { ...entry.values } })),
    names: await namesIn(act.tx, definition, form, act.today),
    filedOn: jstDate(last.filed_at),
  }
}
