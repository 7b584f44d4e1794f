import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { largestImport } from '#engine/register/contract.ts'
import { withClient } from '#ground/database/roles.ts'
import { newId } from '#ground/ids/ids.ts'
import { base64Length } from '#ground/operation/contract.ts'
import { makeWorld, password } from '#test/world.ts'
import { Browser, openDoor, partOf, type Answer } from './browser.ts'

const world = await makeWorld({ after })
const { app, log } = await openDoor({ after }, world.house)
const signedIn = async (login: string): Promise<Browser> => {
  const browser = new Browser(app)
  assert.equal((await browser.signIn(login)).status, 200)
  return browser
}
const applicant = await signedIn('applicant')
const officer = await signedIn('officer')

/** An error as the outside may see it: problem JSON, Japanese, and nothing of the inside. */
function assertProblem(answer: Answer, status: number, sentence?: RegExp): void {
  assert.equal(answer.status, status, answer.text)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  const detail = String(partOf(answer.body, 'detail'))
  assert.match(detail, /[ぁ-ん].*。$/u)
  if (sentence !== undefined) assert.match(detail, sentence)
  assert.equal(partOf(answer.body, 'status'), status)
  assert.doesNotMatch(answer.text, /\bat .*\.ts|node_modules|select |insert |FST_|kysely|pg_|relation "/i)
}

test('a command without the token of our own page is refused, and changes nothing', async () => {
  const input = { from: '2026-12-01', to: '2026-12-02', reason: '出張' }
  for (const headers of [{ 'x-csrf-token': '' }, { 'x-csrf-token': 'guessed' }]) {
    assertProblem(await applicant.command('organisation.save-absence', input, headers), 403, /開き直して/)
  }
  const emptied = new Browser(app)
  emptied.cookies.set('kijun_session', applicant.cookies.get('kijun_session') ?? '')
  emptied.cookies.set('kijun_csrf', '')
  assertProblem(
    await emptied.command('organisation.save-absence', input, { 'x-csrf-token': '' }),
    403,
    /開き直して/,
  )
  assertProblem(await applicant.upload('a.txt', Buffer.from('a'), { 'x-csrf-token': 'guessed' }), 403)
  const absences = await world.db.readTenant(world.tenantId, (tx) =>
    tx.selectFrom('absence').selectAll().execute(),
  )
  assert.deepEqual(absences, [])
})

test('what another site sends is refused, by its origin or by what the browser says of it', async () => {
  const input = { from: '2026-12-01', to: '2026-12-02', reason: '出張' }
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost.evil.example:80' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of foreign) {
    const answer = await applicant.command('organisation.save-absence', input, headers)
    assertProblem(answer, 403, /別のサイト/)
    assertProblem(await new Browser(app).command('session.sign-in', {}, headers), 403, /別のサイト/)
    assertProblem(await new Browser(app).command('setup.start-demo', {}, headers), 403, /別のサイト/)
    assertProblem(await applicant.upload('a.txt', Buffer.from('a'), headers), 403, /別のサイト/)
  }
  const own = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' }
  const answer = await applicant.command('organisation.save-absence', input, own)
  assert.equal(answer.status, 200, answer.text)
})

test('a forged or torn session cookie opens nothing and breaks nothing', async () => {
  const real = applicant.cookies.get('kijun_session') ?? ''
  const forged = [
    `${world.tenantId}.${'A'.repeat(43)}`,
    `${newId()}.${real.split('.')[1]}`,
    `${'-'.repeat(36)}.${'A'.repeat(43)}`,
    `${'f'.repeat(36)}.${'A'.repeat(43)}`,
    real.slice(0, -1),
    "' or 1=1 --",
    '',
    'x'.repeat(5000),
  ]
  for (const cookie of forged) {
    const browser = new Browser(app)
    browser.cookies.set('kijun_session', cookie)
    assertProblem(await browser.query('home.today'), 401, /サインイン/)
    assert.equal((await browser.query('session.me')).body, null)
  }
  const nobody = new Browser(app)
  assertProblem(await nobody.query('home.today'), 401, /サインイン/)
  assertProblem(await nobody.command('policy.import', {}), 401, /サインイン/)
  assertProblem(await nobody.upload('a.txt', Buffer.from('a')), 401, /サインイン/)
})

