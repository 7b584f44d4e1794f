import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { buildServer } from '#doors/http/server.ts'
import { saveIdentityProvider, tryIdentityProvider } from '#authority/sign-in/providers/contract.ts'
import { saveDirectory } from '#rooms/1-organisation/hr/contract-directory.ts'
import { noSlapd, reader, startSlapd, suffix } from '#test/slapd.ts'
import { makeWorld, password } from '#test/world.ts'

const real = { skip: noSlapd }
const world = await makeWorld({ after })
const { city, house, db, tenantId } = world
const { number } = await db.readTenant(tenantId, (tx) =>
  tx
    .selectFrom('person')
    .select('number')
    .where('id', '=', city.ids.person.manager)
    .executeTakeFirstOrThrow(),
)
const entry = (login: string, employee: string): string =>
  [
    `dn: uid=${login},${suffix}`,
    'objectClass: inetOrgPerson',
    `uid: ${login}`,
    `cn: ${login}`,
    `sn: ${login}`,
    `employeeNumber: ${employee}`,
    `userPassword: word-of-${login}`,
    '',
  ].join('\n')
const slapd =
  noSlapd === false
    ? await startSlapd({ after }, [entry('saeki', number), entry('guest', '999999')].join('\n'))
    : undefined
const app = await buildServer(house, {
  webFolder: world.folder,
  secureCookies: false,
  logLevel: 'silent',
  version: 'test',
  setupCode: '',
})
after(() => app.close())

let providerId = ''
const enter = (login: string, secret: string) =>
  app.inject({
    method: 'POST',
    url: '/api/sign-in.with-directory',
    headers: { host: 'kijun.test' },
    payload: { providerId, login, password: secret },
  })

test(
  'the directory says whether somebody is who he says, and his offices come from the organisation',
  real,
  async () => {
    await city.run('officer', saveDirectory, {
      address: `ldaps://localhost:${slapd?.ldapsPort ?? 1}`,
      authorityPem: slapd?.authorityPem ?? null,
      bindDn: reader.dn,
      password: reader.password,
      base: suffix,
      filter: '(objectClass=inetOrgPerson)',
      attributes: { number: 'employeeNumber', family: 'sn', title: 'title', unitName: 'ou' },
      whole: true,
    })
    ;({ providerId } = await city.run('officer', saveIdentityProvider, {
      name: '庁内のディレクトリ',
      enabled: true,
      settings: { kind: 'ldap', loginAttribute: 'uid', matching: { claim: 'employeeNumber', to: 'number' } },
    }))
    assert.deepEqual(await city.run('officer', tryIdentityProvider, { providerId }), {
      works: true,
      says: 'つながりました。',
    })
    const reply = await enter('saeki', 'word-of-saeki')
    assert.equal(reply.statusCode, 200, reply.body)
    const cookies = Object.fromEntries(reply.cookies.map(({ name, value }) => [name, value]))
    const me = await app.inject({ url: '/api/session.me?input={}', cookies, headers: { host: 'kijun.test' } })
    assert.match(me.body, /佐伯 真由美/u)
  },
)

test(
  'a wrong, an empty and a crafted password let nobody in, and do not say which was wrong',
  real,
  async () => {
    const answers = [
      await enter('saeki', 'wrong'),
      await enter('nobody', 'word-of-saeki'),
      await enter('*', 'word-of-saeki'),
      await enter('saeki)(uid=*', 'word-of-saeki'),
    ]
    for (const answer of answers) assert.equal(answer.statusCode, 401, answer.body)
    assert.equal(new Set(answers.map((answer) => JSON.parse(answer.body).detail)).size, 1)
    assert.equal((await enter('saeki', '')).statusCode, 400)
    assert.equal((await enter('guest', 'word-of-guest')).statusCode, 403, 'known there, without a login here')
  },
)

test('with the directory gone the password of Kijun works all the same', real, async () => {
  await slapd?.stop()
  const gone = await enter('saeki', 'word-of-saeki')
  assert.equal(gone.statusCode, 503, gone.body)
  const own = await app.inject({
    method: 'POST',
    url: '/api/session.sign-in',
    headers: { host: 'kijun.test' },
    payload: { login: 'manager', password },
  })
  assert.equal(own.statusCode, 200, own.body)
})
