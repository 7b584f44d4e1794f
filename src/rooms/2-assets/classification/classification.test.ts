import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import {
  registerEntry,
  registerExport,
  registerImport,
  registerKinds,
  registerList,
  registerSave,
} from '#engine/register/contract.ts'
import { FOLLOW_JOB } from '#engine/register/inherited-classes.ts'
import { listTasks } from '#engine/task/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { makeWorld } from '#test/world.ts'
import {
  answerQuestions,
  classificationSchemes,
  decideScheme,
  handlingCard,
  handlingSheet,
  pendingClasses,
  previewScheme,
  proposeClasses,
  saveScheme,
  settlePending,
  withdrawScheme,
} from './contract.ts'
import { CARRY_JOB } from './manage-schemes.ts'
import { threeLetters } from './testing/schemes.ts'
import { runJobs } from './testing/run-jobs.ts'

const world = await makeWorld({ after })
const { city } = world
const unitId = city.ids.unit.longevity

async function refused(code: string, says: RegExp, work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code, error.message)
  assert.match(`${error.message} ${error.problems.map(({ message }) => message).join(' ')}`, says)
  return error
}

const save = (
  register: string,
  values: Record<string, string | number | boolean | string[]>,
  entryId?: string,
  version?: number,
) =>
  city.run('manager', registerSave, {
    register,
    unitId,
    values,
    ...(entryId === undefined ? {} : { entryId, expectedVersion: version ?? 1 }),
  })
const asset = (name: string, c: string, more: Record<string, string | number | boolean> = {}) =>
  save('asset', {
    name,
    business: '要介護認定',
    kind: 'paper',
    network: 'none',
    confidentiality: c,
    integrity: '1',
    availability: '1',
    ...more,
  })
const place = (name: string, more: Record<string, boolean> = {}) =>
  save('place', { name, kind: 'cabinet', ...more })
const copy = (original: string, more: Record<string, string> = {}) =>
  save('copy', {
    purpose: '会議で配るため',
    original,
    act: 'handed',
    form: 'paper',
    made_on: '2026-11-20',
    ...more,
  })
const show = async (register: string, entryId: string) =>
  (await city.run('manager', registerEntry, { register, entryId })).entry
const follow = () => runJobs(world, [FOLLOW_JOB])

const careful = { open: 'no', personal: 'sensitive', who: 'few', altered: 'heavy', stopped: 'day' }
const plain = { open: 'yes', personal: 'none', who: 'office', altered: 'light', stopped: 'week' }

test('a place takes the strictest class of what lies in it, and gives it up when it is gone', async () => {
  const shelf = await place('1階の棚')
  assert.equal((await show('place', shelf.entryId)).values['confidentiality'], '1')
  const first = await asset('名簿', '2', { stored_in: shelf.entryId })
  const second = await asset('診断書', '3', { stored_in: shelf.entryId })
  await follow()
  assert.equal((await show('place', shelf.entryId)).values['confidentiality'], '3')
  await save('asset', { stored_in: (await place('別の棚')).entryId }, second.entryId)
  await follow()
  const now = await show('place', shelf.entryId)
  assert.equal(now.values['confidentiality'], '2')
  const { history } = await city.run('manager', registerEntry, { register: 'place', entryId: shelf.entryId })
  assert.match(history[0]?.why ?? '', /入っている/)
  await refused(
    'forbidden',
    /手では書けません/,
    save('place', { confidentiality: '1' }, shelf.entryId, now.version),
  )
  assert.equal(first.number.startsWith('A-'), true)
})

