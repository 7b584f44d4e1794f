import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { beginOidc, finishOidc, tryOidc } from '#ground/oidc/oidc.ts'
import { OidcRefusal } from '#ground/oidc/faults.ts'
import { signInAtProvider, startProvider } from './provider.ts'

const backTo = 'http://127.0.0.1:9/auth/external'
const issuer = await startProvider({ after }, backTo)
const settings = {
  issuer,
  clientId: 'kijun',
  clientSecret: 'a-secret-only-the-two-know',
  scopes: 'profile',
}
const now = new Date('2026-11-24T01:00:00Z')
const fault = (wanted: OidcRefusal['fault']) => (error: unknown) => {
  assert.ok(error instanceof OidcRefusal, String(error))
  assert.equal(error.fault, wanted, String(error.cause))
  assert.match(error.message, /ください。$/u)
  return true
}

test('whoever signs in at a real provider comes back with his identity', async () => {
  const { url, checks } = await beginOidc(settings, backTo, 'state-1', now)
  const address = await signInAtProvider(url, '001234', backTo)
  const identity = await finishOidc(settings, address, { ...checks, state: 'state-1' }, now)
  assert.equal(identity.subject, '001234')
  assert.equal(identity.claims.get('employee_number'), '001234')
})

test('an answer is good once, for the sign-in it belongs to, and as it was given', async () => {
  const { url, checks } = await beginOidc(settings, backTo, 'state-2', now)
  const address = await signInAtProvider(url, '001234', backTo)
  const finish = (change: Partial<typeof checks & { state: string }>, at: URL = address) =>
    finishOidc(settings, at, { ...checks, state: 'state-2', ...change }, now)
  await assert.rejects(finish({ state: 'another' }), fault('answer'))
  const forged = new URL(address)
  forged.searchParams.set('code', 'forged')
  await assert.rejects(finish({}, forged), fault('answer'))
  await assert.rejects(finish({ verifier: 'x'.repeat(43) }), fault('answer'))
  const again = await beginOidc(settings, backTo, 'state-3', now)
  const other = await signInAtProvider(again.url, '001234', backTo)
  await assert.rejects(
    finishOidc(settings, other, { ...again.checks, nonce: 'another', state: 'state-3' }, now),
    fault('answer'),
  )
  await assert.rejects(
    finishOidc(settings, other, { ...again.checks, state: 'state-3' }, now),
    fault('answer'),
    'a code that was used',
  )
})

test('who calls it off at the provider is told so', async () => {
  const { checks } = await beginOidc(settings, backTo, 'state-4', now)
  const address = new URL(`${backTo}?error=access_denied&state=state-4&iss=${encodeURIComponent(issuer)}`)
  await assert.rejects(
    finishOidc(settings, address, { ...checks, state: 'state-4' }, now),
    fault('called-off'),
  )
})

test('a provider that is not there, is another, or refuses us is told apart, in words', async () => {
  await assert.rejects(tryOidc({ ...settings, issuer: 'http://127.0.0.1:1' }, now), fault('unreachable'))
  await assert.rejects(tryOidc({ ...settings, issuer: 'not an address' }, now), fault('settings'))
  await assert.rejects(tryOidc({ ...settings, issuer: `${issuer}/elsewhere` }, now), fault('unreachable'))
  // plain http only on this machine: a secret would travel in the clear
  await assert.rejects(tryOidc({ ...settings, issuer: 'http://login.example.lg.jp' }, now), fault('settings'))
  const wrong = { ...settings, clientSecret: 'wrong' }
  const { url, checks } = await beginOidc(wrong, backTo, 'state-5', now)
  const address = await signInAtProvider(url, '001234', backTo)
  await assert.rejects(finishOidc(wrong, address, { ...checks, state: 'state-5' }, now), fault('settings'))
  const liar = createServer((_request, response) => response.end('{"issuer":"https://elsewhere"}'))
  liar.listen(0, '127.0.0.1')
  await new Promise((resolve) => liar.once('listening', resolve))
  const address1 = liar.address()
  const port = typeof address1 === 'object' && address1 !== null ? address1.port : 0
  await assert.rejects(
    tryOidc({ ...settings, issuer: `http://127.0.0.1:${port}` }, now),
    (error) => error instanceof OidcRefusal && error.code === 'unavailable',
  )
  liar.close()
})
