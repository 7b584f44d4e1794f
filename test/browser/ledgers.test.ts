import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { closeEntry, writeEntry } from '#engine/register/engine.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { accessibilityFindings, axeSource } from './axe.ts'
import { openBrowserHouse, picture, saved } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house
const values = {
  business: '要介護認定',
  kind: 'paper',
  integrity: '1',
  availability: '1',
  network: 'none',
  personal_count: 3,
}
const asset = (name: string, confidentiality: string): Promise<string> =>
  city.perform(async (act) => {
    const entry = await writeEntry(act, assetRegister, {
      by: 'person',
      why: '台帳の登録',
      unitId: city.ids.unit.longevity,
      values: { ...values, name, confidentiality },
    })
    act.recorder.describe({ act: '台帳の登録', subject: { kind: 'register', id: house.tenantId } })
    return entry.entryId
  })
for (let number = 1; number <= 8; number += 1)
  await asset(`相談記録 第${number}冊`, number % 2 === 0 ? '2' : '3')
const closed = await asset('古い相談記録', '2')
await city.perform(async (act) => {
  await closeEntry(act, assetRegister, closed, { by: 'person', why: '溶解した' })
  act.recorder.describe({ act: '抹消', subject: { kind: 'register', id: house.tenantId } })
})
await city.file()

test('an officer adds a column of the city, a manager fills it in, and both read it', async () => {
  const officer = await house.as('officer')
  await officer.goto('/registers/asset/settings')
  await officer.getByRole('button', { name: '欄を加える' }).click()
  const dialog = officer.getByRole('dialog', { name: '欄を加える' })
  await dialog.getByRole('button', { name: '決める' }).click()
  await dialog.getByText('入力してください。').waitFor()
  await dialog.getByLabel('欄の名前').fill('鍵の番号')
  await dialog.getByLabel('入力の説明').fill('鍵箱の番号')
  await dialog.getByText('一覧に出す').click()
  await dialog.getByRole('button', { name: '決める' }).click()
  await dialog.waitFor({ state: 'detached' })
  await officer
    .getByRole('rowheader', { name: '鍵の番号' })
    .or(officer.getByText('鍵の番号'))
    .first()
    .waitFor()
  await picture(officer, 'ledgers-1-columns')

  const manager = await house.as('manager')
  await manager.goto(`/registers/asset/${city.assets.survey}/edit`)
  await manager.getByLabel('鍵の番号').fill('K-77')
  await manager.getByRole('button', { name: '変更する' }).click()
  await manager.getByRole('heading', { level: 1, name: '情報資産管理台帳' }).waitFor()
  await manager.getByText('K-77').first().waitFor()
  await picture(manager, 'ledgers-2-filled')
})

test('the first page shows counts, classes and two years, with a table for whoever sees no bars', async () => {
  const manager = await house.as('manager')
  await manager.addInitScript({ content: axeSource })
  await manager.goto('/registers/asset/front')
  await manager.getByRole('heading', { name: '登録の推移' }).waitFor()
  await manager.getByText('月ごとの登録(24か月)を表で見る').click()
  await manager.getByRole('rowheader', { name: '令和8年11月' }).first().waitFor()
  await picture(manager, 'ledgers-3-front')
  assert.deepEqual(await accessibilityFindings(manager), [])
})

test('the page of a line tells what happened to it, with the cases about it, and prints it', async () => {
  const manager = await house.as('manager')
  await manager.addInitScript({ content: axeSource })
  await manager.goto(`/registers/asset/${city.assets.survey}`)
  const timeline = manager.getByRole('region', { name: '経過' })
  await timeline.getByText('持出許可').first().waitFor()
  await timeline.getByText('登録').first().waitFor()
  await picture(manager, 'ledgers-4-timeline')
  assert.deepEqual(await accessibilityFindings(manager), [])
  const card = await saved(manager, () => manager.getByRole('button', { name: 'この行を印刷' }).click())
  assert.equal(card.body.subarray(0, 5).toString(), '%PDF-')
  await manager.goto(`/registers/asset/${closed}`)
  await manager.getByText('廃棄予定年度').first().waitFor()
  await manager.getByText('令和').first().waitFor()
})

test('the list is printed', async () => {
  const manager = await house.as('manager')
  await manager.goto('/registers/asset')
  await manager.getByText('相談記録 第1冊').first().waitFor()
  await manager.getByRole('button', { name: '印刷' }).click()
  const list = await saved(manager, () => manager.getByRole('button', { name: 'PDFを作る' }).click())
  assert.equal(list.body.subarray(0, 5).toString(), '%PDF-')
})