test('a medium and a system take the strictest class of the assets they hold, and follow them', async () => {
  const system = await city.run('officer', registerSave, {
    register: 'system',
    unitId: city.ids.unit.longevity,
    values: { name: '認定システム' },
  })
  const mild = await asset('案内', '1', { in_system: system.entryId })
  const strict = await asset('判定の記録', '3', { in_system: system.entryId })
  const stick = await save('medium', {
    name: 'USBメモリ',
    kind: 'usb',
    use: 'daily',
    holds: [mild.entryId, strict.entryId],
  })
  await follow()
  assert.equal((await show('medium', stick.entryId)).values['confidentiality'], '3')
  assert.equal((await show('system', system.entryId)).values['confidentiality'], '3')
  await save('asset', { confidentiality: '2' }, strict.entryId)
  await follow()
  assert.equal((await show('medium', stick.entryId)).values['confidentiality'], '2')
  assert.equal((await show('system', system.entryId)).values['confidentiality'], '2')
})

test('a copy keeps the class of its original, cannot be lowered, and rises with it', async () => {
  const original = await asset('認定結果', '2')
  const one = await copy(original.entryId)
  assert.equal((await show('copy', one.entryId)).values['confidentiality'], '2')
  const wrong = await refused(
    'invalid',
    /より下げられません/,
    copy(original.entryId, { confidentiality: '1' }),
  )
  assert.deepEqual(
    wrong.problems.map(({ at }) => at),
    ['confidentiality'],
  )
  await refused(
    'invalid',
    /もとのもの\(機密性[23]\)より下げられません/,
    save('copy', { confidentiality: '1' }, one.entryId),
  )
  const strict = await copy(original.entryId, { confidentiality: '3' })
  await save('asset', { confidentiality: '3', integrity: '2' }, original.entryId)
  await follow()
  for (const id of [one.entryId, strict.entryId]) {
    const { values } = await show('copy', id)
    assert.deepEqual([values['confidentiality'], values['integrity']], ['3', '2'])
  }
})

test('a spreadsheet cannot lower a copy: that line is refused at its cell, the others are kept', async () => {
  const original = await asset('認定の控え', '3')
  const one = await copy(original.entryId)
  const file = await city.run('manager', registerExport, { register: 'copy', format: 'csv' })
  const text = Buffer.from(file.body).toString('utf8')
  const line = text.split('\r\n').find((each) => each.includes(one.number)) ?? ''
  const lowered = text.replace(line, line.replace('機密性3', '機密性1'))
  const done = await city.run('manager', registerImport, {
    register: 'copy',
    fileName: '複製.csv',
    content: Buffer.from(lowered).toString('base64'),
    dryRun: false,
  })
  assert.equal(done.refused, 1)
  assert.match(done.problems[0]?.message ?? '', /より下げられません/)
  assert.equal(done.problems[0]?.column, '機密性')
  assert.equal((await show('copy', one.entryId)).values['confidentiality'], '3')
})

test('whatever is put where, places and copies say what a naive count says', async () => {
  const shelves = [await place('棚A'), await place('棚B')]
  const step = fc.record({
    asset: fc.integer({ min: 0, max: 3 }),
    shelf: fc.integer({ min: 0, max: 1 }),
    level: fc.constantFrom('1', '2', '3'),
    act: fc.constantFrom('move', 'classify', 'copy'),
  })
  const assets: string[] = []
  for (const name of ['甲', '乙', '丙', '丁']) assets.push((await asset(`資産${name}`, '1')).entryId)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), async (steps) => {
      for (const { asset: index, shelf, level, act } of steps) {
        const id = assets[index] ?? ''
        const { version } = await show('asset', id)
        const where = shelves[shelf]?.entryId ?? ''
        if (act === 'move') await save('asset', { stored_in: where }, id, version)
        else if (act === 'classify') await save('asset', { confidentiality: level }, id, version)
        else await copy(id, { stored_in: where })
      }
      await follow()
      const all = await city.run('manager', registerList, { register: 'asset', size: 100 })
      const copies = await city.run('manager', registerList, { register: 'copy', size: 100 })
      for (const { entryId } of shelves) {
        const here = [...all.rows, ...copies.rows].filter((row) => row.values['stored_in'] === entryId)
        const wanted = String(Math.max(1, ...here.map((row) => Number(row.values['confidentiality']))))
        assert.equal((await show('place', entryId)).values['confidentiality'], wanted)
      }
      for (const row of copies.rows) {
        const original = all.rows.find((each) => each.entryId === row.values['original'])
        if (original === undefined) continue
        assert.ok(Number(row.values['confidentiality']) >= Number(original.values['confidentiality']))
      }
    }),
    { numRuns: 6 },
  )
})

