import { addMonths, formatDate } from '#ground/clock/calendar.ts'
import { unitRow } from '#authority/rows.ts'
import type { UnitChange } from './change.ts'
import { Draft } from './draft.ts'
import { endUnit, succeed } from './ending.ts'
import { unitOf, type UnitState } from './timeline.ts'
import type { PlanOptions, UnitFacts, UnitPlan } from './unit-plan.ts'

/** A change and its place in the list, for the place of a problem. */
type Placed<Change = UnitChange> = { readonly change: Change; readonly at: string }
type Create = Extract<UnitChange, { kind: 'create-unit' }>
type Rename = Extract<UnitChange, { kind: 'rename-unit' }>
type Move = Extract<UnitChange, { kind: 'move-unit' }>
type End = Extract<UnitChange, { kind: 'merge-units' | 'split-unit' | 'abolish-unit' }>

/** Years ahead a reorganisation may be registered. */
const YEARS_AHEAD = 5

/**
 * Works out what a reorganisation on a day means: rows to write, what follows, and everything that is wrong with it.
 * Pure. Changes may come in any order; units are made first, then renamed and moved, and end last, lower ones first.
 */
export function planUnitChanges(
  facts: UnitFacts,
  changes: readonly UnitChange[],
  on: string,
  options: PlanOptions,
): UnitPlan {
  const draft = new Draft(facts, on, options)
  const placed: readonly Placed[] = changes.map((change, index) => ({ change, at: `changes.${index}` }))
  if (on < options.today) {
    draft.wrong(
      'on',
      '過ぎた日にさかのぼって組織を改めることはできません。今日か、これからの日にしてください。',
      on,
    )
  }
  if (on > addMonths(options.today, YEARS_AHEAD * 12)) {
    draft.wrong('on', `${YEARS_AHEAD}年より先の改正は登録できません。日付を確かめてください。`, on)
  }
  if (draft.problems.length === 0) {
    const sorted = inOrder(placed)
    create(draft, sorted.creates)
    for (const each of sorted.renames) rename(draft, each)
    for (const each of sorted.moves) move(draft, each)
    finish(draft, sorted.ends)
    checkRows(draft, placed)
  }
  const written = draft.timeline.changed()
  return {
    on,
    problems: draft.problems,
    effects: draft.effects,
    units: written.map((state) => unitRow(state)),
    posts: [...draft.posts.values()],
    appointments: [...draft.appointments.values()],
    successions: draft.successions,
    heirs: draft.heirs,
    names: [...new Set(written.map(unitOf))].map((unitId) => draft.timeline.nameOf(unitId, on)),
  }
}

function inOrder(placed: readonly Placed[]) {
  const sorted = {
    creates: [] as Placed<Create>[],
    renames: [] as Placed<Rename>[],
    moves: [] as Placed<Move>[],
    ends: [] as Placed<End>[],
  }
  for (const { change, at } of placed) {
    if (change.kind === 'create-unit') sorted.creates.push({ change, at })
    else if (change.kind === 'rename-unit') sorted.renames.push({ change, at })
    else if (change.kind === 'move-unit') sorted.moves.push({ change, at })
    else sorted.ends.push({ change, at })
  }
  return sorted
}

function create(draft: Draft, changes: readonly Placed<Create>[]): void {
  const { timeline, facts, on, options } = draft
  for (const { change, at } of changes) {
    if (draft.created.has(change.code)) {
      draft.wrong(
        `${at}.code`,
        `組織コード「${change.code}」の新設が2つあります。コードを変えてください。`,
        change.code,
      )
      continue
    }
    draft.created.set(change.code, options.newId())
  }
  // In rounds, so that a unit may come before the one above it; what is left when nothing moves goes in a circle.
  let waiting = [...changes]
  const ready = new Set<string>()
  while (waiting.length > 0) {
    const next = waiting.filter(({ change: { parent } }) => {
      const own = parent !== null && 'code' in parent ? draft.created.get(parent.code) : undefined
      return own === undefined || ready.has(own)
    })
    if (next.length === 0) {
      for (const { at } of waiting) draft.wrong(`${at}.parent`, CIRCLE)
      return
    }
    for (const { change, at } of next) {
      const id = draft.created.get(change.code)
      if (id === undefined || timeline.has(id)) continue
      ready.add(id)
      const parentId = change.parent === null ? null : draft.find(change.parent, `${at}.parent`)
      if (parentId === undefined) continue
      const above = parentId === null ? undefined : timeline.stateOn(parentId, on)
      const bodyId = above?.body_id ?? change.bodyId ?? facts.bodies[0]?.id
      if (bodyId === undefined || !facts.bodies.some((body) => body.id === bodyId)) {
        draft.wrong(`${at}.bodyId`, 'この機関は登録されていません。一覧から選び直してください。')
        continue
      }
      timeline.put({
        tenant_id: facts.tenantId,
        id,
        continues_id: null,
        body_id: bodyId,
        parent_id: parentId,
        code: change.code,
        name: change.name,
        kana: change.kana,
        kind: change.unitKind,
        symbol: change.symbol ?? null,
        policy_office: change.policyOffice,
        sort: 0,
        search: '',
        valid_from: on,
        valid_to: null,
      })
      const under = parentId === null ? '' : `${draft.name(parentId)}の下に`
      draft.effects.push({ kind: 'created', unitId: id, text: `${under}「${change.name}」を新設します。` })
    }
    waiting = waiting.filter((each) => !next.includes(each))
  }
}

