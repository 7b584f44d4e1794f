import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { password } from '#test/world.ts'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })

/** What has the focus, as a screen reader names it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return ''
    const labelled = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join('')
    const label =
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
        ? (element.labels?.[0]?.textContent ?? '')
        : ''
    const name = element.getAttribute('aria-label') ?? (labelled || label || element.textContent)
    return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${name.trim()}`
  })
}

/** Presses Tab until the wanted thing has the focus; fails when it cannot be reached. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const seen: string[] = []
  for (let presses = 0; presses < 80; presses++) {
    const name = await focused(page)
    if (wanted.test(name)) {
      const outlined = await page.evaluate(() => {
        const element = document.activeElement
        if (element === null) return false
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
      })
      assert.ok(outlined, `the focus on "${name}" cannot be seen`)
      return
    }
    seen.push(name)
    await page.keyboard.press('Tab')
  }
  assert.fail(`${String(wanted)} cannot be reached with Tab: ${seen.join(' | ')}`)
}

async function signInByKeys(page: Page, login: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor()
  await tabTo(page, /^input ログインID/)
  await page.keyboard.type(login)
  await tabTo(page, /^input パスワード/)
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '今日やること' }).waitFor()
}

test('an application is filed and permitted without a mouse', async () => {
  const applicant = await house.newPage('applicant')
  await signInByKeys(applicant, 'applicant')
  await tabTo(applicant, /^a 申請を作る/)
  await applicant.keyboard.press('Enter')
  await applicant.getByRole('heading', { level: 1, name: '申請', exact: true }).waitFor()
  await tabTo(applicant, /^a 申請を作る/)
  await applicant.keyboard.press('Enter')
  await applicant.getByRole('heading', { level: 1, name: '持出許可の申請' }).waitFor()

  await tabTo(applicant, /^button 台帳から選んで加える/)
  await applicant.keyboard.press('Enter')
  await applicant.getByRole('dialog', { name: '台帳から選ぶ' }).waitFor()
  await applicant.getByRole('button', { name: '要介護認定調査票を加える' }).waitFor()
  await tabTo(applicant, /^button 要介護認定調査票を加える/)
  await applicant.keyboard.press('Enter')
  await applicant.getByRole('dialog').getByText('加えました').waitFor()
  await applicant.keyboard.press('Escape')
  await applicant.getByRole('dialog').waitFor({ state: 'detached' })
  assert.match(await focused(applicant), /台帳から選んで加える/, 'the focus comes back to where one was')

  const typed: [RegExp, string][] = [
    [/^textarea 目的/, '訪問調査で対象者の状態を記録するため'],
    [/^input 持出先/, '市内の調査対象者宅'],
    // the first of the choices
    [/^select 移動の方法/, ''],
    [/^input 持出日/, 'R8.11.25'],
    [/^input 返却予定日/, 'R8.11.27'],
  ]
  for (const [field, text] of typed) {
    await tabTo(applicant, field)
    if (text === '') await applicant.keyboard.press('ArrowDown')
    else await applicant.keyboard.type(text)
  }
  await tabTo(applicant, /^input 鍵付きのケースに入れて運ぶ/)
  await applicant.keyboard.press('Space')
  await tabTo(applicant, /^button 内容を確認して申請する/)
  await applicant.keyboard.press('Enter')
  await applicant.getByRole('heading', { name: '申請の内容を確かめてください' }).waitFor()
  await applicant.getByText('公用車').waitFor()
  await tabTo(applicant, /^button 申請する/)
  await applicant.keyboard.press('Enter')
  await applicant.getByText('申請しました').waitFor()
  await picture(applicant, 'keyboard-filed')

  const manager = await house.newPage('manager')
  await signInByKeys(manager, 'manager')
  await tabTo(manager, /^a 要介護認定調査票/)
  await manager.keyboard.press('Enter')
  await manager.getByRole('button', { name: '許可する' }).waitFor()
  await tabTo(manager, /^button 許可する/)
  await manager.keyboard.press('Enter')
  await manager.getByText('許可しました').first().waitFor()
})

test('the first thing Tab reaches leads past the head of the page to its content', async () => {
  const applicant = await house.as('applicant')
  await applicant.goto('/registers')
  await applicant.getByRole('heading', { level: 1, name: '台帳' }).waitFor()
  await applicant.keyboard.press('Tab')
  assert.equal(await focused(applicant), 'a 本文へ移る')
  await applicant.keyboard.press('Enter')
  assert.equal(await applicant.evaluate(() => document.activeElement?.id), 'main')
})
