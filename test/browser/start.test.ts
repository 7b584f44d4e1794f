import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { settableClock } from '#ground/clock/clock.ts'
import { readConfig } from '#ground/config/config.ts'
import { openPool } from '#ground/database/database.ts'
import { withClient } from '#ground/database/roles.ts'
import { openHouse } from '#house'
import { testDatabase } from '#test/database.ts'
import { accessibilityFindings, axeSource, sidewaysScroll } from './axe.ts'
import { desk, openFront, phone, picture, serve, signIn } from './house.ts'

const last: (() => unknown)[] = []
const base = await testDatabase({ after: (work) => last.push(work) })
// nobody has begun here yet
await withClient(base.owner, (client) => client.query('delete from tenant'))
const folder = await mkdtemp(join(tmpdir(), 'kijun-start-'))
const ownerPool = openPool(base.owner, { max: 4, name: 'kijun-owner' })
const house = await openHouse({
  config: { ...readConfig({}, folder), dataFolder: folder, logLevel: 'silent' },
  clock: settableClock('2026-11-24T10:00:00+09:00'),
  database: base.db,
  ownerPool,
  background: false,
})
const served = await serve(house)
const front = await openFront(served.origin)
after(async () => {
  await front.close()
  await served.close()
  await house.close()
  await ownerPool.end()
  await rm(folder, { recursive: true, force: true })
  for (const work of last) await work()
})

test('a new installation asks how to begin; one begins with the own city, signs in and sees what is missing', async () => {
  const page = await front.newPage('newcomer')
  await page.goto('/')
  await page.getByRole('heading', { level: 1, name: '基準をはじめます' }).waitFor()
  await page.getByRole('button', { name: '見本の市を作る' }).waitFor()
  await picture(page, 'start-1-first-page')
  await page.getByRole('button', { name: '入力へ進む' }).click()
  await page.getByRole('heading', { level: 1, name: '自分の市で始める' }).waitFor()

  await page.getByRole('button', { name: 'この内容で始める' }).click()
  await page
    .getByRole('alert')
    .filter({ hasText: /入力の誤りが\d+件あります/ })
    .waitFor()
  await picture(page, 'start-2-errors')
  const fields: [RegExp | string, string][] = [
    [/^団体の名前/, 'みどり市'],
    [/^団体の記号/, 'midori-shi'],
    [/^姓/, '北川'],
    [/^名(?!前)/, '晴'],
    [/^職員番号/, '00001'],
    [/^ログインID/, 'kitagawa'],
  ]
  for (const [name, value] of fields) await page.getByRole('textbox', { name }).fill(value)
  await page.getByRole('textbox', { name: /^パスワード(?!\()/ }).fill('midori-no-aikotoba-5')
  await page.getByRole('textbox', { name: /^パスワード\(確認\)/ }).fill('chigau-kotoba-99')
  await page.getByRole('button', { name: 'この内容で始める' }).click()
  await page.getByText('上のパスワードと同じものを入れてください').first().waitFor()
  await page.getByRole('textbox', { name: /^パスワード\(確認\)/ }).fill('midori-no-aikotoba-5')
  await page.getByRole('button', { name: 'この内容で始める' }).click()

  await page.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor()
  await signIn(page, 'kitagawa', 'midori-no-aikotoba-5')
  await page.getByText('初めてのサインインです').waitFor()
  await page.getByText('みどり市').first().waitFor()
  await picture(page, 'start-3-signed-in')
  const gaps = page.getByRole('region', { name: '整っていないこと' })
  assert.ok((await gaps.getByRole('listitem').count()) > 0)
  await page.goto('/policies')
  await page.getByText('規程はまだありません').waitFor()
  await page.goto('/apply')
  await page.getByText('未整備').first().waitFor()
  await picture(page, 'start-4-apply')
})

const seed = join(
  process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '../../../shared'),
  'seeds/kawaguchi-standard.txt',
)
const without = existsSync(seed) ? false : `${seed} is not here`

