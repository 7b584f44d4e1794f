import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#ground/ids/ids.ts'
import { testDatabase } from '#test/database.ts'
import {
  registerEntry,
  registerExport,
  registerFile,
  registerImport,
  registerKinds,
  registerList,
  registerSave,
} from './contract.ts'
import {
  registerOrderColumns,
  registerRetireColumn,
  registerSaveColumn,
  registerSettings,
} from './contract-columns.ts'
import { reviseEntry } from './engine.ts'
import { mostOwnColumns, widen } from './own-columns.ts'
import { asPerson, perform } from './testing/city.ts'
import { openDesk, refusal } from './testing/desk.ts'
import { journalRegister, toolRegister } from './testing/sample-register.ts'

const { db, tenantId, newTenant } = await testDatabase({ after })
const { units, people, call, staff } = await openDesk(db, tenantId)
const officer = asPerson(people.policyClerk, ['settings.manage'])
const own = (input: Record<string, unknown>) =>
  call(officer, registerSaveColumn, { register: 'tool', label: 'x', type: 'text', ...input })

const room = await own({ label: '鍵の番号', type: 'text', listed: true, hint: '鍵箱の番号' })
const colour = await own({ label: '色', type: 'choice', choices: [{ label: '赤' }, { label: '青' }] })
const price = await own({ label: '価格', type: 'number' })
const tool = await call(staff.careChief, registerSave, {
  register: 'tool',
  unitId: units.care,
  values: { name: '鞄', secrecy: '3', own_1: 'K-77', own_2: 'c2', own_3: -1.5 },
})
const kinds = async () =>
  (await call(staff.careChief, registerKinds, {})).registers.find((each) => each.key === 'tool')

test('a column of the city stands among those of the register, behind them, in every face', async () => {
  assert.deepEqual([room.key, colour.key, price.key], ['own_1', 'own_2', 'own_3'])
  const columns = (await kinds())?.columns.filter((column) => column.own)
  assert.deepEqual(
    columns?.map(({ label, list }) => [label, list]),
    [
      ['鍵の番号', true],
      ['色', false],
      ['価格', false],
    ],
  )
  const { entry } = await call(staff.careChief, registerEntry, { register: 'tool', entryId: tool.entryId })
  assert.deepEqual(
    [entry.values['own_1'], entry.values['own_2'], entry.values['own_3']],
    ['K-77', 'c2', -1.5],
  )
  const found = await call(staff.careChief, registerList, { register: 'tool', search: 'k-77' })
  assert.deepEqual(
    found.rows.map((row) => row.entryId),
    [tool.entryId],
  )
})

test('its values are checked as any other: wrong type, unknown choice, too long', async () => {
  const save = (values: Record<string, string | number>) =>
    call(staff.careChief, registerSave, {
      register: 'tool',
      unitId: units.care,
      values: { name: '鞄', secrecy: '3', ...values },
    })
  await assert.rejects(save({ own_3: '多い' }), refusal('invalid', /own_3 数字/))
  await assert.rejects(save({ own_2: 'c9' }), refusal('invalid', /own_2 「赤」「青」/))
  await assert.rejects(save({ own_1: 'あ'.repeat(201) }), refusal('invalid', /own_1/))
  await assert.rejects(save({ own_99: 'x' }), refusal('invalid', /own_99/))
})

test('what an event writes leaves the values of the city alone, though the room knows only its definition', async () => {
  await perform(db, tenantId, staff.careChief, (act) =>
    reviseEntry(act, toolRegister, tool.entryId, { pieces: 3 }, { by: 'event', why: '確認' }),
  )
  const { entry } = await call(staff.careChief, registerEntry, { register: 'tool', entryId: tool.entryId })
  assert.equal(entry.values['own_1'], 'K-77')
  assert.equal(entry.values['pieces'], 3)
})

