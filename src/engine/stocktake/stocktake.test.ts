import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { registerClose, registerEntry, registerSave } from '#engine/register/contract.ts'
import { listTasks } from '#engine/task/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { gaps } from '../../gaps.ts'
import { makeWorld } from '#test/world.ts'
import {
  closeStocktake,
  openStocktake,
  stocktakeDifferences,
  stocktakeOverview,
  stocktakeProgress,
} from './contract.ts'
import {
  countFile,
  countLines,
  noteSurplus,
  scanNumbers,
  settleSurplus,
  signStocktake,
  stocktakeSheet,
} from './contract-sheet.ts'
import { countingOf } from './testing/counting.ts'

const world = await makeWorld({ after })
const { city, db } = world
const counting = countingOf(world)
const { unit } = city.ids
const unitId = unit.longevity

const refused = (code: string, words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, words)
  return true
}

const numberOf = async (entryId: string): Promise<string> =>
  (await city.run('officer', registerEntry, { register: 'asset', entryId })).entry.number

const addAsset = (name: string, place = '書庫') =>
  city.run('manager', registerSave, {
    register: 'asset',
    unitId,
    values: {
      name,
      business: '介護',
      kind: 'paper',
      confidentiality: '2',
      integrity: '1',
      availability: '1',
      network: 'none',
      place,
    },
  })

test('a register that was never counted waits on the policy office, and no longer once it is counted', async () => {
  const late = async () =>
    db.readTenant(city.tenantId, async (tx) =>
      (await gaps(tx, new Set(['policy.manage']), '2026-11-24')).filter((gap) =>
        gap.href?.startsWith('/stocktakes'),
      ),
    )
  assert.match((await late())[0]?.text ?? '', /情報資産管理台帳: 棚卸をまだ一度もしていません/)
  const stocktakeId = await counting.open()
  assert.deepEqual(await late(), [])
  await city.run('officer', closeStocktake, { stocktakeId, reason: '試しのため' })
  assert.deepEqual(await late(), [])
})

test('who may not open, count or sign is told why', async () => {
  const input = { register: 'asset', title: '棚卸', asOf: '2026-11-24', dueOn: '2026-12-01' }
  await assert.rejects(city.run('applicant', openStocktake, input), refused('forbidden', /事務局/))
  await assert.rejects(
    city.run('manager', openStocktake, { ...input, unitIds: [unit.civil] }),
    refused('forbidden', /自分の課/),
  )
  await assert.rejects(
    city.run('officer', openStocktake, { ...input, register: 'carry-book' }),
    refused('not-found', /棚卸をしません/),
  )
  await assert.rejects(
    city.run('officer', openStocktake, { ...input, asOf: '2026-12-01', dueOn: '2026-11-01' }),
    refused('invalid', /直してください/),
  )
  await assert.rejects(
    city.run('officer', openStocktake, { ...input, filters: { kind: ['gold'] } }),
    refused('invalid', /直してください/),
  )
  await assert.rejects(
    city.run('officer', openStocktake, { ...input, unitIds: ['018f0000-0000-7000-8000-000000000000'] }),
    refused('not-found', /部・課/),
  )
  const stocktakeId = await counting.open()
  await assert.rejects(
    city.run('officer', openStocktake, input),
    refused('conflict', /まだ締め切っていません/),
  )
  await assert.rejects(
    city.run('manager', openStocktake, { ...input, unitIds: [unitId] }),
    refused('conflict', /全庁の棚卸/),
  )
  await assert.rejects(
    city.run('stranger', stocktakeSheet, { stocktakeId, unitId }),
    refused('not-found', /表はありません/),
  )
  const { lines } = await counting.sheet(stocktakeId)
  const answers = [{ entryId: lines[0]?.entryId ?? '', outcome: 'found' as const }]
  await assert.rejects(
    city.run('auditor', countLines, { stocktakeId, unitId, answers }),
    refused('forbidden', /この課の職員/),
  )
  await assert.rejects(
    city.run('applicant', countLines, {
      stocktakeId,
      unitId,
      answers: [{ entryId: city.assets.foreign, outcome: 'found' }],
    }),
    refused('not-found', /この課の表にない/),
  )
  await assert.rejects(
    city.run('applicant', countLines, {
      stocktakeId,
      unitId,
      answers: [{ entryId: lines[0]?.entryId ?? '', outcome: 'unseen' }],
    }),
    refused('invalid', /入力に誤り/),
  )
  await assert.rejects(
    city.run('applicant', signStocktake, { stocktakeId, unitId }),
    refused('forbidden', /情報セキュリティ管理者/),
  )
  await assert.rejects(
    city.run('manager', signStocktake, { stocktakeId, unitId }),
    refused('conflict', /まだ数えていない/),
  )
  await assert.rejects(city.run('manager', closeStocktake, { stocktakeId }), refused('forbidden', /事務局/))
  await assert.rejects(city.run('officer', closeStocktake, { stocktakeId }), refused('invalid', /理由/))
  await city.run('officer', closeStocktake, { stocktakeId, reason: '試しのため' })
  await assert.rejects(
    city.run('applicant', countLines, { stocktakeId, unitId, answers }),
    refused('conflict', /締め切られて/),
  )
})

