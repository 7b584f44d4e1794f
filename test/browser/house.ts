import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import assert from 'node:assert/strict'
import type { BrowserContext, Page } from 'playwright-core'
import { buildServer } from '#doors/http/server.ts'
import { startWorker } from '#ground/jobs/jobs.ts'
import type { House } from '#house'
import type { CleanUp } from '#test/database.ts'
import { makeWorld, password, type Who } from '#test/world.ts'
import { openChromium } from './chromium.ts'
import { openPages, watching } from './watch.ts'

const root = join(import.meta.dirname, '..', '..')
const pictures = join(root, 'test-output')

/** A desk of an office, and a telephone. */
export const desk = { width: 1366, height: 768 }
export const phone = { width: 390, height: 844 }

export type BrowserHouse = Awaited<ReturnType<typeof openBrowserHouse>>

/**
 * The small test city behind the real HTTP door, and a browser before it. After every test of the file: no request
 * left the house, no page complained, and where the test failed there are pictures in test-output/.
 */
export async function openBrowserHouse(
  t: CleanUp,
  options: Pick<NonNullable<Parameters<typeof makeWorld>[1]>, 'now' | 'procedures' | 'giveText'> = {},
) {
  const last: (() => unknown)[] = []
  const world = await makeWorld({ after: (work) => last.push(work) }, options)
  const served = await serve(world.house)
  const worker = startWorker({
    database: world.house.database,
    clock: world.clock,
    handlers: slowed(world.house.handlers),
    tenants: async () => [world.tenantId],
    onError: (error, job) => {
      throw new Error(`the work ${job} failed`, { cause: error })
    },
  })
  const front = await openFront(served.origin)
  t.after(async () => {
    await front.close()
    await worker.stop()
    await served.close()
    for (const work of last) await work()
  })

  /** Signs in through the page, as everybody does. */
  const signedIn = async (who: Who, viewport: typeof desk): Promise<Page> => {
    const page = await front.newPage(who, viewport)
    await page.goto('/')
    await signIn(page, who)
    return page
  }

  return {
    ...world,
    ...front,
    origin: served.origin,
    /** A signed-in page at a desk. */
    as: (who: Who) => signedIn(who, desk),
    /** The same on a telephone. */
    phone: (who: Who) => signedIn(who, phone),
  }
}

/** A city this small is verified before anybody sees it under way; here every job takes a moment. */
function slowed(handlers: House['handlers']): House['handlers'] {
  return new Map(
    [...handlers].map(([name, handle]) => [
      name,
      async (job) => {
        await sleep(400)
        return handle(job)
      },
    ]),
  )
}

/** Fills the form of the sign-in page and waits for the page behind it. */
export async function signIn(page: Page, login: string, secret: string = password): Promise<void> {
  await page.getByLabel('ログインID').fill(login.toLowerCase())
  await page.getByLabel('パスワード').fill(secret)
  await page.getByRole('button', { name: 'サインイン', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** The HTTP door on a free port, with the built pages. */
export async function serve(
  house: House,
  setupCode = 'settei-code-1',
): Promise<{ origin: string; close(): Promise<void> }> {
  const webFolder = process.env['KIJUN_TEST_WEB'] ?? join(root, 'dist', 'web')
  if (!existsSync(join(webFolder, 'index.html'))) {
    throw new Error('画面が組み立てられていません。先に npm run build:web を実行してください。')
  }
  const app = await buildServer(house, {
    webFolder,
    secureCookies: false,
    logLevel: 'silent',
    version: '1.2.3',
    setupCode,
  })
  // The city's clock stands on a day of its own, the browser's does not: a cookie must not end by the wrong one.
  app.addHook('onSend', async (_request, reply) => {
    const cookies = reply.getHeader('set-cookie')
    if (cookies === undefined) return
    const list = Array.isArray(cookies) ? cookies : [String(cookies)]
    reply.removeHeader('set-cookie')
    for (const cookie of list) {
      reply.header('set-cookie', cookie.includes('=;') ? cookie : cookie.replace(/; Expires=[^;]+/, ''))
    }
  })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return { origin, close: () => app.close() }
}

/** A browser before a door: pages of different people, watched. */
export async function openFront(origin: string) {
  const browser = await openChromium()
  const watch = watching(origin)
  const contexts = new Map<string, BrowserContext>()

  afterEach(async (t) => {
    if (!('passed' in t)) return
    const failed = !t.passed || watch.troubles.length > 0
    if (failed) await picturesOf(t.name)
    const found = [...watch.troubles]
    watch.clear()
    for (const context of contexts.values()) await context.close()
    contexts.clear()
    assert.deepEqual(found, [], '画面が、言ってはならないことを言いました')
  })

  const picturesOf = async (name: string): Promise<void> => {
    for (const [who, page] of openPages(contexts)) {
      if (!page.isClosed()) await picture(page, `failed-${name.slice(0, 60)}-${who}`)
    }
  }

  return {
    expectStatus: watch.expectStatus,
    neighbour: watch.neighbour,
    /** Takes what was found so far, so that the test does not fail of it: for the test of the watch itself. */
    takeTroubles: (): string[] => watch.troubles.splice(0),
    /** A page of somebody's own browser, with nobody signed in. */
    newPage: async (
      who: string,
      viewport: typeof desk = desk,
      more: { scripts?: readonly string[] } = {},
    ): Promise<Page> => {
      const context = await browser.newContext({
        baseURL: origin,
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
        viewport,
        hasTouch: viewport.width < 600,
      })
      context.setDefaultTimeout(15_000)
      await watch.attach(context, who)
      for (const content of more.scripts ?? []) await context.addInitScript({ content })
      contexts.set(`${who}-${contexts.size}`, context)
      return context.newPage()
    },
    close: () => browser.close(),
  }
}

/** Keeps a picture of a page in test-output/. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true })
  await page.screenshot({
    path: join(pictures, `${name.replaceAll(/[/\\\s:,、]+/g, '-')}.png`),
    fullPage: true,
  })
}

/** Presses something that hands out a file, and reads the file. */
export async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; body: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), body: await readFile(await download.path()) }
}