test('questions lead to classes, and the reasons stay with the line', async () => {
  const line = await asset('介護の相談記録', '2')
  const proposed = await city.run('applicant', proposeClasses, { answers: careful })
  assert.deepEqual(
    proposed.proposals.map(({ value }) => value),
    ['3', '2', '2'],
  )
  assert.ok(proposed.complete)
  const ask = { register: 'asset', entryId: line.entryId, expectedVersion: 1, answers: careful, chosen: {} }
  await refused(
    'invalid',
    /まだ答えていない/,
    city.run('leader', answerQuestions, { ...ask, answers: { open: 'no' } }),
  )
  await refused('not-found', /見つかりません/, city.run('strangerManager', answerQuestions, ask))
  await refused('forbidden', /./, city.run('applicant', answerQuestions, ask))
  const done = await city.run('leader', answerQuestions, ask)
  const { values } = await show('asset', line.entryId)
  assert.deepEqual([values['confidentiality'], values['integrity'], values['availability']], ['3', '2', '2'])
  assert.match(String(values['class_basis']), /個人情報はありますか。 → 要配慮/)
  await refused(
    'invalid',
    /質問の答えで決めた分類より下げられません/,
    save('asset', { confidentiality: '2' }, line.entryId, done.version),
  )
})

test('stricter wants a reason; milder wants the manager and his reason', async () => {
  const line = await asset('催しの申込書', '2')
  const ask = { register: 'asset', entryId: line.entryId, expectedVersion: 1 }
  const stricter = { ...ask, answers: plain, chosen: { confidentiality: '3' } }
  await refused('invalid', /理由を入れて/, city.run('leader', answerQuestions, stricter))
  const { version } = await city.run('leader', answerQuestions, { ...stricter, reason: '写真が載るため' })
  const milder = {
    ...ask,
    expectedVersion: version,
    answers: careful,
    chosen: { confidentiality: '2' },
    reason: '名前だけのため',
  }
  await refused('forbidden', /管理者だけ/, city.run('leader', answerQuestions, milder))
  await city.run('manager', answerQuestions, milder)
  const { values } = await show('asset', line.entryId)
  assert.match(String(values['class_basis']), /管理者の判断:名前だけ/)
  await refused(
    'invalid',
    /この体系にない/,
    city.run('manager', answerQuestions, {
      ...milder,
      expectedVersion: version + 1,
      chosen: { confidentiality: '4' },
    }),
  )
})

test('the card says what is kept, what is broken and what nobody knows, and a task follows', async () => {
  const hall = await place('廊下の棚', { locked: false })
  const line = await asset('要介護の調査票', '3', { stored_in: hall.entryId, readers: 'named' })
  const card = await city.run('manager', handlingCard, { register: 'asset', entryId: line.entryId })
  const state = (key: string) => card.items.find((item) => item.key === key)?.state
  assert.deepEqual(
    [state('limit-readers'), state('lock-media'), state('encrypt'), state('erase')],
    ['kept', 'broken', undefined, 'at-permit'],
  )
  await follow()
  const tasks = async () =>
    (await city.run('manager', listTasks, { view: 'mine', area: 'classification' })).rows.filter((row) =>
      row.title.includes('要介護の調査票'),
    )
  assert.equal((await tasks()).length, 1)
  await save('place', { locked: true }, hall.entryId, (await show('place', hall.entryId)).version)
  await save('asset', { place: '上の段', readers: 'unit' }, line.entryId)
  await follow()
  assert.equal((await tasks()).length, 0)
  const sheet = await city.run('manager', handlingSheet, { register: 'asset', entryId: line.entryId })
  assert.equal(Buffer.from(sheet.body).subarray(0, 5).toString(), '%PDF-')
  await refused(
    'not-found',
    /見つかりません/,
    city.run('stranger', handlingCard, { register: 'asset', entryId: line.entryId }),
  )
  const held = await city.run('manager', handlingCard, { register: 'place', entryId: hall.entryId })
  assert.deepEqual(held.holds, [{ register: 'asset', name: '情報資産管理台帳', lines: 1 }])
  assert.equal(held.mayAnswer.allowed, false)
})