function rename(draft: Draft, { change, at }: Placed<Rename>): void {
  const unitId = draft.find(change.unit, `${at}.unit`)
  if (unitId === undefined) return
  const before = draft.timeline.stateOn(unitId, draft.on)
  if (before !== undefined && before.name === change.name && (change.code ?? before.code) === before.code) {
    draft.wrong(
      `${at}.name`,
      `${draft.name(unitId)}の名称は変わりません。新しい名称を入れてください。`,
      change.name,
    )
    return
  }
  const patch: Partial<UnitState> = {
    name: change.name,
    kana: change.kana,
    ...(change.symbol === undefined ? {} : { symbol: change.symbol }),
    ...(change.code === undefined ? {} : { code: change.code }),
  }
  const old = draft.name(unitId)
  if (!draft.change(unitId, 'name', patch, `${at}.unit`)) return
  draft.effects.push({ kind: 'renamed', unitId, text: `${old}の名称を「${change.name}」に変えます。` })
}

function move(draft: Draft, { change, at }: Placed<Move>): void {
  const unitId = draft.find(change.unit, `${at}.unit`)
  const parentId = change.parent === null ? null : draft.find(change.parent, `${at}.parent`)
  if (unitId === undefined || parentId === undefined) return
  if (parentId === unitId) {
    draft.wrong(`${at}.parent`, '自分自身を上位の組織にすることはできません。別の組織を選んでください。')
    return
  }
  const { timeline, on } = draft
  if (timeline.stateOn(unitId, on)?.parent_id === parentId) {
    const message = `${draft.name(unitId)}は、すでにその組織の下にあります。移す先を確かめてください。`
    draft.wrong(`${at}.parent`, message)
    return
  }
  if (parentId !== null && !draft.sameBody(unitId, parentId, `${at}.parent`)) return
  if (!draft.change(unitId, 'place', { parent_id: parentId }, `${at}.unit`)) return
  const goal = parentId === null ? '組織の最上位' : `${draft.name(parentId)}の下`
  draft.effects.push({ kind: 'moved', unitId, text: `${draft.name(unitId)}を${goal}へ移します。` })
}

type Ending = {
  readonly unitIds: readonly string[]
  readonly at: string
  readonly kind: '統合' | '分割' | '廃止'
  readonly heir: string | null
  readonly others: readonly string[]
}

/** Merges, splits and abolitions: all units that end are known before the first one does, and lower ones end first. */
function finish(draft: Draft, changes: readonly Placed<End>[]): void {
  const { timeline, on } = draft
  const endings = changes.flatMap((each) => endingOf(draft, each) ?? [])
  const single = endings.flatMap((ending) => ending.unitIds.map((unitId) => ({ ...ending, unitId })))
  const ending = new Map<string, string>()
  for (const { unitId, at } of single) {
    const other = ending.get(unitId)
    if (other !== undefined) {
      draft.wrong(at, `${draft.name(unitId)}は、同じ改正の中で2回なくなります。1回にしてください。`)
      return
    }
    ending.set(unitId, at)
  }
  for (const each of single.toSorted(
    (a, b) => timeline.depthOn(b.unitId, on) - timeline.depthOn(a.unitId, on),
  )) {
    const { unitId, at, heir, others, kind } = each
    if (heir !== null && ending.has(heir)) {
      draft.wrong(at, `引き継ぐ組織${draft.name(heir)}も、同じ改正で廃止されます。別の組織を選んでください。`)
      continue
    }
    endUnit(draft, unitId, kind, { heir, others, alone: each.unitIds.length === 1 }, at)
  }
}

