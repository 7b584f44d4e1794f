import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { applyErasures } from '#ledger/erase.ts'
import { openSigningKey } from '#ledger/key.ts'
import { parseNote, signerFromSeed } from '#ledger/note.ts'
import { verifyOn } from '#ledger/verify.ts'
import { alterations, type World } from './alterations.ts'
import { fingerprint, keepCopy, rebuild, restoreCopy } from './forge.ts'
import { sampleLedger, seeded } from './sample-ledger.ts'

const WANTED = 1000
const SEED = 20261125

const house = await sampleLedger({ after })
const copies: string[] = []
for (const [part, commands] of [215, 25, 20, 15].entries()) {
  await house.live({ commands, seed: part, batch: commands > 100 ? 20 : 4 })
  await applyErasures(house.pool, house.tenantId)
  if (part === 3) break
  const client = await house.pool.connect()
  const name = `copy_${part}`
  await keepCopy(client, name)
  client.release()
  copies.push(name)
}

const column = async <T>(text: string): Promise<T[]> =>
  (await house.pool.query<{ value: T }>(text, [house.tenantId])).rows.map(({ value }) => value)

async function openWorld(client: pg.ClientBase, random: (below: number) => number): Promise<World> {
  const realKey = await openSigningKey(house.dataFolder, house.tenantId, { mayCreate: false })
  return {
    client,
    tenantId: house.tenantId,
    entries: await column<string>(
      'select entry_id as value from ledger_leaf where tenant_id = $1 order by seq',
    ),
    assets: await column<string>('select id as value from sample_asset where tenant_id = $1 order by id'),
    events: await column<string>('select id as value from sample_event where tenant_id = $1 order by id'),
    heads: await column<number>(
      'select size as value from ledger_checkpoint where tenant_id = $1 order by size',
    ),
    copies,
    random,
    realKey,
    ownKey: signerFromSeed(realKey.name, Buffer.alloc(32, 5)),
  }
}

/** Does one alteration, verifies, undoes it. `nothing`: the database refused it, or it changed nothing. */
async function attempt(
  world: World,
  name: string,
  untouched: string,
): Promise<'nothing' | 'found' | 'missed'> {
  const { client } = world
  await client.query('savepoint before')
  try {
    try {
      await alterations[name]?.(world)
    } catch (error) {
      if (error instanceof pg.DatabaseError) return 'nothing'
      throw error
    }
    if ((await fingerprint(client)) === untouched) return 'nothing'
    const result = await house.verifyInside(client)
    return result.ok || result.findings.length === 0 ? 'missed' : 'found'
  } finally {
    await client.query('rollback to savepoint before')
  }
}

test('every one of a thousand alterations is reported, and nothing unaltered ever is', async () => {
  const client = await house.pool.connect()
  const world = await openWorld(client, seeded(SEED))
  const kinds = Object.keys(alterations)
  const done = new Map<string, number>()
  const missed: string[] = []
  let [altered, controls, falseAlarms] = [0, 0, 0]
  try {
    await client.query('begin')
    const untouched = await fingerprint(client)
    for (let turn = 0; altered < WANTED; turn++) {
      assert.ok(turn < WANTED * 3, 'too many alterations came to nothing')
      const name = kinds[turn % kinds.length] ?? assert.fail()
      const result = await attempt(world, name, untouched)
      if (result !== 'nothing') {
        altered++
        done.set(name, (done.get(name) ?? 0) + 1)
      }
      if (result === 'missed') missed.push(name)
      if (turn % 20 === 0) {
        controls++
        if (!(await house.verifyInside(client)).ok) falseAlarms++
      }
    }
  } finally {
    await client.query('rollback')
    client.release()
  }
  const found = altered - missed.length
  console.log(
    `改ざん ${altered}件 検出 ${found}件 誤検出 ${falseAlarms}件(対照 ${controls}件、改ざんの種類 ${done.size})`,
  )
  assert.deepEqual(missed, [])
  assert.equal(falseAlarms, 0)
  assert.deepEqual(
    kinds.filter((name) => !done.has(name)),
    [],
    'every kind of alteration took place',
  )
})

test('a rebuilt ledger that was changed in nothing verifies: the forger’s tools are not what is found', async () => {
  const client = await house.pool.connect()
  try {
    await client.query('begin')
    const world = await openWorld(client, seeded(1))
    await rebuild(client, house.tenantId, world.realKey)
    assert.deepEqual((await house.verifyInside(client)).findings, [])
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('a system that goes on after an older copy was put back betrays itself by its own witness file', async () => {
  const client = await house.pool.connect()
  try {
    await client.query('begin')
    const world = await openWorld(client, seeded(2))
    const options = await house.verifyOptions()
    const records: { at: string; note: string }[] = []
    for await (const record of options.witness ?? []) if ('note' in record) records.push(record)
    await restoreCopy(client, copies[1] ?? '')
    const notes = await rebuild(client, house.tenantId, world.realKey)
    const newest = notes.at(-1) ?? ''
    assert.ok(parseNote(newest).text.length > 0)
    const witness = async function* () {
      yield* records
      yield { at: '2026-11-25T00:00:00Z', note: newest }
    }
    const result = await verifyOn(client, { ...options, witness: witness() })
    assert.ok(result.findings.some(({ kind }) => kind === 'witness-went-back'))
  } finally {
    await client.query('rollback')
    client.release()
  }
})
