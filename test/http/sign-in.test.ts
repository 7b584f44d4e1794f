import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { makeWorld, password } from '#test/world.ts'
import { Browser, openDoor, partOf, type Answer } from './browser.ts'

const world = await makeWorld({ after })
const { app } = await openDoor({ after }, world.house)
const WRONG = 'machigatta-aikotoba'
let day = 0

/** Each test on a day of its own: no session, lock or count of another one reaches into it. */
beforeEach(() => {
  day += 1
  at('10:00')
})

function at(time: string, later = 0): void {
  world.at(`2026-12-${String(day + later).padStart(2, '0')}T${time}:00+09:00`)
}

const signedIn = async (login: string, address?: string): Promise<Browser> => {
  const browser = new Browser(app, address)
  assert.equal((await browser.signIn(login)).status, 200)
  return browser
}
const home = (browser: Browser): Promise<Answer> => browser.query('home.today')

test('signing in sets a session cookie that no script reads, and a token cookie that ours does', async () => {
  const browser = new Browser(app)
  const answer = await browser.signIn('Applicant')
  assert.deepEqual(answer.body, {
    result: 'signed-in',
    mustChangePassword: false,
    mustAddFactor: false,
  })
  const set = [answer.headers['set-cookie']].flat().map(String)
  const session = set.find((each) => each.startsWith('kijun_session=')) ?? ''
  const csrf = set.find((each) => each.startsWith('kijun_csrf=')) ?? ''
  for (const cookie of [session, csrf]) {
    assert.match(cookie, /; SameSite=Strict/)
    assert.match(cookie, /; Path=\//)
    assert.doesNotMatch(cookie, /; Secure|; Domain/)
  }
  assert.match(session, /; HttpOnly/)
  assert.doesNotMatch(csrf, /; HttpOnly/)
  assert.equal((await home(browser)).status, 200)
})

test('behind TLS the cookies are marked secure', async (t) => {
  const door = await openDoor(t, world.house, { secureCookies: true })
  const answer = await new Browser(door.app).signIn('applicant')
  for (const cookie of [answer.headers['set-cookie']].flat()) assert.match(String(cookie), /; Secure/)
})

test('the database keeps neither the session secret nor the password', async () => {
  const browser = await signedIn('applicant')
  const secret = browser.cookies.get('kijun_session')?.split('.')[1] ?? ''
  const rows = await world.db.readTenant(world.tenantId, async (tx) => ({
    sessions: await tx.selectFrom('session').selectAll().execute(),
    accounts: await tx.selectFrom('account').selectAll().execute(),
  }))
  assert.ok(secret.length >= 40)
  const hashes = rows.sessions.map((row) => row.secret_hash.toString('utf8'))
  assert.ok(hashes.length > 0 && hashes.every((hash) => !hash.includes(secret)))
  assert.ok(rows.accounts.every((row) => row.password_hash.startsWith('$argon2id$v=19$m=19456,t=2,p=1$')))
})

test('a wrong password and an unknown login are answered alike', async () => {
  const wrong = await new Browser(app, '10.0.1.1').signIn('applicant', WRONG)
  const unknown = await new Browser(app, '10.0.1.1').signIn('nobody-here', WRONG)
  assert.equal(wrong.status, 401)
  assert.equal(unknown.status, 401)
  assert.deepEqual(wrong.body, unknown.body)
  assert.match(String(partOf(wrong.body, 'detail')), /ログインIDかパスワードが違います/)
  assert.equal(wrong.headers['set-cookie'], undefined)
})

test('five failures lock the login for that address alone, for fifteen minutes', async () => {
  const here = new Browser(app, '10.0.2.1')
  const there = new Browser(app, '10.0.2.2')
  for (let count = 1; count <= 4; count++) assert.equal((await here.signIn('leader', WRONG)).status, 401)
  const fifth = await here.signIn('leader', WRONG)
  assert.equal(fifth.status, 423)
  assert.match(String(partOf(fifth.body, 'detail')), /15分間/)
  assert.equal((await here.signIn('leader')).status, 423, 'the right password does not open the lock')
  assert.equal((await here.signIn('second')).status, 200, 'another login is not locked')
  assert.equal((await there.signIn('leader')).status, 200, 'another address is not locked')
  at('10:14')
  assert.equal((await here.signIn('leader')).status, 423)
  at('10:15')
  assert.equal((await here.signIn('leader')).status, 200)
})

test('a login that does not exist is locked like one that does', async () => {
  const here = new Browser(app, '10.0.3.1')
  const answers: Answer[] = []
  for (let count = 1; count <= 5; count++) answers.push(await here.signIn('who-is-this', WRONG))
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [401, 401, 401, 401, 423],
  )
})

