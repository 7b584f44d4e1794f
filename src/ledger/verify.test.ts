import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#ground/ids/ids.ts'
import { sampleLedger } from '#test/tamper/sample-ledger.ts'
import { applyErasures } from './erase.ts'
import { RecorderFault } from './recorded-table.ts'
import { verifyTenant } from './verify.ts'

const house = await sampleLedger({ after })

test('an untouched ledger verifies, an empty one says that there is nothing to verify', async () => {
  const empty = await house.verify()
  assert.deepEqual([empty.ok, empty.size], [true, 0])
  assert.match(empty.unproven.join(), /まだありません/)
  await house.live({ commands: 40, seed: 1 })
  const result = await house.verify()
  assert.deepEqual(result.findings, [])
  assert.equal(result.size, 41)
  assert.ok(result.rows > 20)
})

test('a body deleted by a stated erasure leaves the ledger whole; without the statement it is found', async () => {
  assert.equal(await applyErasures(house.pool, house.tenantId), 3)
  assert.equal(await applyErasures(house.pool, house.tenantId), 0)
  const erased = await house.verify()
  assert.deepEqual(erased.findings, [])
  assert.equal(erased.erased, 3)
  assert.match(erased.unproven.join(), /3件の記録は保存期間により/)
  const found = await house.altered(
    `update ledger_entry set at = null, body = null, salt = null, actor_kind = null, actor_id = null,
       operation = null, subject_kind = null, subject_id = null
      where entry_id = (select entry_id from ledger_leaf order by seq offset 10 limit 1)`,
  )
  assert.ok(found.includes('body-erased'))
})

test('an erasure that is not described as one, or of an entry that is not there, is refused', async () => {
  const { entryId } = await house.command((recorder) =>
    recorder.save('sample_event', { id: newId(), word: '申請' }).then(() => undefined),
  )
  await house.sequence()
  await assert.rejects(
    house.command((recorder) => recorder.erase([entryId])),
    RecorderFault,
  )
  await assert.rejects(
    house.command((recorder) => recorder.erase([newId()]), '消去'),
    RecorderFault,
  )
  assert.equal(await applyErasures(house.pool, house.tenantId), 0)
})

test('a row changed, deleted or added behind the ledger’s back is named with its last entry', async () => {
  const result = await house.alteredResult(
    `update sample_asset set name = '改' where id = (select id from sample_asset order by id limit 1)`,
  )
  const [finding] = result.findings
  assert.equal(finding?.kind, 'row-differs')
  assert.equal(finding?.table, 'sample_asset')
  assert.match(finding?.key ?? '', /"id":"/)
  assert.match(finding?.message ?? '', /最後の記録は記録 \d+番/)
  assert.ok(finding?.entryId)
  assert.deepEqual(
    await house.altered('delete from sample_event where id = (select id from sample_event limit 1)'),
    ['row-missing'],
  )
  assert.deepEqual(
    await house.altered(`insert into sample_event values ('${house.tenantId}', '${newId()}', '許可')`),
    ['row-without-entry'],
  )
})

test('numbers and texts that a program reads alike but the database stores differently are told apart', async () => {
  assert.deepEqual(
    await house.altered(`update sample_asset set facts = jsonb_set(facts, '{件数}', '1.0000000000000000000001')
      where id = (select id from sample_asset order by id limit 1)`),
    ['row-differs'],
  )
})

test('entries that still wait for the sequencer are no fault when young, and one when old', async () => {
  const at = house.clock.now()
  await house.command((recorder) =>
    recorder.save('sample_event', { id: newId(), word: '申請' }).then(() => undefined),
  )
  const young = await verifyTenant({ pool: house.pool, ...(await house.verifyOptions()), now: at })
  assert.deepEqual([young.ok, young.pending], [true, 1])
  assert.match(young.unproven.join(), /照合待ち/)
  const old = await house.verify()
  assert.deepEqual(
    old.findings.map(({ kind }) => kind),
    ['entry-without-leaf'],
  )
  await house.sequence()
  assert.equal((await house.verify()).ok, true)
})

test('what cannot be read is a finding, never a pass', async () => {
  const options = await house.verifyOptions()
  const noKey = await verifyTenant({ pool: house.pool, ...options, publicKey: null })
  assert.deepEqual(
    noKey.findings.map(({ kind }) => kind),
    ['key-missing'],
  )
  const noWitness = await verifyTenant({ pool: house.pool, ...options, witness: null })
  assert.deepEqual(
    noWitness.findings.map(({ kind }) => kind),
    ['witness-missing'],
  )
  assert.ok(
    (await house.altered('drop table sample_event')).every(
      (kind) => kind === 'table-unreadable' || kind === 'row-missing',
    ),
  )
})

test('progress ends at the total', async () => {
  const seen: [number, number][] = []
  await verifyTenant({
    pool: house.pool,
    ...(await house.verifyOptions()),
    onProgress: (done, total) => {
      seen.push([done, total])
    },
  })
  const [done, total] = seen.at(-1) ?? [0, 1]
  assert.equal(done, total)
})

test('another tenant’s ledger is its own', async () => {
  const other = await house.newTenant('隣の市')
  const [mine, theirs] = [await house.verify(), await house.verify(other)]
  assert.equal(theirs.size, 0)
  assert.ok(mine.size > 0)
})
