import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { withClient } from '#ground/database/roles.ts'
import { newId } from '#ground/ids/ids.ts'
import { testDatabase } from '#test/database.ts'
import { canonical } from './canonical.ts'
import { commitmentOf, decodeEntry } from './entry.ts'
import { sha256 } from './merkle.ts'
import { createRecorder } from './recorder.ts'
import { RecorderFault } from './recorded-table.ts'
import { makeSampleTables, sampleRegistry } from '#test/tamper/sample-tables.ts'

const { db, tenantId, owner } = await testDatabase({ after })
await makeSampleTables(owner)

const at = '2026-11-25T01:02:03.456Z'
const person = { kind: 'person', personId: newId(), accountId: newId(), rights: new Set<string>() } as const
const recorderOf = (tx: Parameters<typeof createRecorder>[0]['tx'], registry = sampleRegistry()) =>
  createRecorder({ tx, registry, tenantId, at, actor: person, operation: 'sample.save' })
const deed = { act: '登録', subject: { kind: 'sample', id: 'a-1', label: '見本' } }

test('an entry says who did what, and commits to the rows exactly as the database stored them', async () => {
  const id = newId()
  await db.inTenant(tenantId, async (tx) => {
    const recorder = recorderOf(tx)
    const saved = await recorder.save('sample_asset', {
      id,
      name: '住民基本台帳',
      place: null,
      facts: JSON.stringify({ size: 1.5, tags: ['甲', '乙'] }),
      seen_at: '2026-04-01T09:00:00.120+09:00',
      bytes: Buffer.from([0, 255]),
    })
    assert.equal(saved.seen_at, '2026-04-01T00:00:00.12Z')
    assert.deepEqual(saved.facts, { size: 1.5, tags: ['甲', '乙'] })
    assert.equal('ledger_texts' in saved, false)
    recorder.describe({ ...deed, capacity: '専決', note: '理由' })
    await recorder.finish()
  })
  const [entry] = await entries()
  assert.ok(entry?.body && entry.salt)
  const body = decodeEntry(entry.body)
  assert.equal(canonical(JSON.parse(entry.body)), entry.body)
  assert.deepEqual(body?.actor, { kind: 'person', id: person.personId, account: person.accountId })
  assert.deepEqual([body?.at, body?.capacity, body?.act, body?.note], [at, '専決', '登録', '理由'])
  const row = {
    tenant_id: tenantId,
    id,
    name: '住民基本台帳',
    facts: '{"size": 1.5, "tags": ["甲", "乙"]}',
    seen_at: '2026-04-01 00:00:00.12+00',
    bytes: '\\x00ff',
    weight: '1.5',
  }
  const after = sha256(canonical(row)).toString('hex')
  assert.deepEqual(body?.changes, [{ table: 'sample_asset', key: { id }, after }])
  assert.equal(commitmentOf(entry.salt, entry.body).length, 32)
})

test('saving again updates, and the entry holds the last state of the command', async () => {
  const id = newId()
  await db.inTenant(tenantId, async (tx) => {
    const recorder = recorderOf(tx)
    await recorder.save('sample_asset', { id, name: '一', place: '庁舎' })
    const second = await recorder.save('sample_asset', { id, name: '二' })
    assert.deepEqual([second.name, second.place], ['二', '庁舎'])
    const third = await recorder.save('sample_asset', { id, place: '倉庫' })
    assert.deepEqual([third.name, third.place], ['二', '倉庫'])
    recorder.describe(deed)
    await recorder.finish()
  })
  const last = decodeEntry((await entries()).at(-1)?.body ?? '')
  assert.equal(last?.changes.length, 1)
})

test('of rows saved with some columns wanted back those come, and the entry commits to the whole of them', async () => {
  const row = { id: newId(), name: '一', place: '庁舎' }
  const changes: unknown[] = []
  for (const some of [true, false]) {
    await db.inTenant(tenantId, async (tx) => {
      const recorder = recorderOf(tx)
      if (some)
        assert.deepEqual(await recorder.saveReading('sample_asset', [row], ['place']), [{ place: '庁舎' }])
      else await recorder.saveAll('sample_asset', [row])
      recorder.describe(deed)
      await recorder.finish()
    })
    changes.push(decodeEntry((await entries()).at(-1)?.body ?? '')?.changes)
  }
  assert.deepEqual(changes[0], changes[1])
})

test('a removed row is noted as removed, and removing nothing is a fault', async () => {
  const id = newId()
  await db.inTenant(tenantId, async (tx) => {
    const recorder = recorderOf(tx)
    await recorder.save('sample_asset', { id, name: '一' })
    await recorder.remove('sample_asset', { id })
    await assert.rejects(recorder.remove('sample_asset', { id }), RecorderFault)
    recorder.describe(deed)
    await recorder.finish()
  })
  const last = decodeEntry((await entries()).at(-1)?.body ?? '')
  assert.deepEqual(last?.changes, [{ table: 'sample_asset', key: { id }, after: null }])
})

