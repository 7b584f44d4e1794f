import assert from 'node:assert/strict'
import { hash } from '@node-rs/argon2'
import { after, beforeEach, test } from 'node:test'
import { withClient } from '#ground/database/roles.ts'
import { guessability } from '#authority/sign-in/guessability.ts'
import { romaji } from '#authority/sign-in/kana-romaji.ts'
import { needsRehash } from '#authority/sign-in/password.ts'
import { minLengthFrom } from '#authority/sign-in/password-rules.ts'
import { policyImport, policyPutInForce } from '#policy/contract.ts'
import {
  policyBindNorms,
  policyConfirmNorms,
  policyNorms,
  policyParameters,
  policySetParameter,
} from '#policy/contract-norms.ts'
import { Browser, openDoor, partOf } from '#test/http/browser.ts'
import { makeWorld, password, VALID_FROM } from '#test/world.ts'
import { signedIn } from './people.ts'

const world = await makeWorld({ after })
const { app } = await openDoor({ after }, world.house)
const { city } = world
const WRONG = 'machigatta-kotoba-0'
let day = 0

beforeEach(() => {
  day += 1
  at('10:00:00')
})

function at(time: string): void {
  world.at(`2026-12-${String(day).padStart(2, '0')}T${time}+09:00`)
}

const change = (desk: Browser, next: string, current = password) =>
  desk.command('session.change-password', { current, next })

test('what an acquaintance or a list would try is refused with the reason; what nobody guesses is taken', async () => {
  const desk = await signedIn(app, 'applicant')
  const bad = [
    'Password1234',
    'qwertyuiop12',
    '1qaz2wsx3edc',
    'reiwa8nen4gatsu',
    'sakurasakura1',
    '長寿支援課長寿支援課',
    '田辺彩田辺彩2026',
  ]
  for (const next of bad) {
    const answer = await change(desk, next)
    assert.equal(answer.status, 400, next)
    assert.match(String(partOf(answer.body, 'problems', '0', 'message')), /推測されやすい/, next)
  }
  const answer = await change(desk, 'kirei-na-hidari-no-mado-7')
  assert.equal(answer.status, 200, answer.text)
})

test('the login, the name and the city in Latin letters count as known', () => {
  assert.equal(romaji('サエキ マユミ'), 'saekimayumi')
  assert.equal(romaji('はっとり'), 'hattori')
  const own = ['saeki', 'mayumi', 'shiken']
  assert.ok(guessability('saekimayumi1985', own).log10 < guessability('saekimayumi1985', []).log10)
  assert.ok(guessability('saekimayumi1985', own).weaknesses.includes('own'))
})

test('estimating takes a bounded time, also of what was made to take long', () => {
  const evil = [
    '4@(3|0$'.repeat(30),
    'a4@'.repeat(70),
    'l1!|'.repeat(50),
    'あ'.repeat(200),
    'password'.repeat(25),
  ]
  guessability('warm up the lists', [])
  for (const text of evil) {
    const started = performance.now()
    guessability(text, [])
    const took = performance.now() - started
    assert.ok(took < 1_000, `${text.slice(0, 12)} took ${took} ms`)
  }
})

test('a password of before is refused, also after another one', async () => {
  const desk = await signedIn(app, 'colleague')
  const first = 'hidari-no-mado-to-kaze-3'
  const second = 'midori-no-isu-to-ame-4'
  assert.equal((await change(desk, first)).status, 200)
  at('10:01:00')
  assert.equal((await change(desk, second, first)).status, 200)
  at('10:02:00')
  for (const old of [password, first]) {
    const answer = await change(desk, old, second)
    assert.equal(answer.status, 400, old)
    assert.match(answer.text, /前に使ったパスワード/)
  }
})

test('a megabyte, NUL and broken letters as a password are refused and break nothing', async () => {
  const desk = new Browser(app, '10.4.0.1')
  const big = await desk.signIn('leader', 'a'.repeat(1_000_000))
  assert.equal(big.status, 413)
  assert.equal((await desk.signIn('leader', 'a'.repeat(201))).status, 400)
  assert.equal((await desk.signIn('leader', 'abc\0def')).status, 400)
  const broken = await desk.send({
    method: 'POST',
    url: '/api/session.sign-in',
    headers: { 'content-type': 'application/json' },
    payload: `{"login":"leader","password":"\\ud83d-aaaaaaaaaaa"}`,
  })
  assert.equal(broken.status, 400)
  assert.equal((await desk.signIn('leader')).status, 200)
})

test('a hash of weaker parameters is made anew at the next sign-in', async () => {
  const weak = await hash(password, { algorithm: 2, memoryCost: 8192, timeCost: 1, parallelism: 1 })
  assert.equal(needsRehash(weak), true)
  await withClient(world.owner, (client) =>
    client.query('update account set password_hash = $1 where account_id = $2', [
      weak,
      city.ids.account.second,
    ]),
  )
  await signedIn(app, 'second')
  const row = await world.db.readTenant(world.tenantId, (tx) =>
    tx
      .selectFrom('account')
      .select('password_hash')
      .where('account_id', '=', city.ids.account.second)
      .executeTakeFirstOrThrow(),
  )
  assert.equal(needsRehash(row.password_hash), false)
  await signedIn(app, 'second')
})

test('strangers cannot lock somebody out of the device he uses', async () => {
  const desk = await signedIn(app, 'deputy', '10.5.0.1')
  await desk.command('session.sign-out')
  // A crowd of addresses guesses until all unknown devices have to wait.
  for (let count = 0; count < 12; count++) await new Browser(app, `10.5.1.${count}`).signIn('deputy', WRONG)
  assert.equal((await new Browser(app, '10.5.2.1').signIn('deputy')).status, 423, 'an unknown device waits')
  // … and one of them sits behind the same address.
  for (let count = 0; count < 6; count++) await new Browser(app, '10.5.0.1').signIn('deputy', WRONG)
  assert.equal((await desk.signIn('deputy')).status, 200, 'the known device does not')
  at('10:30:00')
  assert.equal((await new Browser(app, '10.5.2.2').signIn('deputy')).status, 200)
})

