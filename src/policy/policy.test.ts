import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#ground/ids/ids.ts'
import * as contract from './contract.ts'
import {
  AMENDED,
  STANDARD,
  base64,
  clerk,
  force,
  inTenant,
  newTenant,
  officer,
  refused,
  run,
  stored,
} from './policy-example.ts'
import { citationsOf, citationsOfAll, editionInForce, editionLabel } from './reads.ts'

let first = ''

test('an import makes a draft that only those who may change it see', async () => {
  const fileId = newId()
  stored.set(fileId, { bytes: Buffer.from(STANDARD), name: '対策基準.txt' })
  const out = await run(contract.policyImport, { fileId })
  first = out.editionId ?? ''
  assert.deepEqual([out.already, out.needsReview, out.changes], [false, false, null])
  assert.deepEqual(
    (await run(contract.policyList, {})).policies[0]?.editions.map((e) => e.standing),
    ['draft'],
  )
  assert.equal((await run(contract.policyList, {}, clerk)).total, 0)
  assert.equal((await refused(run(contract.policyEdition, { editionId: first }, clerk))).code, 'not-found')
})

test('the same bytes again change nothing and say so', async () => {
  const out = await run(contract.policyImport, { base64: base64(STANDARD) })
  assert.deepEqual([out.already, out.editionId], [true, first])
  assert.equal((await run(contract.policyList, {})).policies[0]?.editions.length, 1)
})

test('the text comes back clause by clause, as the city wrote it', async () => {
  const out = await run(contract.policyProvisions, { editionId: first })
  assert.deepEqual(
    out.nodes.map((n) => n.eid),
    ['第1', '第2', '第2-1', '第3', '第3-1', '第3-1-(1)', '第3-1-(2)', '附則1'],
  )
  const chapter = await run(contract.policyProvisions, { editionId: first, chapter: '第3' })
  assert.deepEqual(
    chapter.nodes.map((n) => n.number),
    ['第3', '第3-1', '第3-1(1)', '第3-1(2)'],
  )
  assert.equal(chapter.nodes[2]?.text.slice(0, 3), '職員は')
  assert.equal(out.nodes[2]?.table, 'classification')
})

test('every visible character of the stored source is in one provision or unread', async () => {
  const { provisions, version } = await inTenant(async (tx) => ({
    provisions: await tx.selectFrom('provision').selectAll().where('version_id', '=', first).execute(),
    version: await tx
      .selectFrom('policy_version')
      .selectAll()
      .where('version_id', '=', first)
      .executeTakeFirstOrThrow(),
  }))
  const owners = new Uint8Array(version.source_text.length)
  const spans = [
    ...provisions.flatMap((p) => p.pieces),
    ...version.unread.map((u) => [u.start, u.end] as const),
  ]
  for (const [start, end] of spans) for (let i = start; i < end; i += 1) owners[i] = (owners[i] ?? 0) + 1
  for (const [i, c] of [...version.source_text].entries())
    if (c.trim() !== '') assert.equal(owners[i], 1, `at ${i}`)
})

