import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { actorOfSession, splitSessionCookie } from '#authority/sign-in/session.ts'
import { signIn, signOut } from '#authority/sign-in/contract.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { Refusal, refuse } from '#ground/errors/refusal.ts'
import { faultOf, problemOf } from '#ground/http/problem.ts'
import { newId } from '#ground/ids/ids.ts'
import type { ActorSource } from '#ground/operation/runner.ts'
import { fileOutput } from '#ground/operation/contract.ts'
import type { House } from '#house'
import { setupState, startCity, startDemo } from '#rooms/setup/contract.ts'
import { keepFile } from '#ground/files/service.ts'
import { openApi } from './openapi.ts'
import { touchSession } from './touch.ts'

export const SESSION_COOKIE = 'kijun_session'
export const CSRF_COOKIE = 'kijun_csrf'
const UPLOAD_LIMIT = 21 * 1024 * 1024
const BODY_LIMIT = 2 * 1024 * 1024

/** The HTTP door: routes from the operations, cookies, headers, and nothing that decides. */
export async function buildServer(
  house: House,
  options: {
    webFolder: string
    secureCookies: boolean
    logLevel: string
    version: string
    setupCode: string
  },
): Promise<FastifyInstance> {
  const app = fastify({
    logger:
      options.logLevel === 'silent' ? false : { level: options.logLevel, redact: ['req.headers.cookie'] },
    bodyLimit: BODY_LIMIT,
    genReqId: () => newId(),
    routerOptions: { ignoreTrailingSlash: true },
    requestTimeout: 120_000,
  })
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Inside LGWAN many cities serve plain HTTP behind their own TLS; the proxy sets HSTS where it applies.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  })
  app.setErrorHandler(async (error, request, reply) => sendError(error, request, reply))

  app.addHook('preHandler', async (request) => {
    if (request.method !== 'POST') return
    requireSameOrigin(request)
    if (request.cookies[SESSION_COOKIE] !== undefined && !signInRoutes.has(request.url)) requireCsrf(request)
  })

  for (const { contract } of house.runner.operations.values()) {
    const url = `/api/${contract.name}`
    if (contract.name === signIn.name) {
      app.post(url, (request, reply) => handleSignIn(house, options.secureCookies, request, reply))
      continue
    }
    const handle = async (request: FastifyRequest, reply: FastifyReply, input: unknown) => {
      const session = sessionOf(request)
      if (session === null && contract.who !== 'anyone') refuse('unauthenticated', 'サインインしてください。')
      const output = await house.runner.run(
        contract.name,
        {
          tenantId: session?.tenantId ?? house.nowhere,
          actor: actorSource(house, session),
          origin: request.ip,
        },
        input,
      )
      if (session !== null) void touchSession(house, session, (error) => request.log.error(error))
      if (contract.name === signOut.name) clearCookies(reply)
      if (contract.output === fileOutput) return sendFile(reply, output)
      return output
    }
    if (contract.kind === 'command')
      app.post(url, { bodyLimit: contract.bodyLimit ?? BODY_LIMIT }, (request, reply) =>
        handle(request, reply, request.body ?? {}),
      )
    else app.get(url, (request, reply) => handle(request, reply, queryInput(request)))
  }

  app.get(`/api/${setupState.name}`, () => house.setup.state())
  app.post(`/api/${startDemo.name}`, async (request) => {
    requireSetupAccess(request, options.setupCode)
    return house.setup.startDemo()
  })
  app.post(`/api/${startCity.name}`, async (request) => {
    requireSetupAccess(request, options.setupCode)
    return house.setup.startCity(request.body)
  })
  app.get('/api/openapi.json', () =>
    openApi(
      [...house.runner.operations.values()].map((each) => each.contract),
      options.version,
    ),
  )
  app.get('/health', () => house.health())

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: UPLOAD_LIMIT }, (_request, body, done) =>
      done(null, body),
    )
    scope.post('/api/files', { bodyLimit: UPLOAD_LIMIT }, async (request) => {
      const session = sessionOf(request)
      if (session === null) return refuse('unauthenticated', 'サインインしてください。')
      return house.runner.run(
        keepFile.name,
        { tenantId: session.tenantId, actor: actorSource(house, session), origin: request.ip },
        { bytes: request.body, name: fileNameOf(request) },
      )
    })
  })

  app.setNotFoundHandler(async (request, reply) => {
    if (
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      existsSync(join(options.webFolder, 'index.html'))
    ) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
    }
    return sendError(new Refusal('not-found', 'そのページはありません。'), request, reply)
  })
  await app.register(fastifyStatic, {
    root: options.webFolder,
    index: ['index.html'],
    setHeaders: (reply, path) => {
      // Names of assets carry their hash; the page that names them is asked for anew each time.
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return app
}

const signInRoutes = new Set([`/api/${signIn.name}`])

type Session = { tenantId: string; secret: string }

function sessionOf(request: FastifyRequest): Session | null {
  const value = request.cookies[SESSION_COOKIE]
  return value === undefined ? null : splitSessionCookie(value)
}

function actorSource(house: House, session: Session | null): ActorSource {
  return (tx, at) => actorOfSession(tx, session?.secret ?? null, at, jstDate(at), house.rightsOf)
}

function queryInput(request: FastifyRequest): unknown {
  const { query } = request
  if (typeof query !== 'object' || query === null || !('input' in query)) return {}
  if (typeof query.input !== 'string') return refuse('invalid', '検索条件の形が正しくありません。')
  try {
    const input: unknown = JSON.parse(query.input)
    return input
  } catch (cause) {
    return refuse('invalid', '検索条件の形が正しくありません。', { cause })
  }
}

function requireSameOrigin(request: FastifyRequest): void {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none'
  if (foreign || (origin !== undefined && hostOf(origin) !== request.headers.host)) {
    refuse('forbidden', '別のサイトからの操作は受け付けません。')
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

function requireCsrf(request: FastifyRequest): void {
  const expected = request.cookies[CSRF_COOKIE]
  if (expected === undefined || expected === '' || request.headers['x-csrf-token'] !== expected) {
    refuse('forbidden', '画面の有効期限が切れました。画面を開き直してから、もう一度操作してください。')
  }
}

/** Setting up is for who sits at the machine, or knows the code printed when Kijun started. */
function requireSetupAccess(request: FastifyRequest, setupCode: string): void {
  const local = request.ip === '127.0.0.1' || request.ip === '::1' || request.ip === '::ffff:127.0.0.1'
  if (!local && request.headers['x-setup-code'] !== setupCode) {
    refuse(
      'forbidden',
      'はじめの設定は、Kijunを動かしている機械で行うか、起動時に表示された設定コードを使ってください。',
    )
  }
}

async function handleSignIn(
  house: House,
  secure: boolean,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  house.throttle.admit(request.ip)
  const body = request.body
  const code = typeof body === 'object' && body !== null && 'tenant' in body ? body.tenant : undefined
  const tenantId = await house.tenantFor(typeof code === 'string' && code !== '' ? code : null)
  const output = signIn.output.parse(
    await house.runner.run(signIn.name, { tenantId, actor: { kind: 'nobody' }, origin: request.ip }, body),
  )
  if (output.result === 'refused') {
    house.throttle.failed(request.ip)
    return refuse(output.reason === 'locked' ? 'locked' : 'unauthenticated', output.message)
  }
  if (output.session !== undefined) {
    const expires = new Date(output.session.expiresAt)
    const common = { path: '/', sameSite: 'strict' as const, secure, expires }
    reply.setCookie(SESSION_COOKIE, output.session.secret, { ...common, httpOnly: true })
    reply.setCookie(CSRF_COOKIE, output.session.csrf, { ...common, httpOnly: false })
  }
  return { result: 'signed-in', mustChangePassword: output.mustChangePassword }
}

function clearCookies(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, { path: '/' })
  reply.clearCookie(CSRF_COOKIE, { path: '/' })
}

function fileNameOf(request: FastifyRequest): string {
  const header = request.headers['x-file-name']
  if (typeof header !== 'string') return refuse('invalid', 'ファイルの名前がありません。')
  try {
    return decodeURIComponent(header)
  } catch (cause) {
    return refuse('invalid', 'ファイルの名前を読み取れません。', { cause })
  }
}

function sendFile(reply: FastifyReply, output: unknown): FastifyReply {
  const file = fileOutput.parse(output)
  const name = encodeURIComponent(file.fileName)
  return reply
    .header('content-type', file.contentType)
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .header('x-content-type-options', 'nosniff')
    .send(Buffer.from(file.body))
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  if (refusal === null) request.log.error({ err: error, url: request.url }, 'fault')
  const body = refusal === null ? faultOf(request.id.slice(-8)) : problemOf(refusal)
  return reply.code(body.status).header('content-type', 'application/problem+json; charset=utf-8').send(body)
}

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (!(error instanceof Error) || !('code' in error)) return null
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal(
        'too-large',
        '送られた内容が大きすぎます。ファイルは20MBまでです。分けるか、小さくしてください。',
      )
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('unsupported', '送られた内容の形式を扱えません。')
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Refusal('invalid', '送られた内容を読み取れません。')
    // PostgreSQL: a unique or serialisation conflict that a rule did not foresee is still the user's to retry.
    case '23505':
    case '40001':
    case '40P01':
      return new Refusal(
        'conflict',
        'ほかの人の操作と重なりました。画面を開き直して、もう一度行ってください。',
      )
    case '53100':
      return new Refusal(
        'unavailable',
        'ディスクがいっぱいのため保存できませんでした。何も変わっていません。情報政策課に連絡してください。',
      )
    case '57P01':
    case '57P03':
    case 'ECONNREFUSED':
    case 'ENOENT':
      return new Refusal(
        'unavailable',
        'データベースにつながりません。しばらくしてから、もう一度行ってください。',
      )
    default:
      return null
  }
}
