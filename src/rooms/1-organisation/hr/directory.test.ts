import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { startWorker } from '#ground/jobs/jobs.ts'
import { ldifLine, noSlapd, reader, startSlapd, suffix } from '#test/slapd.ts'
import { makeWorld } from '#test/world.ts'
import { compareStaff, staffComparison } from './contract.ts'
import { saveDirectory, showDirectory, testDirectory } from './contract-directory.ts'

const person = (number: string, sn: string, given: string, unit: string, title: string): string =>
  [
    `dn: employeeNumber=${number},${suffix}`,
    'objectClass: inetOrgPerson',
    `cn: p${number}`,
    ldifLine('sn', sn),
    ldifLine('givenName', given),
    `employeeNumber: ${number}`,
    ldifLine('ou', unit),
    ldifLine('title', title),
    '',
  ].join('\n')
// 00001 and 00002 are of the tests' city; one of them has moved, and somebody is new. 1,200 more want pages.
const many = Array.from({ length: 1_200 }, (_, index) =>
  person(String(20_000 + index), `姓${index}`, '太郎', '市民課', '主事'),
)
const ldif = [
  person('00001', '田辺', '彩', '市民課', '主事'),
  person('00002', '森下', '由佳', '長寿支援課', '主任'),
  person('00003', '原', '健', 'なにか', '主任'),
  ...many,
].join('\n')
const real = { skip: noSlapd }
const slapd = noSlapd === false ? await startSlapd({ after }, ldif) : undefined
const world = await makeWorld({ after })
const { city } = world
const secret = reader.password
const settings = () => ({
  address: `ldaps://localhost:${slapd?.ldapsPort ?? 1}`,
  authorityPem: slapd?.authorityPem ?? null,
  bindDn: reader.dn,
  password: secret,
  base: suffix,
  filter: '(objectClass=inetOrgPerson)',
  attributes: { number: 'employeeNumber', family: 'sn', given: 'givenName', unitName: 'ou', title: 'title' },
  whole: true,
})

async function work(): Promise<void> {
  const worker = startWorker({
    database: world.house.database,
    clock: world.clock,
    handlers: world.house.handlers,
    tenants: async () => [world.tenantId],
    onError: (error) => {
      throw error
    },
  })
  await worker.drain()
  await worker.stop()
}

async function refused(task: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await task.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Refusal, String(error))
  return error
}

test('without settings there is nothing to ask', async () => {
  assert.deepEqual(await city.run('officer', showDirectory, {}), { directory: null })
  const source = { from: 'directory' as const }
  assert.match(
    (await refused(city.run('officer', compareStaff, { source, on: '2027-04-01' }))).message,
    /登録されていません/u,
  )
})

test('wrong settings name their field, and only encrypted addresses are taken', async () => {
  const refusal = await refused(
    city.run('officer', saveDirectory, {
      ...settings(),
      address: 'http://ad.city',
      filter: '(uid=x',
      authorityPem: '-----BEGIN PRIVATE KEY-----',
      password: undefined,
    }),
  )
  assert.deepEqual(
    refusal.problems.map((problem) => problem.at),
    ['address', 'filter', 'authorityPem', 'password'],
  )
})

test('the password is answered to nobody, and is neither in the ledger nor readable in the database', async () => {
  await city.run('officer', saveDirectory, settings())
  const shown = await city.run('officer', showDirectory, {})
  assert.equal(shown.directory?.hasPassword, true)
  assert.ok(!JSON.stringify(shown).includes(secret))
  const everything = await world.house.database.readTenant(world.tenantId, async (tx) => [
    await tx.selectFrom('ledger_entry').selectAll().execute(),
    await tx.selectFrom('hr_directory').selectAll().execute(),
    await tx.selectFrom('hr_directory_secret').selectAll().execute(),
    await tx.selectFrom('job').selectAll().execute(),
  ])
  const text = JSON.stringify(everything, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  )
  assert.ok(!text.includes(secret))
})

test('another address or account wants the password again: it goes nowhere it was not meant for', async () => {
  const { password: _password, ...kept } = settings()
  await city.run('officer', saveDirectory, kept)
  for (const change of [{ address: 'ldaps://evil.example' }, { bindDn: 'cn=other,dc=shiken' }]) {
    const refusal = await refused(city.run('officer', saveDirectory, { ...kept, ...change }))
    assert.deepEqual(
      refusal.problems.map((problem) => problem.at),
      ['password'],
    )
  }
})

test(
  'a test shows the first entries; a wrong password and a server that is gone are told in words',
  real,
  async () => {
    const good = await city.run('officer', testDirectory, {})
    assert.deepEqual([good.works, good.read, good.more], [true, 100, true])
    assert.deepEqual(good.sample[0], ['00001', '田辺', '彩', '市民課', '主事'])
    await city.run('officer', saveDirectory, { ...settings(), password: 'chigau' })
    assert.partialDeepStrictEqual(await city.run('officer', testDirectory, {}), { works: false, read: 0 })
    await city.run('officer', saveDirectory, { ...settings(), address: 'ldaps://localhost:9' })
    assert.match((await city.run('officer', testDirectory, {})).says, /接続を断られました/u)
    await city.run('officer', saveDirectory, settings())
  },
)

test('a directory is a source like a file: 1,203 entries, the same differences', real, async () => {
  const { comparisonId, jobId } = await city.run('officer', compareStaff, {
    source: { from: 'directory' },
    on: '2027-04-01',
  })
  assert.ok(jobId !== null)
  await work()
  const found = await city.run('officer', staffComparison, { comparisonId, q: '00001' })
  assert.equal(found.state, 'ready', found.error ?? '')
  assert.equal(found.summary?.rows, 1_203)
  assert.match(found.summary.problems[0]?.message ?? '', /「なにか」は登録されていません/u)
  assert.ok(
    found.differences.some((each) => each.kind === 'move' && each.what === '長寿支援課 主事 → 市民課 主事'),
  )
  const kinds = Object.fromEntries(
    found.groups.map((group) => [`${group.kind} ${group.mark ?? ''}`.trim(), group.total]),
  )
  assert.deepEqual(kinds, { hire: 1_200, move: 1, 'retire missing': 12 })
})

test('a directory in which not everybody is says nothing about who is missing', real, async () => {
  await city.run('officer', saveDirectory, { ...settings(), whole: false, filter: '(employeeNumber=0000*)' })
  const { comparisonId } = await city.run('officer', compareStaff, {
    source: { from: 'directory' },
    on: '2027-04-01',
  })
  await work()
  const found = await city.run('officer', staffComparison, { comparisonId })
  assert.deepEqual(
    found.groups.map((group) => [group.kind, group.total]),
    [['move', 1]],
    JSON.stringify(found.summary?.problems),
  )
})

test('a directory that is gone in the middle leaves an answer, not a fault', real, async () => {
  await city.run('officer', saveDirectory, settings())
  const { comparisonId } = await city.run('officer', compareStaff, {
    source: { from: 'directory' },
    on: '2027-04-01',
  })
  await slapd?.stop()
  await work()
  const found = await city.run('officer', staffComparison, { comparisonId })
  assert.equal(found.state, 'failed')
  assert.match(found.error ?? '', /接続を断られました/u)
})
