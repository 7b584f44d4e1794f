import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { buildServer } from '#doors/http/server.ts'
import { makeWorld, password } from '#test/world.ts'

const world = await makeWorld({ after })

async function serverBehind(trustedProxy: string | null) {
  const house = { ...world.house, config: { ...world.house.config, trustedProxy } }
  const app = await buildServer(house, {
    webFolder: world.folder,
    secureCookies: false,
    logLevel: 'silent',
    version: 'test',
    setupCode: 'x',
  })
  after(() => app.close())
  return (address: string, word: string) =>
    app.inject({
      method: 'POST',
      url: '/api/session.sign-in',
      headers: { 'x-forwarded-for': address },
      payload: { login: 'applicant', password: word },
    })
}

test('behind a trusted proxy each machine is counted for itself: one cannot lock out the others', async () => {
  const signIn = await serverBehind('127.0.0.1')
  for (let tries = 0; tries < 5; tries++) await signIn('10.0.0.1', 'wrong')
  assert.equal((await signIn('10.0.0.1', password)).statusCode, 423)
  assert.equal((await signIn('10.0.0.2', password)).statusCode, 200)
})

test('without that setting nobody’s word about his own address is believed', async () => {
  const signIn = await serverBehind(null)
  for (let tries = 0; tries < 5; tries++) await signIn(`10.0.1.${tries}`, 'wrong')
  assert.equal((await signIn('10.0.1.9', password)).statusCode, 423)
})
