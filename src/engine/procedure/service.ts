import { offices } from '#authority/offices.ts'
import { sheetOf } from '#engine/paper-form/sheet.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import type { z } from 'zod'
import { decideMany } from './bulk.ts'
import { definitionOf, definitionsOf, parametersOfAll } from './case.ts'
import { commentOn } from './comments.ts'
import * as contract from './contract.ts'
import { boardOf } from './board.ts'
import { board } from './contract-board.ts'
import * as desk from './contract-desk.ts'
import { dailyOperations } from './daily.ts'
import { decideCase } from './decide.ts'
import type { Field, ProcedureDefinition } from './definition.ts'
import { fileCase, saveDraft } from './file.ts'
import { followCase, readAfterwards } from './follow.ts'
import { listCases, todayFor } from './lists.ts'
import { glanceAt } from './glance.ts'
import { neighboursOf } from './neighbours.ts'
import { noteOpening } from './opening.ts'
import { closedBecause, closedOut, mechanismOf, type BoundCitation, type ProcedurePorts } from './ports.ts'
import { lastFormOf, preview } from './preview.ts'
import { remindSeatsOperation } from './remind-seats.ts'
import { EVERY_PROCEDURE, type Roles, rolesNeeded, rolesOfAll } from './roles.ts'
import { renewable, renewCase, renewMany } from './renew.ts'
import { resolveCase } from './resolve.ts'
import { lastDecision, type Tier, tiersOfAll, tierWords } from './tiers.ts'
import { readFileOf, viewCase } from './view.ts'

