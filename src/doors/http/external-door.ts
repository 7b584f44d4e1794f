import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { openSessionFor } from '#authority/sign-in/open-session.ts'
import {
  ATTEMPT_MINUTES,
  findAttempt,
  newSecrets,
  noteIdentity,
  saveAttempt,
  takeAttempt,
  type Attempt,
  type AttemptSecrets,
} from '#authority/sign-in/providers/attempt.ts'
import { directorySignIn } from '#authority/sign-in/providers/contract.ts'
import { whoIsIt } from '#authority/sign-in/providers/identity.ts'
import { secretOf, usableProvider, type Provider } from '#authority/sign-in/providers/providers.ts'
import { callbackPaths } from '#authority/sign-in/providers/service.ts'
import { foundIdentity, strengthShown, type FoundIdentity } from '#authority/sign-in/providers/settings.ts'
import { signInAnswer, type SignInAnswer } from '#authority/sign-in/contract.ts'
import type { Method } from '#authority/sign-in/methods.ts'
import { splitSessionCookie } from '#authority/sign-in/session.ts'
import { invalidInput } from '#ground/operation/implementation.ts'
import { Refusal, refuse } from '#ground/errors/refusal.ts'
import { bindAs } from '#ground/directory/bind-as.ts'
import { beginOidc, finishOidc, type OidcSettings } from '#ground/oidc/oidc.ts'
import { OidcRefusal } from '#ground/oidc/faults.ts'
import { beginSaml, finishSaml, longestSamlAnswer } from '#ground/saml/saml.ts'
import { SamlRefusal } from '#ground/saml/faults.ts'
import type { House } from '#house'
import { EXTERNAL_COOKIE } from './cookies.ts'
import { setSignInCookies, visitOf } from './sign-in-door.ts'

/*
 * Sign-ins that go away to another system and come back. The other system is asked between two transactions, never
 * inside one: a slow one may hold up nobody but who asked for it. Whatever goes wrong leads back to the sign-in page
 * with a word for it; the other ways to sign in stay as they are.
 */

/** Why somebody stands at the sign-in page again; its sentence is the page's. */
type Trouble =
  | 'unreachable'
  | 'settings'
  | 'called-off'
  | 'answer'
  | 'expired'
  | 'unknown'
  | 'other'
  | 'refused'
  | 'busy'

const beginQuery = z.object({
  provider: z.uuid(),
  tenant: z.string().max(100).optional(),
  to: z.string().max(2000).optional(),
})

/** Registers the addresses by which sign-ins go away and come back. */
export function externalSignIn(app: FastifyInstance, house: House, secure: boolean): void {
  app.get('/auth/begin', async (request, reply) => {
    const asked = beginQuery.safeParse(request.query)
    if (!asked.success) return back(reply, 'settings')
    return begin(house, secure, asked.data, request, reply)
  })
  app.get(callbackPaths.oidc, (request, reply) => returned(house, secure, request, reply))
  app.get(`${callbackPaths.saml}/done`, (request, reply) => returned(house, secure, request, reply))
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: longestSamlAnswer + 20_000 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.post(callbackPaths.saml, (request, reply) => samlArrived(house, request, reply))
  })
  app.post(`/api/${directorySignIn.name}`, { bodyLimit: 8192 }, (request, reply) =>
    withDirectory(house, secure, request, reply),
  )
}

async function begin(
  house: House,
  secure: boolean,
  asked: z.output<typeof beginQuery>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { site } = visitOf(request)
  const key = house.sealKey
  if (key === null) return back(reply, 'settings')
  try {
    house.throttle.admit(request.ip, false)
    const tenantId = await house.tenantFor(asked.tenant ?? null)
    const provider = await house.database.readTenant(tenantId, (tx) => usableProvider(tx, asked.provider))
    const own = house.config.publicUrl ?? site
    if (provider === undefined || own === null) return back(reply, 'settings')
    const { settings } = provider
    const secrets = newSecrets(tenantId)
    const now = house.clock.now()
    const away =
      settings.kind === 'oidc'
        ? await beginOidc(oidcSettings(provider, key), `${own}${callbackPaths.oidc}`, secrets.state, now)
        : settings.kind === 'saml'
          ? await beginSaml(settings, `${own}${callbackPaths.saml}`, secrets.state)
          : null
    if (away === null) return back(reply, 'settings')
    const checks =
      'requestId' in away
        ? { kind: 'saml' as const, requestId: away.requestId }
        : { kind: 'oidc' as const, ...away.checks }
    await house.database.inTenant(tenantId, (tx) =>
      saveAttempt(tx, key, {
        ...secrets,
        tenantId,
        at: now.toISOString(),
        providerId: provider.providerId,
        site: own,
        target: safePath(asked.to),
        checks,
      }),
    )
    // lax: the browser comes back from another site and must still be known as the one that went
    reply.setCookie(EXTERNAL_COOKIE, secrets.browser, {
      path: '/auth',
      sameSite: 'lax',
      secure,
      httpOnly: true,
      maxAge: ATTEMPT_MINUTES * 60,
    })
    return reply.redirect(away.url)
  } catch (error) {
    return back(reply, troubleOf(error, request))
  }
}

