import type { z } from 'zod'
import type { Tx } from '#ground/database/database.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { foldTerms } from '#ground/words/fold.ts'
import { authoritySlots } from '#authority/slots.ts'
import { AUTHORITY } from '#engine/procedure/ports.ts'
import { citationsOf } from '#policy/reads.ts'
import type { unitHistory, unitLine } from './contract.ts'
import { readUnitStates } from './facts.ts'
import { holdsOn, Timeline, type UnitState, unitOf } from './timeline.ts'

type Listed = z.output<typeof unitHistory.output>['units'][number]
type Standing = Listed['state']

/** The state a unit is shown under: that of the day, else the last one before it, else the first one to come. */
function shownState(
  states: readonly UnitState[],
  on: string,
): { state: UnitState; is: Standing } | undefined {
  const current = states.find((state) => holdsOn(state, on))
  if (current !== undefined) return { state: current, is: 'current' }
  const last = states.findLast((state) => state.valid_from <= on)
  const state = last ?? states[0]
  return state === undefined ? undefined : { state, is: last === undefined ? 'planned' : 'ended' }
}

/** Units with their past and what is registered for later, as of a day. Four queries. */
export async function listUnitHistory(
  act: Act,
  input: z.output<typeof unitHistory.input>,
): Promise<z.input<typeof unitHistory.output>> {
  const on = input.on ?? act.today
  const timeline = new Timeline(await readUnitStates(act.tx))
  const bodies = await act.tx.selectFrom('body').select(['id', 'name', 'sort']).execute()
  const bodyOf = new Map(bodies.map((body) => [body.id, body]))
  const heirs = await act.tx
    .selectFrom('unit_succession')
    .select(['from_unit_id', 'to_unit_id', 'effective_on'])
    .where('heir', '=', true)
    .execute()
  const heirOf = new Map(heirs.map((row) => [row.from_unit_id, row.to_unit_id]))
  const terms = foldTerms(input.q)
  const rows: { row: Listed; sort: string }[] = []
  const counts = { current: 0, ended: 0, planned: 0 }
  for (const unitId of new Set([...timeline.all()].map(unitOf))) {
    const states = timeline.states(unitId)
    const shown = shownState(states, on)
    if (shown === undefined) continue
    const { state, is } = shown
    const next = nextChange(timeline, unitId, on)
    counts[is] += is === 'planned' ? 0 : 1
    if (next !== null) counts.planned += 1
    if (input.show === 'planned' ? next === null : input.show !== is) continue
    if (!terms.every((term) => states.some((each) => each.search.includes(term)))) continue
    const before = states.findLast((each) => each.valid_from < state.valid_from)
    const heir = heirOf.get(unitId) ?? null
    const body = bodyOf.get(state.body_id)
    const day = is === 'current' ? on : state.valid_from
    rows.push({
      sort: `${String((body?.sort ?? 0) + 1000).padStart(6, '0')} ${state.code}`,
      row: {
        id: unitId,
        code: state.code,
        name: state.name,
        kind: state.kind,
        bodyName: body?.name ?? '',
        path: pathOf(timeline, state, day),
        state: is,
        since: state.valid_from,
        until: states.at(-1)?.valid_to ?? null,
        formerName: before !== undefined && before.name !== state.name ? before.name : null,
        policyOffice: state.policy_office,
        next,
        heir: heir === null ? null : { id: heir, name: timeline.nameOf(heir, on) },
      },
    })
  }
  const found = rows.toSorted((a, b) => (a.sort < b.sort ? -1 : 1)).map(({ row }) => row)
  return {
    on,
    total: found.length,
    counts,
    cites: (await citationsOf(act.tx, AUTHORITY, on)).filter(
      (cite) => cite.slot === authoritySlots.structure,
    ),
    units: found.slice((input.page - 1) * input.size, input.page * input.size),
  }
}

function pathOf(timeline: Timeline, state: UnitState, on: string): string[] {
  const names: string[] = []
  const seen = new Set([unitOf(state)])
  for (let at = state.parent_id; at !== null && !seen.has(at);) {
    seen.add(at)
    names.unshift(timeline.nameOf(at, on))
    at = timeline.stateOn(at, on)?.parent_id ?? null
  }
  return names
}