test('every answer carries the security headers, and a policy that lets nothing from outside run', async () => {
  const answers = [
    await applicant.query('session.me'),
    await applicant.query('home.nowhere'),
    await applicant.send({ url: '/' }),
    await applicant.send({ url: '/cases/1' }),
    await applicant.send({ url: '/assets/app-1a2b.js' }),
    await applicant.send({ url: '/health' }),
    await new Browser(app).command(
      'session.sign-in',
      { login: 'x', password: 'y' },
      { origin: 'http://e.example' },
    ),
  ]
  for (const { headers } of answers) {
    const policy = String(headers['content-security-policy'])
    const rules = new Map(
      policy.split(';').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
    )
    const self = [
      'default-src',
      'script-src',
      'style-src',
      'img-src',
      'font-src',
      'connect-src',
      'form-action',
    ]
    for (const name of self) assert.equal(rules.get(name), "'self'", `${name} in ${policy}`)
    for (const name of ['object-src', 'base-uri', 'frame-ancestors']) assert.equal(rules.get(name), "'none'")
    assert.doesNotMatch(policy, /unsafe|data:|\*|http/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['x-frame-options'], 'SAMEORIGIN')
    assert.equal(headers['referrer-policy'], 'same-origin')
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
    assert.match(String(headers['permissions-policy']), /camera=\(\)/)
    assert.equal(headers['x-powered-by'], undefined)
  }
  const broken = await applicant.send({ url: '/%zz' })
  assert.equal(broken.headers['content-security-policy'], "default-src 'none'")
  assert.equal(answers[0]?.headers['cache-control'], 'no-store')
  assert.equal(answers[2]?.headers['cache-control'], 'no-cache')
  assert.match(String(answers[4]?.headers['cache-control']), /immutable/)
})

test('a page of the application is served for any place in it, never for a place of the API', async () => {
  assert.match((await applicant.send({ url: '/cases/1' })).text, /<title>Kijun/)
  assertProblem(await applicant.send({ url: '/api/' }), 404)
  assertProblem(await applicant.query('home.nowhere'), 404)
  assertProblem(await applicant.command('home.nowhere'), 404)
  assertProblem(await applicant.send({ method: 'DELETE', url: '/api/session.me' }), 404)
  assertProblem(await applicant.query('policy.import'), 404)
  for (const url of [
    '/assets/../../package.json',
    '/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
  ]) {
    assert.doesNotMatch((await applicant.send({ url })).text, /"dependencies"/)
  }
})

test('broken addresses and bodies are refused in Japanese', async () => {
  const post = { method: 'POST' as const, url: '/api/policy.discard' }
  const token = { 'x-csrf-token': officer.cookies.get('kijun_csrf') ?? '' }
  const json = { ...token, 'content-type': 'application/json' }
  const bodies = [
    '{"editionId":',
    '{editionId:1}',
    '',
    '\u0000',
    '{"__proto__":{"admin":true}}',
    '"text"',
    '[]',
  ]
  for (const payload of bodies) {
    assertProblem(await officer.send({ ...post, headers: json, payload }), 400)
  }
  assertProblem(
    await officer.send({
      ...post,
      headers: { ...token, 'content-type': 'application/xml' },
      payload: '<a/>',
    }),
    415,
    /形式/,
  )
  assertProblem(await officer.send({ url: '/api/policy.list?input={broken' }), 400)
  assertProblem(await officer.send({ url: '/api/policy.list?input=1&input=2' }), 400)
  assertProblem(await officer.send({ url: '/api/policy.list?input=%zz' }), 400)
  assertProblem(await officer.send({ url: '/%zz' }), 400)
  assertProblem(await officer.query('organisation.people', { q: 'a\u0000b' }), 400)
  assertProblem(await officer.query('organisation.person', { personId: 'x' }), 400)
})

test('an input nested ten thousand deep is refused, not walked', async () => {
  const payload = `{"reason":${'['.repeat(10_000)}${']'.repeat(10_000)}}`
  const headers = {
    'content-type': 'application/json',
    'x-csrf-token': applicant.cookies.get('kijun_csrf') ?? '',
  }
  assertProblem(
    await applicant.send({ method: 'POST', url: '/api/organisation.save-absence', headers, payload }),
    400,
  )
})

test('a long Japanese form still fits into the address of a query', async () => {
  const form = world.city.form({ purpose: '訪'.repeat(300), destination: '先'.repeat(100) })
  const address = `/api/application.preview?input=${encodeURIComponent(JSON.stringify({ procedure: 'carry-out', form }))}`
  await app.listen({ port: 0, host: '127.0.0.1' })
  const server = app.server.address()
  assert.ok(typeof server === 'object' && server !== null)
  const filler = `&filler=${'%E8%A8%AA'.repeat(4000)}`
  const cookie = `kijun_session=${applicant.cookies.get('kijun_session')}`
  const answer = await fetch(`http://127.0.0.1:${server.port}${address}${filler}`, { headers: { cookie } })
  assert.equal(answer.status, 200, await answer.text())
})

test('what is too large is refused with the limit, before it is read to the end', async () => {
  const large = await applicant.upload('big.bin', Buffer.alloc(50 * 1024 * 1024, 1))
  assertProblem(large, 413, /20MBまで/)
  assertProblem(await applicant.upload('big.bin', Buffer.alloc(20 * 1024 * 1024 + 1, 1)), 413, /上限/)
  const reason = 'あ'.repeat(1024 * 1024)
  assertProblem(
    await applicant.command('organisation.save-absence', { from: '2027-01-05', to: null, reason }),
    413,
    /大きすぎます/,
  )
  const secret = 'a'.repeat(100_000)
  assertProblem(await new Browser(app).signIn('applicant', secret), 413)
  const files = await world.db.readTenant(world.tenantId, (tx) =>
    tx.selectFrom('stored_file').selectAll().execute(),
  )
  assert.deepEqual(files, [])
})