/** One set of operations for every procedure of the house. */
export function procedureOperations(ports: ProcedurePorts): Implementation[] {
  return [
    implement(contract.procedureKinds, async (act) => {
      const definitions = await definitionsOf(ports, act.tx)
      const citations = await ports.citations(act.tx, definitions.map(mechanismOf), act.today)
      const roles = await rolesOfAll(act.tx, definitions)
      const values = await parametersOfAll(act.tx, definitions)
      const tiers = await tiersOfAll(
        act.tx,
        definitions.map((definition) => definition.key),
      )
      return {
        kinds: definitions.map((definition) =>
          kindOf(
            definition,
            citations.get(mechanismOf(definition)) ?? [],
            roles.get(definition.key) ?? new Map(),
            values.get(definition.key) ?? {},
            tiers.get(definition.key) ?? [],
          ),
        ),
      }
    }),

    implement(contract.setParameter, async (act, input) => {
      const definition = await definitionOf(ports, act.tx, input.procedure)
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

    implement(contract.setRole, async (act, input) => {
      const concerned =
        input.procedure === EVERY_PROCEDURE
          ? await definitionsOf(ports, act.tx)
          : [await definitionOf(ports, act.tx, input.procedure)]
      const needed = concerned.flatMap(rolesNeeded).find((each) => each.role === input.role)
      if (needed === undefined) return refuse('not-found', 'その役割を求める手続はありません。')
      await act.recorder.save('procedure_role', { tenant_id: act.tenantId, ...input })
      act.recorder.describe({
        act: '役割の定め',
        subject: { kind: 'procedure-role', id: `${input.procedure}:${input.role}`, label: needed.word },
        note: `${needed.word}は${offices[input.office].word}とする`,
      })
      return {}
    }),

    implement(contract.setTiers, async (act, input) => {
      const definition = await definitionOf(ports, act.tx, input.procedure)
      if (lastDecision(definition) === null) {
        return refuse('invalid', 'この手続には、専決区分で代えられる決定の段がありません。', {
          problems: [{ at: 'procedure', message: '決定する役割が1つの手続だけに定められます' }],
        })
      }
      const empty = input.tiers.findIndex(({ atMost }) => Object.keys(atMost).length === 0)
      if (empty >= 0) {
        const message = '分類・日数・件数のどれかの上限を入れてください'
        return refuse('invalid', message, { problems: [{ at: `tiers.${empty}.atMost`, message }] })
      }
      const before = await act.tx
        .selectFrom('procedure_tier')
        .select('place')
        .where('procedure', '=', definition.key)
        .execute()
      const procedure = definition.key
      await act.recorder.removeAll(
        'procedure_tier',
        before.filter(({ place }) => place > input.tiers.length).map(({ place }) => ({ procedure, place })),
      )
      await act.recorder.saveAll(
        'procedure_tier',
        input.tiers.map(({ atMost, office }, index) => ({
          tenant_id: act.tenantId,
          procedure,
          place: index + 1,
          at_most: atMost,
          office,
        })),
      )
      act.recorder.describe({
        act: '専決区分の定め',
        subject: { kind: `procedure:${procedure}`, id: procedure, label: definition.name },
        note: input.tiers
          .map(({ atMost, office }) => `${tierWords(atMost)}は${offices[office].word}`)
          .join('、')
          .slice(0, 500),
      })
      return {}
    }),

    implement(contract.previewApplication, async (act, input) =>
      preview(act, await definitionOf(ports, act.tx, input.procedure), input.form),
    ),
    implement(contract.lastForm, async (act, input) =>
      lastFormOf(act, await definitionOf(ports, act.tx, input.procedure), input.applicationId),
    ),
    implement(contract.saveDraft, async (act, input) =>
      saveDraft(act, await definitionOf(ports, act.tx, input.procedure), input, ports),
    ),
    implement(contract.fileApplication, async (act, input) =>
      fileCase(act, await definitionOf(ports, act.tx, input.procedure), input, ports),
    ),
    implement(contract.decideApplication, (act, input) => decideCase(act, input, ports)),
    implement(contract.decideManyApplications, (act, input) => decideMany(act, input, ports)),
    implement(contract.noteOpening, (act, input) => noteOpening(act, input.applicationId, ports)),
    implement(board, (act, input) => boardOf(act, input, ports)),
    implement(desk.glance, (act, input) => glanceAt(act, input.applicationId, ports)),
    implement(desk.neighbours, (act, input) => neighboursOf(act, input.applicationId)),
    implement(contract.followApplication, (act, input) => followCase(act, input, ports)),
    implement(contract.renewableApplications, (act, input) => renewable(act, input, ports)),
    implement(contract.renewManyApplications, (act, input) => renewMany(act, input, ports)),
    implement(contract.renewApplication, (act, input) => renewCase(act, input.applicationId, ports)),
    implement(contract.commentOn, (act, input) => commentOn(act, input, ports)),
    implement(contract.resolveApplication, (act, input) => resolveCase(act, input, ports)),
    implement(contract.readAfterwards, async (act, input) => {
      await readAfterwards(act, input.decisionId, ports)
      return {}
    }),
    implement(contract.showApplication, (act, input) => viewCase(act, input.applicationId, ports)),
    implement(contract.listApplications, (act, input) => listCases(act, input, ports)),
    implement(contract.today, (act) => todayFor(act, ports)),
    implement(contract.readFile, (act, input) => readFileOf(act, input)),
    implement(contract.formSheet, (act, input) => sheetOf(act, input.applicationId, ports)),
    ...dailyOperations(ports),
    remindSeatsOperation(ports),
  ]
}

const fieldOut = (field: Field) => ({
  ...field,
  choices: field.choices === undefined ? undefined : [...field.choices],
})

/** A definition as the screens see it: the city's values, its clauses, and what is still missing. */
function kindOf(
  definition: ProcedureDefinition,
  cites: readonly BoundCitation[],
  roles: Roles,
  values: Readonly<Record<string, number>>,
  tiers: readonly Tier[],
): z.input<typeof contract.procedureKind> {
  const bound = new Set(cites.map((cite) => cite.slot))
  const closed = closedBecause(definition, cites, roles)
  const missing = definition.slots.filter((slot) => !bound.has(slot.slot))
  return {
    key: definition.key,
    name: definition.name,
    purpose: definition.purpose,
    formNumber: definition.formNumber,
    grantWord: definition.grant.word,
    refusalWord: definition.grant.refusal,
    groups: [...definition.groups],
    fields: definition.fields.map(fieldOut),
    parameters: definition.parameters.map((each) => ({ ...each, value: values[each.key] ?? each.standard })),
    afterwards: definition.afterwards.map((each) => ({
      act: each.act,
      word: each.word,
      ...(each.remark === undefined
        ? {}
        : { remark: { label: each.remark.label, choices: [...each.remark.choices] } }),
      ...(each.asks === undefined ? {} : { asks: each.asks.map(fieldOut) }),
    })),
    // In the order of the definition: the clause the procedure stands on comes first.
    cites: definition.slots.flatMap((slot) => cites.filter((cite) => cite.slot === slot.slot)),
    missing: missing.map((slot) => ({ ...slot })),
    roles: rolesNeeded(definition).map((each) => ({ ...each, office: roles.get(each.role) ?? null })),
    tiered: lastDecision(definition) !== null,
    tiers: tiers.map(({ atMost, office }) => ({
      atMost,
      words: tierWords(atMost),
      office,
      officeWord: offices[office].word,
    })),
    notice: definition.notice === true,
    live: closed === null,
    closed: closed === null ? null : closedOut(closed),
  }
}
