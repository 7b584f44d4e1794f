import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CleanUp } from '#test/database.ts'

/** Starts the OpenID provider of the tests; its address. It ends with the test. */
export async function startProvider(t: CleanUp, redirectUri: string): Promise<string> {
  const provider = spawn(process.execPath, [join(import.meta.dirname, 'provider.mjs'), redirectUri], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  t.after(async () => {
    if (provider.exitCode !== null) return
    provider.kill()
    await once(provider, 'exit')
  })
  for await (const line of createInterface(provider.stdout)) {
    const [, issuer] = /^ready (http\S+)$/u.exec(line) ?? []
    if (issuer !== undefined) return issuer
  }
  throw new Error('the provider ended before it listened')
}

/** Walks through the provider's own pages as a browser would, up to the address it sends the browser back to. */
export async function signInAtProvider(url: string, login: string, backTo: string): Promise<URL> {
  const jar = new Map<string, string>()
  let next: { url: URL; body?: URLSearchParams } = { url: new URL(url) }
  for (let step = 0; step < 12; step += 1) {
    if (next.url.href.startsWith(backTo)) return next.url
    const response = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.body === undefined ? {} : { method: 'POST', body: next.body }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/u.exec(line) ?? []
      if (name !== undefined && value !== undefined) jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (location !== null) {
      next = { url: new URL(location, next.url) }
      continue
    }
    const page = await response.text()
    const [, action] = /<form[^>]*action="([^"]+)"/u.exec(page) ?? []
    const [, prompt] = /name="prompt" value="([^"]+)"/u.exec(page) ?? []
    if (action === undefined || prompt === undefined)
      throw new Error(`the provider showed no form: ${response.status} ${page.slice(0, 500)}`)
    const body = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login, password: 'any' } : {}) })
    next = { url: new URL(action, next.url), body }
  }
  throw new Error('the provider does not come to an end')
}
