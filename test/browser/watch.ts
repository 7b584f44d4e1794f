import type { BrowserContext, Page } from 'playwright-core'

/** What a test may not leave behind unseen: words of the page's console, faults, requests to elsewhere, broken policy. */
export type Watch = {
  readonly troubles: string[]
  /** Answers with these statuses are part of what the test tries. */
  expectStatus(...statuses: number[]): void
  /** Another system that the test itself started; what its own pages do is not ours to judge. */
  neighbour(address: string): void
  /** Forgets what was expected and found. */
  clear(): void
  attach(context: BrowserContext, who: string): Promise<void>
}

/** Watches everything the browsers of a file do; nothing may leave the origin. */
export function watching(origin: string): Watch {
  const troubles: string[] = []
  const expected = new Set<number>()
  const neighbours = new Set<string>()
  const isNeighbour = (url: string): boolean => [...neighbours].some((each) => url.startsWith(`${each}/`))
  const isOurs = (url: string): boolean =>
    url === origin ||
    url.startsWith(`${origin}/`) ||
    url.startsWith(`blob:${origin}/`) ||
    url === 'about:blank'
  return {
    troubles,
    expectStatus: (...statuses) => {
      for (const status of statuses) expected.add(status)
    },
    neighbour: (address) => neighbours.add(address),
    clear: () => {
      troubles.length = 0
      expected.clear()
      neighbours.clear()
    },
    attach: async (context, who) => {
      await context.exposeBinding('kijunPolicyBroken', (_source, what: string) => {
        troubles.push(`${who}: against the content security policy: ${what}`)
      })
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const report: unknown = Reflect.get(globalThis, 'kijunPolicyBroken')
          if (typeof report === 'function') report(`${event.violatedDirective} ${event.blockedURI}`)
        })
      })
      context.on('request', (request) => {
        if (isNeighbour(request.url()) || isNeighbour(request.headers()['referer'] ?? '')) return
        if (!isOurs(request.url())) troubles.push(`${who}: a request left the house: ${request.url()}`)
      })
      context.on('response', (response) => {
        const status = response.status()
        if (isNeighbour(response.url())) return
        if (status >= 400 && !expected.has(status)) {
          troubles.push(`${who}: ${status} from ${response.request().method()} ${decoded(response.url())}`)
        }
      })
      context.on('console', (message) => {
        // the browser's own note of an answer with an error; the answer itself is looked at above
        if (isNeighbour(message.location().url)) return
        if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
        troubles.push(`${who}: the console says: ${message.text()}`)
      })
      context.on('weberror', (fault) => {
        troubles.push(`${who}: the page failed: ${fault.error().message}`)
      })
    },
  }
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url).slice(0, 300)
  } catch {
    return url
  }
}

/** Every page that is open, with a name for its picture. */
export function openPages(contexts: Iterable<readonly [string, BrowserContext]>): [string, Page][] {
  return [...contexts].flatMap(([who, context]) =>
    context.pages().map((page, index): [string, Page] => [index === 0 ? who : `${who}-${index}`, page]),
  )
}