test('guesses sent all at once are counted one by one', async () => {
  const here = new Browser(app, '10.0.4.1')
  const answers = await Promise.all(Array.from({ length: 12 }, () => here.signIn('deputy', WRONG)))
  const wrong = answers.filter((answer) => answer.status === 401)
  assert.equal(wrong.length, 4)
  assert.equal(answers.filter((answer) => answer.status === 423).length, 8)
})

test('an address that fails over many logins has to wait, and only that address', async () => {
  const here = new Browser(app, '10.0.5.1')
  for (let count = 1; count <= 20; count++) {
    assert.equal((await here.signIn(`login-${count}`, WRONG)).status, 401)
  }
  const throttled = await here.signIn('applicant')
  assert.equal(throttled.status, 429)
  assert.match(String(partOf(throttled.body, 'detail')), /10分/)
  assert.equal((await new Browser(app, '10.0.5.2').signIn('applicant')).status, 200)
  at('10:11')
  assert.equal((await here.signIn('applicant')).status, 200)
})

test('whoever signs in sees when he did last and how often it failed since', async () => {
  const first = await signedIn('auditor')
  assert.equal(partOf((await first.query('session.me')).body, 'previousSignInAt'), null)
  await new Browser(app, '10.0.6.1').signIn('auditor', WRONG)
  await new Browser(app, '10.0.6.2').signIn('auditor', WRONG)
  at('11:00')
  const second = await signedIn('auditor')
  const { body } = await second.query('session.me')
  assert.equal(
    new Date(String(partOf(body, 'previousSignInAt'))).toISOString(),
    new Date(`2026-12-${String(day).padStart(2, '0')}T10:00:00+09:00`).toISOString(),
  )
  assert.equal(partOf(body, 'failuresSince'), 2)
  assert.equal(partOf(body, 'person', 'name'), '鹿島 進')
  at('12:00')
  assert.equal(partOf((await (await signedIn('auditor')).query('session.me')).body, 'failuresSince'), 0)
})

test('a session ends after an hour of silence, and use keeps it alive', async () => {
  const browser = await signedIn('applicant')
  at('10:50')
  assert.equal((await home(browser)).status, 200)
  await untilSeen('10:50')
  at('11:49')
  assert.equal((await home(browser)).status, 200)
  await untilSeen('11:49')
  at('12:49')
  assert.equal((await home(browser)).status, 401)
  assert.equal((await browser.query('session.me')).body, null)
})

/** The session is marked as used just after the answer. */
async function untilSeen(time: string): Promise<void> {
  const wanted = new Date(`2026-12-${String(day).padStart(2, '0')}T${time}:00+09:00`).getTime()
  for (let tries = 0; tries < 200; tries++) {
    const seen = await world.db.readTenant(world.tenantId, (tx) =>
      tx.selectFrom('session').select('last_seen_at').execute(),
    )
    if (seen.some((row) => Date.parse(row.last_seen_at) === wanted)) return
    await new Promise((done) => setTimeout(done, 10))
  }
  assert.fail('the session was not kept alive')
}

test('a session ends after twelve hours however busy it is', async () => {
  const browser = await signedIn('applicant')
  for (let hour = 10; hour < 22; hour++) {
    for (const minute of ['20', '59']) {
      at(`${hour}:${minute}`)
      assert.equal((await home(browser)).status, 200, `${hour}:${minute}`)
      await untilSeen(`${hour}:${minute}`)
    }
  }
  at('22:00')
  assert.equal((await home(browser)).status, 401)
})

