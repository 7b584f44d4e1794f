import assert from 'node:assert/strict'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool } from '#ground/database/database.ts'
import { newId } from '#ground/ids/ids.ts'
import { sampleLedger } from '#test/tamper/sample-ledger.ts'
import { ledgerPaths, LedgerKeyError, openSigningKey } from './key.ts'
import { openNote, parseCheckpoint, parseVerifier } from './note.ts'
import { createRecorder } from './recorder.ts'
import { BrokenLedger, openLog } from './sequence.ts'
import { startSequencer, type Sequencer } from './sequencer.ts'
import { appendWitness, lastWitness, readWitness } from './witness.ts'

const house = await sampleLedger({ after })
const pool = openPool(house.owner, { max: 6, name: 'sequencer-test' })
const running = new Set<Sequencer>()
after(async () => {
  for (const each of running) await each.stop()
  await pool.end()
})

function start(options: { tenants?: readonly string[]; onError?: (error: unknown) => void } = {}): Sequencer {
  const sequencer = startSequencer({
    pool,
    tenants: async () => options.tenants ?? [house.tenantId],
    dataFolder: house.dataFolder,
    clock: house.clock,
    onError: (error) => (options.onError ?? assert.ifError)(error),
    pollMs: 20,
  })
  running.add(sequencer)
  return sequencer
}
const stop = async (sequencer: Sequencer): Promise<void> => {
  running.delete(sequencer)
  await sequencer.stop()
}
const event = (word: string, tenant = house.tenantId) =>
  house.command(
    (recorder) => recorder.save('sample_event', { id: newId(), word }).then(() => undefined),
    '登録',
    newId(),
    tenant,
  )
const order = async (tenant = house.tenantId): Promise<string[]> => {
  const { rows } = await pool.query<{ entry_id: string }>(
    'select entry_id from ledger_leaf where tenant_id = $1 order by seq',
    [tenant],
  )
  return rows.map((row) => row.entry_id)
}

test('committed entries get their places, a signed head, and a line outside the database', async () => {
  const sequencer = start()
  const made: string[] = []
  for (let each = 0; each < 5; each++) made.push((await event('申請')).entryId)
  await sequencer.settled()
  await stop(sequencer)
  assert.deepEqual(await order(), made)
  const last = await lastWitness(ledgerPaths(house.dataFolder, house.tenantId).witness)
  const key = parseVerifier(await readFile(ledgerPaths(house.dataFolder, house.tenantId).publicKey, 'utf8'))
  assert.equal(parseCheckpoint(openNote(last?.note ?? '', key) ?? '').size, 5)
  assert.equal((await stat(ledgerPaths(house.dataFolder, house.tenantId).key)).mode & 0o777, 0o600)
  assert.deepEqual((await house.verify()).findings, [])
})

test('a transaction that commits late is never skipped', async () => {
  const sequencer = start()
  const gate = Promise.withResolvers<void>()
  const written = Promise.withResolvers<string>()
  const late = house.db.inTenant(house.tenantId, async (tx) => {
    const recorder = createRecorder({
      tx,
      registry: house.registry,
      tenantId: house.tenantId,
      at: house.clock.now().toISOString(),
      actor: { kind: 'system', job: 'late' },
      operation: 'sample.late',
    })
    recorder.describe({ act: '遅い登録', subject: { kind: 'sample', id: 'late' } })
    written.resolve((await recorder.finish()).entryId)
    await gate.promise
  })
  const lateId = await written.promise
  const earlier = await event('先に確定')
  await sleep(150)
  // The later transaction waits behind the running one, so that the order by transaction holds.
  assert.ok(!(await order()).includes(earlier.entryId))
  gate.resolve()
  await late
  await sequencer.settled()
  await stop(sequencer)
  assert.deepEqual((await order()).slice(-2), [lateId, earlier.entryId])
  assert.deepEqual((await house.verify()).findings, [])
})

test('many writers at once: every entry gets exactly one place', async () => {
  const sequencer = start()
  const made = await Promise.all(
    Array.from({ length: 120 }, () => event('同時').then(({ entryId }) => entryId)),
  )
  await sequencer.settled()
  await stop(sequencer)
  const places = await order()
  assert.equal(new Set(places).size, places.length)
  assert.ok(made.every((id) => places.includes(id)))
  assert.deepEqual((await house.verify()).findings, [])
})

