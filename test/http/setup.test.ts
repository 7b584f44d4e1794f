import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readConfig } from '#ground/config/config.ts'
import { settableClock } from '#ground/clock/clock.ts'
import { openPool } from '#ground/database/database.ts'
import { withClient } from '#ground/database/roles.ts'
import { openHouse } from '#house'
import { createSetup } from '#rooms/setup/service.ts'
import { testDatabase } from '#test/database.ts'
import { Browser, openDoor, partOf, SETUP_CODE } from './browser.ts'

/** An installation nobody has used yet. */
const last: (() => unknown)[] = []
const base = await testDatabase({ after: (work) => last.push(work) })
const folder = await mkdtemp(join(tmpdir(), 'kijun-setup-'))
const ownerPool = openPool(base.owner, { max: 4 })
const clock = settableClock('2026-11-24T10:00:00+09:00')
const config = { ...readConfig({}, folder), dataFolder: folder, logLevel: 'silent' as const }
const house = await openHouse({ config, clock, database: base.db, ownerPool, background: false })
const asOwner = (text: string) => withClient(base.owner, (client) => client.query(text))
await asOwner('delete from tenant')
const { app } = await openDoor({ after }, house)
after(async () => {
  await house.close()
  await ownerPool.end()
  await rm(folder, { recursive: true, force: true })
  for (const work of last) await work()
})

const city = {
  code: 'aoba-shi',
  name: '青葉市',
  unitName: '情報政策課',
  familyName: '西田',
  givenName: '亮',
  personNumber: '10234',
  login: 'Nishida',
  password: 'hajimete-no-aikotoba',
}
const desk = new Browser(app)
const state = async (): Promise<unknown> => (await new Browser(app).query('setup.state')).body
const countTenants = async (): Promise<number> =>
  Number((await asOwner('select count(*) as count from tenant')).rows[0]?.count)

test('an unused installation offers both ways to begin, and lets nobody in', async () => {
  assert.deepEqual(await state(), {
    tenants: [],
    demo: { state: 'absent' },
    canStartCity: true,
    demoPeople: [],
  })
  const answer = await desk.signIn('nishida')
  assert.equal(answer.status, 400)
  assert.match(String(partOf(answer.body, 'detail')), /はじめの画面/)
})

test('from another machine it takes the code printed at the start', async () => {
  const strangers: [Browser, Record<string, string>][] = [
    [new Browser(app, '10.1.2.3'), {}],
    [new Browser(app, '10.1.2.3'), { 'x-setup-code': 'guessed' }],
    [new Browser(app, '10.1.2.3'), { 'x-forwarded-for': '127.0.0.1' }],
    // A proxy on the same machine: everybody seems to sit at it.
    [new Browser(app), { 'x-forwarded-for': '10.1.2.3' }],
    [new Browser(app), { forwarded: 'for=10.1.2.3' }],
    // A foreign name made to point to this machine.
    [new Browser(app), { host: 'kijun.evil.example:8460' }],
    [new Browser(app), { host: 'localhost.evil.example' }],
  ]
  for (const [browser, headers] of strangers) {
    for (const [name, input] of [
      ['setup.start-city', city],
      ['setup.start-demo', {}],
    ] as const) {
      const answer = await browser.command(name, input, headers)
      assert.equal(answer.status, 403, JSON.stringify(headers))
      assert.match(String(partOf(answer.body, 'detail')), /設定コード/)
    }
  }
  assert.equal(await countTenants(), 0)
  const wrong = { ...city, name: '' }
  const withCode = await new Browser(app, '10.1.2.3').command('setup.start-city', wrong, {
    'x-setup-code': SETUP_CODE,
  })
  assert.equal(withCode.status, 400, 'the code opens the way to the form')
})

test('every wrong field is named, and nothing is made', async () => {
  const wrong: [Record<string, unknown>, string][] = [
    [{ code: '青葉市' }, 'code'],
    [{ code: 'A' }, 'code'],
    [{ code: 'a'.repeat(41) }, 'code'],
    [{ name: '　 ' }, 'name'],
    [{ name: '市'.repeat(101) }, 'name'],
    [{ name: '青葉\u0007市' }, 'name'],
    [{ name: '青葉\u202e市' }, 'name'],
    [{ name: '青葉\ud83d市' }, 'name'],
    [{ unitName: '' }, 'unitName'],
    [{ familyName: '' }, 'familyName'],
    [{ givenName: 12 }, 'givenName'],
    [{ personNumber: '' }, 'personNumber'],
    [{ personNumber: '1'.repeat(21) }, 'personNumber'],
    [{ personNumber: '1\u00002' }, 'personNumber'],
    [{ login: '西田' }, 'login'],
    [{ login: 'a b' }, 'login'],
    [{ password: 'mijikai' }, 'password'],
    [{ password: 'a'.repeat(201) }, 'password'],
    [{ password: 'aaaaaaaaaaaaaa' }, 'password'],
    [{ password: 'nishida-no-himitsu' }, 'password'],
  ]
  for (const [change, at] of wrong) {
    const answer = await desk.command('setup.start-city', { ...city, ...change })
    assert.equal(answer.status, 400, `${JSON.stringify(change)}: ${answer.text}`)
    assert.equal(partOf(answer.body, 'problems', '0', 'at'), at)
    assert.match(String(partOf(answer.body, 'problems', '0', 'message')), /[ぁ-ん]/)
  }
  for (const input of [null, [], 'text', 1, {}]) {
    assert.equal((await desk.command('setup.start-city', input)).status, 400)
  }
  assert.equal(await countTenants(), 0)
})