test('a whole stock-take: scanned, listed, uploaded, surplus noted, signed, and its differences become tasks', async () => {
  const kept = await addAsset('残る箱')
  const gone = await addAsset('抹消される箱')
  await addAsset('金庫の中の箱')
  const stocktakeId = await counting.open('officer', { title: '本番の棚卸' })
  const before = await counting.sheet(stocktakeId)
  assert.equal(before.tally.total, before.lines.length)
  const entry = await city.run('manager', registerEntry, { register: 'asset', entryId: gone.entryId })
  await city.run('manager', registerClose, {
    register: 'asset',
    entryId: gone.entryId,
    expectedVersion: entry.entry.version,
    why: '廃棄した',
  })
  const foreign = await numberOf(city.assets.foreign)
  const later = await addAsset('後から登録した箱')
  const scans = [
    { mark: 'd-1', number: kept.number.toLowerCase() },
    { mark: 'd-2', number: kept.number },
    { mark: 'd-3', number: gone.number },
    { mark: 'd-4', number: foreign },
    { mark: 'd-5', number: 'A-99999' },
    { mark: 'd-6', number: 'A-99999' },
    { mark: 'd-7', number: later.number },
  ]
  const first = await city.run('applicant', scanNumbers, { stocktakeId, unitId, scans })
  assert.deepEqual(
    first.results.map(({ result }) => result),
    ['counted', 'twice', 'closed', 'other-unit', 'unknown', 'twice', 'outside'],
  )
  assert.match(first.results[2]?.message ?? '', /抹消されています/)
  assert.match(first.results[3]?.message ?? '', /市民課/)
  assert.equal(first.results[3]?.label, '', 'what another section has is not named')
  assert.equal(first.tally.found, 2)
  assert.equal(first.tally.surplus, 1)
  const again = await city.run('applicant', scanNumbers, { stocktakeId, unitId, scans })
  assert.deepEqual(
    again.results.map(({ result }) => result),
    first.results.map(({ result }) => result),
  )
  assert.deepEqual(again.tally, first.tally, 'sent twice, kept once')
  const civil = await counting.sheet(stocktakeId, 'stranger', unit.civil)
  assert.equal(civil.lines.find((line) => line.entryId === city.assets.foreign)?.seenBy, '長寿支援課')

  const content = Buffer.from(`管理番号\r\n${await numberOf(city.assets.leaflet)}\r\nB-1\r\n`).toString(
    'base64',
  )
  const file = await city.run('applicant', countFile, { stocktakeId, unitId, fileName: 'n.csv', content })
  assert.equal(file.read, 2)
  assert.deepEqual(
    file.remarks.map(({ row, result }) => [row, result]),
    [[3, 'unknown']],
  )
  await assert.rejects(
    city.run('applicant', countFile, {
      stocktakeId,
      unitId,
      fileName: 'n.csv',
      content: Buffer.from('名称,番号\r\n箱,A-1\r\n').toString('base64'),
    }),
    refused('invalid', /管理番号/),
  )
  await city.run('applicant', noteSurplus, { stocktakeId, unitId, label: '名札のない箱' })
  await city.run('applicant', countLines, {
    stocktakeId,
    unitId,
    answers: [{ entryId: city.assets.survey, outcome: 'missing' }],
  })
  const { lines } = await city.run('applicant', stocktakeSheet, {
    stocktakeId,
    unitId,
    only: 'open',
    size: 100,
  })
  await city.run('manager', countLines, {
    stocktakeId,
    unitId,
    answers: lines.map(({ entryId }) => ({ entryId, outcome: 'unseen' as const, note: '金庫の鍵が修理中' })),
  })
  // 兼務の禁止: whoever counted says why he signs himself
  assert.ok(lines.length > 0)
  await assert.rejects(
    city.run('manager', signStocktake, { stocktakeId, unitId }),
    refused('invalid', /自分で数えた/),
  )
  const signed = await city.run('manager', signStocktake, { stocktakeId, unitId, reason: '担当が不在のため' })
  assert.equal(signed.capacity, '本人')
  assert.ok(signed.tasks >= 2)
  await assert.rejects(
    city.run('applicant', scanNumbers, { stocktakeId, unitId, scans: [{ mark: 'd-9', number: 'A-1' }] }),
    refused('conflict', /確かめ終えて/),
  )
  const { rows: tasks } = await city.run('manager', listTasks, { area: 'stocktake' })
  assert.ok(
    tasks.some((task) => task.title.includes('なかった資産1件')),
    tasks.map((task) => task.title).join(),
  )
  assert.ok(tasks.some((task) => task.title.includes('台帳にない物3件')))
  assert.ok(
    !tasks.some(
      (task) => task.kind === 'stocktake.count' && task.href === `/stocktakes/${stocktakeId}/${unitId}`,
    ),
  )
  const { surplus } = await counting.sheet(stocktakeId)
  const [box] = surplus.filter((each) => each.label === '名札のない箱')
  await assert.rejects(
    city.run('applicant', settleSurplus, {
      surplusId: box?.surplusId ?? '',
      how: { as: 'registered', number: 'A-77777' },
    }),
    refused('invalid', /現在の行にありません/),
  )
  await city.run('applicant', settleSurplus, {
    surplusId: box?.surplusId ?? '',
    how: { as: 'registered', number: later.number },
  })
  await assert.rejects(
    city.run('applicant', settleSurplus, {
      surplusId: box?.surplusId ?? '',
      how: { as: 'dropped', reason: '誤り' },
    }),
    refused('conflict', /もう片付いて/),
  )

  const progress = await city.run('officer', stocktakeProgress, { stocktakeId })
  assert.equal(progress.signed, 1)
  assert.ok(progress.rows.some((row) => row.reason === '担当が不在のため'))
  assert.equal(
    progress.groups.reduce((sum, group) => sum + group.lines, 0),
    progress.lines,
  )
  await city.run('officer', closeStocktake, { stocktakeId, reason: 'ほかの課は次の回に' })
})

