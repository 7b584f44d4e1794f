import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UnitChange } from './change.ts'
import {
  abolishing,
  after,
  city,
  creating,
  holder,
  merging,
  moving,
  plan,
  renaming,
  splitting,
  start,
  treeOn,
  unit,
} from './plan-example.ts'
import type { PlanOptions, UnitFacts, UnitPlan } from './unit-plan.ts'

const on = '2027-04-01'
const eve = '2027-03-31'

const right = (facts: UnitFacts, changes: readonly UnitChange[], day = on): UnitPlan => {
  const made = plan(facts, changes, day)
  assert.deepEqual(made.problems, [])
  return made
}
const wrong = (
  changes: readonly UnitChange[],
  expected: RegExp,
  {
    facts = city(),
    day = on,
    options = {},
  }: { facts?: UnitFacts; day?: string; options?: Partial<PlanOptions> } = {},
): void => {
  const made = plan(facts, changes, day, options)
  assert.match(made.problems.map((each) => each.message).join('\n'), expected)
  assert.ok(made.problems.every((each) => each.at !== ''))
}

test('a renamed unit is the same unit under another name from the day on', () => {
  const facts = after(city(), right(city(), [renaming('介護課', '高齢課')]))
  assert.equal(treeOn(facts, eve).get('介護課')?.name, '介護課')
  assert.equal(treeOn(facts, on).get('介護課')?.name, '高齢課')
  assert.equal(treeOn(facts, on).get('介護係')?.parent, '介護課')
})

test('renamed and moved on one day is one further state, not two', () => {
  const made = right(city(), [moving('介護課', '総務部'), renaming('介護課', '高齢課')])
  assert.equal(made.units.length, 2)
  assert.deepEqual(treeOn(after(city(), made), on).get('介護課'), { name: '高齢課', parent: '総務部' })
})

test('a merge takes staff and lower units to the heir, and tells whose post ends', () => {
  const made = right(city(), [merging(['介護課'], '長寿課')])
  const tree = treeOn(after(city(), made), on)
  assert.equal(tree.has('介護課'), false)
  assert.equal(tree.get('介護係')?.parent, '長寿課')
  assert.deepEqual(made.heirs, [{ from: '介護課', to: '長寿課' }])
  assert.deepEqual(
    made.successions.map((row) => [row.from_unit_id, row.to_unit_id, row.kind, row.heir, row.effective_on]),
    [['介護課', '長寿課', '統合', true, on]],
  )
  assert.deepEqual(
    made.appointments.map((row) => [row.person_id, row.post_id, row.valid_from, row.valid_to]),
    [
      ['介護課長', '介護課/課長', start, on],
      ['介護主事', '介護課/主事', start, on],
      ['介護主事', '長寿課/主事', on, null],
    ],
  )
  assert.deepEqual(
    made.effects.flatMap((each) => (each.kind === 'person-left' ? each.personId : [])),
    ['介護課長'],
  )
})

test('two units merge into a new one made the same day; the parent of a new unit may be new too', () => {
  const changes: UnitChange[] = [
    { kind: 'merge-units', units: [{ id: '介護課' }, { id: '長寿課' }], into: { code: '500' } },
    { ...creating('500', '福祉総務課', null), parent: { code: '400' } } as UnitChange,
    creating('400', '健康福祉部', null),
  ]
  const tree = treeOn(after(city(), right(city(), changes)), on)
  const made = [...tree].find(([, each]) => each.name === '福祉総務課')
  assert.equal(tree.get(made?.[1].parent ?? '')?.name, '健康福祉部')
  assert.equal(tree.get('介護係')?.parent, made?.[0])
})

test('a unit that ends alone into a new one takes its head along', () => {
  const made = right(city(), [
    creating('500', '高齢課', '福祉部'),
    { kind: 'abolish-unit', unit: { id: '介護課' }, successor: { code: '500' } },
  ])
  assert.deepEqual(
    made.effects.filter((each) => each.kind === 'person-left'),
    [],
  )
  assert.equal(made.posts.filter((row) => row.title === '課長' && row.valid_from === on).length, 1)
})