function endingOf(draft: Draft, { change, at }: Placed<End>): Ending | null {
  switch (change.kind) {
    case 'merge-units': {
      const heir = draft.find(change.into, `${at}.into`)
      const unitIds = change.units.map((ref, index) => draft.find(ref, `${at}.units.${index}`))
      if (heir === undefined || !allFound(unitIds)) return null
      const ended = [...new Set(unitIds)].filter((unitId) => unitId !== heir)
      if (ended.length === 0) {
        draft.wrong(`${at}.units`, '統合される組織と統合する先が同じです。別の組織を選んでください。')
        return null
      }
      return standing(draft, [heir], `${at}.into`)
        ? { unitIds: ended, at, kind: '統合', heir, others: [] }
        : null
    }
    case 'split-unit': {
      const unitId = draft.find(change.unit, `${at}.unit`)
      const into = change.into.map((ref, index) => draft.find(ref, `${at}.into.${index}`))
      const given = change.heir === undefined ? undefined : draft.find(change.heir, `${at}.heir`)
      if (unitId === undefined || !allFound(into) || (change.heir !== undefined && given === undefined))
        return null
      const goals = [...new Set(into)]
      if (goals.length < 2) {
        draft.wrong(
          `${at}.into`,
          '分割した後の組織を2つ以上選んでください。元の組織を残すときは、元の組織も選びます。',
        )
        return null
      }
      const heir = given ?? (goals.includes(unitId) ? unitId : undefined)
      if (heir === undefined || !goals.includes(heir)) {
        draft.wrong(
          `${at}.heir`,
          '台帳や許可、手続中の案件を引き継ぐ組織を、分割した後の組織の中から1つ選んでください。',
        )
        return null
      }
      if (!standing(draft, goals, `${at}.into`)) return null
      const ending: Ending = { unitIds: [unitId], at, kind: '分割', heir, others: goals }
      if (!goals.includes(unitId)) return ending
      succeed(draft, unitId, '分割', { heir, others: goals })
      return null
    }
    case 'abolish-unit': {
      const unitId = draft.find(change.unit, `${at}.unit`)
      const heir = change.successor === null ? null : draft.find(change.successor, `${at}.successor`)
      if (unitId === undefined || heir === undefined) return null
      if (heir === unitId) {
        draft.wrong(
          `${at}.successor`,
          '廃止する組織自身に引き継ぐことはできません。別の組織を選んでください。',
        )
        return null
      }
      if (heir !== null && !standing(draft, [heir], `${at}.successor`)) return null
      return { unitIds: [unitId], at, kind: '廃止', heir, others: [] }
    }
    default:
      return change satisfies never
  }
}

function allFound(ids: readonly (string | undefined)[]): ids is readonly string[] {
  return ids.every((id) => id !== undefined)
}

/** True when these units are there on the day and go on. */
function standing(draft: Draft, unitIds: readonly string[], at: string): boolean {
  const gone = unitIds.find((unitId) => !draft.timeline.covers(unitId, draft.on, null))
  if (gone === undefined) return true
  draft.wrong(
    at,
    `${draft.name(gone)}は、${formatDate(draft.on)}から先、続けて置かれていません。別の組織を選んでください。`,
  )
  return false
}

const CIRCLE = '上位の組織をたどると元に戻ります。上位の組織を直してください。'

/** What must hold of every row that is written: a parent that is there all the time, no circle, a code of its own. */
function checkRows(draft: Draft, placed: readonly Placed[]): void {
  const { timeline, on } = draft
  const rows = timeline.changed().filter((row) => row.valid_to === null || row.valid_to > on)
  const turns = timeline.turns(on)
  for (const row of rows) {
    const unitId = unitOf(row)
    const at = placeOf(draft, unitId, placed)
    if (row.parent_id !== null && !timeline.covers(row.parent_id, row.valid_from, row.valid_to)) {
      const parent = draft.name(row.parent_id)
      draft.wrong(
        `${at}.parent`,
        `上位の組織${parent}は、${draft.name(unitId)}がある間ずっとは置かれません。別の組織を選んでください。`,
      )
    }
    if (turns.some((day) => timeline.circlesOn(unitId, day))) draft.wrong(`${at}.parent`, CIRCLE)
    for (const other of timeline.all()) {
      if (other.code !== row.code || unitOf(other) === unitId) continue
      const apart =
        (other.valid_to !== null && other.valid_to <= row.valid_from) ||
        (row.valid_to !== null && row.valid_to <= other.valid_from)
      if (apart && other.valid_from !== row.valid_from) continue
      draft.wrong(
        `${at}.code`,
        `組織コード「${row.code}」は、「${other.name}」が使っています。別のコードにしてください。`,
        row.code,
      )
      break
    }
  }
}

/** The change that is about the unit, for the place of a problem. */
function placeOf(draft: Draft, unitId: string, placed: readonly Placed[]): string {
  const found = placed.find(({ change }) => {
    if (change.kind === 'create-unit') return draft.created.get(change.code) === unitId
    if (change.kind !== 'rename-unit' && change.kind !== 'move-unit') return false
    const { unit } = change
    return 'id' in unit ? unit.id === unitId : draft.timeline.stateOn(unitId, draft.on)?.code === unit.code
  })
  return found?.at ?? placed[0]?.at ?? 'changes'
}