test('signing out ends this session and clears its cookies; another desk stays signed in', async () => {
  const desk = await signedIn('applicant')
  const other = await signedIn('applicant')
  const kept = new Map(desk.cookies)
  assert.equal((await desk.command('session.sign-out')).status, 200)
  assert.deepEqual([...desk.cookies.keys()], ['kijun_device'], 'only the mark of the device stays')
  for (const [name, value] of kept) desk.cookies.set(name, value)
  assert.equal((await home(desk)).status, 401, 'the old cookie opens nothing')
  assert.equal((await home(other)).status, 200)
})

test('changing the password ends every other session, and the old password opens nothing', async () => {
  const desk = await signedIn('colleague')
  const elsewhere = await signedIn('colleague', '10.0.7.1')
  const next = 'kawatta-aikotoba-9'
  const refused = await desk.command('session.change-password', { current: WRONG, next })
  assert.equal(refused.status, 400)
  assert.equal((await home(elsewhere)).status, 200, 'a refused change ends nothing')
  assert.equal((await desk.command('session.change-password', { current: password, next })).status, 200)
  assert.equal((await home(desk)).status, 200)
  assert.equal((await home(elsewhere)).status, 401)
  assert.equal((await new Browser(app, '10.0.7.2').signIn('colleague')).status, 401)
  assert.equal((await new Browser(app, '10.0.7.3').signIn('colleague', next)).status, 200)
})

test('a weak new password is refused with the reason at its field', async () => {
  const desk = await signedIn('second')
  for (const next of ['mijikai', 'aaaaaaaaaaaa', 'second-no-himitsu', password]) {
    const answer = await desk.command('session.change-password', { current: password, next })
    assert.equal(answer.status, 400, next)
    assert.equal(partOf(answer.body, 'problems', '0', 'at'), 'next')
  }
})

test('on a handed-out password nothing is open but changing it', async () => {
  const officer = await signedIn('officer')
  const personId = world.city.ids.person.stranger
  const issued = await officer.command('account.issue', { personId, login: 'kanou' })
  const initial = String(partOf(issued.body, 'initialPassword'))
  const desk = new Browser(app, '10.0.8.1')
  assert.equal(partOf((await desk.signIn('kanou', initial)).body, 'mustChangePassword'), true)
  for (const name of ['home.today', 'policy.list']) {
    const answer = await desk.query(name)
    assert.equal(answer.status, 403, name)
    assert.match(String(partOf(answer.body, 'detail')), /自分のパスワードに変えて/)
  }
  assert.equal((await desk.upload('a.txt', Buffer.from('a'))).status, 403)
  assert.equal(partOf((await desk.query('session.me')).body, 'mustChangePassword'), true)
  const next = 'jibun-no-aikotoba-3'
  assert.equal((await desk.command('session.change-password', { current: initial, next })).status, 200)
  assert.equal((await home(desk)).status, 200)
})

test('handing out a new password ends the sessions of the old one', async () => {
  const desk = await signedIn('director')
  const officer = await signedIn('officer')
  const personId = world.city.ids.person.director
  assert.equal((await officer.command('account.issue', { personId, login: 'director' })).status, 200)
  assert.equal((await home(desk)).status, 401)
})

test('somebody who has left the city is no longer let in', async () => {
  const desk = await signedIn('orphan')
  await world.city.perform(async (act) => {
    const account = await act.tx
      .selectFrom('account')
      .selectAll()
      .where('login', '=', 'orphan')
      .executeTakeFirstOrThrow()
    await act.recorder.save('account', { ...account, disabled_at: act.at })
    act.recorder.describe({ act: 'ログインIDの停止', subject: { kind: 'account', id: account.account_id } })
  })
  assert.equal((await home(desk)).status, 401)
  const answer = await new Browser(app, '10.0.9.1').signIn('orphan')
  assert.equal(answer.status, 401)
  assert.match(String(partOf(answer.body, 'detail')), /ログインIDかパスワードが違います/)
})
