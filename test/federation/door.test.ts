import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { buildServer } from '#doors/http/server.ts'
import {
  removeIdentityProvider,
  saveIdentityProvider,
  tryIdentityProvider,
  unlinkIdentity,
} from '#authority/sign-in/providers/contract.ts'
import { makeWorld, password } from '#test/world.ts'
import { signInAtProvider, startProvider } from './provider.ts'
import { samlProvider, type Answer } from './saml-provider.ts'

const host = 'kijun.test'
const site = `http://${host}`
const world = await makeWorld({ after })
const { city, house, db, tenantId } = world
const issuer = await startProvider({ after }, `${site}/auth/oidc`)
const app = await buildServer(house, {
  webFolder: world.folder,
  secureCookies: false,
  logLevel: 'silent',
  version: 'test',
  setupCode: '',
})
after(() => app.close())

const numberOf = async (personId: string): Promise<string> =>
  (
    await db.readTenant(tenantId, (tx) =>
      tx.selectFrom('person').select('number').where('id', '=', personId).executeTakeFirstOrThrow(),
    )
  ).number

let made = 0
const oidcProvider = async (change: object = {}): Promise<string> =>
  (
    await city.run('officer', saveIdentityProvider, {
      name: `庁内の認証基盤${++made}`,
      enabled: true,
      settings: {
        kind: 'oidc',
        issuer,
        clientId: 'kijun',
        scopes: 'profile',
        matching: { claim: 'employee_number', to: 'number' },
        strong: ['mfa'],
        ...change,
      },
      secret: 'a-secret-only-the-two-know',
    })
  ).providerId

