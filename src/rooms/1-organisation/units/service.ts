import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { standingsOf } from '#authority/reads.ts'
import { type UnitChange, unitChangeWords } from './change.ts'
import { changeUnits, previewUnits, unitHistory, unitLine } from './contract.ts'
import { readUnitFacts } from './facts.ts'
import { carryOut, type UnitPorts } from './carry-out.ts'
import { listUnitHistory, readUnitLine } from './history.ts'
import { planUnitChanges } from './plan.ts'
import type { UnitPlan } from './unit-plan.ts'
import { lockOrganisation } from './write.ts'

/** Effects shown before a reorganisation is done. */
const EFFECTS_SHOWN = 300

async function planOf(
  act: Act,
  input: { readonly changes: readonly UnitChange[]; readonly on: string; readonly basis?: string },
): Promise<UnitPlan> {
  const { changes, on, basis } = input
  const facts = await readUnitFacts(act.tx, act.tenantId, changes, on)
  return planUnitChanges(facts, changes, on, {
    newId,
    today: act.today,
    ...(basis === undefined ? {} : { basis }),
  })
}

const peopleOf = (plan: UnitPlan) => ({
  moved: new Set(plan.effects.flatMap((each) => (each.kind === 'person-moved' ? each.personId : []))).size,
  left: new Set(plan.effects.flatMap((each) => (each.kind === 'person-left' ? each.personId : []))).size,
})

/** What a reorganisation would do. Writes nothing. Six queries, and those of whatever hangs on units. */
async function preview(
  act: Act,
  input: z.output<typeof previewUnits.input>,
  ports: UnitPorts,
): Promise<z.input<typeof previewUnits.output>> {
  const plan = await planOf(act, input)
  const hanging: { label: string; count: number }[] = []
  const from = plan.heirs.map((each) => each.from)
  if (from.length > 0) {
    for (const follower of ports.followers) hanging.push(...(await follower.count(act.tx, from)))
  }
  const aboutPeople = new Set(['person-moved', 'person-left'])
  const effects = plan.effects
    .toSorted((a, b) => Number(aboutPeople.has(a.kind)) - Number(aboutPeople.has(b.kind)))
    .slice(0, EFFECTS_SHOWN)
  return {
    problems: plan.problems.map(({ at, message }) => ({ at: at ?? '', message })),
    effects: effects.map(({ kind, text }) => ({ kind, text })),
    people: peopleOf(plan),
    hanging: hanging.filter((each) => each.count > 0),
    immediate: input.on === act.today,
  }
}

/**
 * Reorganises. Today it applies at once, with everything that hangs on the units; for a later day it is registered
 * as a plan that can be taken back until then.
 * @throws Refusal 'invalid' with every problem, 'conflict' when other people lose their post than was said,
 * 'forbidden' for whoever would give himself an office.
 */
async function change(
  act: Act,
  input: z.output<typeof changeUnits.input>,
  ports: UnitPorts,
): Promise<z.input<typeof changeUnits.output>> {
  await lockOrganisation(act)
  const plan = await planOf(act, input)
  const [first] = plan.problems
  if (first !== undefined) {
    refuse('invalid', `組織を改められません。${first.message}`, { problems: plan.problems })
  }
  const { left } = peopleOf(plan)
  if (left !== input.left) {
    refuse(
      'conflict',
      left === 0
        ? '職がなくなる人は、もういません。内容を確かめ直してから登録してください。'
        : `この改正で、${left}人の職がなくなります。人数を確かめてから登録してください。`,
    )
  }
  const before = await ownOffices(act, input.on)
  const title = titleOf(plan, input.changes)
  const { followed, planId } = await carryOut(
    act,
    plan,
    { title, basis: input.basis, changes: input.changes },
    ports,
  )
  const gained = [...(await ownOffices(act, input.on))].some((seat) => !before.has(seat))
  if (gained) {
    refuse(
      'forbidden',
      'この改正により、あなた自身が新しい役割を担うことになります。ほかの担当者に登録を依頼してください。',
    )
  }
  act.recorder.describe({
    act: '組織改正',
    subject: { kind: 'organisation', id: act.tenantId, label: title },
    note: `${input.on}から。根拠: ${input.basis}`,
  })
  const created = input.changes.flatMap((each) => {
    if (each.kind !== 'create-unit') return []
    const row = plan.units.find((unit) => unit.code === each.code && unit.valid_from === input.on)
    return row === undefined ? [] : [{ code: each.code, id: row.id }]
  })
  return { created, followed: followed.map(({ label, what }) => ({ label, what })), planId }
}

/** 「介護課の統合ほか2件」 */
function titleOf(plan: UnitPlan, changes: readonly UnitChange[]): string {
  const kind = changes.find((each) => each.kind !== 'create-unit') ?? changes[0]
  const name = plan.names[0] ?? ''
  const more = changes.length > 1 ? `ほか${changes.length - 1}件` : ''
  return `${name}の${kind === undefined ? '改正' : unitChangeWords[kind.kind]}${more}`.slice(0, 100)
}

async function ownOffices(act: Act, on: string): Promise<ReadonlySet<string>> {
  if (act.actor.kind !== 'person') return new Set()
  const standings = await standingsOf(act.tx, act.actor.personId, on)
  return new Set(standings.map((standing) => `${standing.office} ${standing.unitId ?? ''}`))
}

export function unitOperations(ports: UnitPorts): Implementation[] {
  return [
    implement(previewUnits, (act, input) => preview(act, input, ports)),
    implement(changeUnits, (act, input) => change(act, input, ports)),
    implement(unitHistory, listUnitHistory),
    implement(unitLine, readUnitLine),
  ]
}
