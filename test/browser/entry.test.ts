import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { importEntry } from '#rooms/4-physical/entry/contract.ts'
import { doorOf } from '#rooms/4-physical/entry/testing/door.ts'
import { issueCard } from '#rooms/6-technical/cards/contract.ts'
import { openBrowserHouse, picture, saved } from './house.ts'

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

test('cards held to the reader one after the other are written in turn; one nobody has is told; the book is printed', async () => {
  house.at('2026-11-24T11:00:00+09:00')
  for (const [cardNumber, who] of [
    ['K-0012', 'applicant'],
    ['K-0013', 'colleague'],
  ] as const) {
    await city.run('manager', issueCard, { holderId: city.ids.person[who], cardNumber, kind: 'entry' })
  }
  const page = await house.as('applicant')
  await page.goto(`/entry?area=${door.areaId}`)
  const card = page.getByRole('textbox', { name: /^カード番号/ })
  await card.focus()
  // A reader types its number and the enter key, and the next card follows at once.
  await page.keyboard.type('K-0012\nK-0013\n')
  await page.getByRole('button', { name: '森下 由佳さんの退室' }).waitFor()
  await page.getByText('森下 由佳さんの入室を書きました。').waitFor()
  await page.getByText(/入室許可者名簿にありません/).waitFor()
  assert.equal(await card.inputValue(), '')
  await picture(page, 'entry-5-card')
  house.expectStatus(400)
  await page.keyboard.type('K-9999\n')
  await page.getByText(/いま誰にも渡されていません/).waitFor()
  await page.goto(`/entry/log?area=${door.areaId}&from=2026-11-01&to=2026-11-30`)
  const book = await saved(page, () => page.getByRole('button', { name: /^印刷する/ }).click())
  assert.match(book.name, /入退室管理簿_サーバ室_20261101-20261130\.pdf/)
  assert.equal(book.body.subarray(0, 5).toString(), '%PDF-')
  await picture(page, 'entry-6-print')
})

test('whoever keeps the area deletes what is past its years, with the reason', async () => {
  const text = '通過日時,カード番号,入退\r\n2020/05/11 9:00:00,K-9,入室'
  const content = Buffer.from(text).toString('base64')
  await city.run('applicant', importEntry, {
    areaId: door.areaId,
    fileName: '古い.csv',
    content,
    dryRun: false,
  })
  const page = await house.as('manager')
  await page.goto('/entry/expired')
  await page.getByRole('button', { name: 'サーバ室の記録を廃棄する' }).click()
  const dialog = page.getByRole('dialog', { name: 'サーバ室の記録を廃棄しますか' })
  await dialog.getByRole('textbox', { name: /^廃棄の理由/ }).fill('保存期限の満了')
  await picture(page, 'entry-7-dispose')
  await dialog.getByRole('button', { name: '廃棄する' }).click()
  await page.getByRole('table', { name: '廃棄した記録' }).getByText('保存期限の満了').waitFor()
  await page.getByText('廃棄できる記録はありません').waitFor()
  await picture(page, 'entry-8-disposed')
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
  await page.getByText('「カード K-9」は、この日の入室許可者名簿にありません。').waitFor()
  await picture(page, 'checks-2-violations')
  await page.goto('/today')
  const found = page.getByRole('region', { name: '点検で見つかったもの' })
  await found.getByRole('link', { name: '許可を受けていない人の入室' }).waitFor()
  await page
    .getByRole('link', { name: '点検「許可を受けていない人の入室」で見つかったものを直してください。' })
    .waitFor()
  await picture(page, 'checks-3-today')
})
