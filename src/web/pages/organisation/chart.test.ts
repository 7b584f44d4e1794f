import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SeatView } from '#rooms/1-organisation/contract.ts'
import { chartSearch, readChartView, toggledUnit } from './chart-address.ts'
import { canOpen, chartOf, childrenIn, leaderOf, standingIn, type ChartData } from './chart-tree.ts'
import { treeMove } from './tree-keys.ts'

function seat(office: string, more: Partial<SeatView> = {}): SeatView {
  return {
    office,
    word: office,
    unitId: null,
    unitName: null,
    postId: null,
    postTitle: null,
    holders: [],
    holderCount: 0,
    deputies: [],
    acting: [],
    gap: null,
    fault: null,
    eid: null,
    ...more,
  }
}

function unit(id: string, parentId: string | null, seats: SeatView[] = []): ChartData['units'][number] {
  return {
    id,
    parentId,
    bodyId: 'b',
    code: id,
    name: id,
    kind: '課',
    symbol: null,
    policyOffice: false,
    childCount: 0,
    staff: 3,
    seats,
  }
}

const data: ChartData = {
  on: '2026-11-24',
  bodies: [],
  city: [seat('council'), seat('ciso'), seat('chief-iso'), seat('auditor')],
  units: [
    unit('部', null, [seat('dept-iso')]),
    unit('課', '部', [seat('sec-leader'), seat('sec-manager', { gap: '空席です' })]),
  ],
  total: 1,
  childLimit: 8,
}

test('the chart stands in the order of command, and offices beside it last', () => {
  const chart = chartOf(data)
  assert.equal(chart.council?.key, 'office:council')
  assert.equal(chart.ciso?.key, 'office:ciso')
  assert.equal(chart.chief?.key, 'office:chief-iso')
  assert.deepEqual(
    chart.beside.map((node) => node.key),
    ['office:auditor'],
  )
  assert.deepEqual(
    chart.departments.map((node) => node.name),
    ['部'],
  )
})

test('a section is led by its manager, shows its vacancy, and opens to its leader', () => {
  const [section] = childrenIn(data, '部')
  assert.ok(section)
  assert.equal(section.seats[0]?.office, 'sec-manager')
  assert.equal(section.gaps[0]?.gap, '空席です')
  assert.equal(canOpen(section), true)
  assert.equal(leaderOf(section)?.key, 'leader:課')
})

test('units left over by an abolished parent are not lost', () => {
  const left = { ...data, units: [unit('孤', 'gone')] }
  assert.deepEqual(
    chartOf(left).departments.map((node) => node.name),
    ['孤'],
  )
})

test('only rights in force and the deputy of today stand in', () => {
  const right = { title: '副市長', names: ['甲'], basis: '', eid: null }
  const deputy = { title: '次長', names: ['乙'], basis: '', postId: 'p', eid: null }
  const found = standingIn(
    seat('ciso', {
      acting: [
        { ...right, kind: '職務代理', active: false },
        { ...right, kind: '事務委任', active: true },
      ],
      deputies: [
        { ...deputy, place: 1, standsIn: false },
        { ...deputy, place: 2, title: '課長', standsIn: true },
      ],
    }),
  )
  assert.deepEqual(
    found.map(({ kind, title }) => `${kind} ${title}`),
    ['事務委任 副市長', '代決 課長'],
  )
})

test('arrow keys open, walk in, close and walk out, and nothing closes what is always open', () => {
  assert.equal(treeMove('ArrowRight', { open: false, fixed: false }), 'open')
  assert.equal(treeMove('ArrowRight', { open: true, fixed: false }), 'into')
  assert.equal(treeMove('ArrowRight', { open: undefined, fixed: false }), 'stay')
  assert.equal(treeMove('ArrowLeft', { open: true, fixed: false }), 'close')
  assert.equal(treeMove('ArrowLeft', { open: true, fixed: true }), 'out')
  assert.equal(treeMove('ArrowLeft', { open: false, fixed: false }), 'out')
  assert.equal(treeMove(' ', { open: undefined, fixed: false }), 'take')
  assert.equal(treeMove('a', { open: true, fixed: false }), 'stay')
})

test('the chart comes back from its address; a day that does not exist is today', () => {
  const view = { on: '2026-04-01', at: 'unit:a', open: ['a', 'b'] }
  assert.deepEqual(readChartView(chartSearch(view)), view)
  assert.deepEqual(readChartView({ on: '2026-02-30', at: 3, open: 4 }), { on: '', at: '', open: [] })
})

test('closing a unit closes what was open inside it', () => {
  const view = { on: '', at: '', open: ['部', '課', '他'] }
  assert.deepEqual(toggledUnit(view, '部', ['課']).open, ['他'])
  assert.deepEqual(toggledUnit(view, '新', []).open, ['部', '課', '他', '新'])
})
