import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })

test('the chart shows who holds which office and where nobody does; as a table too', async () => {
  const applicant = await house.as('applicant')
  await applicant.getByRole('navigation', { name: '主な機能' }).getByRole('link', { name: '組織' }).click()
  const tree = applicant.getByRole('tree', { name: '組織と役割の図' })
  const welfare = tree.getByRole('treeitem').filter({ hasText: '福祉部' }).first()
  await welfare.click()
  await welfare.press('ArrowRight')
  await tree.getByRole('treeitem').filter({ hasText: '長寿支援課' }).first().click()
  const panel = applicant.getByRole('complementary', { name: '選んだ組織の詳細' })
  await panel.getByText('佐伯 真由美').first().waitFor()
  await panel.getByText('小川 直樹').first().waitFor()
  await tree.getByText('課長が空席').waitFor()
  await picture(applicant, 'organisation-1-chart')

  await applicant.getByRole('link', { name: '表で見る' }).click()
  await applicant.getByRole('heading', { level: 1, name: '役割の一覧' }).waitFor()
  await applicant
    .getByRole('row')
    .filter({ hasText: '障害福祉課' })
    .filter({ hasText: '空席' })
    .first()
    .waitFor()
  await picture(applicant, 'organisation-2-table')
})

test('a colleague is found by name, and the page of a person says the standings of the day', async () => {
  const applicant = await house.as('applicant')
  await applicant.goto('/organisation/people')
  await applicant.getByLabel('氏名・フリガナ・職員番号').fill('小川')
  await applicant.getByRole('button', { name: '検索', exact: true }).click()
  await applicant.waitForURL(/q=/)
  await applicant.getByRole('link', { name: '小川 直樹' }).click()
  await applicant.getByRole('heading', { level: 1, name: '小川 直樹' }).waitFor()
  await applicant.getByText('長寿支援課').first().waitFor()
  await picture(applicant, 'organisation-3-person')

  await applicant.goto('/organisation/people?q=いない人')
  await applicant.getByText('「いない人」に合う職員はいません').waitFor()
})

test('the officer changes a value the clause leaves to the city, and hands out a sign-in that must be changed', async () => {
  const officer = await house.as('officer')
  await officer.getByRole('navigation', { name: '主な機能' }).getByRole('link', { name: '設定' }).click()
  await officer.getByRole('button', { name: '持出期間の上限を変える' }).click()
  const dialog = officer.getByRole('dialog', { name: '持出期間の上限を変える' })
  await dialog.getByLabel(/新しい値/).fill('十')
  await dialog.getByRole('button', { name: '変える' }).click()
  await dialog.getByText('1から3,660までの整数で入れてください。').first().waitFor()
  await dialog.getByLabel(/新しい値/).fill('10')
  await dialog.getByRole('button', { name: '変える' }).click()
  await officer.getByText('持出期間の上限を10日に変えました').waitFor()
  await picture(officer, 'settings-1-value')

  await officer.getByRole('tab', { name: 'ログインIDの交付' }).click()
  await officer.getByRole('combobox', { name: '職員' }).fill('森下')
  await officer.getByRole('option', { name: /森下 由佳/ }).click()
  await officer.getByRole('textbox', { name: /^ログインID/ }).fill('morishita')
  await officer.getByRole('button', { name: '交付する' }).click()
  await officer.getByText('最初のパスワードを一度だけ表示しています').waitFor()
  await picture(officer, 'settings-2-slip')
  const slip = await officer.getByRole('main').innerText()
  const [, secret] = /最初のパスワード\s+(\S{8,})/.exec(slip) ?? []
  assert.ok(secret !== undefined, slip)

  const newcomer = await house.newPage('newcomer')
  await newcomer.goto('/')
  await newcomer.getByLabel('ログインID').fill('morishita')
  await newcomer.getByLabel('パスワード').fill(secret)
  await newcomer.getByRole('button', { name: 'サインイン' }).click()
  await newcomer.getByRole('heading', { level: 1, name: 'パスワードを変える' }).waitFor()
  await newcomer.getByLabel('いまのパスワード').fill(secret)
  await newcomer.getByRole('textbox', { name: /^新しいパスワード(?!\()/ }).fill('atarashii-kotoba-7')
  await newcomer.getByRole('textbox', { name: /新しいパスワード\(確認\)/ }).fill('atarashii-kotoba-7')
  await newcomer.getByRole('button', { name: 'パスワードを変える' }).click()
  await newcomer.getByRole('heading', { name: 'パスワードを変える' }).waitFor({ state: 'detached' })
  await newcomer.goto('/today')
  await newcomer.getByRole('heading', { level: 1, name: '今日やること' }).waitFor()
})