test(
  "the new city imports a real city's standard and reads it clause by clause",
  { skip: without },
  async () => {
    const page = await front.newPage('newcomer', desk, { scripts: [axeSource] })
    await page.goto('/policies/import')
    await signIn(page, 'kitagawa', 'midori-no-aikotoba-5')
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: '本文のファイル ファイルを選ぶ' }).click(),
    ])
    await chooser.setFiles(seed)
    await page.getByText(/受け取りました/).waitFor()
    await page.getByRole('button', { name: '試しに読み取る' }).click()
    await page.getByRole('heading', { name: '読み取った結果' }).waitFor()
    await picture(page, 'kawaguchi-1-trial')
    const found = (await accessibilityFindings(page)).map((finding) => `trial: ${finding}`)
    const accept = page.getByLabel('欠けている部分があることを分かったうえで取り込みます')
    if ((await accept.count()) > 0) await accept.check()
    await page.getByRole('button', { name: /案として取り込む/ }).click()
    await page.getByRole('heading', { level: 1, name: '施行の準備' }).waitFor()
    await picture(page, 'kawaguchi-2-prepare')
    found.push(...(await accessibilityFindings(page)).map((finding) => `prepare: ${finding}`))

    await page.getByRole('link', { name: '本文を読む' }).click()
    const contents = page.getByRole('tree', { name: '目次' })
    await contents.getByRole('treeitem').nth(4).click()
    for (let step = 0; step < 12; step++) await page.keyboard.press('j')
    const side = page.getByRole('complementary', { name: '選んだ条文' })
    await side.getByText(/^第/).first().waitFor()
    const address = page.url()
    await page.reload()
    await side.getByText(/^第/).first().waitFor()
    assert.equal(page.url(), address)
    await picture(page, 'kawaguchi-3-reading')
    found.push(...(await accessibilityFindings(page)).map((finding) => `reading: ${finding}`))
    await page.setViewportSize(phone)
    found.push(...(await accessibilityFindings(page)).map((finding) => `reading on a telephone: ${finding}`))
    if ((await sidewaysScroll(page)) > 0) found.push('reading on a telephone: scrolls sideways')
    assert.deepEqual(found, [])
  },
)

test('the sample city is made while one watches, and lists its people to sign in as', async () => {
  const page = await front.newPage('visitor', desk, { scripts: [axeSource] })
  await page.goto('/start')
  await page.getByRole('button', { name: '見本の市を作る' }).click()
  await page.getByRole('progressbar', { name: '見本の市を作っています' }).waitFor()
  await picture(page, 'start-5-making')
  await page.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor({ timeout: 300_000 })
  const people = page.getByRole('table', { name: '見本のサインイン' })
  assert.ok((await people.getByRole('row').count()) > 5)
  await people.getByRole('button', { name: /^kachoで|^kacho / }).click()
  await picture(page, 'start-6-people')
  const found = await accessibilityFindings(page)
  await page.getByRole('button', { name: 'サインイン', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '今日やること' }).waitFor()
  await page.getByText('見本の市です').waitFor()
  await picture(page, 'start-7-today')
  found.push(...(await accessibilityFindings(page)))

  // one of the many cases that wait is permitted
  const waiting = page.getByRole('region', { name: '許可・承認を待つ申請' })
  await waiting.getByRole('link', { name: '内容を見る' }).first().click()
  await page.getByRole('button', { name: '許可する' }).click()
  await page.getByText('許可しました').first().waitFor()
  for (const address of [
    '/registers/asset',
    '/registers/carry-book',
    '/organisation',
    '/policies',
    '/cases?view=office',
  ]) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByText('読み込んでいます').first().waitFor({ state: 'detached' })
    await picture(page, `sample${address.replaceAll(/[/?=]/g, '-')}`)
    found.push(...(await accessibilityFindings(page)).map((finding) => `${address}: ${finding}`))
  }
  assert.deepEqual(found, [])
})
