import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { writeEntry } from '#engine/register/engine.ts'
import { readExcel } from '#ground/paper/excel.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { desk, openBrowserHouse, phone, picture, saved } from './house.ts'

const house = await openBrowserHouse({ after })
await house.city.perform(async (act) => {
  for (let number = 1; number <= 60; number++) {
    await writeEntry(act, assetRegister, {
      by: 'person',
      why: '台帳の登録',
      unitId: house.city.ids.unit.longevity,
      values: {
        name: `訪問記録簿 第${String(number).padStart(3, '0')}冊`,
        business: '訪問調査',
        kind: 'paper',
        confidentiality: '2',
        integrity: '1',
        availability: '1',
        network: 'none',
        personal_count: number,
      },
    })
  }
  act.recorder.describe({ act: '台帳の登録', subject: { kind: 'register', id: house.tenantId } })
})

test('a register is searched, narrowed, sorted and turned over, and every view is an address', async () => {
  const manager = await house.as('manager')
  await manager.getByRole('navigation', { name: '主な機能' }).getByRole('link', { name: '台帳' }).click()
  await manager.getByRole('link', { name: '情報資産管理台帳' }).first().click()
  await manager.getByText('62件のうち 1〜50件').first().waitFor()
  const table = manager.getByRole('table', { name: '情報資産管理台帳' })
  await manager.getByRole('navigation', { name: 'ページの移動' }).getByRole('link', { name: '次へ' }).click()
  await manager.getByText('62件のうち 51〜62件').first().waitFor()

  const search = manager.getByRole('search', { name: '情報資産管理台帳を検索' })
  await search.getByRole('searchbox').fill('第01')
  await search.getByRole('button', { name: '検索' }).click()
  await manager.getByText('10件のうち 1〜10件').first().waitFor()
  await table
    .getByRole('link', { name: /件数.*並べ替え|個人情報.*並べ替え/ })
    .first()
    .click()
  await table
    .getByRole('link', { name: /件数.*並べ替え|個人情報.*並べ替え/ })
    .first()
    .click()
  await manager.waitForFunction(() => document.querySelector('th[aria-sort="descending"]') !== null)
  await picture(manager, 'registers-1-sorted')
  assert.match(await table.getByRole('row').nth(1).innerText(), /第019冊/)

  // the address alone brings the same view to a colleague
  const address = manager.url()
  const colleague = await house.as('deputy')
  await colleague.goto(address)
  await colleague.getByText('10件のうち 1〜10件').first().waitFor()
  assert.match(await colleague.getByRole('table').getByRole('row').nth(1).innerText(), /第019冊/)

  await search.getByRole('searchbox').fill('どこにもないもの')
  await search.getByRole('button', { name: '検索' }).click()
  await manager.getByText(/「どこにもないもの」に合う.*ありません/).waitFor()
  await manager.getByRole('button', { name: '条件をすべて外す' }).first().click()
  await manager.getByText('62件のうち 1〜50件').first().waitFor()

  await manager.getByRole('button', { name: '書き出す' }).click()
  const out = manager.getByRole('dialog', { name: '情報資産管理台帳の書き出し' })
  const file = await saved(manager, () => out.getByRole('button', { name: '書き出す' }).click())
  assert.match(file.name, /\.xlsx$/)
  const sheet = await readExcel(file.body)
  const cells = JSON.stringify(sheet)
  assert.equal(cells.match(/訪問記録簿 第\d{3}冊/g)?.length, 60)
  assert.match(cells, /要介護認定調査票/)
})

test('what is typed into a dialog of a line stays when the window becomes narrow, or wide', async () => {
  const manager = await house.as('manager')
  for (const [opened, then] of [
    [desk, phone],
    [phone, desk],
  ] as const) {
    await manager.setViewportSize(opened)
    await manager.goto('/registers/asset')
    await manager
      .getByRole('link', { name: /要介護認定調査票/ })
      .first()
      .click()
    await manager.getByRole('button', { name: '抹消', exact: true }).click()
    const dialog = manager.getByRole('dialog', { name: /抹消/ })
    await dialog.getByRole('textbox').fill('用が済んだため')
    await manager.setViewportSize(then)
    await picture(manager, `registers-resized-${then.width}`)
    assert.equal(await dialog.getByRole('textbox').inputValue(), '用が済んだため')
    await dialog.getByRole('button', { name: 'やめる' }).click()
  }
})

test('of two who change one line the second is told and loses nothing unseen', async () => {
  const one = await house.as('manager')
  const other = await house.as('manager')
  for (const page of [one, other]) {
    await page.goto('/registers/asset')
    await page.getByRole('link', { name: '介護予防教室の案内' }).click()
    await page.getByRole('link', { name: '変更' }).click()
    await page.getByLabel('変更の理由').waitFor()
  }
  const business = (page: typeof one) => page.getByRole('textbox', { name: /業務/ }).first()
  await business(one).fill('介護予防')
  await one.getByLabel('変更の理由').fill('業務の名前を改めたため')
  await one.getByRole('button', { name: '変更する' }).click()
  await one.getByRole('complementary').getByText(/第2版/).first().waitFor()
  await picture(one, 'registers-2-changed')

  house.expectStatus(409)
  await business(other).fill('一般事務')
  await other.getByRole('button', { name: '変更する' }).click()
  await other.getByText('ほかの人が先に変更しました').waitFor()
  assert.equal(await business(other).inputValue(), '一般事務')
  await picture(other, 'registers-3-conflict')
  await other.getByRole('button', { name: 'いまの内容を読み込む' }).click()
  await other.waitForFunction(() =>
    [...document.querySelectorAll('input')].some((input) => input.value === '介護予防'),
  )
})

test('a new line is checked before it is kept, and stands in the register afterwards', async () => {
  const manager = await house.as('manager')
  await manager.goto('/registers/asset')
  await manager.getByRole('link', { name: /を登録$/ }).click()
  await manager.getByRole('button', { name: '登録する' }).click()
  await manager
    .getByRole('alert')
    .filter({ hasText: /入力の誤りが\d+件あります/ })
    .waitFor()
  await picture(manager, 'registers-4-errors')
  const form = manager.getByRole('main')
  await form.getByRole('textbox', { name: /^名称/ }).fill('移動支援の受付票')
  await form.getByRole('textbox', { name: /^業務名/ }).fill('移動支援')
  await form.getByRole('combobox', { name: /^種別/ }).selectOption({ label: '紙' })
  for (const choice of ['機密性1', '完全性1', '可用性1', 'なし']) {
    await form.getByRole('radio', { name: choice, exact: true }).check()
  }
  await form.getByRole('textbox', { name: /^個人情報の件数/ }).fill('12')
  house.expectStatus(400)
  await manager.getByRole('button', { name: '登録する' }).click()
  await manager.getByText('個人情報のある資産は、機密性2以上にしてください。').first().waitFor()
  await form.getByRole('radio', { name: '機密性2', exact: true }).check()
  await manager.getByRole('button', { name: '登録する' }).click()
  const detail = manager.getByRole('complementary', { name: '資産の詳細' })
  await detail.getByRole('heading', { name: '移動支援の受付票' }).waitFor()
  await detail.getByText('個人情報 12人').first().waitFor()

  const search = manager.getByRole('search', { name: '情報資産管理台帳を検索' })
  await search.getByRole('combobox', { name: '機密性' }).selectOption({ label: '機密性3' })
  await search.getByRole('button', { name: '検索' }).click()
  await manager.getByText('1件のうち 1〜1件').first().waitFor()
  await manager.getByRole('row').filter({ hasText: '要介護認定調査票' }).waitFor()
})
