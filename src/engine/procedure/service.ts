import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import type { z } from 'zod'
import { definitionOf, parametersOf } from './case.ts'
import * as contract from './contract.ts'
import { dailyOperations } from './daily.ts'
import { decideCase } from './decide.ts'
import type { ProcedureDefinition } from './definition.ts'
import { fileCase, saveDraft } from './file.ts'
import { followCase, readAfterwards } from './follow.ts'
import { listCases, todayFor } from './lists.ts'
import { mechanismOf, type ProcedurePorts } from './ports.ts'
import { lastFormOf, preview } from './preview.ts'
import { sheetOf } from './sheet.ts'
import { viewCase } from './view.ts'

/** One set of operations for every procedure of the house. */
export function procedureOperations(ports: ProcedurePorts): Implementation[] {
  return [
    implement(contract.procedureKinds, async (act) => {
      const mechanisms = ports.procedures.map(mechanismOf)
      const citations = await ports.citations(act.tx, mechanisms, act.today)
      const kinds = []
      for (const definition of ports.procedures) {
        kinds.push(await kindOf(act, definition, citations.get(mechanismOf(definition)) ?? []))
      }
      return { kinds }
    }),

    implement(contract.setParameter, async (act, input) => {
      const definition = definitionOf(ports, input.procedure)
      const parameter = definition.parameters.find((each) => each.key === input.key)
      if (parameter === undefined) return refuse('not-found', 'その定める値はありません。')
      await act.recorder.save('procedure_parameter', {
        tenant_id: act.tenantId,
        procedure: definition.key,
        key: parameter.key,
        value: input.value,
      })
      act.recorder.describe({
        act: '定める値の変更',
        subject: { kind: `procedure:${definition.key}`, id: parameter.key, label: parameter.label },
        note: `${input.value}${parameter.unit}`,
      })
      return {}
    }),

    implement(contract.previewApplication, (act, input) =>
      preview(act, definitionOf(ports, input.procedure), input.form),
    ),
    implement(contract.lastForm, (act, input) => lastFormOf(act, definitionOf(ports, input.procedure))),
    implement(contract.saveDraft, (act, input) =>
      saveDraft(act, definitionOf(ports, input.procedure), input, ports),
    ),
    implement(contract.fileApplication, (act, input) =>
      fileCase(act, definitionOf(ports, input.procedure), input, ports),
    ),
    implement(contract.decideApplication, (act, input) => decideCase(act, input, ports)),
    implement(contract.followApplication, (act, input) => followCase(act, input, ports)),
    implement(contract.readAfterwards, async (act, input) => {
      await readAfterwards(act, input.decisionId, ports)
      return {}
    }),
    implement(contract.showApplication, (act, input) => viewCase(act, input.applicationId, ports)),
    implement(contract.listApplications, (act, input) => listCases(act, input, ports)),
    implement(contract.today, (act) => todayFor(act, ports)),
    implement(contract.formSheet, (act, input) => sheetOf(act, input.applicationId, ports)),
    ...dailyOperations(ports),
  ]
}

/** A definition as the screens see it: the city's values, its clauses, and what is still missing. */
async function kindOf(
  act: Act,
  definition: ProcedureDefinition,
  cites: readonly z.input<typeof contract.citation>[],
): Promise<z.input<typeof contract.procedureKind>> {
  const values = await parametersOf(act.tx, definition)
  const bound = new Set(cites.map((cite) => cite.slot))
  const missing = definition.slots.filter((slot) => !bound.has(slot.slot))
  return {
    key: definition.key,
    name: definition.name,
    purpose: definition.purpose,
    formNumber: definition.formNumber,
    grantWord: definition.grant.word,
    refusalWord: definition.grant.refusal,
    groups: [...definition.groups],
    fields: definition.fields.map((field) => ({
      ...field,
      choices: field.choices === undefined ? undefined : [...field.choices],
    })),
    parameters: definition.parameters.map((each) => ({ ...each, value: values[each.key] ?? each.standard })),
    afterwards: definition.afterwards.map((each) => ({
      act: each.act,
      word: each.word,
      ...(each.remark === undefined
        ? {}
        : { remark: { label: each.remark.label, choices: [...each.remark.choices] } }),
    })),
    // In the order of the definition: the clause the procedure stands on comes first.
    cites: definition.slots.flatMap((slot) => cites.filter((cite) => cite.slot === slot.slot)),
    missing: missing.map((slot) => ({ ...slot })),
    live: definition.slots[0] !== undefined && bound.has(definition.slots[0].slot),
  }
}