test('a confirmed table becomes provisions below its owner, and can be corrected while a draft', async () => {
  const edition = await run(contract.policyEdition, { editionId: first })
  const table = edition.tables[0]
  assert.ok(table)
  assert.deepEqual(
    table.guess.map((r) => r.key),
    ['3', '2', '1'],
  )
  const rows = [
    { key: '3', detail: '特に限られた職員だけが扱う情報', items: ['暗号化'] },
    { key: '2', detail: '公開しない情報', items: ['施錠', '持出しの許可'] },
  ]
  const confirm = (more: typeof rows) =>
    run(contract.policyConfirmTable, { editionId: first, wid: table.wid, rows: [...rows, ...more] })
  const before = await confirm([{ key: '0', detail: '誤り', items: [] }])
  assert.ok(before.provisions.some((p) => p.eid === '第2-1-分類0'))
  const out = await confirm([{ key: '1', detail: '上の二つ以外の情報', items: [] }])
  assert.deepEqual(
    out.provisions.map((p) => p.eid),
    ['第2-1-分類3', '第2-1-分類3-・1', '第2-1-分類2', '第2-1-分類2-・1', '第2-1-分類2-・2', '第2-1-分類1'],
  )
  assert.equal(out.provisions[0]?.wid, before.provisions[0]?.wid)
  const again = await run(contract.policyEdition, { editionId: first })
  assert.equal(again.tables[0]?.confirmedBy, '西田 亮')
  assert.equal(again.edition.tablesToConfirm, 0)
  assert.deepEqual(
    again.outline.slice(2, 6).map((n) => [n.number, n.depth]),
    [
      ['第2-1', 1],
      ['第2-1分類3', 2],
      ['第2-1分類3・1', 3],
      ['第2-1分類2', 2],
    ],
  )
  const twice = [...rows, { key: '2', detail: '', items: [] }]
  const found = await refused(
    run(contract.policyConfirmTable, { editionId: first, wid: table.wid, rows: twice }),
  )
  assert.deepEqual(found.problems[0]?.at, '3行目')
})

const widOf = async (editionId: string, eid: string) => {
  const { nodes } = await run(contract.policyProvisions, { editionId })
  return nodes.find((n) => n.eid === eid)?.wid ?? assert.fail(`${eid} is there`)
}

test('a slot without a clause is a gap; a clause is bound by its sentence and quoted', async () => {
  const wid = await widOf(first, '第3-1-(1)')
  const permit = { editionId: first, wid, mechanism: 'procedure:carry-out', slot: 'permit' }
  const out = await run(contract.policyBind, permit)
  assert.equal(out.quote, '職員は、情報資産を持ち出すときは、課長の許可を得なければならない。')
  assert.equal((await run(contract.policyBind, permit)).already, true)
  await run(contract.policyBind, { ...permit, slot: 'record', sentence: 2 })
  const all = await run(contract.policySlots, { editionId: first })
  assert.deepEqual(
    all.slots.map((s) => [s.slot, s.state, s.bindings.map((b) => b.number).join()]),
    [
      ['permit', 'bound', '第3-1(1)'],
      ['record', 'bound', '第3-1(1)'],
      ['classes', 'gap', ''],
    ],
  )
  assert.equal(all.gaps, 1)
  assert.equal((await refused(run(contract.policyBind, { ...permit, slot: 'nothing' }))).code, 'invalid')
  assert.equal((await refused(run(contract.policyBind, { ...permit, sentence: 9 }))).code, 'invalid')
  assert.equal((await refused(run(contract.policyBind, { ...permit, wid: newId() }))).code, 'not-found')
})

test('a draft is cited by nothing; in force it is cited from its day on', async () => {
  assert.deepEqual(await inTenant((tx) => citationsOf(tx, 'procedure:carry-out', '2026-05-01')), [])
  const out = await run(contract.policyPutInForce, { editionId: first, ...force })
  assert.deepEqual([out.edition.standing, out.supersedes, out.openSlots], ['current', null, 1])
  const wid = await widOf(first, '第3-1-(1)')
  assert.deepEqual(await inTenant((tx) => citationsOf(tx, 'procedure:carry-out', '2026-04-01')), [
    {
      slot: 'permit',
      editionId: first,
      wid,
      eid: '第3-1-(1)',
      documentMark: '対策基準',
      label: '第3-1(1)',
      confirmed: false,
    },
    {
      slot: 'record',
      editionId: first,
      wid,
      eid: '第3-1-(1)',
      documentMark: '対策基準',
      label: '第3-1(1)',
      confirmed: false,
    },
  ])
  assert.deepEqual(await inTenant((tx) => citationsOf(tx, 'procedure:carry-out', '2026-03-31')), [])
  assert.equal((await inTenant((tx) => editionInForce(tx, '2026-05-01')))?.editionId, first)
  assert.equal(await inTenant((tx) => editionInForce(tx, '2026-03-31')), undefined)
  assert.equal(await inTenant((tx) => editionLabel(tx, first)), '対策基準 第1版')
  assert.equal(
    (await refused(run(contract.policyPutInForce, { editionId: first, ...force }))).code,
    'conflict',
  )
})

