import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { issueConsentLink } from '#rooms/1-organisation/consent/contract.ts'
import { appointed } from '#test/newcomers.ts'
import { makeWorld } from '#test/world.ts'
import { Browser, openDoor, partOf } from './browser.ts'

const world = await makeWorld({ after })
const { app, log } = await openDoor({ after }, world.house)
const token = async (): Promise<string> => {
  const personId = await appointed(world.city)
  const { path } = await world.city.run('manager', issueConsentLink, { personId })
  return path.split('#')[1] ?? ''
}

test('a link is opened and signed without an account, begins no session, and stands in no log', async () => {
  const guest = new Browser(app, '192.0.2.1')
  const secret = await token()
  const opened = await guest.command('consent.open-link', { token: secret })
  assert.equal(opened.status, 200, opened.text)
  assert.deepEqual(
    Object.keys(opened.body as Record<string, unknown>).toSorted(),
    ['city', 'content', 'expiresAt', 'name'],
    'nothing else of the city is told',
  )
  const contentHash = partOf(opened.body, 'content', 'contentHash')
  const signed = await guest.command('consent.sign-link', {
    token: secret,
    contentHash,
    name: '高橋直子',
    agreed: true,
  })
  assert.equal(signed.status, 200, signed.text)
  assert.equal(guest.cookies.size, 0)
  assert.equal((await guest.query('joining.list')).status, 401)
  assert.equal((await guest.command('consent.open-link', { token: secret })).status, 409)
  assert.ok(!log.join('').includes(secret.split('.')[1] ?? 'none'))
})

test('the page of a link sends no referrer, is not kept, and loads from its own house only', async () => {
  const page = await new Browser(app).send({ url: '/consent' })
  assert.equal(page.status, 200)
  assert.equal(page.headers['referrer-policy'], 'no-referrer')
  assert.equal(page.headers['cache-control'], 'no-store')
  assert.match(String(page.headers['content-security-policy']), /default-src 'self'/)
  assert.doesNotMatch(String(page.headers['content-security-policy']), /unsafe/)
})

test('who guesses links has to wait; others do not, and signing in is not touched', async () => {
  const guesser = new Browser(app, '192.0.2.66')
  const guess = `${world.tenantId}.${'A'.repeat(43)}`
  for (let tries = 0; tries < 30; tries++) {
    assert.equal((await guesser.command('consent.open-link', { token: guess })).status, 404)
  }
  const waiting = await guesser.command('consent.open-link', { token: await token() })
  assert.equal(waiting.status, 429)
  assert.match(String(partOf(waiting.body, 'detail')), /リンク/)
  assert.equal((await guesser.signIn('applicant')).status, 200)
  const other = new Browser(app, '192.0.2.67')
  assert.equal((await other.command('consent.open-link', { token: await token() })).status, 200)
})

test('another site can neither open nor sign', async () => {
  const guest = new Browser(app, '192.0.2.9')
  const answer = await guest.command(
    'consent.open-link',
    { token: await token() },
    { origin: 'https://evil.example' },
  )
  assert.equal(answer.status, 403)
})
