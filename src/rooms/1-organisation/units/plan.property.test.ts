import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { UnitChange } from './change.ts'
import {
  abolishing,
  after,
  city,
  creating,
  merging,
  moving,
  plan,
  renaming,
  splitting,
  start,
  today,
  treeOn,
} from './plan-example.ts'
import { Timeline, unitOf } from './timeline.ts'
import type { UnitFacts } from './unit-plan.ts'

/*
 * Random reorganisations on random days, registered in any order, against a list of (day, change) that is replayed.
 */

const days = ['2026-11-29', '2027-01-04', '2027-04-01', '2027-10-01', '2028-04-01', '2029-04-01']
const looked = [start, '2026-11-28', ...days, '2027-03-31', '2030-01-01']

type Tree = Map<string, { name: string; parent: string | null }>
type Step = { readonly day: string; readonly change: UnitChange; readonly created: string | null }

const idOf = (ref: { id: string } | { code: string } | null | undefined): string =>
  ref !== null && ref !== undefined && 'id' in ref ? ref.id : assert.fail('steps name units by id')

/** One change applied to a plain tree, as somebody would with scissors and paste. */
function apply(tree: Tree, { change, created }: Step): void {
  const endInto = (unitId: string, heir: string | null): void => {
    tree.delete(unitId)
    for (const [id, each] of tree) if (each.parent === unitId) tree.set(id, { ...each, parent: heir })
  }
  switch (change.kind) {
    case 'create-unit':
      tree.set(created ?? '', {
        name: change.name,
        parent: change.parent === null ? null : idOf(change.parent),
      })
      return
    case 'rename-unit': {
      const unit = tree.get(idOf(change.unit))
      if (unit !== undefined) tree.set(idOf(change.unit), { ...unit, name: change.name })
      return
    }
    case 'move-unit': {
      const unit = tree.get(idOf(change.unit))
      const parent = change.parent === null ? null : idOf(change.parent)
      if (unit !== undefined) tree.set(idOf(change.unit), { ...unit, parent })
      return
    }
    case 'merge-units':
      for (const ref of change.units)
        if (idOf(ref) !== idOf(change.into)) endInto(idOf(ref), idOf(change.into))
      return
    case 'split-unit':
      if (!change.into.some((ref) => idOf(ref) === idOf(change.unit)))
        endInto(idOf(change.unit), idOf(change.heir))
      return
    default:
      endInto(idOf(change.unit), change.successor === null ? null : idOf(change.successor))
  }
}

function replay(first: Tree, steps: readonly Step[], on: string): Tree {
  const tree = new Map(first)
  for (const step of steps.toSorted((a, b) => a.day.localeCompare(b.day)))
    if (step.day <= on) apply(tree, step)
  return tree
}

const pick = fc.nat({ max: 11 })
const anyStep = fc.record({
  day: fc.constantFrom(...days),
  what: fc.constantFrom('create', 'rename', 'move', 'merge', 'split', 'abolish'),
  a: pick,
  b: pick,
  c: pick,
  name: fc.constantFrom('甲課', '乙課', '丙課', '丁課'),
})

test('on every day the states agree with the changes replayed, and the tree is a tree', () => {
  let taken = 0
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 14 }), (wishes) => {
      let facts: UnitFacts = city({ holders: [], posts: [] })
      const first = treeOn(facts, start)
      const steps: Step[] = []
      for (const [index, wish] of wishes.entries()) {
        const ids = [...new Set(facts.units.map(unitOf))]
        const id = (n: number): string => ids[n % ids.length] ?? ''
        const change =
          wish.what === 'create'
            ? creating(`code-${index}`, wish.name, wish.c === 0 ? null : id(wish.a))
            : wish.what === 'rename'
              ? renaming(id(wish.a), wish.name)
              : wish.what === 'move'
                ? moving(id(wish.a), wish.c === 0 ? null : id(wish.b))
                : wish.what === 'merge'
                  ? merging([id(wish.a), id(wish.c)], id(wish.b))
                  : wish.what === 'split'
                    ? splitting(id(wish.a), [id(wish.b), id(wish.c)], id(wish.b))
                    : abolishing(id(wish.a), wish.c === 0 ? null : id(wish.b))
        const made = plan(facts, [change], wish.day, { newId: counter(index) })
        if (made.problems.length > 0) continue
        taken += 1
        const created = change.kind === 'create-unit' ? (made.units[0]?.id ?? null) : null
        facts = after(facts, made)
        steps.push({ day: wish.day, change, created })
      }
      const timeline = new Timeline(facts.units)
      for (const on of looked) {
        const tree = treeOn(facts, on)
        assert.deepEqual(sorted(tree), sorted(replay(first, steps, on)), on)
        for (const [unitId, { parent }] of tree) {
          assert.ok(!timeline.circlesOn(unitId, on))
          assert.ok(parent === null || tree.has(parent), `${on}: ${unitId} below ${parent}`)
        }
      }
      for (const unitId of new Set(facts.units.map(unitOf))) {
        const states = timeline.states(unitId)
        for (const [index, state] of states.entries()) {
          const next = states[index + 1]
          assert.ok(next === undefined || state.valid_to === next.valid_from)
          assert.ok(state.valid_to === null || state.valid_to > state.valid_from)
        }
      }
    }),
    { numRuns: 1500 },
  )
  assert.ok(taken > 3000, `only ${taken} changes were taken`)
  assert.equal(today, days[0])
})

const sorted = (tree: Tree) => [...tree].toSorted(([a], [b]) => (a < b ? -1 : 1))

function counter(index: number): () => string {
  let count = 0
  return () => `n${index}-${(count += 1)}`
}
