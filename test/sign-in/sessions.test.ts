import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { withClient } from '#ground/database/roles.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { showApplication } from '#engine/procedure/contract.ts'
import { Browser, openDoor, partOf } from '#test/http/browser.ts'
import { makeWorld, password } from '#test/world.ts'
import { addApp, addKey, ask, codeAt, signedIn, SITE } from './people.ts'

const world = await makeWorld({ after }, { publicUrl: SITE })
const { app } = await openDoor({ after }, world.house)
const { city } = world
let day = 0
let now = ''

beforeEach(() => {
  day += 1
  at('10:00:00')
})

function at(time: string): void {
  now = `2026-12-${String(day).padStart(2, '0')}T${time}+09:00`
  world.at(now)
}

/** A period that has not begun on the day of the test. */
const soon = () => ({ from: '2026-12-25', to: '2026-12-26' })

const reset = { personId: city.ids.person.stranger, reason: '端末をなくしたため' }

test('who administers is signed out sooner: after half an hour of silence, and after eight hours', async () => {
  const officer = await signedIn(app, 'officer')
  const staff = await signedIn(app, 'applicant')
  at('10:30:00')
  assert.equal((await officer.query('home.today')).status, 401)
  assert.equal((await staff.query('home.today')).status, 200)
  at('11:00:00')
  const again = await signedIn(app, 'officer')
  const still = await signedIn(app, 'applicant')
  const keep = async (time: string): Promise<void> => {
    at(time)
    await world.db.inTenant(world.tenantId, (tx) =>
      tx
        .updateTable('session')
        .set({ last_seen_at: new Date(now).toISOString() })
        .execute(),
    )
  }
  await keep('18:50:00')
  assert.equal((await again.query('home.today')).status, 200)
  await keep('19:00:00')
  assert.equal((await again.query('home.today')).status, 401)
  assert.equal((await still.query('home.today')).status, 200)
})

test('administration asks once more who one is, a quarter of an hour after the last proof', async () => {
  const officer = await signedIn(app, 'officer')
  at('10:14:59')
  assert.equal((await officer.command('account.reset-methods', reset)).status, 200)
  at('10:15:00')
  const refused = await officer.command('account.reset-methods', reset)
  assert.equal(refused.status, 403)
  assert.equal(partOf(refused.body, 'type'), 'urn:kijun:step-up')
  assert.equal((await officer.query('account.sessions', { personId: reset.personId })).status, 200)
  const wrong = await officer.command('session.step-up', { kind: 'password', password: 'chigau-kotoba' })
  assert.equal(partOf(wrong.body, 'result'), 'refused')
  assert.equal((await officer.command('account.reset-methods', reset)).status, 403)
  const right = await officer.command('session.step-up', { kind: 'password', password })
  assert.equal(partOf(right.body, 'result'), 'confirmed', right.text)
  assert.equal((await officer.command('account.reset-methods', reset)).status, 200)
})

test('a code or a passkey proves it as well, and neither of somebody else does', async () => {
  const officer = await signedIn(app, 'officer')
  const { secret } = await addApp(officer, now)
  const { key } = await addKey(officer)
  const other = await addKey(await signedIn(app, 'auditor'))
  at('10:20:00')
  const prove = async (input: object): Promise<unknown> =>
    partOf((await officer.command('session.step-up', input)).body, 'result')
  assert.equal(await prove({ kind: 'totp', code: await codeAt(now, secret) }), 'confirmed')
  const foreign = await officer.query('session.step-up-question')
  const question = Object(partOf(foreign.body, 'passkey'))
  const response = other.key.answer(question.options)
  assert.equal(await prove({ kind: 'passkey', token: question.token, response }), 'refused')
  const fresh = Object(partOf((await officer.query('session.step-up-question')).body, 'passkey'))
  const own = key.answer(fresh.options)
  assert.equal(await prove({ kind: 'passkey', token: fresh.token, response: own }), 'confirmed')
  await clean('officer')
})

test('five wrong proofs end the session', async () => {
  const officer = await signedIn(app, 'officer')
  for (let count = 1; count <= 5; count++) {
    const answer = await officer.command('session.step-up', { kind: 'password', password: 'chigau-kotoba' })
    assert.equal(partOf(answer.body, 'sessionEnded'), count === 5)
  }
  assert.equal((await officer.query('home.today')).status, 401)
})

