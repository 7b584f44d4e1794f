import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Page } from 'playwright-core'
import { openEverything } from '#doors/open.ts'
import { buildServer } from '#doors/http/server.ts'
import { systemClock } from '#ground/clock/clock.ts'
import { readConfig } from '#ground/config/config.ts'
import { withClient } from '#ground/database/roles.ts'
import { newId } from '#ground/ids/ids.ts'
import { buildWeb, root } from '../scripts/prepare.mjs'
import { openChromium } from '../test/browser/chromium.ts'
import { benchPassword, makeLargeCity, size } from './large-city.ts'
import { connectionOf, percentile } from './measuring.ts'

/*
 * How long the chart of the whole organisation takes in a browser at the size of a 政令市: until it can be used, and
 * until it answers to a change of its size.
 *
 *     npm run bench -- chart [scale]        scale 1 = 20,000 staff in 1,500 units
 */

const scale = Number(process.argv[2] ?? 1)
const rounds = 5
buildWeb(process.execPath)
const folder = await mkdtemp(join(tmpdir(), 'kijun-bench-'))
const config = { ...readConfig({}, folder), dataFolder: folder, logLevel: 'silent' as const }
const opened = await openEverything(config)
const { house } = opened
const browser = await openChromium()

try {
  const tenantId = newId()
  await house.database.shared
    .insertInto('tenant')
    .values({
      tenant_id: tenantId,
      code: 'bench',
      name: '計測市',
      kind: 'city',
      ready: true,
      created_at: systemClock.now().toISOString(),
    })
    .execute()
  const city = await withClient(connectionOf(house.ownerPool), (client) =>
    makeLargeCity(house, client, tenantId, scale, { assets: 0, applications: 0 }),
  )
  console.log(`職員 ${size.staff * scale}、組織 ${city.units.length} の市を用意しました`)
  const app = await buildServer(house, {
    webFolder: join(root, 'dist', 'web'),
    secureCookies: false,
    logLevel: 'silent',
    version: 'bench',
    setupCode: '',
  })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ja-JP' })
  const page = await context.newPage()
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('ログインID').fill(city.staff.login)
  await page.getByLabel('パスワード').first().fill(benchPassword)
  await page.getByRole('button', { name: 'サインイン', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))

  const took = {
    server: [] as number[],
    first: [] as number[],
    whole: [] as number[],
    zoom: [] as number[],
    find: [] as number[],
  }
  for (let round = 0; round <= rounds; round += 1) {
    await page.goto(`${origin}/organisation`)
    await page.getByRole('link', { name: '全体図' }).waitFor()
    const began = performance.now()
    await page.getByRole('link', { name: '全体図' }).click()
    await page.locator('[data-unit]').first().waitFor()
    await painted(page)
    const first = performance.now() - began
    await page
      .locator('[data-unit]')
      .nth(city.units.length - 1)
      .waitFor()
    await painted(page)
    const whole = performance.now() - began
    const asked = await page.evaluate<number>(
      'Math.max(...performance.getEntriesByType("resource").filter((each) => each.name.includes("organisation.map")).map((each) => each.duration))',
    )
    const zoomed = await timed(() =>
      changed(page, () => page.getByRole('button', { name: '小さく' }).click()),
    )
    const marked = await timed(() =>
      changed(page, () => page.getByLabel('組織の名前で目印を付ける').fill('第99')),
    )
    // the first round fills the caches of server and browser
    if (round === 0) continue
    took.server.push(asked)
    took.first.push(first)
    took.whole.push(whole)
    took.zoom.push(zoomed)
    took.find.push(marked)
  }
  console.log('\n組織図(全体)                        中央 ms   最長 ms')
  for (const [name, values] of [
    ['うちサーバーの返事まで', took.server],
    ['開いて操作できるまで', took.first],
    ['全体が出るまで', took.whole],
    ['大きさを変える', took.zoom],
    ['名前で目印を付ける', took.find],
  ] as const) {
    console.log(
      `${name.padEnd(24, '　')}${percentile(values, 0.5).toFixed(0).padStart(10)}${percentile(values, 1).toFixed(0).padStart(10)}`,
    )
  }
  await app.close()
} finally {
  await browser.close()
  await opened.close()
  await rm(folder, { recursive: true, force: true })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function changed(page: Page, act: () => Promise<void>): Promise<void> {
  await act()
  await painted(page)
}

async function painted(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
}
