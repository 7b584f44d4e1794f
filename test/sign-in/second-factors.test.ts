import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { Browser, openDoor, partOf } from '#test/http/browser.ts'
import { makeWorld } from '#test/world.ts'
import { Authenticator, type Wrongs } from './authenticator.ts'
import { addApp, addKey, ask, codeAt, signedIn, SITE } from './people.ts'

const world = await makeWorld({ after }, { publicUrl: SITE })
const { app } = await openDoor({ after }, world.house)
let day = 0
let now = ''

/** Each test on a day of its own. */
beforeEach(() => {
  day += 1
  at('10:00:00')
})

function at(time: string): void {
  now = `2026-12-${String(day).padStart(2, '0')}T${time}+09:00`
  world.at(now)
}

test('with an app registered the password alone opens nothing, and its code opens the session', async () => {
  const { secret } = await addApp(await signedIn(app, 'applicant'), now)
  at('10:05:00')
  const desk = new Browser(app)
  const first = await desk.signIn('applicant')
  assert.deepEqual(first.body, { result: 'second-factor', methods: ['totp', 'recovery'] })
  assert.equal(desk.cookies.has('kijun_session'), false)
  assert.equal((await desk.query('home.today')).status, 401)
  const second = await desk.command('session.second-factor', {
    kind: 'totp',
    code: await codeAt(now, secret),
  })
  assert.equal(partOf(second.body, 'result'), 'signed-in', second.text)
  assert.equal((await desk.query('home.today')).status, 200)
  assert.equal(desk.cookies.has('kijun_attempt'), false)
})

test('a code works once: shown again it is refused, also in another sign-in', async () => {
  const { secret } = await addApp(await signedIn(app, 'colleague'), now)
  at('10:05:00')
  const code = await codeAt(now, secret)
  const enter = async (): Promise<number> => {
    const desk = new Browser(app)
    await desk.signIn('colleague')
    return (await desk.command('session.second-factor', { kind: 'totp', code })).status
  }
  assert.equal(await enter(), 200)
  assert.equal(await enter(), 401)
})

test('clocks may differ by half a minute and no more', async () => {
  const { secret } = await addApp(await signedIn(app, 'leader'), now)
  for (const [steps, time, status] of [
    [-2, '10:05:00', 401],
    [2, '10:06:00', 401],
    [-1, '10:07:00', 200],
    [1, '10:08:00', 200],
  ] as const) {
    at(time)
    const desk = new Browser(app)
    await desk.signIn('leader')
    const code = await codeAt(now, secret, steps)
    const answer = await desk.command('session.second-factor', { kind: 'totp', code })
    assert.equal(answer.status, status, `${steps} half minutes: ${answer.text}`)
  }
})

test('after five wrong codes one begins anew; after ten the second step is closed for a while', async () => {
  const { secret } = await addApp(await signedIn(app, 'second'), now)
  at('10:05:00')
  const statuses: number[] = []
  for (let round = 0; round < 2; round++) {
    const desk = new Browser(app, `10.1.1.${round}`)
    await desk.signIn('second')
    for (let count = 0; count < 5; count++) {
      statuses.push((await desk.command('session.second-factor', { kind: 'totp', code: '000000' })).status)
    }
  }
  assert.deepEqual(statuses, [401, 401, 401, 401, 409, 401, 401, 401, 401, 423])
  const desk = new Browser(app, '10.1.1.3')
  await desk.signIn('second')
  const right = { kind: 'totp', code: await codeAt(now, secret) }
  assert.equal((await desk.command('session.second-factor', right)).status, 423)
  at('10:21:00')
  const later = new Browser(app, '10.1.1.4')
  await later.signIn('second')
  const code = await codeAt(now, secret)
  assert.equal((await later.command('session.second-factor', { kind: 'totp', code })).status, 200)
})

test('a recovery code opens once, however it is typed', async () => {
  const { codes } = await addApp(await signedIn(app, 'deputy'), now)
  assert.equal(codes.length, 10)
  const [code = ''] = codes
  const enter = async (typed: string): Promise<number> => {
    const desk = new Browser(app)
    await desk.signIn('deputy')
    return (await desk.command('session.second-factor', { kind: 'recovery', code: typed })).status
  }
  assert.equal(await enter(code.toUpperCase().replaceAll('-', ' ')), 200)
  assert.equal(await enter(code), 401)
})

test('the second step waits ten minutes, and belongs to the browser that showed the password', async () => {
  const { secret } = await addApp(await signedIn(app, 'manager'), now)
  at('10:05:00')
  const desk = new Browser(app)
  await desk.signIn('manager')
  const stranger = new Browser(app)
  const code = await codeAt(now, secret)
  assert.equal((await stranger.command('session.second-factor', { kind: 'totp', code })).status, 409)
  at('10:15:01')
  const late = await desk.command('session.second-factor', { kind: 'totp', code: await codeAt(now, secret) })
  assert.equal(late.status, 409)
  assert.match(String(partOf(late.body, 'detail')), /はじめから/)
})

test('a passkey signs in without a login and a password', async () => {
  const { key } = await addKey(await signedIn(app, 'director'))
  const desk = new Browser(app)
  const { options, token } = await ask(desk, 'session.passkey-question')
  const answer = await desk.command('session.passkey-sign-in', { token, response: key.answer(options) })
  assert.equal(partOf(answer.body, 'result'), 'signed-in', answer.text)
  assert.equal(partOf((await desk.query('session.me')).body, 'person', 'name'), '大木 隆')
})