test('a decision of the 最高情報統括責任者 asks for a fresh proof; other decisions do not', async () => {
  const highest = await city.file('applicant', soon())
  await withClient(world.owner, (client) =>
    client.query(
      `update application_step set office = 'ciso', unit_id = null, step_key = 'ciso:-' where application_id = $1`,
      [highest],
    ),
  )
  const usual = await city.file('applicant', soon())
  const ciso = await signedIn(app, 'ciso')
  const manager = await signedIn(app, 'manager')
  at('10:30:00')
  const hashOf = async (id: string): Promise<string> =>
    (await city.run('auditor', showApplication, { applicationId: id })).contentHash
  const decide = async (desk: Browser, applicationId: string) =>
    desk.command('application.decide', {
      applicationId,
      act: 'grant',
      contentHash: await hashOf(applicationId),
    })
  assert.equal((await decide(manager, usual)).status, 200)
  const refused = await decide(ciso, highest)
  assert.equal(partOf(refused.body, 'type'), 'urn:kijun:step-up', refused.text)
  await ciso.command('session.step-up', { kind: 'password', password })
  assert.equal((await decide(ciso, highest)).status, 200)
})

test('one sees where one is signed in and ends it there; nobody ends what is not his', async () => {
  const desk = await signedIn(app, 'deputy')
  const elsewhere = await signedIn(app, 'deputy', '10.3.0.1')
  const stranger = await signedIn(app, 'stranger')
  const list = Object(await desk.query('session.list').then((answer) => answer.body)).sessions
  assert.equal(list.length, 2)
  assert.deepEqual(list.map((row: { address: string }) => row.address).toSorted(), ['10.3.0.1', '127.0.0.1'])
  const there = list.find((row: { own: boolean }) => !row.own).sessionId
  assert.equal((await stranger.command('session.end', { sessionId: there })).status, 404)
  assert.equal((await elsewhere.query('home.today')).status, 200)
  assert.equal((await desk.command('session.end', { sessionId: there })).status, 200)
  assert.equal((await elsewhere.query('home.today')).status, 401)
  assert.equal((await desk.query('home.today')).status, 200)
})

test('who administers ends the sessions of somebody, and with them a sign-in half done', async () => {
  const officer = await signedIn(app, 'officer')
  const desk = await signedIn(app, 'second')
  const { secret } = await addApp(desk, now)
  const half = new Browser(app)
  await half.signIn('second')
  const input = { personId: city.ids.person.second, reason: '端末をなくしたため' }
  assert.equal((await officer.command('account.end-sessions', input)).status, 200)
  assert.equal((await desk.query('home.today')).status, 401)
  at('10:02:00')
  const code = await codeAt(now, secret)
  assert.equal((await half.command('session.second-factor', { kind: 'totp', code })).status, 409)
  await clean('second')
})

test('a cookie planted before signing in opens nothing afterwards', async () => {
  const desk = new Browser(app)
  const planted = `${world.tenantId}.${'A'.repeat(43)}`
  desk.cookies.set('kijun_session', planted)
  assert.equal((await desk.signIn('colleague')).status, 200)
  assert.notEqual(desk.cookies.get('kijun_session'), planted)
  const thief = new Browser(app)
  thief.cookies.set('kijun_session', planted)
  assert.equal((await thief.query('home.today')).status, 401)
})

test('a cookie stolen while signed in opens nothing once its owner has signed out', async () => {
  const desk = await signedIn(app, 'colleague')
  const thief = new Browser(app)
  for (const [name, value] of desk.cookies) thief.cookies.set(name, value)
  assert.equal((await thief.query('home.today')).status, 200)
  await desk.command('session.sign-out')
  assert.equal((await thief.query('home.today')).status, 401)
  assert.equal((await thief.command('session.end', {})).status, 401)
})

test('guessing the password in a session left open is slowed down like guessing at the door', async () => {
  const desk = await signedIn(app, 'director', '10.8.0.1')
  const guess = (current: string) =>
    desk.command('session.change-password', { current, next: 'kirei-na-hidari-no-mado-7' })
  const statuses: number[] = []
  for (let count = 0; count < 31; count++) statuses.push((await guess(`machigatta-kotoba-${count}`)).status)
  assert.deepEqual([statuses[0], statuses[29], statuses[30]], [400, 400, 429])
  assert.equal((await guess(password)).status, 429)
})