test('only one of two sequencers works; when it goes, the other takes over and loses nothing', async () => {
  const [first, second] = [start(), start()]
  await event('一')
  await first.settled()
  await stop(first)
  const { entryId } = await event('二')
  await second.settled()
  await stop(second)
  assert.equal((await order()).at(-1), entryId)
  assert.deepEqual((await house.verify()).findings, [])
})

test('a sequencer whose connection dies goes on with a new one', async () => {
  const errors: unknown[] = []
  const sequencer = start({ onError: (error) => void errors.push(error) })
  await event('一')
  await sequencer.settled()
  await pool.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
        and database = (select oid from pg_database where datname = current_database())`,
  )
  const { entryId } = await event('二')
  await sleep(50)
  while (!(await order()).includes(entryId)) {
    sequencer.poke()
    await sleep(50)
  }
  await stop(sequencer)
  assert.ok(errors.length > 0)
  assert.deepEqual((await house.verify()).findings, [])
})

test('entries that came with a restored copy of another server are sequenced whatever their numbers', async () => {
  const { entryId: future } = await event('先の番号')
  const { entryId: past } = await event('前の番号')
  await pool.query(`update ledger_entry set xid = '999999999999' where entry_id = $1`, [future])
  await pool.query(`update ledger_entry set xid = '3' where entry_id = $1`, [past])
  const sequencer = start()
  await sequencer.settled()
  const { entryId: next } = await event('戻した後')
  await sequencer.settled()
  await stop(sequencer)
  const places = await order()
  assert.ok([future, past, next].every((id) => places.includes(id)))
  assert.deepEqual((await house.verify()).findings, [])
})

test('a crash between commit and witness is made good at the next start', async () => {
  const path = ledgerPaths(house.dataFolder, house.tenantId).witness
  await event('一')
  const before = await readFile(path, 'utf8')
  await house.sequence()
  const whole = await readFile(path, 'utf8')
  await writeFile(path, `${before}${whole.slice(before.length, before.length + 40)}`)
  const sequencer = start()
  await event('二')
  await sequencer.settled()
  await stop(sequencer)
  assert.deepEqual((await house.verify()).findings, [])
})

test('a ledger with heads never goes on under a new key', async () => {
  const { key } = ledgerPaths(house.dataFolder, house.tenantId)
  await rename(key, `${key}.away`)
  const errors: unknown[] = []
  const sequencer = start({ onError: (error) => void errors.push(error) })
  await event('鍵なし')
  await assert.rejects(sequencer.settled(), LedgerKeyError)
  await stop(sequencer)
  assert.match(String(errors[0]), /署名鍵/)
  await writeFile(key, 'PRIVATE+KEY+x')
  await assert.rejects(openSigningKey(house.dataFolder, house.tenantId, { mayCreate: false }), /読めません/)
  await rm(key)
  await rename(`${key}.away`, key)
  await house.sequence()
  assert.deepEqual((await house.verify()).findings, [])
})

test('a tree that contradicts its head is not signed any further', async () => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('delete from ledger_leaf where seq = (select max(seq) from ledger_leaf)')
    await client.query('commit')
    await assert.rejects(
      openLog(client, { tenantId: house.tenantId, dataFolder: house.dataFolder, clock: house.clock }),
      BrokenLedger,
    )
  } finally {
    client.release()
  }
})

test('tenants have logs of their own, and one broken log does not stop the others', async () => {
  const other = await house.newTenant('隣の市')
  const errors: unknown[] = []
  const sequencer = start({ tenants: [house.tenantId, other], onError: (error) => void errors.push(error) })
  const { entryId } = await event('隣', other)
  while (!(await order(other)).includes(entryId)) await sleep(20)
  await stop(sequencer)
  assert.ok(errors.some((error) => error instanceof BrokenLedger))
  assert.deepEqual((await house.verify(other)).findings, [])
})

test('a witness file keeps its order and says which line it cannot read', async () => {
  const path = `${house.dataFolder}/w/checkpoints.log`
  assert.equal(await readWitness(path), null)
  await appendWitness(path, { at: '2026-04-01T00:00:00Z', note: 'a\n' })
  await writeFile(path, `${await readFile(path, 'utf8')}broken\n`)
  await appendWitness(path, { at: '2026-04-02T00:00:00Z', note: 'b\n' })
  const seen: unknown[] = []
  for await (const record of (await readWitness(path)) ?? [])
    seen.push('fault' in record ? record.line : record.note)
  assert.deepEqual(seen, ['a\n', 2, 'b\n'])
  assert.equal((await lastWitness(path))?.note, 'b\n')
})
