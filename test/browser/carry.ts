import type { Locator, Page } from 'playwright-core'

/** What somebody types into the form of 持出許可. */
export type CarryForm = {
  asset?: string
  purpose?: string
  destination?: string
  means?: string
  from?: string
  to?: string
  measures?: readonly string[]
}

const usual = {
  asset: '要介護認定調査票',
  purpose: '訪問調査で対象者の状態を記録するため',
  destination: '市内の調査対象者宅(3か所)',
  means: '公用車',
  from: '令和8年11月25日',
  to: '令和8年12月8日',
  measures: ['鍵付きのケースに入れて運ぶ'],
} satisfies CarryForm

/** Fills the form as one does: asset from the register, then from top to bottom. What is left out is as usual. */
export async function fillCarryForm(page: Page, changes: CarryForm = {}): Promise<void> {
  const form = { ...usual, ...changes }
  await page.getByRole('button', { name: '台帳から選んで加える' }).click()
  const picker = page.getByRole('dialog', { name: '台帳から選ぶ' })
  await picker.getByLabel('名称・業務・番号').fill(form.asset)
  await picker.getByRole('button', { name: `${form.asset}を加える` }).click()
  await picker.getByRole('button', { name: '選び終わる' }).click()
  await page.getByLabel('目的').fill(form.purpose)
  await page.getByLabel('持出先').fill(form.destination)
  await page.getByLabel('移動の方法').selectOption({ label: form.means })
  await dateField(page, '持出日').fill(form.from)
  await dateField(page, '返却予定日').fill(form.to)
  for (const measure of form.measures) await page.getByLabel(measure).check()
}

/** Answers the question before an edition is put in force. */
export async function confirmForce(page: Page): Promise<void> {
  await page
    .getByRole('dialog', { name: /を施行しますか$/ })
    .getByRole('button', { name: '施行する', exact: true })
    .click()
}

export function dateField(page: Page, name: string): Locator {
  return page.getByRole('textbox', { name })
}

/** Looks at it once more and files it; the page of the case follows. */
export async function sendForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: '内容を確認して申請する' }).click()
  await page.getByRole('heading', { name: '申請の内容を確かめてください' }).waitFor()
  await page.getByRole('button', { name: '申請する', exact: true }).click()
  await page.getByText('申請しました').waitFor()
}

/** What the notice at the head of the page says was done. */
export function told(page: Page, what: string | RegExp): Promise<void> {
  return page.getByRole('main').getByText(what).first().waitFor()
}

/** The number the city gave the case that is shown. */
export async function numberOf(page: Page): Promise<string> {
  const text = await page.getByText(/番号は\S+第\d+号です/).innerText()
  const [, number] = /番号は(\S+第\d+号)です/.exec(text) ?? []
  if (number === undefined) throw new Error(`no number in: ${text}`)
  return number
}