test('a stop takes effect at once: in open screens, in signing in, and in decisions outside a session', async () => {
  const chief = await signedIn(app, 'chief')
  const desk = await signedIn(app, 'manager')
  const waiting = await city.file('applicant', soon())
  const stop = { personId: city.ids.person.manager, reason: '指導の後も改善されないため' }
  assert.equal((await desk.command('account.stop', stop)).status, 403, 'not anybody stops')
  const answer = await chief.command('account.stop', stop)
  assert.equal(answer.status, 200, answer.text)
  assert.equal((await desk.query('home.today')).status, 401)
  const barred = (error: unknown): boolean =>
    error instanceof Refusal && /止められています/.test(error.message)
  await assert.rejects(city.decide('manager', waiting), barred)
  const refused = await new Browser(app).signIn('manager')
  assert.equal(refused.status, 403)
  assert.match(String(partOf(refused.body, 'detail')), /利用が止められています/)
  assert.doesNotMatch(refused.text, /改善されない/, 'the reason is not told to whoever types a password')
  const guess = await new Browser(app, '10.3.1.1').signIn('manager', 'machigatta-kotoba')
  assert.doesNotMatch(guess.text, /止められ/, 'who knows no password does not learn of it')
  const tasks = await world.db.readTenant(world.tenantId, (tx) =>
    tx.selectFrom('task').select(['office', 'title']).where('kind', '=', 'sign-in.stop').execute(),
  )
  assert.deepEqual(
    tasks.map((row) => row.office).toSorted(),
    ['ciso', 'dept-iso'],
    'of the stopped 情報セキュリティ管理者 the office above is told',
  )
  const { stopId } = Object(answer.body)
  assert.equal((await chief.command('account.lift-stop', { stopId, note: '改善したため' })).status, 200)
  assert.equal((await new Browser(app).signIn('manager')).status, 200)
  await city.decide('manager', waiting)
})

test('a stop with dates begins and ends by itself, and nobody stops himself', async () => {
  const officer = await signedIn(app, 'officer')
  const desk = await signedIn(app, 'leader')
  const common = { personId: city.ids.person.leader, reason: '調査のため' }
  const wrong = { ...common, until: now }
  assert.equal((await officer.command('account.stop', wrong)).status, 400)
  const own = { personId: city.ids.person.officer, reason: '試し' }
  assert.equal((await officer.command('account.stop', own)).status, 409)
  const day2 = now.slice(0, 10)
  const dated = { ...common, from: `${day2}T10:20:00+09:00`, until: `${day2}T10:40:00+09:00` }
  assert.equal((await officer.command('account.stop', dated)).status, 200)
  at('10:19:59')
  assert.equal((await desk.query('home.today')).status, 200)
  at('10:20:00')
  assert.equal((await desk.query('home.today')).status, 401)
  assert.equal((await new Browser(app).signIn('leader')).status, 403)
  at('10:40:00')
  assert.equal((await new Browser(app).signIn('leader')).status, 200)
})

test('who must have a second way may do nothing before it is there', async () => {
  const officer = await signedIn(app, 'officer')
  const value = { offices: ['chief-iso'], rights: [] }
  assert.equal((await officer.command('sign-in.set-rule', { name: 'secondFactorFor', value })).status, 200)
  const desk = new Browser(app)
  const answer = await desk.signIn('chief')
  assert.equal(partOf(answer.body, 'mustAddFactor'), true)
  const closed = await desk.query('home.today')
  assert.equal(closed.status, 403)
  assert.match(String(partOf(closed.body, 'detail')), /二つ目の方法が必要/)
  assert.equal((await desk.upload('a.txt', Buffer.from('a'))).status, 403)
  await addKey(desk)
  assert.equal((await desk.query('home.today')).status, 200)
  const methods = Object((await desk.query('account.methods')).body)
  const removed = await desk.command('account.remove-method', {
    kind: 'passkey',
    id: methods.passkeys[0].passkeyId,
  })
  assert.equal(removed.status, 409, 'the only one that is demanded cannot be taken away')
  assert.equal(
    partOf((await new Browser(app).signIn('applicant')).body, 'mustAddFactor'),
    false,
    'others need none',
  )
})

test('a rule that cannot be read bars nobody: the usual one holds', async () => {
  await withClient(world.owner, (client) =>
    client.query(
      `insert into sign_in_rule (tenant_id, name, value, set_at) values ($1, 'stepUpMinutes', '"kowareta"', now()),
         ($1, 'privilegedMinutes', '-5', now()) on conflict (tenant_id, name) do update set value = excluded.value`,
      [world.tenantId],
    ),
  )
  const officer = await signedIn(app, 'officer')
  assert.equal((await officer.query('home.today')).status, 200)
  assert.equal(partOf((await officer.query('sign-in.rules')).body, 'stepUpMinutes'), 15)
  await ask(officer, 'account.new-passkey-question')
})

async function clean(who: 'officer' | 'second'): Promise<void> {
  await withClient(world.owner, async (client) => {
    for (const table of ['account_totp', 'account_passkey', 'account_recovery_code']) {
      await client.query(`delete from ${table} where account_id = $1`, [city.ids.account[who]])
    }
  })
}
