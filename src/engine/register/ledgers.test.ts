import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '#test/database.ts'
import { registerClose, registerEntry, registerKinds, registerSave } from './contract.ts'
import { registerDispose, registerExpired, registerSetRetention } from './contract-columns.ts'
import { registerFront, registerTimeline } from './contract-faces.ts'
import { registerPrint, registerPrintCard } from './contract-print.ts'
import { register } from './definition.ts'
import { closeEntry, getEntry, writeEntry } from './engine.ts'
import { keptUntil } from './retention.ts'
import { reviseMany } from './revise-many.ts'
import { asPerson, perform } from './testing/city.ts'
import { openDesk, refusal } from './testing/desk.ts'
import { journalRegister, toolRegister } from './testing/sample-register.ts'

const { db, tenantId } = await testDatabase({ after })
const { units, people, call, staff } = await openDesk(db, tenantId)
const { careChief, taxChief, policyClerk } = staff
const officer = asPerson(people.policyClerk, ['settings.manage'])

const writeTool = (name: string, values: Record<string, unknown> = {}, at?: string) =>
  perform(
    db,
    tenantId,
    careChief,
    (act) =>
      writeEntry(act, toolRegister, {
        by: 'person',
        why: '登録',
        unitId: units.care,
        values: { name, secrecy: '3', ...values },
      }),
    at,
  )
const closeTool = (entryId: string, at: string) =>
  perform(
    db,
    tenantId,
    careChief,
    (act) => closeEntry(act, toolRegister, entryId, { by: 'person', why: '壊れた' }),
    at,
  )
const journalAt = (toolId: string, unitId: string, at: string) =>
  perform(
    db,
    tenantId,
    careChief,
    (act) =>
      writeEntry(act, journalRegister, { by: 'event', why: '持出し', unitId, values: { tool: toolId } }),
    at,
  )

test('years are counted from the 年度 after a line was closed', () => {
  assert.deepEqual(keptUntil('2026-11-24', 5), { until: '2032-03-31', disposalYear: 2032 })
  assert.deepEqual(keptUntil('2026-03-31', 1), { until: '2027-03-31', disposalYear: 2027 })
  assert.deepEqual(keptUntil('2026-04-01', 1), { until: '2028-03-31', disposalYear: 2028 })
})

test('a closed line says until when it is kept; the city may set another number of years, with its reason', async () => {
  const { entryId } = await writeTool('古い鞄')
  assert.equal((await call(careChief, registerEntry, { register: 'tool', entryId })).kept, null)
  await closeTool(entryId, '2026-11-24T01:00:00Z')
  const kept = async () => (await call(careChief, registerEntry, { register: 'tool', entryId })).kept
  assert.deepEqual(await kept(), { until: '2032-03-31', disposalYear: '令和14年度' })
  await call(officer, registerSetRetention, { register: 'tool', years: 7, why: '文書管理規程のため' })
  assert.equal((await kept())?.until, '2034-03-31')
  const kinds = await call(careChief, registerKinds, {})
  const tool = kinds.registers.find((each) => each.key === 'tool')
  assert.deepEqual([tool?.retentionYears, tool?.retentionWhy], [7, '文書管理規程のため'])
  await call(officer, registerSetRetention, { register: 'tool', years: 5, why: '元に戻す' })
})

test('a line whose years are over is disposed of by its keeper: name, number and dates stay, nothing else', async () => {
  const at = '2018-06-01T01:00:00Z'
  const { entryId, number } = await writeTool('棄てる鞄', { bought: '2015-05-01', note: '秘密の備考' }, at)
  const early = await writeTool('早い鞄', {}, at)
  await closeTool(entryId, '2018-07-01T01:00:00Z')
  await closeTool(early.entryId, '2025-07-01T01:00:00Z')
  const expired = await call(careChief, registerExpired, { register: 'tool' })
  assert.deepEqual(
    expired.rows.map((row) => [row.number, row.until, row.disposalYear, row.because]),
    [[number, '2024-03-31', '令和6年度', null]],
  )
  const dispose = (who: typeof officer, ids: string[]) =>
    call(who, registerDispose, { register: 'tool', entryIds: ids, why: '保存年限の満了' })
  await assert.rejects(dispose(policyClerk, [entryId]), refusal('forbidden'))
  await assert.rejects(dispose(taxChief, [entryId]), refusal('not-found'))
  await assert.rejects(
    dispose(careChief, [entryId, early.entryId]),
    refusal('conflict', /保存期限\(5年\)の前/),
  )
  await dispose(careChief, [entryId])
  const { entry, history } = await call(careChief, registerEntry, { register: 'tool', entryId })
  assert.deepEqual(entry.values, { name: '棄てる鞄', bought: '2015-05-01' })
  assert.equal(entry.disposedOn, '2026-11-24')
  assert.deepEqual(
    history.map(({ version, why, by }) => [version, why, by.name]),
    [[3, '廃棄:保存年限の満了', '佐伯 真由美']],
  )
  const { rows } = await db.inTenant(tenantId, (tx) =>
    tx
      .selectFrom('register_entry_version')
      .select('values')
      .where('entry_id', '=', entryId)
      .execute()
      .then((versions) => ({ rows: versions })),
  )
  assert.doesNotMatch(JSON.stringify(rows), /秘密/, 'no older version keeps what was disposed of')
  await assert.rejects(dispose(careChief, [entryId]), refusal('conflict', /既に廃棄/))
})

