import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { fillCarryForm, sendForm, told } from './carry.ts'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })
beforeEach(() => house.at('2026-11-24T10:00:00+09:00'))

test('a manager who is away is stood in for by the deputy, and reads afterwards what was decided', async () => {
  const manager = await house.as('manager')
  await manager.getByRole('navigation', { name: '主な機能' }).getByRole('link', { name: '組織' }).click()
  await manager.getByRole('link', { name: '不在の予定' }).click()
  await manager.getByRole('button', { name: '不在を登録' }).click()
  const absence = manager.getByRole('dialog', { name: '不在を登録' })
  await absence.getByRole('textbox', { name: '不在になる日' }).fill('R8.11.24')
  await absence.getByRole('textbox', { name: '戻る日' }).fill('令和8年11月26日')
  await absence.getByRole('button', { name: '登録する' }).click()
  await absence.getByText('入力してください。').first().waitFor()
  await absence.getByLabel('理由').fill('出張')
  await absence.getByRole('button', { name: '登録する' }).click()
  await manager.getByText('不在を登録しました').waitFor()

  const applicant = await house.as('applicant')
  await applicant.goto('/apply/carry-out')
  const route = applicant.getByRole('complementary', { name: '取扱制限と決裁の流れ' })
  await route.getByText('小川 直樹(課長補佐)').waitFor()
  await route.getByText('不在のあいだ、代決します').waitFor()
  await fillCarryForm(applicant)
  await sendForm(applicant)

  const deputy = await house.as('deputy')
  await deputy.getByRole('link', { name: '要介護認定調査票' }).click()
  await deputy.getByText('佐伯 真由美さんの後閲に入ります').waitFor()
  await picture(deputy, 'deputy-1-decides')
  await deputy.getByRole('button', { name: '許可する(代決)' }).click()
  await told(deputy, '許可しました')

  // Two days later the sessions of today are over: no page of theirs asks on.
  for (const page of [manager, applicant, deputy]) await page.goto('about:blank')
  house.at('2026-11-26T09:00:00+09:00')
  const back = await house.as('manager')
  const after = back.getByRole('region', { name: '後閲' })
  await after.getByText('小川 直樹が代決しました').waitFor()
  await after.getByRole('link', { name: '要介護認定調査票' }).click()
  await back.getByRole('button', { name: '後閲した' }).click()
  await told(back, '後閲を記録しました')
  const course = back.getByRole('list', { name: '経過' })
  assert.match(await course.innerText(), /許可 小川 直樹\(課長補佐\)の代決/)
  await course.getByText('後閲', { exact: true }).waitFor()
  await picture(back, 'deputy-2-read')
})

test("the manager's own application goes one office up; the own button stays and says why with its clause", async () => {
  const manager = await house.as('manager')
  await manager.goto('/apply/carry-out')
  await manager.getByText('大木 隆(部長)').waitFor()
  await fillCarryForm(manager, { asset: '介護予防教室の案内', measures: [] })
  await sendForm(manager)
  const path = new URL(manager.url()).pathname
  const grant = manager.getByRole('button', { name: /許可する/ })
  assert.equal(await grant.getAttribute('aria-disabled'), 'true')
  const decision = manager.getByRole('region', { name: '決裁', exact: true })
  assert.match(await decision.innerText(), /自分|自身/)
  const said = await grant.evaluate((button) =>
    (button.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
  assert.match(said, /自分|自身/)
  await decision.getByRole('link', { name: /第2-1/ }).waitFor()
  await picture(manager, 'one-up-1-own')

  const director = await house.as('director')
  await director.goto(path)
  await director.getByRole('button', { name: '許可する', exact: true }).click()
  await told(director, '許可しました')
  await manager.reload()
  await manager.getByText('大木 隆(部長)が決定しました').waitFor()
})
