import assert from 'node:assert/strict'
import { generate } from 'otplib'
import { z } from 'zod'
import type { FastifyInstance } from 'fastify'
import { Browser } from '#test/http/browser.ts'
import { Authenticator } from './authenticator.ts'

export const SITE = 'https://kijun.example'

const begun = z.object({ totpId: z.string(), secret: z.string() })
const question = z.object({ options: z.unknown(), token: z.string() })
const given = z.object({ recoveryCodes: z.array(z.string()) })

/** The code an app shows at an instant, `steps` half minutes later. */
export function codeAt(iso: string, secret: string, steps = 0): Promise<string> {
  return generate({ secret, epoch: Math.floor(Date.parse(iso) / 1000) + steps * 30 })
}

/** Somebody signed in by password. */
export async function signedIn(app: FastifyInstance, login: string, address?: string): Promise<Browser> {
  const browser = new Browser(app, address)
  const answer = await browser.signIn(login)
  assert.equal(answer.status, 200, answer.text)
  return browser
}

/** Registers an app for codes; answers its secret and the recovery codes. */
export async function addApp(desk: Browser, now: string): Promise<{ secret: string; codes: string[] }> {
  const { totpId, secret } = begun.parse(
    (await desk.command('account.begin-totp', { name: '携帯電話' })).body,
  )
  const code = await codeAt(now, secret, -1)
  const answer = await desk.command('account.confirm-totp', { totpId, code })
  assert.equal(answer.status, 200, answer.text)
  return { secret, codes: given.parse(answer.body).recoveryCodes }
}

/** Registers a passkey. */
export async function addKey(desk: Browser, site = SITE): Promise<{ key: Authenticator; codes: string[] }> {
  const key = new Authenticator(site)
  const { options, token } = await ask(desk, 'account.new-passkey-question')
  const answer = await desk.command('account.add-passkey', {
    name: '職場の端末',
    token,
    response: key.make(options),
  })
  assert.equal(answer.status, 200, answer.text)
  return { key, codes: given.parse(answer.body).recoveryCodes }
}

/** A question for the authenticator. */
export async function ask(desk: Browser, name: string): Promise<{ options: unknown; token: string }> {
  const answer = await desk.query(name)
  assert.equal(answer.status, 200, answer.text)
  return question.parse(answer.body)
}