test('spreadsheets carry it both ways, and what comes back changes nothing', async () => {
  const file = await call(staff.careChief, registerExport, { register: 'tool', format: 'csv' })
  const text = Buffer.from(file.body).toString('utf8')
  assert.match(text, /鍵の番号.*色.*価格/)
  assert.match(text, /K-77.*青.*-1\.5/)
  const back = async (content: string) =>
    call(staff.careChief, registerImport, {
      register: 'tool',
      fileName: 'a.csv',
      content: Buffer.from(content).toString('base64'),
      dryRun: false,
    })
  assert.equal((await back(text)).unchanged, 1)
  const changed = await back(text.replace('K-77', 'K-78').replace('青', '赤'))
  assert.deepEqual([changed.changed, changed.refused], [1, 0], JSON.stringify(changed.problems))
  const { entry } = await call(staff.careChief, registerEntry, { register: 'tool', entryId: tool.entryId })
  assert.deepEqual([entry.values['own_1'], entry.values['own_2']], ['K-78', 'c1'])
})

test('only who manages settings may, and of registers that people write', async () => {
  const { mayConfigure } = await call(officer, registerSettings, { register: 'tool' })
  assert.ok(mayConfigure)
  assert.ok(!(await call(staff.careChief, registerSettings, { register: 'tool' })).mayConfigure)
  assert.deepEqual(registerSaveColumn.who, { right: 'settings.manage' })
  await assert.rejects(own({ register: 'journal' }), refusal('forbidden', /自動で書かれる/))
})

test('two headings may not read alike, nor like those a spreadsheet has', async () => {
  await assert.rejects(own({ label: '品名' }), refusal('conflict', /既に/))
  await assert.rejects(own({ label: '鍵の番号' }), refusal('conflict', /既に/))
  await assert.rejects(own({ label: '管理番号' }), refusal('conflict', /既に/))
})

test('a type stays, a choice in use cannot be taken away, and can be renamed', async () => {
  await assert.rejects(own({ key: 'own_1', label: '鍵の番号', type: 'number' }), refusal('conflict', /種類/))
  const without = { key: 'own_2', label: '色', type: 'choice', choices: [{ value: 'c2', label: '青' }] }
  await assert.rejects(own(without), refusal('invalid', /「赤」は使われている/))
  const choices = [{ value: 'c2', label: '紺' }, { value: 'c1', label: '赤' }, { label: '白' }]
  await own({ key: 'own_2', label: '色', type: 'choice', choices })
  assert.deepEqual((await kinds())?.columns.find((column) => column.key === 'own_2')?.choices, [
    { value: 'c2', label: '紺' },
    { value: 'c1', label: '赤' },
    { value: 'c3', label: '白' },
  ])
  await assert.rejects(own({ label: '柄', type: 'choice' }), refusal('invalid', /1つ以上/))
})

test('they stand in the order the officer gives', async () => {
  await call(officer, registerOrderColumns, { register: 'tool', keys: ['own_3', 'own_1', 'own_2'] })
  assert.deepEqual(
    (await kinds())?.columns.filter((column) => column.own).map((column) => column.key),
    ['own_3', 'own_1', 'own_2'],
  )
  await assert.rejects(
    call(officer, registerOrderColumns, { register: 'tool', keys: ['own_3'] }),
    refusal('conflict', /並べ直し/),
  )
})

test('a retired column is asked nowhere, its values stay with the line and in its history', async () => {
  await call(officer, registerRetireColumn, { register: 'tool', key: 'own_1', why: '鍵箱をやめた' })
  await assert.rejects(own({ key: 'own_1', label: '鍵の番号' }), refusal('conflict', /使うのをやめた/))
  const save = { register: 'tool', entryId: tool.entryId }
  const { entry } = await call(staff.careChief, registerEntry, save)
  await assert.rejects(
    call(staff.careChief, registerSave, { ...save, expectedVersion: entry.version, values: { own_1: 'x' } }),
    refusal('forbidden', /鍵の番号/),
  )
  await call(staff.careChief, registerSave, {
    ...save,
    expectedVersion: entry.version,
    values: { note: '移した' },
  })
  const later = await call(staff.careChief, registerEntry, save)
  assert.equal(later.entry.values['own_1'], 'K-78')
  const column = (await kinds())?.columns.find((each) => each.key === 'own_1')
  assert.deepEqual([column?.retired, column?.list], [true, false])
  const file = await call(staff.careChief, registerExport, { register: 'tool', format: 'csv' })
  assert.doesNotMatch(Buffer.from(file.body).toString('utf8'), /鍵の番号|K-78/)
})