/** The browser is back, with the answer of OpenID or after that of SAML was checked. */
async function returned(
  house: House,
  secure: boolean,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.clearCookie(EXTERNAL_COOKIE, { path: '/auth' })
  const key = house.sealKey
  const secrets = secretsOf(request)
  const tenantId = secrets === null ? undefined : splitSessionCookie(secrets.state)?.tenantId
  if (key === null || secrets === null || tenantId === undefined) return back(reply, 'expired')
  try {
    const at = house.clock.now().toISOString()
    const attempt = await house.database.inTenant(tenantId, (tx) => takeAttempt(tx, key, secrets, at))
    if (attempt === null) return back(reply, 'expired')
    const provider = await house.database.readTenant(tenantId, (tx) => usableProvider(tx, attempt.providerId))
    if (provider === undefined) return back(reply, 'settings')
    const identity = await identityOf(house, provider, attempt, secrets, key, request)
    if (identity === null) return back(reply, 'answer')
    const { kind } = provider.settings
    const answer = await admit(house, { tenantId, provider, identity, method: kind, request })
    if (typeof answer === 'string') return back(reply, answer)
    if (answer.result === 'refused') return back(reply, 'refused')
    if (answer.cookies !== undefined) setSignInCookies(reply, answer.cookies, secure)
    return ownPage(
      reply,
      answer.result === 'second-factor' ? secondStep(answer.methods, attempt.target) : attempt.target,
    )
  } catch (error) {
    return back(reply, troubleOf(error, request))
  }
}

async function identityOf(
  house: House,
  provider: Provider,
  attempt: Attempt,
  secrets: AttemptSecrets,
  key: Buffer,
  request: FastifyRequest,
): Promise<FoundIdentity | null> {
  const { checks } = attempt
  if (checks.kind === 'saml') {
    const noted = foundIdentity.safeParse(attempt.identity)
    return noted.success ? noted.data : null
  }
  const address = new URL(request.url, attempt.site)
  const found = await finishOidc(
    oidcSettings(provider, key),
    address,
    { nonce: checks.nonce, verifier: checks.verifier, state: secrets.state },
    house.clock.now(),
  )
  return {
    subject: found.subject.slice(0, 255),
    claims: Object.fromEntries(found.claims),
    shown: [...found.methods, ...(found.level === null ? [] : [found.level])],
  }
}

/** The other system's page posts its answer here. Our cookies do not come along; they are looked at one page later. */
async function samlArrived(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const posted = z
    .object({
      SAMLResponse: z.string().min(1).max(longestSamlAnswer),
      RelayState: z.string().min(1).max(200),
    })
    .safeParse(request.body)
  const key = house.sealKey
  if (!posted.success || key === null) return back(reply, 'answer')
  const state = posted.data.RelayState
  const tenantId = splitSessionCookie(state)?.tenantId
  if (tenantId === undefined) return back(reply, 'expired')
  try {
    house.throttle.admit(request.ip, false)
    const now = house.clock.now()
    const attempt = await house.database.readTenant(tenantId, (tx) =>
      findAttempt(tx, key, state, now.toISOString()),
    )
    if (attempt === null || attempt.checks.kind !== 'saml') return back(reply, 'expired')
    const provider = await house.database.readTenant(tenantId, (tx) => usableProvider(tx, attempt.providerId))
    if (provider?.settings.kind !== 'saml') return back(reply, 'settings')
    const found = await finishSaml(
      provider.settings,
      `${attempt.site}${callbackPaths.saml}`,
      posted.data.SAMLResponse,
      attempt.checks.requestId,
    )
    const identity: FoundIdentity = {
      subject: found.subject.slice(0, 255),
      claims: Object.fromEntries(found.claims),
      shown: found.level === null ? [] : [found.level],
    }
    const noted = await house.database.inTenant(tenantId, (tx) =>
      noteIdentity(tx, attempt.attemptId, identity),
    )
    if (!noted) return back(reply, 'expired')
    return ownPage(reply, `${callbackPaths.saml}/done?state=${encodeURIComponent(state)}`)
  } catch (error) {
    return back(reply, troubleOf(error, request))
  }
}

