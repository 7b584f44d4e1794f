import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MapSeat, MapUnit } from '#rooms/1-organisation/map/contract.ts'
import { branchesOf, found } from './map-tree.ts'
import { fittingZoom, mapSearch, readMapView, usualView, zoomed, zooms } from './map-view.ts'

const seat = (gap: string | null): MapSeat => ({
  office: 'sec-manager',
  word: '情報セキュリティ管理者',
  holders: [],
  more: 0,
  standIns: [],
  gap,
  eid: null,
})
const unit = (id: string, parentId: string | null, gap: string | null = null): MapUnit => ({
  id,
  parentId,
  bodyId: 'body',
  name: id,
  kind: '課',
  policyOffice: false,
  staff: 1,
  seats: [seat(gap)],
})
const units = [
  unit('福祉部', null),
  unit('長寿支援課', '福祉部'),
  unit('認定係', '長寿支援課', '空席です。'),
  unit('障害福祉課', '福祉部', '空席です。'),
  unit('市民部', null),
]

test('every unit stands in the chart once, below its parent', () => {
  const [welfare, citizens] = branchesOf(units, 0).get('body') ?? []
  assert.deepEqual(
    welfare?.below.map(({ unit: { name } }) => name),
    ['長寿支援課', '障害福祉課'],
  )
  assert.equal(welfare?.below[0]?.below[0]?.unit.name, '認定係')
  assert.deepEqual(citizens?.below, [])
})

test('levels that are left out are counted, and their vacancies are told', () => {
  const [welfare] = branchesOf(units, 1).get('body') ?? []
  assert.deepEqual(welfare?.below, [])
  assert.equal(welfare?.hidden, 3)
  assert.equal(welfare?.gaps, 2)
})

test('a unit is found by part of its name in any width, and nothing typed marks nothing', () => {
  assert.deepEqual([...found(units, '福祉')], ['福祉部', '障害福祉課'])
  assert.equal(found(units, ' ').size, 0)
})

test('the view stands in the address, and what makes no sense there becomes the usual', () => {
  const view = { ...usualView, on: '2027-04-01', kind: 'units' as const, depth: 2, zoom: 50, q: '課' }
  assert.deepEqual(readMapView(mapSearch(view)), view)
  assert.deepEqual(mapSearch(usualView), {})
  assert.deepEqual(readMapView({ on: '2027-13-01', kind: 'x', depth: -1, zoom: 3, q: 4 }), usualView)
})

test('sizes go step by step and stop at the ends; the whole chart fits into the window', () => {
  assert.equal(zoomed(100, 1), 130)
  assert.equal(zoomed(zooms[0], -1), zooms[0])
  assert.equal(zoomed(170, 1), 170)
  assert.equal(fittingZoom(100, 3_000, 750), 50)
  assert.equal(fittingZoom(100, 100_000, 600), zooms[0])
})