test('a device is known to its own people alone, and its mark cannot be made up', async () => {
  const desk = await signedIn(app, 'stranger', '10.5.3.1')
  for (let count = 0; count < 12; count++) await new Browser(app, `10.5.4.${count}`).signIn('orphan', WRONG)
  assert.equal((await desk.signIn('orphan')).status, 423, 'the mark of a colleague is no mark for another')
  const forger = new Browser(app, '10.5.5.1')
  forger.cookies.set('kijun_device', 'A'.repeat(43))
  assert.equal((await forger.signIn('orphan')).status, 423)
})

test('one password tried on many people from one address is slowed down', async () => {
  const sprayer = new Browser(app, '10.6.0.1')
  const statuses: number[] = []
  for (let count = 0; count < 22; count++)
    statuses.push((await sprayer.signIn(`person-${count}`, WRONG)).status)
  assert.equal(statuses.filter((status) => status === 401).length, 20)
  assert.deepEqual(statuses.slice(20), [429, 429])
})

test('an unknown login takes as long as a wrong password', async () => {
  const time = async (login: string, address: string): Promise<number> => {
    const started = performance.now()
    await new Browser(app, address).signIn(login, WRONG)
    return performance.now() - started
  }
  const known: number[] = []
  const unknown: number[] = []
  for (let count = 0; count < 9; count++) {
    known.push(await time('auditor', `10.7.0.${count}`))
    unknown.push(await time(`nobody-${count}`, `10.7.1.${count}`))
  }
  const middle = (list: number[]): number => list.toSorted((a, b) => a - b)[4] ?? 0
  const ratio = middle(known) / middle(unknown)
  assert.ok(ratio > 0.5 && ratio < 2, `known ${middle(known)} ms, unknown ${middle(unknown)} ms`)
})

test('the length follows the confirmed text of the city, within what is safe', async () => {
  assert.deepEqual([null, 4, 12, 12.2, 200].map(minLengthFrom), [10, 8, 12, 13, 64])
  const desk = await signedIn(app, 'director')
  const before = Object((await desk.query('session.password-rules')).body)
  assert.deepEqual([before.minLength, before.minLengthByCity, before.maxAgeDays], [10, false, null])
  await newText()
  const after = Object((await desk.query('session.password-rules')).body)
  assert.deepEqual([after.minLength, after.minLengthByCity, after.maxAgeDays], [14, true, 90])
  assert.deepEqual(
    after.cites.map((cite: { label: string }) => cite.label),
    ['第2-(1)', '第2-(2)'].map((label) => label.replaceAll('-', '')),
  )
  const short = await change(desk, 'nagai-kaze-7x')
  assert.match(short.text, /14文字以上/)
})

test('where the text demands a change after so many days, an older password must be changed; else never', async () => {
  const desk = await signedIn(app, 'strangermanager')
  assert.equal(partOf((await desk.query('session.me')).body, 'mustChangePassword'), false)
  world.at('2027-03-20T10:00:00+09:00')
  const later = new Browser(app)
  const answer = await later.signIn('strangermanager')
  assert.equal(partOf(answer.body, 'mustChangePassword'), true, answer.text)
  assert.equal((await later.query('home.today')).status, 403)
  assert.equal((await change(later, 'hidari-no-mado-to-kaze-3')).status, 200)
  assert.equal((await later.query('home.today')).status, 200)
})

/** A text that says how long passwords are and leaves the days of their change to the city. */
async function newText(): Promise<void> {
  const text = `試験市パスワード規程
第1 趣旨
この規程は、パスワードのための規程とする。
第2 パスワード
(1) 職員は、パスワードを14文字以上とし、推測されにくいものにしなければならない。
(2) 職員は、パスワードを定期的に変更しなければならない。
`
  const decision = { decidedBy: '試験市情報化推進会議', decidedOn: VALID_FROM }
  const { editionId } = await city.run('officer', policyImport, {
    fileName: 'password.txt',
    base64: Buffer.from(text).toString('base64'),
    kind: '規程',
    effectiveFrom: VALID_FROM,
    ...decision,
  })
  assert.ok(editionId !== null)
  await city.run('officer', policyPutInForce, {
    editionId,
    effectiveFrom: VALID_FROM,
    ...decision,
    approval: { kind: 'council', meeting: decision.decidedBy, resolvedOn: VALID_FROM },
  })
  const { norms } = await city.run('officer', policyNorms, { editionId })
  await city.run('officer', policyConfirmNorms, {
    editionId,
    norms: norms.map(({ normId, revision }) => ({ normId, revision })),
  })
  const normOf = (words: string): string => norms.find((norm) => norm.text.includes(words))?.normId ?? ''
  await city.run('officer', policyBindNorms, {
    editionId,
    choices: [
      { normId: normOf('14文字'), mechanism: 'house:sign-in', slot: 'password-length' },
      { normId: normOf('定期的に変更'), mechanism: 'house:sign-in', slot: 'password-change' },
    ],
  })
  const { parameters } = await city.run('officer', policyParameters, {})
  const age = parameters.find((each) => each.parameter === 'password-max-age')
  assert.ok(age !== undefined, 'the text leaves the days to the city')
  await city.run('officer', policySetParameter, {
    parameter: 'password-max-age',
    value: '90',
    note: '',
    revision: age.revision,
    validFrom: VALID_FROM,
  })
}