/** What is registered for after the day, of a unit. */
function nextChange(timeline: Timeline, unitId: string, on: string): { on: string; text: string } | null {
  const states = timeline.states(unitId)
  const next = states.find((state) => state.valid_from > on)
  if (next !== undefined) {
    const before = states.findLast((state) => state.valid_from < next.valid_from)
    if (before === undefined) return { on: next.valid_from, text: '新設' }
    const changed = differences(timeline, before, next)
    return { on: next.valid_from, text: changed.join('、') }
  }
  const end = states.at(-1)?.valid_to ?? null
  return end !== null && end > on ? { on: end, text: '廃止' } : null
}

/** What a state has that the one before it had not, in words. */
function differences(timeline: Timeline, before: UnitState, state: UnitState): string[] {
  const changed: string[] = []
  if (before.name !== state.name) changed.push(`名称を「${state.name}」に変更`)
  if (before.code !== state.code) changed.push(`組織コードを「${state.code}」に変更`)
  if (before.parent_id !== state.parent_id) {
    const parent = state.parent_id === null ? '最上位' : timeline.nameOf(state.parent_id, state.valid_from)
    changed.push(`${parent}へ移管`)
  }
  if (before.kind !== state.kind) changed.push(`種別を「${state.kind}」に変更`)
  if (before.policy_office !== state.policy_office) {
    changed.push(state.policy_office ? '規程を所管する事務局になる' : '規程の所管を離れる')
  }
  if (before.symbol !== state.symbol) changed.push(`文書記号を「${state.symbol ?? 'なし'}」に変更`)
  return changed.length === 0 ? ['内容の変更'] : changed
}

/** One unit through time, with whom it took over from and who took over. Three queries. */
export async function readUnitLine(
  act: Act,
  input: z.output<typeof unitLine.input>,
): Promise<z.input<typeof unitLine.output>> {
  const on = input.on ?? act.today
  const timeline = new Timeline(await readUnitStates(act.tx))
  const states = timeline.states(input.unitId)
  const shown = shownState(states, on)
  if (shown === undefined) return refuse('not-found', 'この組織は登録されていません。')
  const { from, to } = await successionsOf(act.tx, input.unitId)
  const view = (row: (typeof from)[number], unitId: string | null) => ({
    unitId,
    name: unitId === null ? null : timeline.nameOf(unitId, row.effective_on),
    kind: row.kind,
    heir: row.heir,
    on: row.effective_on,
    basis: row.basis,
  })
  return {
    id: input.unitId,
    name: shown.state.name,
    state: shown.is,
    states: states.map((state, index) => {
      const before = states[index - 1]
      return {
        from: state.valid_from,
        to: state.valid_to,
        code: state.code,
        name: state.name,
        kind: state.kind,
        parentName: state.parent_id === null ? null : timeline.nameOf(state.parent_id, state.valid_from),
        changed: before === undefined ? [] : differences(timeline, before, state),
      }
    }),
    from: from.map((row) => view(row, row.from_unit_id)),
    to: to.map((row) => view(row, row.to_unit_id)),
  }
}

async function successionsOf(tx: Tx, unitId: string) {
  const rows = await tx
    .selectFrom('unit_succession')
    .selectAll()
    .where((at) => at.or([at('from_unit_id', '=', unitId), at('to_unit_id', '=', unitId)]))
    .orderBy('effective_on')
    .orderBy('heir', 'desc')
    .execute()
  return {
    from: rows.filter((row) => row.to_unit_id === unitId),
    to: rows.filter((row) => row.from_unit_id === unitId),
  }
}

/** 「令和9年4月1日に廃止(統合先 健康課)」, for whoever meets a unit that is no more. Null while it is there. */
export async function endOfUnit(tx: Tx, unitId: string, on: string): Promise<string | null> {
  const states = (await readUnitStates(tx)).filter((state) => unitOf(state) === unitId)
  const last = states.at(-1)
  if (last?.valid_to === null || last === undefined || last.valid_to > on) return null
  return `「${last.name}」は、${formatDate(last.valid_to)}に廃止されています`
}
