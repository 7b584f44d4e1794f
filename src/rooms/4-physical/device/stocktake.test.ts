import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { registerPrint } from '#engine/register/contract-print.ts'
import { writeEntry, reviseEntry } from '#engine/register/engine.ts'
import type { RegisterDefinition, Values } from '#engine/register/definition.ts'
import { printLabels } from '#engine/stocktake/contract-labels.ts'
import { countLines, scanNumbers, signStocktake, stocktakeSheet } from '#engine/stocktake/contract-sheet.ts'
import {
  closeStocktake,
  openStocktake,
  prepareStocktake,
  stocktakeDifferences,
  stocktakeOverview,
  stocktakePaper,
} from '#engine/stocktake/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { mediumRegister } from '#rooms/2-assets/medium/definition.ts'
import { placeRegister } from '#rooms/2-assets/place/definition.ts'
import { makeWorld, type UnitName } from '#test/world.ts'
import { deviceRegister } from './definition.ts'

/*
 * Media and devices are counted as assets are: by list and by label, against the year before, signed section by section.
 */

const world = await makeWorld({ after })
const { city } = world
const { unit } = city.ids

const add = (definition: RegisterDefinition, unitName: UnitName, values: Values) =>
  city.perform((act) =>
    writeEntry(act, definition, { by: 'person', why: '登録', unitId: unit[unitName], values }),
  )
const begin = async (
  register: string,
  more: { unitIds?: string[]; asOf?: string; title?: string } = {},
): Promise<string> => {
  const { stocktakeId } = await city.run('officer', openStocktake, {
    register,
    title: '棚卸',
    asOf: '2026-11-24',
    dueOn: '2027-12-20',
    ...more,
  })
  await city.run({ kind: 'system', job: 'test' }, prepareStocktake, { stocktakeId })
  return stocktakeId
}
const longevity = (stocktakeId: string) => ({ stocktakeId, unitId: unit.longevity })
const pdf = ({ body }: { body: Uint8Array }) => Buffer.from(body.subarray(0, 5)).toString()

test('the policy office sees that media and devices were never counted, and how often they should be', async () => {
  await add(mediumRegister, 'longevity', { name: 'USB一号', kind: 'usb', use: 'daily' })
  await add(deviceRegister, 'longevity', { name: '端末一号', kind: 'pc' })
  const { registers } = await city.run('officer', stocktakeOverview, {})
  for (const key of ['medium', 'device']) {
    const found = registers.find((each) => each.key === key)
    assert.deepEqual([found?.every, found?.overdue], ['year', true], key)
  }
})