test('a city whose making broke off stays hidden, and can be made again under the same code', async () => {
  await asOwner('alter table appointment rename to appointment_away')
  const broken = await desk.command('setup.start-city', city)
  await asOwner('alter table appointment_away rename to appointment')
  assert.equal(broken.status, 500)
  assert.equal(await countTenants(), 1, 'the test needs a half-made city')
  assert.deepEqual(partOf(await state(), 'tenants'), [])
  assert.equal(partOf(await state(), 'canStartCity'), true)
  for (const tenant of [undefined, city.code]) {
    const login = { login: city.login, password: city.password, ...(tenant === undefined ? {} : { tenant }) }
    assert.equal((await desk.command('session.sign-in', login)).status, 400)
  }

  assert.equal((await desk.command('setup.start-city', city)).status, 200)
  assert.deepEqual(partOf(await state(), 'tenants'), [{ code: 'aoba-shi', name: '青葉市', kind: 'city' }])
  const { rows } = await asOwner('select code, kind, ready from tenant order by created_at, tenant_id')
  assert.equal(rows.length, 2)
  assert.match(String(rows[0]?.code), /^half-/)
  assert.equal(rows[0]?.kind, 'abandoned')
})

test('who began the city signs in, keeps its policy and organisation, and the ledger has the beginning', async () => {
  assert.equal((await desk.signIn('nishida', city.password)).status, 200)
  const { body } = await desk.query('session.me')
  assert.equal(partOf(body, 'person', 'name'), '西田 亮')
  assert.equal(partOf(body, 'person', 'unitName'), '情報政策課')
  assert.equal(partOf(body, 'mustChangePassword'), false)
  assert.deepEqual(partOf(body, 'rights'), [
    'ledger.read',
    'organisation.manage',
    'policy.manage',
    'settings.manage',
  ])
  const { body: ledger } = await desk.query('ledger.entries', { operation: 'setup.start-city' })
  assert.equal(partOf(ledger, 'total'), 1)
  assert.equal(partOf(ledger, 'entries', '0', 'act'), '利用の開始')
})

test('a second city is refused, and so is its code', async () => {
  const answer = await desk.command('setup.start-city', { ...city, code: 'midori-shi' })
  assert.equal(answer.status, 409)
  assert.match(String(partOf(answer.body, 'detail')), /すでに始まっています/)
  assert.equal(partOf(await state(), 'canStartCity'), false)
})

test('of several beginnings at once exactly one makes a city', async () => {
  await asOwner(`update tenant set ready = false`)
  const before = await countTenants()
  const answers = await Promise.all(
    ['a-shi', 'b-shi', 'c-shi', 'd-shi'].map((code) =>
      new Browser(app).command('setup.start-city', { ...city, code }),
    ),
  )
  assert.deepEqual(answers.map((answer) => answer.status).toSorted(), [200, 409, 409, 409])
  assert.equal(await countTenants(), before + 1)
})

test('a sample city that could not be made says so, stays hidden, and can be tried again', async () => {
  let fails = true
  let made = 0
  const setup = createSetup({
    database: base.db,
    clock,
    runner: house.runner,
    sample: { code: 'mihon', name: '架空市', people: [] },
    makeSample: async ({ progress }) => {
      made += 1
      progress(1, 2)
      if (fails) throw new Error('the disk is full')
    },
  })
  await setup.startDemo()
  await assert.rejects(
    setup.demoReady(() => undefined),
    /disk is full/,
  )
  const failed = await setup.state()
  assert.equal(failed.demo.state, 'failed')
  assert.ok(!JSON.stringify(failed).includes('disk is full'))
  assert.ok(!failed.tenants.some((tenant) => tenant.kind === 'demo'))
  fails = false
  await Promise.all([setup.startDemo(), setup.startDemo()])
  await setup.demoReady(() => undefined)
  assert.equal((await setup.state()).demo.state, 'ready')
  assert.equal(made, 2)
  await setup.startDemo()
  assert.equal(made, 2, 'a sample city that is there is not made again')
  const { rows } = await asOwner(
    `select kind, ready from tenant where code like 'mihon%' or kind = 'abandoned'`,
  )
  assert.equal(rows.filter((row) => row.kind === 'demo' && row.ready === true).length, 1)
})