test('a file is attached by who uploaded it, opened by who may read the line, and by nobody else', async () => {
  const photos = await own({ label: '写真', type: 'files' })
  const upload = async (uploadedBy: string, type = 'image/jpeg') => {
    const fileId = newId()
    await db.inTenant(tenantId, (tx) =>
      tx
        .insertInto('stored_file')
        .values({
          tenant_id: tenantId,
          file_id: fileId,
          sha256: 'a'.repeat(64),
          name: '溶解証明.jpg',
          type,
          size: 10,
          uploaded_by: uploadedBy,
          at: '2026-11-24T00:00:00Z',
        })
        .execute(),
    )
    return fileId
  }
  const attach = (ids: string[], expectedVersion: number) =>
    call(staff.careChief, registerSave, {
      register: 'tool',
      entryId: tool.entryId,
      expectedVersion,
      values: { [photos.key]: ids },
    })
  const { entry } = await call(staff.careChief, registerEntry, { register: 'tool', entryId: tool.entryId })
  const foreign = await upload(people.taxChief)
  await assert.rejects(attach([foreign], entry.version), refusal('invalid', /自分で選んだ/))
  const program = await upload(people.careChief, 'application/zip')
  await assert.rejects(attach([program], entry.version), refusal('invalid', /PDF、写真/))
  await assert.rejects(attach([newId()], entry.version), refusal('invalid', /見つかりません/))
  const mine = await upload(people.careChief)
  const { version } = await attach([mine], entry.version)
  const csv = await call(staff.careChief, registerExport, { register: 'tool', format: 'csv' })
  const text = Buffer.from(csv.body).toString('utf8')
  assert.match(text, /溶解証明\.jpg/)
  const back = await call(staff.careChief, registerImport, {
    register: 'tool',
    fileName: 'a.csv',
    content: Buffer.from(text.replace('溶解証明.jpg', '')).toString('base64'),
  })
  assert.equal(back.unchanged, 1, 'a spreadsheet takes no file away')
  const fetch = (actor: typeof officer, fileId: string) =>
    call(actor, registerFile, { register: 'tool', entryId: tool.entryId, fileId })
  await assert.rejects(fetch(staff.taxChief, mine), refusal('not-found'))
  await assert.rejects(fetch(staff.careChief, foreign), refusal('not-found', /添付されていません/))
  await attach([], version)
})

test('twenty columns are enough; another city has none of them', async () => {
  for (let at = 0; at < mostOwnColumns - 4; at += 1) await own({ label: `欄${at}` })
  await assert.rejects(own({ label: '多すぎる' }), refusal('conflict', /20個まで/))
  const elsewhere = await newTenant()
  const other = await call(officer, registerSettings, { register: 'tool' }, elsewhere)
  assert.deepEqual(other.columns, [])
})

test('the same columns widen a definition to the same object, and one that events write stays as it is', () => {
  const row = {
    tenant_id: tenantId,
    register: 'tool',
    column_key: 'own_1',
    label: '品名',
    type: 'text' as const,
    choices: [],
    hint: '',
    listed: false,
    place: 1,
    retired_on: null,
    retired_why: null,
  }
  assert.equal(widen(toolRegister, [row]), widen(toolRegister, [{ ...row }]))
  assert.equal(
    widen(toolRegister, [row]).columns.at(-1)?.label,
    '品名(市の欄)',
    'two headings never read alike',
  )
  assert.equal(widen(journalRegister, [row]), journalRegister)
})
