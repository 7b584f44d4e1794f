import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { z } from 'zod'
import { listChecks, showCheck } from '#engine/check/contract.ts'
import { listApplications } from '#engine/procedure/contract.ts'
import { registerList } from '#engine/register/contract.ts'
import { stocktakeOverview, stocktakeProgress } from '#engine/stocktake/contract.ts'
import { settableClock } from '#ground/clock/clock.ts'
import { readConfig } from '#ground/config/config.ts'
import { openPool } from '#ground/database/database.ts'
import { withClient } from '#ground/database/roles.ts'
import type { Contract } from '#ground/operation/contract.ts'
import { openHouse } from '#house'
import { listEntry } from '#rooms/4-physical/entry/contract.ts'
import { testDatabase } from '#test/database.ts'

/* The sample city, made as a whole at ten in the morning, while the house looks for work of the day. */
const last: (() => unknown)[] = []
const base = await testDatabase({ after: (work) => last.push(work) })
await withClient(base.owner, (client) => client.query('delete from tenant'))
const folder = await mkdtemp(join(tmpdir(), 'kijun-sample-'))
const ownerPool = openPool(base.owner, { max: 4, name: 'kijun-owner' })
const house = await openHouse({
  config: { ...readConfig({}, folder), dataFolder: folder, logLevel: 'silent' },
  clock: settableClock('2026-11-24T10:00:00+09:00'),
  database: base.db,
  ownerPool,
})
after(async () => {
  await house.close()
  await ownerPool.end()
  await rm(folder, { recursive: true, force: true })
  for (const work of last) await work()
})

let tenantId = ''
before(async () => {
  await house.setup.startDemo()
  await house.setup.demoReady(() => undefined)
  tenantId = await house.tenantFor(null)
})

/** Asks as somebody with a sign-in of the sample. */
async function ask<C extends Contract>(
  login: string,
  contract: C,
  input: z.input<C['input']>,
): Promise<z.output<C['output']>> {
  const { person_id: personId, account_id: accountId } = await base.db.readTenant(tenantId, (tx) =>
    tx
      .selectFrom('account')
      .select(['person_id', 'account_id'])
      .where('login', '=', login)
      .executeTakeFirstOrThrow(),
  )
  const rights = await base.db.readTenant(tenantId, (tx) => house.rightsOf(tx, personId, '2026-11-24'))
  const actor = { kind: 'person', personId, accountId, rights } as const
  return contract.output.parse(await house.runner.run(contract.name, { tenantId, actor }, input)) as z.output<
    C['output']
  >
}

/** The states in which the cases of a procedure stand. */
async function statesOf(procedure: string): Promise<string[]> {
  const { rows } = await ask('kansa', listApplications, { view: 'office', procedure, size: 100 })
  return rows.map(({ state }) => state).toSorted()
}

test('every permit of the desk has been asked for, and stands where its story has left it', async () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    'medium-loan': ['done', 'in-use'],
    'repair-out': ['in-use'],
    'dispose-medium': ['done'],
    'dispose-device': ['in-use'],
    provide: ['done', 'waiting'],
    'area-entry': ['granted', 'granted', 'waiting'],
    'carry-in': ['done'],
    'private-device': ['in-use', 'refused'],
    'software-install': ['done', 'waiting'],
    'external-network': ['waiting'],
    'wireless-lan': ['in-use'],
    'privileged-id': ['granted'],
    'equipment-change': ['sent-back'],
    'remote-access': ['waiting'],
    'off-site': ['in-use'],
    exception: ['in-use'],
  }
  for (const [procedure, states] of Object.entries(expected))
    assert.deepEqual(await statesOf(procedure), states, procedure)
})

test('whoever decides finds permits waiting that are no take-out', async () => {
  for (const [login, procedures] of [
    ['kacho', ['provide', 'software-install']],
    ['ciso', ['external-network']],
    ['jouseikacho', ['area-entry', 'remote-access', 'software-install']],
    ['tokatsu', ['software-install']],
  ] as const) {
    const { rows } = await ask(login, listApplications, { view: 'inbox', size: 100 })
    for (const procedure of procedures)
      assert.ok(
        rows.some((row) => row.procedure === procedure),
        `${login}: ${procedure}`,
      )
  }
})

test('the books hold what the permits wrote into them', async () => {
  for (const register of [
    'loan-book',
    'repair',
    'disposal',
    'provision-book',
    'area-permit',
    'carry-in',
    'private-device',
  ] as const) {
    const { rows } = await ask('kansa', registerList, { register })
    assert.ok(rows.length > 0, register)
    for (const { values } of rows) assert.equal(typeof values['application'], 'string', register)
  }
  const wireless = await ask('kansa', registerList, { register: 'wireless' })
  assert.ok(wireless.rows.some(({ values }) => typeof values['permit'] === 'string'))
  const devices = await ask('kansa', registerList, { register: 'device' })
  assert.deepEqual(
    devices.rows.filter(({ values }) => values['site'] === 'off-site').map(({ label }) => label),
    ['控えの保管装置'],
  )
})

test('at the door of the server room there are staff, vendors and a visitor with his escort', async () => {
  const { rows } = await ask('jousei', listEntry, {})
  for (const kind of ['staff', 'vendor', 'visitor'] as const)
    assert.ok(
      rows.some((row) => row.kind === kind),
      kind,
    )
})

test('a stock-take is signed in one section and under way in the other', async () => {
  const { running } = await ask('jousei', stocktakeOverview, { register: 'device' })
  const [devices] = running
  assert.ok(devices !== undefined)
  const { rows } = await ask('jousei', stocktakeProgress, { stocktakeId: devices.stocktakeId })
  const sheet = (name: string) => rows.find(({ unit }) => unit.name === name)
  assert.equal(sheet('情報政策課')?.signedBy, '真壁 智子')
  const open = sheet('長寿支援課')
  assert.ok(open !== undefined && open.signedAt === null)
  const counted = open.found + open.elsewhere
  assert.ok(counted > 0 && counted < open.total, `${counted} of ${open.total}`)
})

test('all checks have run by the first morning, and the work of the day did not run over half a city', async () => {
  const { rows } = await ask('jousei', listChecks, {})
  assert.deepEqual(
    rows.filter(({ state }) => state === 'unknown').map(({ name }) => name),
    [],
  )
  const { runs } = await ask('jousei', showCheck, { check: 'system-without-backup' })
  assert.equal(runs.at(-1)?.at, '2026-11-23T15:00:00Z', 'the first run is that of the sample itself')
  for (const { lines } of runs) assert.equal(lines, 3)
})