test('a provision shows what hangs on it, with names and numbers', async () => {
  const out = await run(contract.policyProvision, { editionId: first, eid: '第3-1-(1)' }, clerk)
  assert.deepEqual(
    out.mechanisms.map((m) => [m.mechanismName, m.need, m.sentence, m.confirmedBy, m.counts]),
    [
      ['持出許可', '持出しの許可を定める条文', 1, '西田 亮', [{ label: '許可', value: 3 }]],
      ['持出許可', '記録の保管を定める条文', 2, '西田 亮', [{ label: '許可', value: 3 }]],
    ],
  )
  assert.deepEqual(
    out.path.map((p) => p.number),
    ['第3', '第3-1'],
  )
  assert.deepEqual([out.previous?.number, out.next?.number, out.sentences.length], ['第3-1', '第3-1(2)', 2])
  assert.equal(
    (await refused(run(contract.policyProvision, { editionId: first, eid: '第99' }))).code,
    'not-found',
  )
})

test('search finds words in any width and kana, clause numbers, and marks the places', async () => {
  const usb = await run(contract.policySearch, { query: 'usbめもり' }, clerk)
  assert.deepEqual(
    usb.hits.map((h) => h.number),
    ['第3-1(2)'],
  )
  const hit = usb.hits[0]
  assert.deepEqual(
    hit?.inText.map((r) => hit.text.slice(r.start, r.end)),
    ['ＵＳＢメモリ'],
  )
  assert.equal((await run(contract.policySearch, { query: '第３-１(１)' })).hits[0]?.number, '第3-1(1)')
  const ranked = await run(contract.policySearch, { query: '許可' })
  assert.equal(ranked.hits[0]?.heading, '許可')
  assert.deepEqual(
    (await run(contract.policySearch, { query: '職員 許可 保管' })).hits.map((h) => h.number),
    ['第3-1(1)'],
  )
  assert.equal((await run(contract.policySearch, { query: '100%_\\' })).total, 0)
  assert.equal((await run(contract.policySearch, { query: '職員', size: 1 })).hits.length, 1)
})

let second = ''

test('a new edition takes over ids, bindings of unchanged words, and confirmed tables', async () => {
  const out = await run(contract.policyImport, { base64: base64(AMENDED) })
  second = out.editionId ?? ''
  // The sentence that was reworded is found although its number changed too.
  assert.deepEqual([out.label, out.changes?.changed, out.bindings], ['第2版', 1, { carried: 2, open: 0 }])
  assert.equal(await widOf(second, '第4-1-(1)'), await widOf(first, '第3-1-(1)'))
  const slotsNow = await run(contract.policySlots, { editionId: second })
  assert.deepEqual(
    slotsNow.slots[0]?.bindings.map((b) => [b.number, b.carried]),
    [['第4-1(1)', true]],
  )
  assert.equal((await run(contract.policyEdition, { editionId: second })).edition.tablesToConfirm, 0)
  assert.equal(await widOf(second, '第2-1-分類2-・1'), await widOf(first, '第2-1-分類2-・1'))
})

