import { after, test } from 'node:test'
import { doorOf } from '#rooms/4-physical/entry/testing/door.ts'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house
const door = await doorOf(city)
await door.permitStaff('applicant')
await door.permitVendor('(株)架空システム', '保守 太郎')

test('at the door: a clerk of the list, and a visitor with escort and badge, go in and out', async () => {
  const page = await house.as('applicant')
  await page.goto('/entry')
  await page.getByRole('button', { name: '田辺 彩さんの入室' }).click()
  await page.getByRole('button', { name: '田辺 彩さんの退室' }).waitFor()
  await picture(page, 'entry-1-door')

  await page.getByRole('radio', { name: '来訪者' }).check()
  await page.getByRole('textbox', { name: /^氏名/ }).fill('来客 一郎')
  await page.getByRole('textbox', { name: /^会社・団体/ }).fill('近隣市')
  // without badge, purpose and escort the visitor does not get in
  house.expectStatus(400)
  await page.getByRole('button', { name: '入室', exact: true }).click()
  await page.getByText('貸した名札の番号を書いてください。').first().waitFor()
  await page.getByRole('textbox', { name: /^名札の番号/ }).fill('7')
  await page.getByRole('textbox', { name: /^目的/ }).fill('視察')
  await page.getByRole('combobox', { name: /付き添う職員/ }).fill('田辺')
  await page.getByRole('option', { name: /田辺 彩/ }).click()
  await page.getByRole('button', { name: '入室', exact: true }).click()
  await page.getByRole('button', { name: '来客 一郎さんの退室' }).waitFor()
  await page.getByText('付き添い 田辺 彩').waitFor()
  await picture(page, 'entry-2-visitor')

  house.at('2026-11-24T10:30:00+09:00')
  await page.getByRole('button', { name: '来客 一郎さんの退室' }).click()
  await page.getByRole('button', { name: '来客 一郎さんの退室' }).waitFor({ state: 'detached' })
  await page.goto('/entry/log')
  await page.getByRole('heading', { level: 1, name: '入退室管理簿' }).waitFor()
  await page.getByRole('button', { name: '来客 一郎さんの入室の訂正' }).click()
  const dialog = page.getByRole('dialog', { name: '行の訂正' })
  await dialog.getByRole('textbox', { name: /^訂正の理由/ }).fill('隣の部屋への来訪だった')
  await dialog.getByRole('button', { name: '訂正する' }).click()
  await page.getByText('隣の部屋への来訪だった').waitFor()
  await picture(page, 'entry-3-log')
})

test('a reader’s file with faults is told line by line, and what does not fit the list stands in the check', async () => {
  const page = await house.as('manager')
  await page.goto('/entry/import')
  const text = [
    '通過日時,カード番号,入退',
    '2026/11/20 9:00:00,K-9,入室',
    '2026/11/99 9:00:00,K-9,退室',
    '2026/11/20 9:00:00,K-9,入室',
  ].join('\r\n')
  await page
    .getByLabel('ファイル', { exact: true })
    .setInputFiles({ name: '入退室.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: '1件を取り込む' }).waitFor()
  await page.getByText(/日時として読めません/).waitFor()
  await page.getByText('K-9 1件').waitFor()
  await picture(page, 'entry-4-import')
  await page.getByRole('button', { name: '1件を取り込む' }).click()
  await page.getByText('1件を取り込みました。').waitFor()

  await page.goto('/checks')
  await page.getByRole('button', { name: 'いま点検する' }).click()
  await page.getByText('点検が終わりました。').waitFor()
  await picture(page, 'checks-1-list')
  await page.getByRole('link', { name: '許可を受けていない人の入室' }).click()
  await page.getByRole('heading', { level: 1, name: '許可を受けていない人の入室' }).waitFor()
  await page.getByText(/この日の入室許可者名簿にありません/).waitFor()
  await picture(page, 'checks-2-violations')
  await page.goto('/today')
  const found = page.getByRole('region', { name: '点検で見つかったもの' })
  await found.getByRole('link', { name: '許可を受けていない人の入室' }).waitFor()
  await page
    .getByRole('link', { name: '点検「許可を受けていない人の入室」で見つかったものを直してください。' })
    .waitFor()
  await picture(page, 'checks-3-today')
})
