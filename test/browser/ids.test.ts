import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { issueCard } from '#rooms/6-technical/cards/contract.ts'
import { idsOf } from '#rooms/6-technical/accounts/testing/ids-city.ts'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house
const ids = idsOf(house)
const { person } = city.ids
const base = await ids.system('庁内基盤')
const silent = await ids.system('文書管理')
for (const [login, who] of [
  ['tanabe', 'applicant'],
  ['morishita', 'colleague'],
  ['saeki', 'manager'],
  ['ogawa', 'deputy'],
] as const) {
  await ids.account(base, login, { holder: person[who] })
}
await ids.account(silent, 'bunsho', { kind: 'shared', users: [person.applicant] })
await ids.bring('officer', base, [
  '利用者ID,状態,最終ログイン,権限,職員番号',
  'tanabe,有効,2026-11-20,一般,00001',
  'morishita,有効,2026-04-02,一般,00002',
  'saeki,有効,2026-11-23,一般,00006',
  'ogawa,有効,2026-11-23,管理者,00004',
])
await city.run('manager', issueCard, { holderId: person.applicant, cardNumber: 'K-0001', kind: 'staff' })
await ids.work()

test('the policy office begins a stock-take, and a head does his section with the keyboard and signs it', async () => {
  const officer = await house.as('officer')
  await officer.goto('/registers')
  await officer.getByRole('link', { name: 'IDの棚卸' }).click()
  await officer.getByRole('heading', { level: 1, name: 'IDの棚卸' }).waitFor()
  await officer.getByText('確認できない', { exact: true }).first().waitFor()
  await officer.getByRole('button', { name: '棚卸を始める' }).click()
  const dialog = officer.getByRole('dialog', { name: '棚卸を始める' })
  await dialog.getByRole('textbox', { name: /^名前/ }).fill('令和8年度のIDの棚卸')
  await dialog.getByRole('textbox', { name: /^期限/ }).fill('令和8年12月15日')
  await dialog.getByRole('button', { name: '始める' }).click()
  await officer.getByRole('link', { name: '進み具合を課ごとに見る' }).waitFor()
  await picture(officer, 'ids-1-overview')

  const manager = await house.as('manager')
  await manager.goto('/ids')
  await manager.getByRole('link', { name: '長寿支援課を確かめる' }).click()
  await manager.getByRole('heading', { level: 1, name: '長寿支援課のIDの棚卸' }).waitFor()
  await manager.getByText('書出しで確認できない').waitFor()
  await manager.getByText('使われていない').first().waitFor()
  await picture(manager, 'ids-2-sheet')
  // the line in need of a decision stands first, with its proposal marked
  const table = manager.getByRole('table', { name: '利用者ID' })
  assert.match(await table.getByRole('row').nth(1).innerText(), /morishita/)
  await manager.getByRole('button', { name: 'morishitaは要' }).focus()
  await manager.keyboard.press('2')
  await manager.getByRole('button', { name: 'morishitaは不要', pressed: true }).waitFor()
  await manager.waitForFunction(
    () => document.activeElement?.getAttribute('aria-label')?.startsWith('morishita') === false,
  )
  await manager.keyboard.press('1')
  await manager.getByText('残り3件は、案のとおりとする').waitFor()
  await manager.getByRole('button', { name: '確かめ終える' }).waitFor()
  await manager.getByText('まだ答えていないものが3件あります。').waitFor()
  await manager.getByRole('button', { name: '残り3件は、案のとおりとする' }).click()
  await manager.getByText('すべて答えました。').waitFor()
  await manager.getByRole('button', { name: '確かめ終える' }).click()
  const sign = manager.getByRole('dialog', { name: /確かめ終えますか/ })
  await sign.getByText('「本人」の資格').waitFor()
  await sign.getByRole('button', { name: '確かめ終える' }).click()
  await manager.getByText('佐伯 真由美(本人)が確かめ終えました').waitFor()
  await picture(manager, 'ids-3-signed')

  await officer.goto('/ids')
  await officer.getByRole('link', { name: '進み具合を課ごとに見る' }).click()
  await officer.getByText('佐伯 真由美(本人)').waitFor()
  await picture(officer, 'ids-4-progress')
})

test('another head cannot open the sheet, and his page says so', async () => {
  const manager = await house.as('manager')
  await manager.goto('/ids')
  await manager.getByRole('link', { name: '長寿支援課は確かめ終えました' }).click()
  await manager.getByRole('heading', { level: 1, name: '長寿支援課のIDの棚卸' }).waitFor()
  const address = manager.url()
  const stranger = await house.as('strangerManager')
  house.expectStatus(404)
  await stranger.goto(address)
  await stranger.getByText(/その課の棚卸はありません/).waitFor()
})

test('a list is tried, its columns are seen, and it is read; differences name what cannot be checked', async () => {
  const officer = await house.as('officer')
  await officer.goto(`/ids/import/${silent}`)
  const [chooser] = await Promise.all([
    officer.waitForEvent('filechooser'),
    officer.getByRole('button', { name: 'ファイル ファイルを選ぶ' }).click(),
  ])
  await chooser.setFiles({
    name: '文書管理.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('ログインID,状態\nbunsho,有効\nnazo,有効\nhen,たぶん\n'),
  })
  await officer.getByRole('button', { name: '試しに読む' }).click()
  await officer.getByText('最終利用日が分からない').waitFor()
  await officer.getByText(/有効か無効かを読み取れません/).waitFor()
  await picture(officer, 'ids-5-import')
  await officer.getByRole('button', { name: '読み込む', exact: true }).click()
  await officer.getByText('2件を読み込みました。').waitFor()
  await officer.goto('/ids/differences')
  await officer.getByRole('table', { name: 'IDの食い違い' }).waitFor()
  await picture(officer, 'ids-6-differences')
})

test('somebody reports his lost card in one dialog, and reads who was told', async () => {
  const applicant = await house.as('applicant')
  await applicant.goto('/cards')
  await applicant.getByRole('button', { name: 'カード K-0001 を失くした' }).first().click()
  const dialog = applicant.getByRole('dialog', { name: 'カード K-0001 の紛失を届け出る' })
  await dialog.getByRole('button', { name: '届け出る' }).click()
  await dialog
    .getByRole('alert')
    .or(dialog.getByText(/入力してください/))
    .first()
    .waitFor()
  await dialog.getByLabel('失くしたときの様子').fill('帰りの電車で気づいた。')
  await dialog.getByRole('button', { name: '届け出る' }).click()
  await applicant.getByText(/佐伯 真由美/).waitFor()
  await picture(applicant, 'ids-7-card')
  const phone = await house.phone('applicant')
  await phone.goto('/cards')
  await phone.getByRole('heading', { level: 1, name: 'ICカード' }).waitFor()
  await picture(phone, 'ids-8-card-phone')
})