test('a later edition ends the one before it on its day; cases of each day find their edition', async () => {
  const early = { ...force, effectiveFrom: '2026-04-01' }
  assert.equal(
    (await refused(run(contract.policyPutInForce, { editionId: second, ...early }))).code,
    'conflict',
  )
  const wrong = { ...force, effectiveFrom: '2026-10-01', decidedOn: '2026-10-02' }
  assert.equal(
    (await refused(run(contract.policyPutInForce, { editionId: second, ...wrong }))).code,
    'invalid',
  )
  const out = await run(contract.policyPutInForce, {
    editionId: second,
    ...force,
    effectiveFrom: '2026-10-01',
  })
  assert.deepEqual([out.edition.standing, out.supersedes], ['coming', first])
  const editions = (await run(contract.policyEdition, { editionId: first })).editions
  assert.deepEqual(
    editions.map((e) => e.standing),
    ['coming', 'current'],
  )
  assert.equal((await inTenant((tx) => editionInForce(tx, '2026-09-30')))?.editionId, first)
  assert.equal((await inTenant((tx) => editionInForce(tx, '2026-10-01')))?.editionId, second)
  const on = await inTenant((tx) => citationsOfAll(tx, ['procedure:carry-out'], '2026-10-01'))
  assert.deepEqual(
    on.get('procedure:carry-out')?.map((c) => c.label),
    ['第4-1(1)', '第4-1(1)'],
  )
  const history = await run(contract.policyProvision, { editionId: second, eid: '第4-1-(1)' })
  assert.deepEqual(
    history.history.map((h) => [h.label, h.eid, h.sameText]),
    [['第1版', '第3-1-(1)', true]],
  )
})

test('a binding can be taken away, once', async () => {
  const { slots: bound } = await run(contract.policySlots, { editionId: second })
  const bindingId = bound[1]?.bindings[0]?.bindingId ?? ''
  await run(contract.policyUnbind, { bindingId })
  assert.equal((await run(contract.policySlots, { editionId: second })).gaps, 2)
  assert.equal((await refused(run(contract.policyUnbind, { bindingId }))).code, 'not-found')
})

test('a clerk may read and may not change; another tenant sees nothing', async () => {
  const commands = [
    () => run(contract.policyImport, { base64: base64(STANDARD) }, clerk),
    () => run(contract.policyPutInForce, { editionId: second, ...force }, clerk),
    () => run(contract.policyUnbind, { bindingId: newId() }, clerk),
    () => run(contract.policyDiscard, { editionId: second }, clerk),
  ]
  for (const command of commands) assert.equal((await refused(command())).code, 'forbidden')
  const other = await newTenant()
  assert.equal((await run(contract.policyList, {}, officer, other)).total, 0)
  assert.equal(
    (await refused(run(contract.policyEdition, { editionId: first }, officer, other))).code,
    'not-found',
  )
  const foreign = {
    editionId: first,
    wid: await widOf(first, '第1'),
    mechanism: 'register:assets',
    slot: 'classes',
  }
  assert.equal((await refused(run(contract.policyBind, foreign, officer, other))).code, 'not-found')
})

test('the same bound, confirmed and put in force at once is done once', async () => {
  const other = await newTenant()
  const { editionId } = await run(contract.policyImport, { base64: base64(STANDARD) }, officer, other)
  assert.ok(editionId)
  const { nodes } = await run(contract.policyProvisions, { editionId }, officer, other)
  const wid = nodes.find((n) => n.eid === '第3-1-(1)')?.wid ?? ''
  const bind = { editionId, wid, mechanism: 'procedure:carry-out', slot: 'permit' }
  const bound = await Promise.all([1, 2, 3].map(() => run(contract.policyBind, bind, officer, other)))
  assert.deepEqual(bound.map((b) => b.already).toSorted(), [false, true, true])
  const table = nodes.find((n) => n.table !== null)?.wid ?? ''
  const rows = [{ key: '1', detail: '全て', items: ['施錠'] }]
  await Promise.all(
    [1, 2].map(() => run(contract.policyConfirmTable, { editionId, wid: table, rows }, officer, other)),
  )
  const forced = await Promise.allSettled(
    [1, 2].map(() => run(contract.policyPutInForce, { editionId, ...force }, officer, other)),
  )
  assert.deepEqual(forced.map((f) => f.status).toSorted(), ['fulfilled', 'rejected'])
})
