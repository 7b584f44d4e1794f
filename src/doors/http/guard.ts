import type { FastifyRequest } from 'fastify'
import { refuse } from '#ground/errors/refusal.ts'
import { CSRF_COOKIE } from './cookies.ts'

/** A request that changes something must come from our own page. @throws Refusal 'forbidden'. */
export function requireSameOrigin(request: FastifyRequest): void {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none'
  if (foreign || (origin !== undefined && !isOwn(origin, request.headers.host ?? ''))) {
    refuse('forbidden', '別のサイトからの操作は受け付けません。')
  }
}

/** The origin names the host that was asked; a port that its scheme implies may be written or not. */
function isOwn(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  const asked = `${from.protocol}//${host}`
  return URL.canParse(asked) && new URL(asked).host === from.host
}

/** … and repeat in a header the token that only our own page can read. @throws Refusal 'forbidden'. */
export function requireCsrf(request: FastifyRequest): void {
  const expected = request.cookies[CSRF_COOKIE]
  if (expected === undefined || expected === '' || request.headers['x-csrf-token'] !== expected) {
    refuse('forbidden', '画面の有効期限が切れました。画面を開き直してから、もう一度操作してください。')
  }
}

/** Setting up is for who sits at the machine, or knows the code printed when Kijun started. */
export function requireSetupAccess(request: FastifyRequest, setupCode: string): void {
  if (!sitsAtTheMachine(request) && request.headers['x-setup-code'] !== setupCode) {
    refuse(
      'forbidden',
      'はじめの設定は、Kijunを動かしている機械で行うか、起動時に表示された設定コードを使ってください。',
    )
  }
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const ownNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * True for a browser on this very machine. Not for what a proxy on this machine passes on, and not for a foreign
 * name that was made to point here.
 */
function sitsAtTheMachine(request: FastifyRequest): boolean {
  const { headers } = request
  const passedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in headers)
  const asked = `http://${headers.host ?? ''}`
  const name = URL.canParse(asked) ? new URL(asked).hostname : ''
  return loopback.has(request.ip) && !passedOn && ownNames.has(name)
}