test('no hand of the application changes or removes the history of a line that was not disposed of', async () => {
  const { entryId } = await writeTool('残る鞄')
  const change = (work: 'update' | 'delete') =>
    db.inTenant(tenantId, async (tx) => {
      if (work === 'delete')
        await tx.deleteFrom('register_entry_version').where('entry_id', '=', entryId).execute()
      else
        await tx
          .updateTable('register_entry_version')
          .set({ why: '別' })
          .where('entry_id', '=', entryId)
          .execute()
    })
  await assert.rejects(change('delete'), /履歴は変えられません/)
  await assert.rejects(change('update'), /履歴は変えられません/)
})

test('a line that another holds is neither closed nor disposed of; what points is named. A record holds nothing', async () => {
  const old = '2018-06-01T01:00:00Z'
  const parent = await writeTool('親', {}, old)
  const child = await writeTool('子', { parent: parent.entryId }, old)
  await journalAt(parent.entryId, units.care, old)
  const close = (entryId: string, expectedVersion: number) =>
    call(careChief, registerClose, { register: 'tool', entryId, expectedVersion, why: '不要' })
  await assert.rejects(
    close(parent.entryId, 1),
    refusal('conflict', new RegExp(`備品台帳の ${child.number} 子`)),
  )
  await closeTool(parent.entryId, '2018-07-01T01:00:00Z')
  const expired = await call(careChief, registerExpired, { register: 'tool' })
  assert.match(
    expired.rows.find((row) => row.entryId === parent.entryId)?.because ?? '',
    /子.*廃棄できません/,
  )
  await assert.rejects(
    call(careChief, registerDispose, { register: 'tool', entryIds: [parent.entryId], why: '満了' }),
    refusal('conflict', /子/),
  )
  await closeTool(child.entryId, '2018-07-01T01:00:00Z')
  await call(careChief, registerDispose, { register: 'tool', entryIds: [parent.entryId], why: '満了' })
})

test('a timeline has the versions and whatever points to the line, newest first; what is not readable is counted', async () => {
  const mine = await writeTool('道具', {}, '2026-11-20T00:00:00Z')
  await journalAt(mine.entryId, units.care, '2026-11-21T00:00:00Z')
  const foreign = await perform(
    db,
    tenantId,
    taxChief,
    (act) =>
      writeEntry(act, toolRegister, {
        by: 'person',
        why: '登録',
        unitId: units.tax,
        values: { name: '税の子', secrecy: '1', parent: mine.entryId },
      }),
    '2026-11-22T00:00:00Z',
  )
  assert.ok(foreign)
  const ask = (who: typeof officer, page = 1, size = 20) =>
    call(who, registerTimeline, { register: 'tool', entryId: mine.entryId, page, size })
  const seen = await ask(careChief)
  assert.deepEqual(
    seen.items.map((item) => item.kind),
    ['line', 'version'],
  )
  assert.equal(seen.hidden, 1)
  const [line] = seen.items
  assert.ok(line?.kind === 'line')
  assert.deepEqual([line.registerName, line.column], ['持出記録簿', '備品'])
  const wide = await ask(policyClerk)
  assert.deepEqual(
    wide.items.map((item) => (item.kind === 'line' ? item.label : item.kind)),
    ['税の子', line.label, 'version'],
  )
  assert.deepEqual([wide.hidden, wide.total], [0, 3])
  const second = await ask(policyClerk, 2, 1)
  assert.deepEqual([second.items.length, second.items[0]?.kind], [1, 'line'])
  await assert.rejects(ask(taxChief), refusal('not-found'))
})