test('the next stock-take says what is new, gone and moved, and what was missing twice', async () => {
  world.at('2026-11-25T10:00:00+09:00')
  const moved = await city.run('manager', registerEntry, { register: 'asset', entryId: city.assets.leaflet })
  await city.run('manager', registerSave, {
    register: 'asset',
    entryId: city.assets.leaflet,
    expectedVersion: moved.entry.version,
    values: { place: '第2倉庫' },
  })
  const stocktakeId = await counting.open('officer', { title: '次の棚卸', asOf: '2026-11-25' })
  await city.run('applicant', countLines, {
    stocktakeId,
    unitId,
    answers: [{ entryId: city.assets.survey, outcome: 'missing' }],
  })
  const kind = async (which: 'new' | 'gone' | 'moved' | 'missing-twice') =>
    (await city.run('officer', stocktakeDifferences, { stocktakeId, kind: which })).rows.map(
      (row) => row.label,
    )
  assert.deepEqual(await kind('new'), ['後から登録した箱'])
  assert.deepEqual(await kind('gone'), ['抹消される箱'])
  assert.deepEqual(await kind('moved'), ['介護予防教室の案内'])
  assert.deepEqual(await kind('missing-twice'), ['要介護認定調査票'])
  const sheet = await counting.sheet(stocktakeId)
  assert.equal(sheet.lines.find((each) => each.entryId === city.assets.survey)?.missedBefore, true)
  await city.run('officer', closeStocktake, { stocktakeId, reason: '試しのため' })
})