test('a split unit may go on beside what it gave away, and stays the heir', () => {
  const made = right(city(), [
    creating('500', '認定課', '福祉部'),
    { kind: 'split-unit', unit: { id: '介護課' }, into: [{ id: '介護課' }, { code: '500' }] },
  ])
  assert.ok(treeOn(after(city(), made), on).has('介護課'))
  assert.deepEqual(made.heirs, [])
  assert.deepEqual(
    made.successions.map((row) => [row.kind, row.heir]),
    [['分割', false]],
  )
  assert.deepEqual(made.appointments, [])
})

test('the heir of the policy office becomes the policy office', () => {
  const made = right(city(), [merging(['情報課'], '総務課')])
  assert.equal(made.units.find((row) => row.policy_office === true && row.valid_from === on)?.name, '総務課')
  wrong([abolishing('情報課')], /規程を所管する事務局です/, { options: { leaveOver: true } })
})

test('a lower unit that ends the same day, or is moved away first, needs no other place', () => {
  const facts = city({ holders: [] })
  right(facts, [abolishing('介護課'), abolishing('介護係')])
  const moved = right(facts, [abolishing('介護課'), moving('介護係', '長寿課')])
  assert.equal(treeOn(after(facts, moved), on).get('介護係')?.parent, '長寿課')
})

test('a rule of an office that points at a unit that ends is told', () => {
  const facts = city({ rules: [{ word: '情報化推進会議', unitId: '介護課', valid_to: null }] })
  const made = right(facts, [merging(['介護課'], '長寿課')])
  assert.equal(made.effects.filter((each) => each.kind === 'rule').length, 1)
})

// Bad input, each with its answer.

test('a unit cannot come to lie below itself, at once or by changes of several days', () => {
  wrong([moving('福祉部', '介護課')], /たどると元に戻ります/)
  wrong([moving('介護課', '介護課')], /自分自身を上位/)
  wrong([moving('総務部', '介護課'), moving('福祉部', '総務課')], /たどると元に戻ります/)
  // 総務部 goes below 介護課 in April; from May on 福祉部 may not go below 総務課
  const april = after(city(), right(city(), [moving('総務部', '介護課')]))
  wrong([moving('福祉部', '総務課')], /たどると元に戻ります/, { facts: april, day: '2027-05-01' })
  // registered the other way round: the later move is known already when the earlier one is tried
  const may = after(city(), right(city(), [moving('福祉部', '総務課')], '2027-05-01'))
  wrong([moving('総務部', '介護課')], /たどると元に戻ります/, { facts: may })
  const circle: UnitChange[] = [
    { ...creating('1', '甲課', null), parent: { code: '2' } } as UnitChange,
    { ...creating('2', '乙課', null), parent: { code: '1' } } as UnitChange,
  ]
  wrong(circle, /たどると元に戻ります/)
})

test('no date before today, none too far ahead, and none before a change that is registered already', () => {
  wrong([renaming('介護課', '高齢課')], /過ぎた日/, { day: '2026-11-28' })
  wrong([renaming('介護課', '高齢課')], /5年より先/, { day: '2032-04-01' })
  const later = after(city(), right(city(), [renaming('介護課', '高齢課')]))
  wrong([moving('介護課', '総務部')], /令和9年4月1日\(木\)からの改正がすでに登録/, {
    facts: later,
    day: '2027-01-01',
  })
  wrong([merging(['介護課'], '長寿課')], /令和9年4月1日\(木\)からの改正がすでに登録/, {
    facts: later,
    day: '2027-01-01',
  })
  wrong([abolishing('介護課', '長寿課')], /同じ日に廃止することはできません/, { facts: later })
})