test('a file for a register may be larger; over its limit it is refused at its field, read or not', async () => {
  const send = (characters: number) =>
    applicant.command('register.import', {
      register: 'asset',
      fileName: 'a.csv',
      content: 'A'.repeat(characters),
    })
  const limit = base64Length(largestImport)
  for (const [answer, status] of [
    [await send(limit + 4), 400],
    [await send(limit + 4 * 1024 * 1024), 413],
  ] as const) {
    assertProblem(answer, status)
    assert.deepEqual(partOf(answer.body, 'problems'), [
      { at: 'content', message: '50MBまでのファイルを選んでください。' },
    ])
  }
  // a file of the largest size comes through the door: to one who may not write this register
  assertProblem(await send(limit), 403)
})

test('uploads are checked by content: empty, programs, and names that lie are refused', async () => {
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
  const picture = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
  assertProblem(await applicant.upload('empty.txt', Buffer.alloc(0)), 400, /空/)
  assertProblem(await applicant.upload('run.exe', program), 415)
  assertProblem(await applicant.upload('表.pdf', picture), 415)
  assertProblem(await applicant.upload('', Buffer.from('a')), 400)
  assertProblem(await applicant.upload('a', Buffer.from('a'), { 'x-file-name': '%E8%A' }), 400)
  const kept = await applicant.upload('../../様式/一覧.txt', Buffer.from('一覧\n'))
  assert.equal(kept.status, 200, kept.text)
  assert.equal(partOf(kept.body, 'name'), '一覧.txt')
})

test('a file goes out under its own name, as a download, and is not sniffed', async () => {
  const answer = await applicant.query('register.export', { register: 'asset', format: 'csv' })
  assert.equal(answer.status, 200)
  assert.match(String(answer.headers['content-disposition']), /^attachment; filename\*=UTF-8''[!-~]+$/)
  assert.equal(answer.headers['x-content-type-options'], 'nosniff')
})

test('a fault of ours is answered with a number, and the log has the rest under that number', async () => {
  const rename = (from: string, to: string) =>
    withClient(world.owner, (client) => client.query(`alter table ${from} rename to ${to}`))
  await rename('absence', 'absence_away')
  log.length = 0
  let answer: Answer
  try {
    answer = await applicant.query('organisation.my-standing', {})
  } finally {
    await rename('absence_away', 'absence')
  }
  assertProblem(answer, 500, /何も変わっていません/)
  const reference = /番号 ([0-9a-f]{8})/.exec(String(partOf(answer.body, 'detail')))?.[1] ?? ''
  const lines = log.map((line): unknown => JSON.parse(line))
  const fault = lines.find((line) => partOf(line, 'msg') === 'fault')
  assert.ok(String(partOf(fault, 'reqId')).endsWith(reference), 'the log is found by the number')
  assert.match(String(partOf(fault, 'err', 'message')), /absence/)
  assert.equal(partOf(fault, 'path'), '/api/organisation.my-standing')
})

test('neither password, session, token nor anything typed ever comes into the log', async () => {
  log.length = 0
  const desk = new Browser(app)
  await desk.signIn('auditor')
  const secrets = [
    password,
    ...desk.cookies.values(),
    'atarashii-aikotoba-7',
    'machigai-7',
    'mata-betsu-no-kotoba-8',
    '山田太郎',
  ]
  await desk.signIn('auditor', 'machigai-7')
  await desk.query('organisation.people', { q: '山田太郎' })
  const change = { current: password, next: 'atarashii-aikotoba-7' }
  assert.equal((await desk.command('session.change-password', change)).status, 200)
  await desk.send({ url: `/api/policy.list?input={broken 山田太郎` })
  // A row the database itself refuses: its message would quote the row.
  await withClient(world.owner, (client) =>
    client.query(`alter table account add constraint nobody check (must_change) not valid`),
  )
  const back = await desk.command('session.change-password', {
    current: 'atarashii-aikotoba-7',
    next: 'mata-betsu-no-kotoba-8',
  })
  await withClient(world.owner, (client) => client.query('alter table account drop constraint nobody'))
  assertProblem(back, 500)
  const text = log.join('\n')
  assert.ok(log.length >= 10, 'the log was written')
  assert.match(text, /"constraint":"nobody"/)
  for (const secret of [...secrets, encodeURIComponent('山田太郎'), '$argon2id']) {
    assert.ok(!text.includes(secret), `the log holds ${secret}`)
  }
})

test('the API describes itself, without a session', async () => {
  const answer = await new Browser(app).send({ url: '/api/openapi.json' })
  assert.equal(answer.status, 200)
  const paths = Object.keys(Object(partOf(answer.body, 'paths')))
  for (const path of ['/api/files', '/api/setup.start-city', '/api/application.decide']) {
    assert.ok(paths.includes(path), path)
  }
  assert.deepEqual((await new Browser(app).send({ url: '/health' })).body, { state: 'ok', tenants: 1 })
})