test('a section counts its own lines by itself, and closes it itself', async () => {
  const stocktakeId = await counting.open('manager', {
    unitIds: [unitId],
    title: '課の棚卸',
    filters: { kind: ['paper'] },
  })
  await assert.rejects(
    city.run('strangerManager', stocktakeProgress, { stocktakeId }),
    refused('not-found', /棚卸はありません/),
  )
  await counting.countAll(stocktakeId)
  await city.run('manager', signStocktake, { stocktakeId, unitId })
  assert.deepEqual(await city.run('manager', closeStocktake, { stocktakeId }), { unsigned: 0 })
  const { history } = await city.run('manager', stocktakeOverview, {})
  assert.ok(
    history.some((each) => each.stocktakeId === stocktakeId && each.narrowed[0] === '種別: 紙'),
    JSON.stringify(history[0]),
  )
  const others = await city.run('stranger', stocktakeOverview, {})
  assert.ok(!others.history.some((each) => each.stocktakeId === stocktakeId))
})

test('the day of the list is the day asked for, not the day it was laid out', async () => {
  const stocktakeId = await counting.open('officer', { asOf: '2026-11-23', title: '前の日の棚卸' })
  const progress = await city.run('officer', stocktakeProgress, { stocktakeId })
  assert.equal(progress.lines, 0)
  await city.run('officer', closeStocktake, { stocktakeId })
})

/**
 * Whatever is done in whatever order: the lines and what was noted are what was counted and what was missing, the sums
 * on the sheet are the sums of its answers, and nobody signs while a line is open.
 */
test('after any deeds the sheet adds up, and is signed only when every line has its answer', async () => {
  const deed = fc.oneof(
    fc.record({
      kind: fc.constant('answer' as const),
      at: fc.nat(20),
      outcome: fc.constantFrom('found', 'missing', 'damaged', 'unseen'),
    }),
    fc.record({ kind: fc.constant('scan' as const), at: fc.nat(22) }),
    fc.constant({ kind: 'surplus' as const }),
    fc.constant({ kind: 'sign' as const }),
  )
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 14 }), async (deeds) => {
      const stocktakeId = await counting.open('officer', { title: `試行${round++}`, asOf: '2026-11-25' })
      const { lines } = await counting.sheet(stocktakeId)
      const numbers = [...lines.map((line) => line.number), 'Z-1', 'Z-2']
      let mark = 0
      for (const each of deeds) {
        const sheet = await counting.sheet(stocktakeId)
        const signed = sheet.signed !== null
        const act = async (): Promise<unknown> => {
          if (each.kind === 'sign')
            return city.run('manager', signStocktake, { stocktakeId, unitId, reason: '試験' })
          if (each.kind === 'surplus')
            return city.run('applicant', noteSurplus, { stocktakeId, unitId, label: '箱' })
          if (each.kind === 'scan') {
            const number = numbers[each.at % numbers.length] ?? ''
            return city.run('applicant', scanNumbers, {
              stocktakeId,
              unitId,
              scans: [{ mark: `m-${mark++}`, number }],
            })
          }
          const entryId = lines[each.at % lines.length]?.entryId ?? ''
          const outcome = each.outcome as 'found' | 'missing' | 'damaged' | 'unseen'
          return city.run('applicant', countLines, {
            stocktakeId,
            unitId,
            answers: [{ entryId, outcome, note: '様子' }],
          })
        }
        const open = sheet.lines.filter((line) => line.outcome === null).length
        const allowed = signed ? false : each.kind !== 'sign' || open === 0
        const outcome = await act().then(
          () => true,
          (error: unknown) => {
            assert.ok(error instanceof Refusal, String(error))
            return false
          },
        )
        assert.equal(outcome, allowed, `${each.kind} with ${open} open lines, signed ${signed}`)
        const now = await counting.sheet(stocktakeId)
        const { found, elsewhere, damaged, missing, unseen, total, surplus } = now.tally
        const counted = now.lines.filter((line) => line.outcome !== null)
        assert.equal(found + elsewhere + damaged + missing + unseen, counted.length)
        assert.equal(total, now.lines.length)
        assert.equal(surplus, now.surplus.filter((thing) => thing.state !== 'dropped').length)
        const there = now.lines.filter((line) => line.outcome !== null && line.outcome !== 'missing')
        const notThere = now.lines.filter((line) => line.outcome === 'missing')
        if (now.signed !== null) {
          assert.deepEqual(
            [...there, ...notThere].map((line) => line.entryId).toSorted(),
            lines.map((line) => line.entryId).toSorted(),
          )
        }
      }
      await city.run('officer', closeStocktake, { stocktakeId, reason: '試験の終わり' })
    }),
    { numRuns: 12 },
  )
})
