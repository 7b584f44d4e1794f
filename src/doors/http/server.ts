import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { splitSessionCookie } from '#authority/sign-in/session.ts'
import {
  changePassword,
  passkeySignInQuestion,
  passwordRules,
  secondFactorQuestion,
  sessionMe,
  signOut,
} from '#authority/sign-in/contract.ts'
import {
  accountMethods,
  addPasskey,
  beginTotp,
  confirmTotp,
  newPasskeyQuestion,
  stepUp,
  stepUpQuestion,
} from '#authority/sign-in/contract-methods.ts'
import { directorySignIn, signInProviders } from '#authority/sign-in/providers/contract.ts'
import { callbackPaths } from '#authority/sign-in/providers/service.ts'
import { Refusal, refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { ActorSource } from '#ground/operation/runner.ts'
import { base64Length, fileOutput, type Contract } from '#ground/operation/contract.ts'
import type { House } from '#house'
import { setupContracts, setupState, startCity, startDemo } from '#rooms/setup/contract.ts'
import { keepFile } from '#ground/files/service.ts'
import { consentLinks, linkRoutes } from './consent-link.ts'
import { SESSION_COOKIE } from './cookies.ts'
import { sendError } from './errors.ts'
import { externalSignIn } from './external-door.ts'
import { requireCsrf, requireSameOrigin, requireSetupAccess } from './guard.ts'
import { logging } from './log.ts'
import { openApi } from './openapi.ts'
import { clearSession, handleSignIn, openingNames, tenantOfOpening, visitOf } from './sign-in-door.ts'
import { touchSession } from './touch.ts'

const UPLOAD_LIMIT = 21 * 1024 * 1024
/** What nobody signed in for may send: a sign-in, the first page's form. */
const OPEN_LIMIT = 64 * 1024
/** A query carries its input in the address, where one Japanese character takes nine bytes. */
const ADDRESS_LIMIT = 128 * 1024
/** What somebody still on a handed-out password may do. */
const beforeNewPassword = new Set<string>([
  sessionMe.name,
  signOut.name,
  changePassword.name,
  passwordRules.name,
  stepUp.name,
  stepUpQuestion.name,
])
/** What somebody who must add a second way may do. */
const beforeSecondWay = new Set<string>([
  ...beforeNewPassword,
  accountMethods.name,
  beginTotp.name,
  confirmTotp.name,
  newPasskeyQuestion.name,
  addPasskey.name,
])
/** Queries of the sign-in page: of a tenant, without a session. */
const beforeSession = new Set<string>([
  passkeySignInQuestion.name,
  secondFactorQuestion.name,
  signInProviders.name,
])
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
    /** Where the log goes instead of standard output. */
    logTo?: { write(line: string): void }
  },
): Promise<FastifyInstance> {
  const app = fastify({
    logger: options.logLevel === 'silent' ? false : logging(options.logLevel, options.logTo),
    bodyLimit: BODY_LIMIT,
    trustProxy: house.config.trustedProxy ?? false,
    http: { maxHeaderSize: ADDRESS_LIMIT },
    // An address that cannot be decoded reaches no hook; its answer is bare text of ours and may load nothing.
    frameworkErrors: (error, request, reply) => {
      reply
        .header('content-security-policy', "default-src 'none'")
        .header('x-content-type-options', 'nosniff')
      void sendError(error, request, reply)
    },
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
        imgSrc: ["'self'"],
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
    // The page of a link that is opened without an account: nothing of its address goes on, and nothing is kept.
    if (/^\/consent(?:[/?]|$)/.test(request.url)) {
      reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store')
    }
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  })
  app.setErrorHandler(async (error, request, reply) => sendError(error, request, reply))

  // Before the body is read: what a foreign page sends is not even parsed.
  app.addHook('onRequest', async (request) => {
    // the answer of a SAML provider comes from its page; it is signed and belongs to a request of ours
    if (request.method !== 'POST' || request.url === callbackPaths.saml) return
    requireSameOrigin(request)
    if (request.cookies[SESSION_COOKIE] !== undefined && !openingRoutes.has(request.url)) requireCsrf(request)
  })

  for (const { contract } of house.runner.operations.values()) {
    const url = `/api/${contract.name}`
    if (contract.name === keepFile.name || linkRoutes.has(contract.name)) continue
    if (openingNames.has(contract.name)) {
      app.post(url, { bodyLimit: OPEN_LIMIT }, (request, reply) =>
        handleSignIn(house, contract.name, options.secureCookies, request, reply),
      )
      continue
    }
    if (beforeSession.has(contract.name)) {
      app.get(url, async (request) => {
        const input = queryInput(request)
        return house.runner.run(
          contract.name,
          {
            tenantId: await tenantOfOpening(house, contract.name, request, input),
            actor: { kind: 'nobody' },
            origin: request.ip,
            visit: visitOf(request),
          },
          input,
        )
      })
      continue
    }
    const handle = async (request: FastifyRequest, reply: FastifyReply, input: unknown) => {
      const session = sessionOf(request)
      if (session === null && contract.who !== 'anyone') refuse('unauthenticated', 'サインインしてください。')
      const slowed = contract.name === changePassword.name
      if (slowed) house.throttle.admit(request.ip, true)
      const running = house.runner.run(
        contract.name,
        {
          tenantId: session?.tenantId ?? house.nowhere,
          actor: actorSource(house, session, contract.name),
          origin: request.ip,
          visit: visitOf(request),
        },
        input,
      )
      // Whoever sits before a session of somebody else may not guess the password there without end.
      if (slowed) running.catch((error: unknown) => guessed(error) && house.throttle.failed(request.ip))
      const output = await running
      if (session !== null) void touchSession(house, session, (error) => request.log.error(error))
      if (contract.name === signOut.name) clearSession(reply)
      if (contract.output === fileOutput) return sendFile(reply, output)
      return output
    }
    if (contract.kind === 'command')
      app.post(url, bodyOf(contract), (request, reply) => handle(request, reply, request.body ?? {}))
    else app.get(url, (request, reply) => handle(request, reply, queryInput(request)))
  }

  consentLinks(app, house)
  externalSignIn(app, house, options.secureCookies)
  app.get(`/api/${setupState.name}`, () => house.setup.state())
  app.post(`/api/${startDemo.name}`, { bodyLimit: OPEN_LIMIT }, async (request) => {
    requireSetupAccess(request, options.setupCode)
    return house.setup.startDemo()
  })
  app.post(`/api/${startCity.name}`, { bodyLimit: OPEN_LIMIT }, async (request) => {
    requireSetupAccess(request, options.setupCode)
    return house.setup.startCity(request.body)
  })
  app.get('/api/openapi.json', () =>
    openApi(
      [
        ...[...house.runner.operations.values()].map((each) => each.contract),
        ...setupContracts,
        directorySignIn,
      ],
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
        { tenantId: session.tenantId, actor: actorSource(house, session, keepFile.name), origin: request.ip },
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

/** How much a command takes. Beside a file there is room for what else its input says. */
function bodyOf({ file, bodyLimit = BODY_LIMIT }: Contract) {
  if (file === undefined) return { bodyLimit }
  return { bodyLimit: base64Length(file.mostBytes) + bodyLimit, config: { file } }
}

const openingRoutes = new Set([...openingNames].map((name) => `/api/${name}`))

type Session = { tenantId: string; secret: string }

function sessionOf(request: FastifyRequest): Session | null {
  const value = request.cookies[SESSION_COOKIE]
  return value === undefined ? null : splitSessionCookie(value)
}

function actorSource(house: House, session: Session | null, operation: string): ActorSource {
  return async (tx, at) => {
    const actor = await house.actorOf(tx, session?.secret ?? null, at)
    const onHandedOut = actor.kind === 'person' && actor.mustChangePassword === true
    if (onHandedOut && !beforeNewPassword.has(operation)) {
      refuse(
        'forbidden',
        '渡されたパスワードのままか、変える時期です。はじめに自分のパスワードに変えてください。',
      )
    }
    const withoutSecond = actor.kind === 'person' && actor.mustAddFactor === true
    if (withoutSecond && !onHandedOut && !beforeSecondWay.has(operation)) {
      refuse(
        'forbidden',
        'あなたの役割には、サインインの二つ目の方法が必要です。はじめにパスキーか確認コードのアプリを登録してください。',
      )
    }
    return actor
  }
}

/** The password in use was not the one that was typed. */
function guessed(error: unknown): boolean {
  return error instanceof Refusal && error.problems.some((problem) => problem.at === 'current')
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
    .send(Buffer.from(file.body.buffer, file.body.byteOffset, file.body.byteLength))
}