test('the officer enters another scheme, sees what it does, and every line follows; what is open waits for its section', async () => {
  const before = await city.run('manager', registerList, { register: 'asset', size: 100 })
  const threes = before.rows.filter((row) => row.values['confidentiality'] === '3')
  const draft = { name: '自治体機密性の分類', basis: '第5の1', body: threeLetters }
  await refused('forbidden', /./, city.run('manager', saveScheme, draft))
  const bad = { ...draft, body: { ...threeLetters, axes: threeLetters.axes.slice(1) } }
  await refused('invalid', /機密性の軸/, city.run('officer', saveScheme, bad))
  const { schemeId } = await city.run('officer', saveScheme, draft)
  const preview = await city.run('officer', previewScheme, { schemeId })
  const row = preview.rows.find((each) => each.axis === 'confidentiality' && each.from === '3')
  assert.ok(row !== undefined && row.open === row.lines && row.lines >= threes.length)
  assert.deepEqual(preview.problems, [])
  await refused(
    'invalid',
    /今日か/,
    city.run('officer', decideScheme, { schemeId, from: '2026-11-23', mapping: preview.mapping }),
  )
  await refused(
    'invalid',
    /移し先に誤り/,
    city.run('officer', decideScheme, { schemeId, from: '2026-11-24', mapping: [] }),
  )
  await city.run('officer', decideScheme, { schemeId, from: '2026-11-24', mapping: preview.mapping })
  await refused('conflict', /もう使われている/, city.run('officer', withdrawScheme, { schemeId }))
  await runJobs(world, [CARRY_JOB])
  await follow()
  const after_ = await city.run('manager', registerList, { register: 'asset', size: 100 })
  for (const line of threes) {
    const now = after_.rows.find((each) => each.entryId === line.entryId)
    assert.equal(now?.values['confidentiality'], '3A', line.label)
  }
  const one = threes[0]?.entryId ?? ''
  const { history } = await city.run('manager', registerEntry, { register: 'asset', entryId: one })
  assert.match(history[0]?.why ?? '', /自治体機密性の分類/)
  const kinds = await city.run('manager', registerKinds, {})
  const column = kinds.registers
    .find((each) => each.key === 'asset')
    ?.columns.find((each) => each.key === 'confidentiality')
  assert.deepEqual([column?.label, column?.choices[0]?.label], ['自治体機密性', '自治体機密性3A'])
  await refused('invalid', /自治体機密性3A/, asset('古い分類', '3'))
  const pending = await city.run('manager', pendingClasses, {})
  assert.ok(pending.total >= threes.length)
  const mine = {
    lines: [{ entryId: one, axis: 'confidentiality' as const }],
    value: '3C',
    why: '個人番号はないため',
  }
  await refused('not-found', /待っている行/, city.run('strangerManager', settlePending, mine))
  await refused('invalid', /移し先/, city.run('manager', settlePending, { ...mine, value: '2' }))
  assert.deepEqual(await city.run('manager', settlePending, mine), { settled: 1 })
  await refused('not-found', /待っている行/, city.run('manager', settlePending, mine))
  assert.equal((await show('asset', one)).values['confidentiality'], '3C')
  const shown = await city.run('applicant', classificationSchemes, {})
  assert.deepEqual(
    [shown.inForce.name, shown.inForce.run?.finished, shown.mayManage.allowed],
    ['自治体機密性の分類', true, false],
  )
})