/** A browser that keeps cookies and sends them as a browser would: strict ones not on the way from another site. */
function browser() {
  const jar = new Map<string, { value: string; strict: boolean }>()
  const go = async (url: string, from: 'own' | 'foreign' = 'own', post?: Record<string, string>) => {
    const cookies = Object.fromEntries(
      [...jar].flatMap(([name, { value, strict }]) => (strict && from === 'foreign' ? [] : [[name, value]])),
    )
    const reply = await app.inject({
      method: post === undefined ? 'GET' : 'POST',
      url: url.replace(site, ''),
      headers: {
        host,
        ...(from === 'foreign'
          ? { 'sec-fetch-site': 'cross-site', origin: 'https://idp.example.lg.jp' }
          : {}),
        ...(post === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      cookies,
      ...(post === undefined ? {} : { payload: new URLSearchParams(post).toString() }),
    })
    for (const cookie of reply.cookies) {
      if (cookie.value === '') jar.delete(cookie.name)
      else jar.set(cookie.name, { value: cookie.value, strict: cookie.sameSite === 'Strict' })
    }
    return reply
  }
  return {
    go,
    jar,
    me: async (): Promise<string | null> => {
      const me: unknown = (await go('/api/session.me?input={}')).json()
      return typeof me === 'object' && me !== null && 'person' in me ? JSON.stringify(me.person) : null
    },
  }
}

const leadsTo = (html: string): string => /url=([^"]+)"/u.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''

async function walk(providerId: string, login: string, to = '/inbox') {
  const one = browser()
  const away = await one.go(`/auth/begin?provider=${providerId}&to=${encodeURIComponent(to)}`)
  assert.equal(away.statusCode, 302, away.body)
  const address = await signInAtProvider(away.headers.location ?? '', login, `${site}/auth/oidc`)
  return { one, address }
}

test('somebody the provider vouches for is signed in as himself, and led to where he wanted to go', async () => {
  const providerId = await oidcProvider()
  const number = await numberOf(city.ids.person.manager)
  const { one, address } = await walk(providerId, number)
  const back = await one.go(address.href, 'foreign')
  assert.equal(leadsTo(back.body), '/inbox')
  assert.match((await one.me()) ?? '', /佐伯 真由美/u)
  const second = await walk(providerId, number)
  await second.one.go(second.address.href, 'foreign')
  assert.match((await second.one.me()) ?? '', /佐伯 真由美/u, 'the second time by the link')
  assert.equal(
    leadsTo((await second.one.go(second.address.href, 'foreign')).body),
    '/sign-in?trouble=expired',
  )
  await city.run('officer', removeIdentityProvider, { providerId })
})

test('an answer opens a session in the browser that went away only, once, and for ten minutes', async () => {
  const providerId = await oidcProvider()
  const number = await numberOf(city.ids.person.manager)
  const { one, address } = await walk(providerId, number)
  const other = browser()
  assert.equal(leadsTo((await other.go(address.href, 'foreign')).body), '/sign-in?trouble=expired')
  assert.equal(await other.me(), null, 'a link sent to somebody else signs nobody in')
  // whoever only knows the address has not used it up
  await one.go(address.href, 'foreign')
  assert.notEqual(await one.me(), null)
  const late = await walk(providerId, number)
  world.at('2026-11-24T10:11:00+09:00')
  assert.equal(leadsTo((await late.one.go(late.address.href, 'foreign')).body), '/sign-in?trouble=expired')
  assert.equal(await late.one.me(), null)
  world.at('2026-11-24T10:12:00+09:00')
  await city.run('officer', removeIdentityProvider, { providerId })
})

test('who has no login here, or whose name is taken by another, is told so and let nowhere', async () => {
  const providerId = await oidcProvider()
  const nobody = await walk(providerId, '999999')
  assert.equal(
    leadsTo((await nobody.one.go(nobody.address.href, 'foreign')).body),
    '/sign-in?trouble=unknown',
  )
  assert.equal(await nobody.one.me(), null)
  await db.inTenant(tenantId, (tx) =>
    tx
      .updateTable('external_identity')
      .set({ subject: 'somebody-else' })
      .where('provider', '=', providerId)
      .execute(),
  )
  const number = await numberOf(city.ids.person.manager)
  const first = await walk(providerId, number)
  await first.one.go(first.address.href, 'foreign')
  await db.inTenant(tenantId, (tx) =>
    tx
      .updateTable('external_identity')
      .set({ subject: 'somebody-else' })
      .where('provider', '=', providerId)
      .execute(),
  )
  const taken = await walk(providerId, number)
  assert.equal(leadsTo((await taken.one.go(taken.address.href, 'foreign')).body), '/sign-in?trouble=other')
  await city.run('officer', unlinkIdentity, { providerId, personId: city.ids.person.manager })
  const again = await walk(providerId, number)
  await again.one.go(again.address.href, 'foreign')
  assert.notEqual(await again.one.me(), null)
  await city.run('officer', removeIdentityProvider, { providerId })
})

test('a provider that is broken, switched off or of another city shuts nobody out of the other ways', async () => {
  const broken = await oidcProvider({ issuer: 'http://127.0.0.1:1' })
  const one = browser()
  assert.equal(leadsTo((await one.go(`/auth/begin?provider=${broken}`)).body), '/sign-in?trouble=unreachable')
  const tried = await city.run('officer', tryIdentityProvider, { providerId: broken })
  assert.equal(tried.works, false)
  assert.match(tried.says, /つながりません/u)
  await db.inTenant(tenantId, (tx) =>
    tx
      .updateTable('identity_provider')
      .set({ settings: JSON.stringify({ kind: 'oidc', issuer: 7 }) })
      .where('provider_id', '=', broken)
      .execute(),
  )
  assert.equal(leadsTo((await one.go(`/auth/begin?provider=${broken}`)).body), '/sign-in?trouble=settings')
  assert.deepEqual((await one.go('/api/sign-in.providers?input={}')).json(), { providers: [] })
  const signIn = await app.inject({
    method: 'POST',
    url: '/api/session.sign-in',
    headers: { host },
    payload: { login: 'applicant', password: password },
  })
  assert.equal(signIn.statusCode, 200, signIn.body)
  for (const wrong of ['', 'x', "' or 1=1", '00000000-0000-4000-8000-000000000000']) {
    const reply = await one.go(`/auth/begin?provider=${encodeURIComponent(wrong)}`)
    assert.equal(leadsTo(reply.body), '/sign-in?trouble=settings')
  }
})

test('nobody is led out of the house, whatever stands in the address', async () => {
  const providerId = await oidcProvider()
  const number = await numberOf(city.ids.person.manager)
  for (const to of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/auth/begin',
    'javascript:1',
  ]) {
    const { one, address } = await walk(providerId, number, to)
    assert.equal(leadsTo((await one.go(address.href, 'foreign')).body), '/', to)
  }
  await city.run('officer', removeIdentityProvider, { providerId })
})

test('SAML: a signed answer to this very request signs in; the browser must be the one that went away', async () => {
  const idp = samlProvider()
  const { providerId } = await city.run('officer', saveIdentityProvider, {
    name: '県の認証基盤',
    enabled: true,
    settings: {
      kind: 'saml',
      entryPoint: idp.entryPoint,
      idpIssuer: idp.entityId,
      certificates: [idp.certificate],
      entityId: site,
      matching: { claim: 'employeeNumber', to: 'number' },
      strong: [],
    },
  })
  const number = await numberOf(city.ids.person.director)
  const one = browser()
  const away = await one.go(`/auth/begin?provider=${providerId}&to=/cases`)
  const url = new URL(away.headers.location ?? '')
  const state = url.searchParams.get('RelayState') ?? ''
  const right: Answer = {
    requestId: idp.requestIn(url.href),
    subject: 'daibu-takashi',
    audience: site,
    to: `${site}/auth/saml`,
    attributes: { employeeNumber: number },
  }
  const post = (answer: Answer, relay = state) =>
    one.go('/auth/saml', 'foreign', { SAMLResponse: idp.answer(answer), RelayState: relay })
  assert.equal(leadsTo((await post({ ...right, unsigned: 'assertion' })).body), '/sign-in?trouble=answer')
  assert.equal(leadsTo((await post(right, 'forged')).body), '/sign-in?trouble=expired')
  const arrived = await post(right)
  const done = leadsTo(arrived.body)
  assert.match(done, /^\/auth\/saml\/done\?state=/u)
  const other = browser()
  assert.equal(leadsTo((await other.go(done)).body), '/sign-in?trouble=expired')
  assert.equal(await other.me(), null)
  assert.equal(leadsTo((await one.go(done)).body), '/cases')
  assert.match((await one.me()) ?? '', /大木 隆/u)
  assert.equal(leadsTo((await post(right)).body), '/sign-in?trouble=expired', 'the same answer again')
})

test('no secret of a provider is told, kept in the clear, or written into the ledger', async () => {
  await oidcProvider({ clientId: 'kept' })
  const rows = await db.readTenant(tenantId, async (tx) => ({
    providers: await tx.selectFrom('identity_provider').selectAll().execute(),
    entries: await tx.selectFrom('ledger_entry').selectAll().execute(),
  }))
  const text = JSON.stringify(
    rows.providers.map((row) => ({ ...row, sealed: row.sealed?.toString('latin1') })),
  )
  assert.doesNotMatch(text, /a-secret-only/u)
  assert.doesNotMatch(JSON.stringify(rows.entries), /a-secret-only/u)
})