/** Login and password of the city's directory, asked of the directory and of nobody else. */
async function withDirectory(
  house: House,
  secure: boolean,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const asked = directorySignIn.input.safeParse(request.body)
  if (!asked.success) throw invalidInput(asked.error)
  const { login, password, providerId } = asked.data
  const tenantId = await house.tenantFor(asked.data.tenant ?? null)
  house.throttle.admit(request.ip, await house.knowsDevice(tenantId, visitOf(request).device))
  const { provider, directory } = await house.database.readTenant(tenantId, async (tx) => ({
    provider: await usableProvider(tx, providerId),
    directory: await house.directoryOf(tx),
  }))
  if (provider?.settings.kind !== 'ldap' || directory === null) {
    return refuse(
      'unavailable',
      'この方法は今使えません。ほかの方法でサインインし、情報政策課に知らせてください。',
    )
  }
  const { settings } = provider
  const answer = await bindAs(
    directory.settings,
    {
      attribute: settings.loginAttribute,
      filter: directory.peopleFilter,
      bring: [settings.matching.claim],
    },
    login,
    password,
  )
  if (answer.let === 'out') {
    house.throttle.failed(request.ip, login.toLowerCase())
    return refuse('unauthenticated', 'IDかパスワードが違います。')
  }
  // names of attributes mean the same in any case
  const { claim } = settings.matching
  const value = answer.values.get(claim.toLowerCase())?.[0]
  const opened = await admit(house, {
    tenantId,
    provider,
    // the place in the directory changes with every transfer; the name in it by which people are found does not
    identity: {
      subject: (value ?? answer.dn).slice(0, 255),
      claims: value === undefined ? {} : { [claim]: value },
      shown: [],
    },
    method: 'ldap',
    request,
  })
  if (typeof opened === 'string') {
    house.throttle.failed(request.ip, login.toLowerCase())
    return refuse(
      'forbidden',
      'あなたのログインIDがKijunにまだありません。情報政策課に交付を依頼してください。',
    )
  }
  if (opened.result === 'refused') return refuse('forbidden', opened.message)
  if (opened.cookies !== undefined) setSignInCookies(reply, opened.cookies, secure)
  const { cookies: _, ...told } = opened
  return told
}

/** Finds whose account it is and opens the session, in one recorded act. */
async function admit(
  house: House,
  came: {
    readonly tenantId: string
    readonly provider: Provider
    readonly identity: FoundIdentity
    readonly method: Extract<Method, 'oidc' | 'saml' | 'ldap'>
    readonly request: FastifyRequest
  },
): Promise<SignInAnswer | 'unknown' | 'other'> {
  const { tenantId, provider, identity, method, request } = came
  const scope = {
    tenantId,
    actor: { kind: 'nobody' } as const,
    origin: request.ip,
    visit: visitOf(request),
  }
  return house.runner.perform('sign-in.external', scope, async (act) => {
    const who = await whoIsIt(act, provider, identity)
    if (!who.known) {
      act.recorder.describe({
        act: 'サインインの拒否',
        subject: { kind: 'identity-provider', id: provider.providerId, label: provider.name },
        note: who.why === 'nobody' ? '該当するログインIDがない' : '別の利用者と結び付いている',
      })
      return who.why === 'nobody' ? 'unknown' : 'other'
    }
    return signInAnswer.parse(
      await openSessionFor(act, who.accountId, [method], {
        strength: strengthShown(provider.settings, identity),
      }),
    )
  })
}

function oidcSettings(provider: Provider, key: Buffer): OidcSettings {
  const { settings } = provider
  const clientSecret = secretOf(provider, key)
  if (settings.kind !== 'oidc' || clientSecret === null) throw new OidcRefusal('settings')
  return { ...settings, clientSecret }
}

function secretsOf(request: FastifyRequest): AttemptSecrets | null {
  const { query } = request
  const state = typeof query === 'object' && query !== null && 'state' in query ? query.state : undefined
  const browser = request.cookies[EXTERNAL_COOKIE]
  return typeof state === 'string' && browser !== undefined ? { state, browser } : null
}

/** A path of our own pages; anything else leads to the first one. */
function safePath(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])[^\r\n\\]*$/u.test(to) && !to.startsWith('/auth') ? to : '/'
}

/** The sign-in page at its second step, with what this person can show there. */
function secondStep(methods: readonly string[], target: string): string {
  return `/sign-in?step=${methods.join('.')}&to=${encodeURIComponent(target)}`
}

function back(reply: FastifyReply, trouble: Trouble): FastifyReply {
  return ownPage(reply, `/sign-in?trouble=${trouble}`)
}

/**
 * Leads on from a page of our own: cookies that only our own pages show are shown again after it, which they are not
 * after a redirect that began at another site.
 */
function ownPage(reply: FastifyReply, path: string): FastifyReply {
  const address = path.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return reply
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}"><title>Kijun</title></head><body><p><a href="${address}">画面が変わらないときは、ここを押してください</a></p></body></html>`,
    )
}

function troubleOf(error: unknown, request: FastifyRequest): Trouble {
  if (error instanceof OidcRefusal || error instanceof SamlRefusal) {
    request.log.warn({ err: error.cause, fault: error.fault }, 'external sign-in')
    return error.fault
  }
  if (error instanceof Refusal)
    return error.code === 'too-many' || error.code === 'locked' ? 'busy' : 'settings'
  request.log.error(error)
  return 'settings'
}
