import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { password } from '#test/world.ts'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })
beforeEach(() => house.at('2026-11-24T10:00:00+09:00'))

test('after an hour of silence one signs in again and is back where one was', async () => {
  const manager = await house.as('manager')
  await manager.goto('/organisation/people?q=小川')
  await manager.getByRole('link', { name: '小川 直樹' }).waitFor()
  // A request still under way would be counted as a sign of life of the later hour.
  await manager.waitForLoadState('networkidle')
  house.at('2026-11-24T11:30:00+09:00')
  house.expectStatus(401)
  await manager.getByRole('link', { name: '小川 直樹' }).click()
  await manager.getByText('時間がたったため、サインインし直してください').waitFor()
  await picture(manager, 'session-expired')
  await manager.getByLabel('ログインID').fill('manager')
  await manager.getByLabel('パスワード').fill(password)
  await manager.getByRole('button', { name: 'サインイン' }).click()
  await manager.getByRole('heading', { level: 1, name: '小川 直樹' }).waitFor()
})

test('wrong passwords are refused, then locked; the next sign-in tells of them', async () => {
  const page = await house.newPage('colleague')
  house.expectStatus(401, 423)
  await page.goto('/')
  const attempt = async (secret: string): Promise<void> => {
    await page.getByLabel('ログインID').fill('colleague')
    await page.getByLabel('パスワード').fill(secret)
    await page.getByRole('button', { name: 'サインイン' }).click()
  }
  await page.getByRole('button', { name: 'サインイン' }).click()
  await page.getByRole('alert').filter({ hasText: '入力の誤りが2件あります' }).waitFor()
  for (let tries = 0; tries < 4; tries++) {
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/session.sign-in'))
    await attempt('chigau-aikotoba')
    assert.equal((await answered).status(), 401)
  }
  await page.getByText('サインインできませんでした').waitFor()
  await attempt('chigau-aikotoba')
  await page.getByText('しばらくサインインできません').waitFor()
  await attempt(password)
  await page.getByText('しばらくサインインできません').waitFor()
  await picture(page, 'session-locked')
  house.at('2026-11-24T10:20:00+09:00')
  await attempt(password)
  await page.getByText(/サインインの失敗が\d+回ありました/).waitFor()
})

test('signing out leaves nothing to go back to', async () => {
  const page = await house.as('director')
  await page.goto('/registers/asset')
  await page.getByRole('heading', { level: 1, name: '情報資産管理台帳' }).waitFor()
  await page.getByRole('button', { name: /大木 隆/ }).click()
  await page.getByRole('button', { name: 'サインアウト' }).click()
  await page.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor()
  assert.equal(await page.getByText('要介護認定調査票').count(), 0)
})

test('on a telephone the menu leads to what waits, and one decides there', async () => {
  await house.city.file()
  const manager = await house.phone('manager')
  await manager.getByRole('button', { name: 'メニュー' }).tap()
  const menu = manager.getByRole('dialog', { name: 'メニュー' })
  await menu.getByRole('link', { name: /^決裁/ }).tap()
  await manager.getByRole('link', { name: '内容を見る' }).tap()
  await manager.getByRole('button', { name: '許可する' }).tap()
  await manager.getByText('許可しました').first().waitFor()
  await picture(manager, 'telephone-decided')
})

test('the screens speak English to those who choose it, and remember the choice', async () => {
  const auditor = await house.as('auditor')
  await auditor.goto('/settings?tab=screen')
  await auditor.getByRole('button', { name: 'English' }).click()
  await auditor.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await auditor.goto('/today')
  await auditor.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Ledger' }).waitFor()
  await auditor.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  assert.equal(await auditor.evaluate(() => document.documentElement.lang), 'en')
  await picture(auditor, 'english-today')
})

test('the watch sees a request to elsewhere, a word on the console, a fault, and what the policy forbids', async () => {
  const page = await house.newPage('nobody')
  await page.goto('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(async () => {
    console.error('something is wrong')
    document.body.setAttribute('style', 'color: red')
    setTimeout(() => {
      throw new Error('a fault of the page')
    }, 0)
    await fetch('https://elsewhere.invalid/').catch(() => undefined)
  })
  await page.evaluate(() => fetch('/api/does-not-exist'))
  // nobody listens there, and the attempt is what counts
  await assert.rejects(page.goto('http://localhost:9/'))
  const troubles = house.takeTroubles().join('\n')
  for (const trouble of [
    'the console says: something is wrong',
    'against the content security policy: style-src',
    'against the content security policy: connect-src https://elsewhere.invalid',
    'the page failed: a fault of the page',
    '404 from GET',
    'a request left the house: http://localhost:9/',
  ]) {
    assert.ok(troubles.includes(trouble), `${trouble} is not among:\n${troubles}`)
  }
})
