import type { Contract } from '#ground/operation/contract.ts'
import { z } from 'zod'
import { ApiProblem, readProblem, Unreachable } from './problem.ts'

/** What the client needs from its surroundings; the browser's by default, a stand-in in tests. */
export type Surroundings = {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly cookies: () => string
  readonly language: () => string
}

/** What a contract asks for and answers with. */
export type InputOf<C extends Contract> = z.input<C['input']>
export type OutputOf<C extends Contract> = z.output<C['output']>

/** A file that came from the server, with the name it should be saved under. */
export type ReceivedFile = { readonly name: string; readonly body: Blob }

const storedFile = z.object({
  fileId: z.string(),
  name: z.string(),
  size: z.number(),
  type: z.string(),
  sha256: z.string(),
})

/** A file the server stored. */
export type StoredFile = z.infer<typeof storedFile>

export type CallOptions = {
  /** Gives the call up, when somebody leaves the page. */
  readonly signal?: AbortSignal
  /** Beside the usual ones. */
  readonly headers?: Readonly<Record<string, string>>
}

export type Client = {
  call<C extends Contract>(contract: C, input: InputOf<C>, options?: CallOptions): Promise<OutputOf<C>>
  receive<C extends Contract>(contract: C, input: InputOf<C>, options?: CallOptions): Promise<ReceivedFile>
  upload(file: File, signal?: AbortSignal): Promise<StoredFile>
}

/** Milliseconds after which an answer is given up; uploads of large files get longer. */
const patience = 60_000
const uploadPatience = 600_000

/**
 * The typed client of the house's operations.
 * Throws ApiProblem when the server refused and Unreachable when nothing usable came back.
 */
export function createClient(around: Surroundings): Client {
  async function send(url: string, init: RequestInit, wait: number, signal?: AbortSignal): Promise<Response> {
    const limit = AbortSignal.timeout(wait)
    const headers = new Headers(init.headers)
    headers.set('accept', 'application/json, application/problem+json, */*;q=0.1')
    headers.set('accept-language', around.language())
    let response: Response
    try {
      response = await around.fetch(url, {
        ...init,
        headers,
        credentials: 'same-origin',
        redirect: 'error',
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      })
    } catch (cause) {
      // the caller gave up (left the page): his own error, not a failure to report
      if (signal?.aborted === true) throw signal.reason
      throw new Unreachable(limit.aborted ? 'timeout' : 'network', cause)
    }
    if (!response.ok) throw new ApiProblem(readProblem(response.status, await readBody(response, true)))
    return response
  }

  function request(contract: Contract, input: unknown, options: CallOptions = {}): Promise<Response> {
    const path = `/api/${encodeURIComponent(contract.name)}`
    const { signal, headers = {} } = options
    if (contract.kind === 'query') {
      const address = `${path}?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`
      return send(address, { method: 'GET', headers: { ...headers } }, patience, signal)
    }
    const own = { 'content-type': 'application/json', 'x-csrf-token': csrfToken(around.cookies()) }
    const init = { method: 'POST', headers: { ...headers, ...own }, body: JSON.stringify(input ?? {}) }
    return send(path, init, patience, signal)
  }

  return {
    async call<C extends Contract>(
      contract: C,
      input: InputOf<C>,
      options?: CallOptions,
    ): Promise<OutputOf<C>> {
      return expect<C['output']>(
        contract.output,
        await readBody(await request(contract, input, options), false),
      )
    },
    async receive(contract, input, options) {
      const response = await request(contract, input, options)
      return { name: fileName(response.headers.get('content-disposition')), body: await response.blob() }
    },
    async upload(file, signal) {
      const headers = {
        'content-type': 'application/octet-stream',
        'x-csrf-token': csrfToken(around.cookies()),
        'x-file-name': encodeURIComponent(file.name),
      }
      const sent = await send('/api/files', { method: 'POST', headers, body: file }, uploadPatience, signal)
      return expect(storedFile, await readBody(sent, false))
    },
  }
}

/** The token that proves a request came from our own page, from the cookie the server set; empty when there is none. */
export function csrfToken(cookies: string): string {
  for (const part of cookies.split(';')) {
    const [name, ...value] = part.trim().split('=')
    if (name === 'kijun_csrf') return decodeURIComponent(value.join('='))
  }
  return ''
}

/** The name in a Content-Disposition header, the RFC 8187 form before the plain one. */
export function fileName(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? 'kijun'
}

/** An answer of another shape than agreed (an older page after an upgrade, a proxy's page) is no answer. */
function expect<S extends z.ZodType>(schema: S, answer: unknown): z.output<S> {
  const read = schema.safeParse(answer)
  if (!read.success) throw new Unreachable('unreadable', read.error)
  return read.data
}

async function readBody(response: Response, lenient: boolean): Promise<unknown> {
  if (response.status === 204) return null
  const body = await response.text().catch((cause: unknown) => {
    throw new Unreachable('network', cause)
  })
  if (body === '') return null
  try {
    return JSON.parse(body)
  } catch (cause) {
    // A refusal whose body is not ours still has its status; an acceptance that cannot be read is no answer.
    if (lenient) return null
    throw new Unreachable('unreadable', cause)
  }
}
