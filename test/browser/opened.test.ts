import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Who } from '#test/world.ts'
import { accessibilityFindings, axeSource, englishWords, sidewaysScroll } from './axe.ts'
import { desk, openBrowserHouse, phone, signIn } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house
const waiting = await city.file()
const out = await city.file('applicant', { from: '2026-11-24', to: '2026-11-25' })
await city.decide('manager', out)
await city.follow('applicant', out, 'start')

/** What opens over a page, by what one presses; at which width. */
const opened: readonly [string, Who, string, typeof desk, (page: Page) => Promise<void>][] = [
  [
    'the menu of a telephone',
    'manager',
    '/today',
    phone,
    async (page) => {
      await page.getByRole('button', { name: 'メニュー' }).click()
      await page.getByRole('dialog', { name: 'メニュー' }).waitFor()
    },
  ],
  [
    'the choice of assets',
    'applicant',
    '/apply/carry-out',
    phone,
    async (page) => {
      await page.getByRole('button', { name: '台帳から選んで加える' }).click()
      await page.getByRole('button', { name: '要介護認定調査票を加える' }).waitFor()
    },
  ],
  [
    'the calendar of a date',
    'applicant',
    '/apply/carry-out',
    desk,
    async (page) => {
      await page.getByRole('button', { name: '持出日 暦から選ぶ' }).click()
      await page.getByRole('grid').waitFor()
    },
  ],
  [
    'a form full of errors',
    'applicant',
    '/apply/carry-out',
    phone,
    async (page) => {
      await page.getByRole('button', { name: '内容を確認して申請する' }).click()
      await page
        .getByRole('alert')
        .filter({ hasText: /入力の誤りが/ })
        .waitFor()
    },
  ],
  [
    'the reason for sending back',
    'manager',
    `/cases/${waiting}`,
    phone,
    async (page) => {
      await page.getByRole('button', { name: '差し戻す' }).click()
      await page.getByRole('button', { name: '差戻しを確定する' }).click()
      await page.getByText('理由を書いてください').waitFor()
    },
  ],
  [
    'the confirmation of a return',
    'leader',
    `/cases/${out}`,
    phone,
    async (page) => {
      await page.getByRole('button', { name: '返却を確認する' }).click()
      await page.getByRole('dialog', { name: '返却の確認' }).waitFor()
    },
  ],
  [
    'the proof of a case',
    'manager',
    `/cases/${out}`,
    desk,
    async (page) => {
      await page.getByText('内訳と受領証を見る').click()
      await page
        .getByRole('button', { name: /受領証を保存/ })
        .first()
        .waitFor()
    },
  ],
  [
    'the export of a register',
    'manager',
    '/registers/asset',
    phone,
    async (page) => {
      await page.getByRole('button', { name: '書き出す' }).click()
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'more filters of a register',
    'officer',
    '/registers/asset',
    desk,
    async (page) => {
      await page.getByText('ほかの条件').click()
      await page.getByRole('combobox', { name: '部・課' }).fill('長寿')
      await page.getByRole('option', { name: /長寿支援課/ }).waitFor()
    },
  ],
  [
    'an absence to enter',
    'manager',
    '/organisation/absences',
    phone,
    async (page) => {
      await page.getByRole('button', { name: '不在を登録' }).click()
      await page.getByRole('dialog', { name: '不在を登録' }).waitFor()
    },
  ],
  [
    'a vacant place of the chart',
    'officer',
    '/organisation',
    desk,
    async (page) => {
      const tree = page.getByRole('tree', { name: '組織と役割の図' })
      const welfare = tree.getByRole('treeitem').filter({ hasText: '福祉部' }).first()
      await welfare.press('ArrowRight')
      await tree.getByRole('treeitem').filter({ hasText: '障害福祉課' }).first().click()
      await page.getByRole('button', { name: '事務取扱を入れる' }).click()
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'the contents of a text on a telephone',
    'applicant',
    `/policies/${city.editionId}`,
    phone,
    async (page) => {
      await page.getByRole('button', { name: '目次' }).click()
      await page.getByRole('tree', { name: '目次' }).waitFor()
    },
  ],
  [
    'a refused sign-in',
    'applicant',
    '/sign-in',
    phone,
    async (page) => {
      await page.getByRole('button', { name: 'メニュー' }).click()
      await page.getByRole('button', { name: 'サインアウト' }).click()
      await page.getByLabel('ログインID').fill('applicant')
      await page.getByLabel('パスワード').fill('chigau-aikotoba-1')
      house.expectStatus(401)
      await page.getByRole('button', { name: 'サインイン' }).click()
      await page.getByText('サインインできませんでした').waitFor()
    },
  ],
]

test('what opens over a page bars nobody either', async () => {
  const signed = new Map<Who, Page>()
  const found: string[] = []
  for (const [what, who, address, viewport, open] of opened) {
    let page = signed.get(who)
    if (page === undefined) {
      page = await house.newPage(who, desk, { scripts: [axeSource] })
      await page.goto('/')
      await signIn(page, who)
      signed.set(who, page)
    }
    await page.setViewportSize(viewport)
    await page.goto(address)
    await open(page)
    for (const finding of await accessibilityFindings(page)) found.push(`${what}: ${finding}`)
    const scroll = await sidewaysScroll(page)
    if (scroll > 0) found.push(`${what}: scrolls sideways by ${scroll}`)
    for (const word of await englishWords(page)) found.push(`${what}: says "${word}"`)
  }
  assert.deepEqual(found, [])
})