test('a unit that is not there yet or no longer cannot be changed', () => {
  const ended = after(city(), right(city(), [merging(['介護課'], '長寿課')]))
  wrong([renaming('介護課', '高齢課')], /令和9年5月1日\(土\)にはありません/, {
    facts: ended,
    day: '2027-05-01',
  })
  wrong([abolishing('介護課', '長寿課')], /令和9年4月1日\(木\)に廃止されることになっています/, {
    facts: ended,
    day: '2027-01-01',
  })
  wrong([moving('総務課', '介護課')], /ずっとは置かれません/, { facts: ended, day: '2027-01-01' })
  wrong([renaming('nobody', '高齢課')], /登録されていません/)
})

test('a unit with people or units below it does not end without a successor', () => {
  wrong([abolishing('介護課')], /1人が在籍|2人が在籍/)
  wrong([abolishing('介護課')], /下に「介護係」があります/)
  const made = plan(city(), [abolishing('介護係')], on, { settled: new Set(['介護係長']) })
  assert.deepEqual(made.problems, [])
})

test('nothing merges into itself, into what ends too, or twice', () => {
  wrong([merging(['介護課'], '介護課')], /統合する先が同じ/)
  wrong([merging(['介護課'], '長寿課'), merging(['長寿課'], '介護課')], /も、同じ改正で廃止されます/)
  wrong([merging(['介護課'], '長寿課'), abolishing('介護課', '総務課')], /2回なくなります/)
  wrong([abolishing('介護課', '介護課')], /廃止する組織自身/)
  wrong([abolishing('介護課', '介護係')], /廃止される「介護課」の下にあります/)
})

test('a split names at least two units and who of them takes over', () => {
  wrong([splitting('介護課', ['長寿課'])], /2つ以上/)
  wrong([splitting('介護課', ['長寿課', '総務課'])], /引き継ぐ組織を、分割した後の組織の中から/)
  wrong([splitting('介護課', ['長寿課', '総務課'], '情報課')], /引き継ぐ組織を、分割した後の組織の中から/)
  right(city(), [splitting('介護課', ['長寿課', '総務課'], '総務課')])
})

test('a code is used once at a time, and is free again when its unit has ended', () => {
  wrong([creating('c-総務課', '総務二課', '総務部')], /「c-総務課」は、「総務課」が使っています/)
  wrong([renaming('介護課', '高齢課', 'c-総務課')], /「総務課」が使っています/)
  wrong([creating('9', '甲課', null), creating('9', '乙課', null)], /新設が2つ/)
  const facts = city({ holders: [] })
  right(facts, [abolishing('長寿課'), creating('c-長寿課', '新長寿課', '福祉部')])
})

test('a name changes once a day', () => {
  wrong([renaming('介護課', '高齢課'), renaming('介護課', '長生き課')], /もう一度変えることはできません/)
  const once = after(city(), right(city(), [renaming('介護課', '高齢課')]))
  wrong([renaming('介護課', '長生き課')], /もう一度変えることはできません/, { facts: once })
  right(once, [moving('介護課', '総務部')])
  wrong([renaming('介護課', '介護課')], /名称は変わりません/)
})

test('a unit does not move to another body', () => {
  wrong([moving('介護課', '学校課')], /別の機関/)
})

test('a post that begins after the unit ends, with somebody appointed to it, is not lost', () => {
  const facts = city()
  const late = {
    ...facts.posts[1],
    id: 'late',
    title: '主査',
    valid_from: '2027-06-01',
  } as UnitFacts['posts'][number]
  const with_ = {
    ...facts,
    posts: [...facts.posts, late],
    holders: [...facts.holders, holder('来る人', 'late', { valid_from: '2027-06-01' })],
  }
  const made = right(with_, [merging(['介護課'], '長寿課')])
  assert.equal(made.posts.find((each) => each.id === 'late')?.unit_id, '長寿課')
  wrong([abolishing('介護課')], /からの職「主査」に発令/, { facts: with_, options: { leaveOver: true } })
})

test('a parent that will end before is no parent', () => {
  const facts = city({ units: [...city().units, unit('準備室', '室', null, { valid_to: '2027-10-01' })] })
  wrong([moving('介護課', '準備室')], /ずっとは置かれません/, { facts })
})
