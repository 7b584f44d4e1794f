import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { buildServer } from '#doors/http/server.ts'
import type { House } from '#house'
import type { CleanUp } from '#test/database.ts'
import { password } from '#test/world.ts'

export const SETUP_CODE = 'settei-code-1'

/** The HTTP door of a house, with everything it logs. */
export async function openDoor(
  t: CleanUp,
  house: House,
  options: { secureCookies?: boolean } = {},
): Promise<{ app: FastifyInstance; log: string[] }> {
  const webFolder = await mkdtemp(join(tmpdir(), 'kijun-web-'))
  await mkdir(join(webFolder, 'assets'))
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Kijun</title>')
  await writeFile(join(webFolder, 'assets', 'app-1a2b.js'), 'export {}')
  const log: string[] = []
  const app = await buildServer(house, {
    webFolder,
    secureCookies: options.secureCookies ?? false,
    logLevel: 'debug',
    version: '1.2.3',
    setupCode: SETUP_CODE,
    logTo: { write: (line) => log.push(line) },
  })
  t.after(async () => {
    await app.close()
    await rm(webFolder, { recursive: true, force: true })
  })
  return { app, log }
}

export type Answer = {
  status: number
  body: unknown
  headers: LightMyRequestResponse['headers']
  text: string
}

/** A browser: keeps its cookies, repeats the token, and comes from one address. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #app: FastifyInstance
  readonly #address: string

  constructor(app: FastifyInstance, address = '127.0.0.1') {
    this.#app = app
    this.#address = address
  }

  async send(options: InjectOptions): Promise<Answer> {
    const answer = await this.#app.inject({
      remoteAddress: this.#address,
      ...options,
      headers: {
        ...(this.cookies.size === 0
          ? {}
          : { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...options.headers,
      },
    })
    for (const cookie of answer.cookies) {
      const gone = cookie.value === '' || (cookie.expires !== undefined && cookie.expires.getTime() === 0)
      if (gone) this.cookies.delete(cookie.name)
      else this.cookies.set(cookie.name, cookie.value)
    }
    const json = String(answer.headers['content-type']).includes('json')
    return {
      status: answer.statusCode,
      body: json ? answer.json() : null,
      headers: answer.headers,
      text: answer.body,
    }
  }

  command(name: string, input: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const token = this.cookies.get('kijun_csrf')
    return this.send({
      method: 'POST',
      url: `/api/${name}`,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { 'x-csrf-token': token }),
        ...headers,
      },
      payload: JSON.stringify(input),
    })
  }

  query(name: string, input: unknown = {}): Promise<Answer> {
    return this.send({ url: `/api/${name}?input=${encodeURIComponent(JSON.stringify(input))}` })
  }

  upload(name: string, body: Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send({
      method: 'POST',
      url: '/api/files',
      headers: {
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(name),
        'x-csrf-token': this.cookies.get('kijun_csrf') ?? '',
        ...headers,
      },
      payload: body,
    })
  }

  signIn(login: string, secret: string = password): Promise<Answer> {
    return this.command('session.sign-in', { login, password: secret })
  }
}

/** A part of a JSON answer. */
export function partOf(body: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined,
    body,
  )
}
