import type { UnitChange } from './change.ts'
import { planUnitChanges } from './plan.ts'
import { Timeline, type UnitState } from './timeline.ts'
import type { Holder, PlanOptions, PostRow, UnitFacts, UnitPlan } from './unit-plan.ts'

/** A small city for the rules of reorganisation: ids are the names at the start. */
export const start = '2020-04-01'
export const today = '2026-11-29'

export const unit = (
  name: string,
  kind: UnitState['kind'],
  parent: string | null,
  more: Partial<UnitState> = {},
): UnitState => ({
  tenant_id: 't',
  id: name,
  continues_id: null,
  body_id: '市長部局',
  parent_id: parent,
  code: `c-${name}`,
  name,
  kana: '',
  kind,
  symbol: null,
  policy_office: false,
  sort: 0,
  search: '',
  valid_from: start,
  valid_to: null,
  ...more,
})

export const post = (unitId: string, title: string, rank: PostRow['rank']): PostRow => ({
  tenant_id: 't',
  id: `${unitId}/${title}`,
  body_id: '市長部局',
  unit_id: unitId,
  title,
  rank,
  sort: 0,
  valid_from: start,
  valid_to: null,
})

export const holder = (name: string, postId: string, more: Partial<Holder> = {}): Holder => ({
  tenant_id: 't',
  id: `${name}@${postId}`,
  person_id: name,
  post_id: postId,
  kind: '本務',
  valid_from: start,
  valid_to: null,
  name,
  ...more,
})

export const city = (more: Partial<UnitFacts> = {}): UnitFacts => ({
  tenantId: 't',
  bodies: [
    { id: '市長部局', name: '市長部局' },
    { id: '教育委員会', name: '教育委員会' },
  ],
  units: [
    unit('総務部', '部', null),
    unit('情報課', '課', '総務部', { policy_office: true }),
    unit('総務課', '課', '総務部'),
    unit('福祉部', '部', null),
    unit('介護課', '課', '福祉部'),
    unit('介護係', '係', '介護課'),
    unit('長寿課', '課', '福祉部'),
    unit('学校課', '課', null, { body_id: '教育委員会' }),
  ],
  posts: [
    post('介護課', '課長', 'head'),
    post('介護課', '主事', 'staff'),
    post('介護係', '係長', 'section-chief'),
    post('長寿課', '課長', 'head'),
    post('長寿課', '主事', 'staff'),
    post('情報課', '主事', 'staff'),
  ],
  holders: [
    holder('介護課長', '介護課/課長'),
    holder('介護主事', '介護課/主事'),
    holder('介護係長', '介護係/係長'),
    holder('長寿課長', '長寿課/課長'),
    holder('情報主事', '情報課/主事'),
  ],
  rules: [],
  ...more,
})

/** Plans with ids that can be read: n1, n2 … */
export function plan(
  facts: UnitFacts,
  changes: readonly UnitChange[],
  on: string,
  options: Partial<PlanOptions> = {},
): UnitPlan {
  let count = 0
  return planUnitChanges(facts, changes, on, { newId: () => `n${on}-${(count += 1)}`, today, ...options })
}

/** The facts after a plan was written. */
export function after(facts: UnitFacts, made: UnitPlan): UnitFacts {
  const over = <Row extends { id: string }>(old: readonly Row[], rows: readonly { id: string }[]): Row[] => {
    const known = new Map<string, Row>(old.map((row) => [row.id, row]))
    for (const row of rows) {
      const before = known.get(row.id)
      known.set(row.id, { ...before, ...row } as Row)
    }
    return [...known.values()]
  }
  return { ...facts, units: over(facts.units, made.units), posts: over(facts.posts, made.posts) }
}

export const treeOn = (
  facts: UnitFacts,
  on: string,
): Map<string, { name: string; parent: string | null }> => {
  const timeline = new Timeline(facts.units)
  const tree = new Map<string, { name: string; parent: string | null }>()
  for (const state of timeline.all()) {
    const unitId = state.continues_id ?? state.id
    if (timeline.stateOn(unitId, on) === state)
      tree.set(unitId, { name: state.name, parent: state.parent_id })
  }
  return tree
}

const ref = (id: string) => ({ id })
export const renaming = (id: string, name: string, code?: string): UnitChange => ({
  kind: 'rename-unit',
  unit: ref(id),
  name,
  kana: '',
  ...(code === undefined ? {} : { code }),
})
export const moving = (id: string, parent: string | null): UnitChange => ({
  kind: 'move-unit',
  unit: ref(id),
  parent: parent === null ? null : ref(parent),
})
export const merging = (ids: readonly string[], into: string): UnitChange => ({
  kind: 'merge-units',
  units: ids.map(ref),
  into: ref(into),
})
export const splitting = (id: string, into: readonly string[], heir?: string): UnitChange => ({
  kind: 'split-unit',
  unit: ref(id),
  into: into.map(ref),
  ...(heir === undefined ? {} : { heir: ref(heir) }),
})
export const abolishing = (id: string, successor: string | null = null): UnitChange => ({
  kind: 'abolish-unit',
  unit: ref(id),
  successor: successor === null ? null : ref(successor),
})
export const creating = (code: string, name: string, parent: string | null): UnitChange => ({
  kind: 'create-unit',
  code,
  name,
  kana: '',
  unitKind: '課',
  parent: parent === null ? null : ref(parent),
  policyOffice: false,
})
