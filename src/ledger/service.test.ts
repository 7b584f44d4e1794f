import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fixedClock } from '#ground/clock/clock.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act, Actor } from '#ground/operation/act.ts'
import { sampleLedger } from '#test/tamper/sample-ledger.ts'
import { readPublicKey } from './key.ts'
import { verifyReceipt } from './receipt.ts'
import { ledgerOperations, verifyJob } from './service.ts'

const house = await sampleLedger({ after })
await house.live({ commands: 30, seed: 7 })
const subject = newId()
const { entryId } = await house.command(
  (recorder) => recorder.save('sample_event', { id: newId(), word: '許可' }).then(() => undefined),
  '許可',
  subject,
)

const operations = new Map(
  ledgerOperations({
    dataFolder: house.dataFolder,
    maySeeSubject: async (_act, { id }) => id === subject,
    nameActors: async () => new Map(),
  }).map((each) => [each.contract.name, each]),
)
const auditor: Actor = {
  kind: 'person',
  personId: newId(),
  accountId: newId(),
  rights: new Set(['ledger.read']),
}
const clerk: Actor = { kind: 'person', personId: newId(), accountId: newId(), rights: new Set() }

async function run(name: string, input: unknown, actor: Actor = auditor): Promise<Record<string, unknown>> {
  const implementation = operations.get(name)
  assert.ok(implementation)
  return house.db.readTenant(house.tenantId, async (tx) => {
    const unused = (): never => assert.fail('not used here')
    const act: Act = {
      tx,
      tenantId: house.tenantId,
      actor,
      origin: 'local',
      at: '2026-11-25T00:00:00Z',
      today: '2026-11-25',
      recorder: {
        save: unused,
        saveAll: unused,
        saveReading: unused,
        remove: unused,
        removeAll: unused,
        describe: unused,
      },
      jobs: { send: unused },
      files: { put: unused, read: unused, find: unused },
      part: unused,
      places: unused,
    }
    const output = await implementation.run(act, input)
    assert.ok(typeof output === 'object' && output !== null)
    return { ...output }
  })
}

test('an entry is 待ち until it is under the signed tree, then 照合済', async () => {
  const waiting = await run('ledger.of-subject', { kind: 'sample', id: subject }, clerk)
  assert.deepEqual(states(waiting), ['waiting'])
  assert.equal((await run('ledger.status', {}))['waiting'], 1)
  await assert.rejects(run('ledger.receipt', { entryId }), refusal('conflict'))
  await house.sequence()
  assert.deepEqual(states(await run('ledger.of-subject', { kind: 'sample', id: subject }, clerk)), ['proven'])
  assert.equal((await run('ledger.status', {}))['waiting'], 0)
})

test('the receipt of an entry is genuine offline, and every altered receipt is not', async () => {
  const file = await run('ledger.receipt', { entryId }, clerk)
  assert.ok(file['body'] instanceof Uint8Array)
  const text = Buffer.from(file['body']).toString('utf8')
  const publicKey = (await readPublicKey(house.dataFolder, house.tenantId)) ?? ''
  const checked = verifyReceipt(text, publicKey)
  assert.equal(checked.result, 'genuine')
  assert.match(checked.result === 'genuine' ? checked.body : '', /許可/)
  assert.equal(verifyReceipt(text.replace('許可', '否決'), publicKey).result, 'wrong')
  assert.equal(verifyReceipt(text.replace(/"seq": (\d+)/, '"seq": 1'), publicKey).result, 'wrong')
  assert.equal(verifyReceipt(text.replace(/"salt": "[0-9a-f]/, '"salt": "g'), publicKey).result, 'unreadable')
  assert.equal(verifyReceipt(text.slice(0, 100), publicKey).result, 'unreadable')
})

test('people see the entries of what they may see, and nothing of the rest', async () => {
  await assert.rejects(run('ledger.of-subject', { kind: 'sample', id: newId() }, clerk), refusal('not-found'))
  const all = await run('ledger.entries', { size: 100 })
  const foreign = (all['entries'] as { entryId: string }[]).find((entry) => entry.entryId !== entryId)
  await assert.rejects(run('ledger.receipt', { entryId: foreign?.entryId }, clerk), refusal('not-found'))
  await assert.rejects(run('ledger.receipt', { entryId: newId() }, clerk), refusal('not-found'))
})

test('entries are found by subject, actor, operation and day, paged and counted', async () => {
  const page = await run('ledger.entries', { page: 2, size: 10 })
  assert.deepEqual([page['total'], states(page).length], [32, 10])
  assert.ok(states(page).every((state) => state === 'proven'))
  assert.equal((await run('ledger.entries', { subjectKind: 'sample', subjectId: subject }))['total'], 1)
  assert.equal((await run('ledger.entries', { actor: '担当者' }))['total'], 32)
  assert.equal((await run('ledger.entries', { actor: '別人' }))['total'], 0)
  assert.equal(
    (await run('ledger.entries', { operation: 'sample.save', from: '2026-04-02', to: '2026-04-02' }))[
      'total'
    ],
    17,
  )
  await assert.rejects(run('ledger.entries', { size: 101 }), refusal('invalid'))
})

test('an altered body shows as 不一致 at once', async () => {
  await house.pool.query(`update ledger_entry set body = replace(body, '許可', '否決') where entry_id = $1`, [
    entryId,
  ])
  assert.deepEqual(states(await run('ledger.of-subject', { kind: 'sample', id: subject }, clerk)), [
    'altered',
  ])
})

test('the verification job keeps its result for the page: what was found and what was not shown', async () => {
  const job = verifyJob({
    database: house.db,
    pool: house.db.pool,
    registry: house.registry,
    dataFolder: house.dataFolder,
    clock: fixedClock('2026-11-25T00:00:00Z'),
    settled: async () => undefined,
  })
  const progress: number[] = []
  const scope = {
    tenantId: house.tenantId,
    jobId: newId(),
    data: {},
    progress: async (done: number) => void progress.push(done),
  }
  assert.partialDeepStrictEqual(await job(scope), { ok: false, size: 32 })
  assert.ok(progress.length > 0)
  const { verification } = await run('ledger.verification', {})
  assert.partialDeepStrictEqual(verification, {
    ok: false,
    findings: [{ kind: 'body-changed', entryId, where: '記録 32番' }],
  })
  const status = await run('ledger.status', {})
  assert.partialDeepStrictEqual(status['lastVerification'], { ok: false })
  assert.match(String(status['limits']), /外部/)
})

function states(page: Record<string, unknown>): string[] {
  return (page['entries'] as { state: string }[]).map(({ state }) => state)
}

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code
}
