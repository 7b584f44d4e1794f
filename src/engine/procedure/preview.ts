import { stepFor } from '#authority/reads.ts'
import type { z } from 'zod'
import { jstDate } from '#ground/clock/clock.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { entryFacts } from './case.ts'
import type { lastForm, previewApplication } from './contract.ts'
import { entriesField, entryIdsOf, type Form, type ProcedureDefinition } from './definition.ts'
import { examine, homeUnit, officeOf } from './file.ts'
import { deciderLines, mutable } from './view.ts'

/** What follows from the form as typed so far. Nothing is stored. */
export async function preview(
  act: Act,
  definition: ProcedureDefinition,
  raw: Form,
): Promise<z.input<typeof previewApplication.output>> {
  const { personId } = personOf(act)
  const { unitId } = await homeUnit(act, personId)
  const { form, problems, entries } = await examine(act, definition, raw, unitId)
  const step = await stepFor(act.tx, {
    office: officeOf(definition),
    unitId,
    applicantId: personId,
    on: act.today,
  })
  const shared = {
    problems: problems.map((problem) => ({ ...problem })),
    entries: entries.map((entry) => ({ ...entry, values: { ...entry.values } })),
    validUntil: problems.length === 0 ? definition.validUntil(form) : null,
  }
  if (step.kind === 'gap') return { ...shared, route: { kind: 'gap', reason: step.reason } }
  const seat = { office: step.office, unitId: step.unitId, matter: definition.key }
  const unit =
    step.unitId === null
      ? undefined
      : await act.tx.selectFrom('unit').select('name').where('id', '=', step.unitId).executeTakeFirst()
  return {
    ...shared,
    route: {
      kind: 'step',
      office: step.office,
      officeWord: step.word,
      unitName: unit?.name ?? null,
      raised: step.raised,
      why: step.why,
      deciders: await deciderLines(act.tx, seat, personId, act.today),
    },
  }
}

/** 前回の申請から作る: the last filed form of this kind without its dates; assets that are gone are left out. */
export async function lastFormOf(
  act: Act,
  definition: ProcedureDefinition,
): Promise<z.input<typeof lastForm.output>> {
  const { personId } = personOf(act)
  const last = await act.tx
    .selectFrom('application')
    .select(['form', 'filed_at', 'unit_id'])
    .where('applicant_id', '=', personId)
    .where('procedure', '=', definition.key)
    .where('filed_at', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last === undefined || last.filed_at === null) return null
  const { unitId } = await homeUnit(act, personId)
  const field = entriesField(definition)
  const entries =
    field?.register === undefined
      ? []
      : await entryFacts(act.tx, field.register, entryIdsOf(definition, last.form), unitId)
  const form = mutable(last.form)
  for (const each of definition.fields) if (each.type === 'date') delete form[each.key]
  if (field !== undefined) form[field.key] = entries.map((entry) => entry.entryId)
  return {
    form,
    entries: entries.map((entry) => ({ ...entry, values: { ...entry.values } })),
    filedOn: jstDate(last.filed_at),
  }
}