test('thousands of rows come back in order and leave chained entries of at most 1,000 changes', async () => {
  const before = (await entries()).length
  const rows = Array.from({ length: 2500 }, (_, index) => ({
    id: newId(),
    name: `資産${index}`,
    ...(index % 2 === 0 ? { place: '庁舎' } : {}),
  }))
  await db.inTenant(tenantId, async (tx) => {
    const recorder = recorderOf(tx)
    const saved = await recorder.saveAll('sample_asset', rows)
    assert.deepEqual(
      saved.map((row) => row.id),
      rows.map((row) => row.id),
    )
    recorder.describe(deed)
    await recorder.finish()
  })
  const made = (await entries()).slice(before).map((entry) => JSON.parse(entry.body ?? '{}'))
  assert.deepEqual(
    made.map((body) => body.changes.length),
    [1000, 1000, 500],
  )
  assert.deepEqual(new Set(made.map((body) => body.command)), new Set([made[0].entry]))
  assert.deepEqual(
    made.map((body) => `${body.part}/${body.parts}`),
    ['1/3', '2/3', '3/3'],
  )
})

test('a command that does not say what it did leaves nothing', async () => {
  const id = newId()
  const run = db.inTenant(tenantId, async (tx) => {
    const recorder = recorderOf(tx)
    await recorder.save('sample_asset', { id, name: '一' })
    await recorder.finish()
  })
  await assert.rejects(run, RecorderFault)
  const found = await db.readTenant(tenantId, (tx) =>
    tx.selectFrom('sample_asset').select('id').where('id', '=', id).execute(),
  )
  assert.deepEqual(found, [])
})

test('rows of other tenants, tables outside the ledger, unknown columns and broken JSON are refused', async () => {
  await db.inTenant(tenantId, async (tx) => {
    const recorder = recorderOf(tx)
    await assert.rejects(
      recorder.save('sample_asset', { id: newId(), name: 'x', tenant_id: newId() }),
      RecorderFault,
    )
    await assert.rejects(
      recorder.save('tenant', { tenant_id: tenantId, code: 'x', name: 'x', kind: 'city', created_at: at }),
      RecorderFault,
    )
    const odd = { id: newId(), name: 'x', colour: 'red' }
    await assert.rejects(recorder.save('sample_asset', odd), RecorderFault)
    await assert.rejects(
      recorder.save('sample_asset', { id: newId(), name: 'x', facts: '1},{"name":"y"' }),
      SyntaxError,
    )
    await assert.rejects(recorder.save('sample_asset', { id: newId(), place: 'nowhere' }), RecorderFault)
  })
})

test('an append-only table takes rows once and never changes them', async () => {
  const id = newId()
  await db.inTenant(tenantId, async (tx) => {
    const recorder = recorderOf(tx)
    await recorder.save('sample_event', { id, word: '許可' })
    recorder.describe(deed)
    await recorder.finish()
  })
  const again = db.inTenant(tenantId, (tx) => recorderOf(tx).save('sample_event', { id, word: '否決' }))
  await assert.rejects(again, /duplicate key/)
})

test('the application’s role can neither change entries nor write leaves, tiles or checkpoints', async () => {
  const attempts = [
    sql`update ledger_entry set body = body`,
    sql`delete from ledger_entry`,
    sql`insert into ledger_leaf select ${tenantId}, 0, entry_id, salt, salt from ledger_entry limit 1`,
    sql`insert into ledger_checkpoint values (${tenantId}, 1, sha256(''), 'x', now())`,
    sql`delete from ledger_leaf`,
    sql`update ledger_tile set width = 1`,
  ]
  for (const attempt of attempts) {
    await assert.rejects(
      db.inTenant(tenantId, (tx) => attempt.execute(tx)),
      /permission denied|only the sequencer/,
    )
  }
})

test('a session whose settings would write values differently is refused', async () => {
  await withClient(owner, (client) => client.query(`alter role kijun_app set "DateStyle" = 'SQL, DMY'`))
  try {
    const { openDatabase } = await import('#ground/database/database.ts')
    const other = openDatabase(db.connection, { max: 1 })
    try {
      await assert.rejects(
        other.inTenant(tenantId, (tx) => recorderOf(tx).save('sample_asset', { id: newId(), name: 'x' })),
        /DateStyle/,
      )
    } finally {
      await other.close()
    }
  } finally {
    await withClient(owner, (client) => client.query('alter role kijun_app reset "DateStyle"'))
  }
})

function entries() {
  return db.readTenant(tenantId, (tx) =>
    tx.selectFrom('ledger_entry').select(['entry_id', 'body', 'salt']).orderBy('entry_id').execute(),
  )
}
