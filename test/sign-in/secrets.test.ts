import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { randomBytes } from 'node:crypto'
import { withClient } from '#ground/database/roles.ts'
import { Browser, openDoor, partOf } from '#test/http/browser.ts'
import { makeWorld, password } from '#test/world.ts'
import { addApp, addKey, ask, codeAt, signedIn, SITE } from './people.ts'

test('no secret of a sign-in is anywhere but with its owner: tables, ledger, jobs, log, answers', async () => {
  const world = await makeWorld({ after }, { publicUrl: SITE })
  const { app, log } = await openDoor({ after }, world.house)
  let now = '2026-12-01T10:00:00+09:00'
  world.at(now)
  const desk = await signedIn(app, 'officer')
  const { secret, codes } = await addApp(desk, now)
  const { key } = await addKey(desk)
  now = '2026-12-01T10:05:00+09:00'
  world.at(now)
  const next = 'kirei-na-hidari-no-mado-7'
  assert.equal((await desk.command('session.change-password', { current: password, next })).status, 200)
  const again = new Browser(app)
  await again.signIn('officer', next)
  const attempt = again.cookies.get('kijun_attempt') ?? ''
  const code = await codeAt(now, secret)
  await again.command('session.second-factor', { kind: 'totp', code: '000000' })
  const [spent = ''] = codes
  assert.equal((await again.command('session.second-factor', { kind: 'recovery', code: spent })).status, 200)
  const question = await ask(again, 'session.step-up-question').catch(() => null)
  void question
  const asked = Object(partOf((await again.query('session.step-up-question')).body, 'passkey'))
  await again.command('session.step-up', {
    kind: 'passkey',
    token: asked.token,
    response: key.answer(asked.options),
  })
  const answers: string[] = []
  for (const name of [
    'account.methods',
    'session.list',
    'session.me',
    'sign-in.rules',
    'session.password-rules',
    'account.stops',
    'ledger.entries',
  ]) {
    const answer = await again.query(name)
    assert.equal(answer.status, 200, `${name}: ${answer.text}`)
    answers.push(answer.text)
  }
  const cookies = [...desk.cookies, ...again.cookies].flatMap(([, value]) => [
    value,
    value.split('.').at(-1) ?? '',
  ])
  const secrets = [
    password,
    next,
    secret,
    attempt,
    attempt.split('.').at(-1) ?? '',
    ...codes,
    ...codes.map((each) => each.replaceAll('-', '')),
    ...cookies,
    asked.token,
    asked.options.challenge,
  ]
  await world.house.sequencer.settled()
  const tables = await allText(world)
  for (const each of secrets) {
    assert.ok(each.length >= 12, 'a secret that can be searched for')
    for (const [where, text] of [
      ...tables,
      ['log', log.join('\n')] as const,
      ['answers', answers.join('\n')] as const,
    ]) {
      assert.ok(!text.includes(each), `${each.slice(0, 4)}… stands in ${where}`)
    }
  }
  const ledger = tables.get('ledger_entry') ?? ''
  for (const act of ['パスワードの変更', 'パスキーの登録', '確認コードのアプリの登録', '本人の再確認']) {
    assert.ok(acts(ledger).includes(act), `the ledger tells of ${act}`)
  }
  void code
})

/** Every table as text, byte columns in both forms. */
async function allText(world: Awaited<ReturnType<typeof makeWorld>>): Promise<Map<string, string>> {
  return withClient(world.owner, async (client) => {
    const { rows: names } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
    const out = new Map<string, string>()
    for (const { name } of names) {
      const { rows } = await client.query<{ text: string }>(`select t::text as text from "${name}" t`)
      const plain = rows.map((row) => row.text).join('\n')
      out.set(name, `${plain}\n${bytesIn(plain)}`)
    }
    return out
  })
}

/** What the hexadecimal columns say when read as letters. */
function bytesIn(text: string): string {
  return [...text.matchAll(/\\\\?x([0-9a-f]{20,})/g)]
    .map(([, hex]) => Buffer.from(hex ?? '', 'hex').toString('utf8'))
    .join('\n')
}

const acts = (ledger: string): string => `${ledger}`

test('without the key of the installation codes cannot be used, and every other way still can', async () => {
  const world = await makeWorld({ after }, { publicUrl: SITE, sealKey: randomBytes(32) })
  const door = await openDoor({ after }, world.house)
  const now = '2026-12-01T10:00:00+09:00'
  world.at(now)
  const desk = await signedIn(door.app, 'applicant')
  const { secret, codes } = await addApp(desk, now)
  const { key } = await addKey(desk)
  // The key is lost: the secret in the database opens no more.
  await withClient(world.owner, (client) =>
    client.query(`update account_totp set sealed = '\\x00'::bytea || sealed`),
  )
  const later = '2026-12-01T10:05:00+09:00'
  world.at(later)
  const enter = new Browser(door.app)
  await enter.signIn('applicant')
  const broken = await enter.command('session.second-factor', {
    kind: 'totp',
    code: await codeAt(later, secret),
  })
  assert.equal(broken.status, 401)
  assert.match(String(partOf(broken.body, 'detail')), /鍵が読めません/)
  const { options, token } = await ask(enter, 'session.second-factor-question')
  const shown = { kind: 'passkey', token, response: key.answer(options) }
  assert.equal((await enter.command('session.second-factor', shown)).status, 200)
  const byCode = new Browser(door.app)
  await byCode.signIn('applicant')
  assert.equal(
    (await byCode.command('session.second-factor', { kind: 'recovery', code: codes[1] })).status,
    200,
  )
  assert.equal((await new Browser(door.app).signIn('leader')).status, 200)
})

test('an installation that never had a key says so and registers passkeys', async () => {
  const world = await makeWorld({ after }, { publicUrl: SITE, sealKey: null })
  const door = await openDoor({ after }, world.house)
  const desk = await signedIn(door.app, 'applicant')
  const refused = await desk.command('account.begin-totp', { name: '携帯電話' })
  assert.equal(refused.status, 503)
  assert.match(String(partOf(refused.body, 'detail')), /パスキーを使うか/)
  assert.equal(partOf((await desk.query('account.methods')).body, 'totpReady'), false)
  await addKey(desk)
})

test('at an address that is only a number, passkeys say so and the password still works', async () => {
  const world = await makeWorld({ after })
  const door = await openDoor({ after }, world.house)
  const desk = new Browser(door.app)
  const refused = await desk.send({
    url: '/api/session.passkey-question?input=%7B%7D',
    headers: { host: '192.168.1.10:8460' },
  })
  assert.equal(refused.status, 503)
  assert.match(String(partOf(refused.body, 'detail')), /このアドレスではパスキーを使えません/)
  assert.equal((await desk.signIn('applicant')).status, 200)
})