for (const [definition, values] of [
  [mediumRegister, { kind: 'usb', use: 'daily' }],
  [deviceRegister, { kind: 'pc' }],
] as const) {
  test(`${definition.name}: laid out, labelled, scanned, counted, signed, and held against the year before`, async () => {
    world.at('2026-11-24T10:00:00+09:00')
    const places = [
      await add(placeRegister, 'longevity', {
        name: `${definition.key}金庫`,
        building: '本庁舎',
        kind: 'cabinet',
      }),
      await add(placeRegister, 'longevity', {
        name: `${definition.key}書棚`,
        building: '本庁舎',
        kind: 'archive',
      }),
    ]
    const thing = await add(definition, 'longevity', {
      name: '数えるもの',
      ...values,
      place: places[0]?.entryId ?? '',
    })
    const lost = await add(definition, 'longevity', { name: '見つからないもの', ...values })
    await city.perform(async (act) => {
      await reviseEntry(
        act,
        definition,
        lost.entryId,
        { whereabouts: 'lent' },
        { by: 'event', why: '貸出し' },
      )
      act.recorder.describe({ act: '貸出し', subject: { kind: 'test', id: lost.entryId } })
    })
    const first = await begin(definition.key)
    const sheet = await city.run('applicant', stocktakeSheet, longevity(first))
    const row = (number: string) => sheet.lines.find((line) => line.number === number)
    assert.match(row(thing.number)?.place ?? '', new RegExp(`${definition.key}金庫`))
    assert.deepEqual(
      [row(thing.number)?.away, row(lost.number)?.away],
      [null, '貸出中'],
      'what is lent is not looked for in vain',
    )
    assert.equal(
      pdf(
        await city.run('applicant', printLabels, {
          register: definition.key,
          entryIds: [thing.entryId, lost.entryId],
        }),
      ),
      '%PDF-',
    )
    assert.equal(pdf(await city.run('manager', registerPrint, { register: definition.key })), '%PDF-')
    assert.equal(
      pdf(await city.run('applicant', stocktakePaper, { ...longevity(first), what: 'sheet' })),
      '%PDF-',
    )
    const { results } = await city.run('applicant', scanNumbers, {
      ...longevity(first),
      scans: [{ mark: 'a', number: thing.number }],
    })
    assert.deepEqual(
      results.map(({ result }) => result),
      ['counted'],
    )
    const open = (await city.run('applicant', stocktakeSheet, { ...longevity(first), only: 'open' })).lines
    await city.run('applicant', countLines, {
      ...longevity(first),
      answers: open.map(({ entryId }) => ({
        entryId,
        outcome: entryId === lost.entryId ? ('missing' as const) : ('found' as const),
      })),
    })
    await assert.rejects(city.run('applicant', signStocktake, longevity(first)), Refusal)
    const { tasks } = await city.run('manager', signStocktake, longevity(first))
    assert.equal(tasks, 1, 'what was not there is the section’s to look for')
    await city.run('officer', closeStocktake, { stocktakeId: first, reason: 'ほかの課は来年' })

    world.at('2027-11-24T10:00:00+09:00')
    await city.perform((act) =>
      reviseEntry(
        act,
        definition,
        thing.entryId,
        { place: places[1]?.entryId ?? '' },
        { by: 'person', why: '移動' },
      ),
    )
    const fresh = await add(definition, 'longevity', { name: '新しいもの', ...values })
    const second = await begin(definition.key, { asOf: '2027-11-24', title: '翌年の棚卸' })
    const change = async (kind: 'new' | 'moved') =>
      (await city.run('officer', stocktakeDifferences, { stocktakeId: second, kind })).rows.map(
        ({ number }) => number,
      )
    assert.deepEqual([await change('new'), await change('moved')], [[fresh.number], [thing.number]])
    await city.run('officer', closeStocktake, { stocktakeId: second, reason: '試しのため' })
    world.at('2026-11-24T10:00:00+09:00')
  })
}

test('the policy office begins a stock-take for other sections; a 部 stands for those under it, and no section is counted twice', async () => {
  await add(deviceRegister, 'civil', { name: '市民課の端末', kind: 'pc' })
  const one = await begin('device', { unitIds: [unit.civil] })
  await assert.rejects(city.run('officer', stocktakeSheet, longevity(one)), Refusal)
  assert.ok(
    (await city.run('officer', stocktakeSheet, { stocktakeId: one, unitId: unit.civil })).lines.length > 0,
  )
  const again = { register: 'device', title: '二重', asOf: '2026-11-24', dueOn: '2026-12-20' }
  await assert.rejects(
    city.run('officer', openStocktake, { ...again, unitIds: [unit.civil, unit.longevity] }),
    /まだ締め切っていません/,
  )
  await assert.rejects(city.run('officer', openStocktake, again), /まだ締め切っていません/)
  const bureau = await begin('device', { unitIds: [unit.welfare] })
  const sheet = await city.run('applicant', stocktakeSheet, longevity(bureau))
  assert.ok(sheet.lines.length > 0, '福祉部の長寿支援課も数える')
  await assert.rejects(
    city.run('manager', openStocktake, { ...again, unitIds: [unit.longevity] }),
    /事務局の棚卸/,
  )
  await city.run('officer', closeStocktake, { stocktakeId: one, reason: '試しのため' })
  await city.run('officer', closeStocktake, { stocktakeId: bureau, reason: '試しのため' })
  const both = await Promise.allSettled([1, 2].map(() => begin('device', { unitIds: [unit.civil] })))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  for (const begun of both) {
    if (begun.status === 'rejected') assert.match(String(begun.reason), /まだ締め切っていません/)
    else await city.run('officer', closeStocktake, { stocktakeId: begun.value, reason: '試しのため' })
  }
})
