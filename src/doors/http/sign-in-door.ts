import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  passkeySignIn,
  secondFactor,
  secondFactorQuestion,
  signIn,
  signInAnswer,
  type SignInCookies,
} from '#authority/sign-in/contract.ts'
import { splitSessionCookie } from '#authority/sign-in/session.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Visit } from '#ground/operation/act.ts'
import type { House } from '#house'
import { ATTEMPT_COOKIE, CSRF_COOKIE, DEVICE_COOKIE, SESSION_COOKIE } from './cookies.ts'

/** Operations that may open a session: what they answer carries secrets for cookies. */
export const openingNames: ReadonlySet<string> = new Set([signIn.name, passkeySignIn.name, secondFactor.name])

/** What came with a request beside its input. The origin was compared with the host before (`requireSameOrigin`). */
export function visitOf(request: FastifyRequest): Visit {
  const { origin, host } = request.headers
  const address = origin ?? (host === undefined ? null : `${request.protocol}://${host}`)
  return {
    attempt: request.cookies[ATTEMPT_COOKIE] ?? null,
    device: deviceOf(request.cookies[DEVICE_COOKIE]),
    agent: String(request.headers['user-agent'] ?? '')
      .toWellFormed()
      .replaceAll('\0', '')
      .slice(0, 300),
    site: address !== null && URL.canParse(address) ? new URL(address).origin : null,
  }
}

/** Only what we could have set ourselves: anything else is no device. */
function deviceOf(cookie: string | undefined): string | null {
  return cookie !== undefined && /^[A-Za-z0-9_-]{43}$/.test(cookie) ? cookie : null
}

/** The tenant a sign-in is for: the one named, or that of the sign-in that waits for its second step. */
export async function tenantOfOpening(
  house: House,
  name: string,
  request: FastifyRequest,
  input: unknown,
): Promise<string> {
  if (name === secondFactor.name || name === secondFactorQuestion.name) {
    const waiting = splitSessionCookie(request.cookies[ATTEMPT_COOKIE] ?? '')
    return waiting?.tenantId ?? house.nowhere
  }
  const code = typeof input === 'object' && input !== null && 'tenant' in input ? input.tenant : undefined
  return house.tenantFor(typeof code === 'string' && code !== '' ? code : null)
}

/** Runs an operation that may open a session, sets its cookies, and turns a refusal into a status. */
export async function handleSignIn(
  house: House,
  name: string,
  secure: boolean,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const visit = visitOf(request)
  const login = loginIn(request.body)
  const tenantId = await tenantOfOpening(house, name, request, request.body)
  if (tenantId === house.nowhere) {
    return refuse('conflict', 'サインインの時間が過ぎました。はじめからやり直してください。')
  }
  house.throttle.admit(request.ip, await house.knowsDevice(tenantId, visit.device))
  const output = signInAnswer.parse(
    await house.runner.run(
      name,
      { tenantId, actor: { kind: 'nobody' }, origin: request.ip, visit },
      request.body ?? {},
    ),
  )
  if (output.result === 'refused') {
    house.throttle.failed(request.ip, login)
    if (output.reason === 'expired') clearAttempt(reply)
    const codes = {
      wrong: 'unauthenticated',
      locked: 'locked',
      stopped: 'forbidden',
      expired: 'conflict',
    } as const
    return refuse(codes[output.reason], output.message)
  }
  if (output.cookies !== undefined) setSignInCookies(reply, output.cookies, secure)
  const { cookies: _, ...told } = output
  return told
}

function loginIn(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('login' in body)) return ''
  return typeof body.login === 'string' ? body.login.slice(0, 100).toLowerCase() : ''
}

/** Sets what a sign-in hands out. For every door that opens sessions; the secrets go nowhere else. */
export function setSignInCookies(reply: FastifyReply, cookies: SignInCookies, secure: boolean): void {
  const common = { path: '/', sameSite: 'strict' as const, secure, httpOnly: true }
  const { session, attempt, device } = cookies
  if (session !== undefined) {
    const expires = new Date(session.expiresAt)
    reply.setCookie(SESSION_COOKIE, session.secret, { ...common, expires })
    reply.setCookie(CSRF_COOKIE, session.csrf, { ...common, expires, httpOnly: false })
  }
  if (attempt === null) clearAttempt(reply)
  else if (attempt !== undefined) {
    reply.setCookie(ATTEMPT_COOKIE, attempt.secret, { ...common, expires: new Date(attempt.expiresAt) })
  }
  if (device !== undefined) {
    reply.setCookie(DEVICE_COOKIE, device.secret, { ...common, expires: new Date(device.expiresAt) })
  }
}

function clearAttempt(reply: FastifyReply): void {
  reply.clearCookie(ATTEMPT_COOKIE, { path: '/', sameSite: 'strict', httpOnly: true })
}

/** Takes the session's cookies away; that by which the device is known stays. */
export function clearSession(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, { path: '/' })
  reply.clearCookie(CSRF_COOKIE, { path: '/' })
}