test('the first page counts what the reader may see, and follows changes, closings and moves', async () => {
  const before = await call(taxChief, registerFront, { register: 'tool' })
  const made = await call(taxChief, registerSave, {
    register: 'tool',
    unitId: units.tax,
    values: { name: '数える', secrecy: '2', kind: 'usb' },
  })
  const front = () => call(taxChief, registerFront, { register: 'tool' })
  const share = (page: Awaited<ReturnType<typeof front>>, value: string) =>
    page.shares.find((each) => each.key === 'secrecy')?.choices.find((choice) => choice.value === value)
      ?.lines
  const one = await front()
  assert.equal(one.current, before.current + 1)
  assert.equal(share(one, '2'), 1)
  assert.equal(one.months.length, 24)
  assert.deepEqual([one.months[0]?.month, one.months[23]?.month], ['2024-12', '2026-11'])
  const opened = one.months[23]?.opened ?? 0
  await call(taxChief, registerSave, {
    register: 'tool',
    entryId: made.entryId,
    expectedVersion: 1,
    values: { secrecy: '1' },
  })
  assert.deepEqual([share(await front(), '2'), share(await front(), '1')], [0, 2])
  await call(taxChief, registerClose, {
    register: 'tool',
    entryId: made.entryId,
    expectedVersion: 2,
    why: '不要',
  })
  const closed = await front()
  assert.deepEqual(
    [closed.current, closed.closed, closed.months[23]?.closed, closed.months[23]?.opened, share(closed, '1')],
    [before.current, before.closed + 1, 1, opened, 1],
  )
  const stranger = await call(staff.stranger, registerFront, { register: 'tool' })
  assert.deepEqual([stranger.current, stranger.closed], [0, 0])
})

test('many lines get what an event computed in one act: one version where something changed, none elsewhere', async () => {
  const box = register({
    ...toolRegister,
    key: 'box',
    name: '箱の台帳',
    numberPrefix: 'B-',
    columns: [
      { key: 'name', label: '品名', type: 'text', required: true },
      { key: 'highest', label: '中身の最も高い分類', type: 'text', byEvents: true, slot: 'text_1' },
    ],
  })
  const made = await perform(db, tenantId, careChief, async (act) => {
    const lines = []
    for (const name of ['甲', '乙', '丙'])
      lines.push(
        await writeEntry(act, box, { by: 'person', why: '登録', unitId: units.care, values: { name } }),
      )
    return lines
  })
  const [one, two, three] = made.map((line) => line.entryId)
  assert.ok(one !== undefined && two !== undefined && three !== undefined)
  const revise = (highest: string | null) =>
    perform(db, tenantId, careChief, async (act) => {
      const count = await reviseMany(
        act,
        box,
        [one, two].map((entryId) => ({ entryId, patch: { highest } })),
        { why: '中身の分類が変わった' },
      )
      act.recorder.describe({ act: '分類の計算', subject: { kind: 'register:box', id: 'box' } })
      return count
    })
  assert.equal(await revise('3'), 2)
  assert.equal(await revise('3'), 0, 'nothing changed, nothing is written')
  const read = (entryId: string) => db.readTenant(tenantId, (tx) => getEntry(tx, box, entryId))
  assert.deepEqual([(await read(one)).version, (await read(three)).version], [2, 1])
  assert.equal((await read(two)).values['highest'], '3')
  assert.equal(await revise(null), 2)
  await assert.rejects(
    perform(db, tenantId, careChief, (act) =>
      reviseMany(act, box, [{ entryId: one, patch: { name: '別' } }], { why: 'x' }),
    ),
    /not written by events/,
  )
})

test('the list and a single line are printed, of registers that events write as well', async () => {
  const { entryId } = await writeTool('刷る鞄 𠮷')
  await journalAt(entryId, units.care, '2026-11-24T00:00:00Z')
  const isPdf = (file: { body: Uint8Array }): boolean =>
    Buffer.from(file.body.subarray(0, 5)).toString() === '%PDF-'
  for (const key of ['tool', 'journal'] as const) {
    const list = await call(careChief, registerPrint, { register: key, state: 'all' })
    assert.ok(isPdf(list))
    assert.match(list.fileName, /_20261124\.pdf$/)
  }
  const card = await call(careChief, registerPrintCard, { register: 'tool', entryId })
  assert.ok(isPdf(card))
  await assert.rejects(
    call(taxChief, registerPrintCard, { register: 'tool', entryId }),
    refusal('not-found'),
    'a card of a line one may not read',
  )
  const nothing = await call(staff.stranger, registerPrint, { register: 'tool' })
  assert.ok(isPdf(nothing), 'an empty list says so on paper')
})