test('a passkey stands as second step after the password, of one’s own account alone', async () => {
  const { key } = await addKey(await signedIn(app, 'auditor'))
  const other = await addKey(await signedIn(app, 'stranger'))
  const desk = new Browser(app)
  const first = await desk.signIn('auditor')
  assert.deepEqual(partOf(first.body, 'methods'), ['passkey', 'recovery'])
  const foreign = await ask(desk, 'session.second-factor-question')
  const wrong = { kind: 'passkey', token: foreign.token, response: other.key.answer(foreign.options) }
  assert.equal((await desk.command('session.second-factor', wrong)).status, 401)
  const { options, token } = await ask(desk, 'session.second-factor-question')
  const right = { kind: 'passkey', token, response: key.answer(options) }
  assert.equal((await desk.command('session.second-factor', right)).status, 200)
})

test('a wrong answer of an authenticator opens nothing, whatever is wrong with it', async () => {
  const { key } = await addKey(await signedIn(app, 'orphan'))
  const enter = async (
    wrongs: Wrongs,
    more: { token?: string; key?: Authenticator } = {},
  ): Promise<number> => {
    const desk = new Browser(app)
    const { options, token } = await ask(desk, 'session.passkey-question')
    const response = (more.key ?? key).answer(options, wrongs)
    const answer = await desk.command('session.passkey-sign-in', { token: more.token ?? token, response })
    assert.equal(desk.cookies.has('kijun_session'), answer.status === 200)
    return answer.status
  }
  assert.equal(await enter({}), 200, 'the right one opens')
  const wrongs: Record<string, Wrongs> = {
    'another origin': { origin: 'https://kijun.example.evil' },
    'another port': { origin: 'https://kijun.example:8443' },
    'without TLS': { origin: 'http://kijun.example' },
    'another challenge': { challenge: Buffer.from('another challenge of 32 bytes !!').toString('base64url') },
    'another party': { rpId: 'evil.example' },
    'nobody verified': { verified: false },
    'a forged signature': { forged: true },
    'a counter that went back': { counter: 1 },
  }
  for (const [what, each] of Object.entries(wrongs)) assert.equal(await enter(each), 401, what)
  assert.equal(await enter({}, { key: new Authenticator(SITE) }), 401, 'a passkey nobody registered')
  const { token } = await ask(new Browser(app), 'session.passkey-question')
  assert.equal(await enter({}, { token }), 401, 'the token of another question')
  assert.equal(await enter({}, { token: `${token.split('.')[0]}.AAAA` }), 401, 'a forged token')
  assert.equal(await enter({}, { token: 'x' }), 401, 'no token at all')
})

test('an answer counts once, and only for five minutes', async () => {
  const { key } = await addKey(await signedIn(app, 'chief'))
  const { options, token } = await ask(new Browser(app), 'session.passkey-question')
  const response = key.answer(options)
  assert.equal((await new Browser(app).command('session.passkey-sign-in', { token, response })).status, 200)
  assert.equal((await new Browser(app).command('session.passkey-sign-in', { token, response })).status, 401)
  const late = await ask(new Browser(app), 'session.passkey-question')
  at('10:05:01')
  const answer = { token: late.token, response: key.answer(late.options) }
  assert.equal((await new Browser(app).command('session.passkey-sign-in', answer)).status, 401)
})

test('a question for signing in is no question for registering, nor the other way round', async () => {
  const desk = await signedIn(app, 'officehead')
  const { options, token } = await ask(desk, 'session.passkey-question')
  const made = new Authenticator(SITE).make({
    ...Object(options),
    rp: { id: 'kijun.example' },
    user: { id: 'AAAA' },
  })
  const answer = await desk.command('account.add-passkey', { name: '鍵', token, response: made })
  assert.equal(answer.status, 400)
  const other = await signedIn(app, 'strangermanager')
  const foreign = await ask(other, 'account.new-passkey-question')
  const response = new Authenticator(SITE).make(foreign.options)
  const taken = await desk.command('account.add-passkey', { name: '鍵', token: foreign.token, response })
  assert.equal(taken.status, 400, 'a question of another session')
})

test('the passkey of one city opens nothing in another', async () => {
  const { key } = await addKey(await signedIn(app, 'ciso'))
  const other = await world.secondCity()
  const codes = await world.db.shared.selectFrom('tenant').select(['tenant_id', 'code']).execute()
  const code = codes.find((row) => row.tenant_id === other.tenantId)?.code
  const desk = new Browser(app)
  const question = await desk.query('session.passkey-question', { tenant: code })
  const { options, token } = Object(question.body)
  const answer = await desk.command('session.passkey-sign-in', {
    tenant: code,
    token,
    response: key.answer(options),
  })
  assert.equal(answer.status, 401, answer.text)
  const own = codes.find((row) => row.tenant_id === world.tenantId)?.code
  const crossed = await desk.command('session.passkey-sign-in', {
    tenant: own,
    token,
    response: key.answer(options),
  })
  assert.equal(crossed.status, 401, 'a question of one city answered in another')
})
