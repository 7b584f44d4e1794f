import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { confirmForce } from './carry.ts'
import { openBrowserHouse, phone, picture, saved } from './house.ts'

const house = await openBrowserHouse({ after })

/** The standard of the test city with one permit given to another office and one provision more. */
const amended = `試験市情報セキュリティ対策基準
第1 趣旨
この基準は、試験のための規程とする。
第2 人の対策
1 兼務の禁止
許可を求める者は、自らその許可をしてはならない。
2 持出し
(1) 職員は、対象資産を外へ持ち出すときは、情報セキュリティ責任者の許可を受けなければならない。
(2) 機密性2以上の対象資産を運ぶ者は、情報セキュリティ管理者の許可を受けなければならない。
(3) 運ぶ者は、鍵付きのケースに入れるなどの措置を講じなければならない。
(4) 情報セキュリティ管理者は、持出しの記録を作り、保管しなければならない。
3 分類
(1) 情報資産は、機密性、完全性及び可用性により分類する。
(2) 情報セキュリティ管理者は、課の情報資産に責任を負う。
4 掲示
情報セキュリティ管理者は、執務室に注意事項を掲示しなければならない。
`

test('an officer compares an amended text, decides what it touches, and puts it in force with approval', async () => {
  const officer = await house.as('officer')
  await officer.goto('/policies/import')
  const [chooser] = await Promise.all([
    officer.waitForEvent('filechooser'),
    officer.getByRole('button', { name: '本文のファイル ファイルを選ぶ' }).click(),
  ])
  await chooser.setFiles({ name: '対策基準.txt', mimeType: 'text/plain', buffer: Buffer.from(amended) })
  await officer.getByText(/対策基準\.txt.*受け取りました/).waitFor()
  await officer.getByRole('button', { name: '試しに読み取る' }).click()
  await officer.getByRole('button', { name: '第2版の案として取り込む' }).click()
  await officer.getByRole('heading', { level: 1, name: '施行の準備' }).waitFor()

  await officer.getByRole('link', { name: '新旧対照表' }).click()
  await officer.getByRole('heading', { level: 1, name: '新旧対照表' }).waitFor()
  const changed = officer.getByRole('row').filter({ hasText: '第2-2(1)' })
  await changed.getByText('文の変更').waitFor()
  assert.deepEqual(
    (await changed.getByRole('cell').allInnerTexts())
      .slice(0, 2)
      .map((cell) => /情報セキュリティ(責任|管理)者の許可/.exec(cell)?.[1]),
    ['責任', '管理'],
    '改正後 stands on the left, 改正前 on the right',
  )
  await officer
    .getByRole('row')
    .filter({ hasText: '注意事項を掲示' })
    .getByText('新設', { exact: true })
    .first()
    .waitFor()
  await picture(officer, 'editions-1-comparison')
  const word = await saved(officer, () => officer.getByRole('button', { name: 'Wordで書き出す' }).click())
  assert.equal(word.body.subarray(0, 2).toString(), 'PK')

  await officer.goBack()
  await officer.getByRole('heading', { level: 1, name: '施行の準備' }).waitFor()
  await officer.getByRole('radio', { name: '軽微な改正として決めた' }).check()
  await officer.getByLabel('軽微・緊急とした理由').fill('許可する者の名前を組織に合わせたため')
  await officer.getByLabel('決定した者').fill('最高情報セキュリティ責任者')
  await officer.getByRole('textbox', { name: '決定した日' }).fill('令和8年11月20日')
  await officer.getByRole('textbox', { name: '施行する日' }).fill('R8.11.24')
  // with impacts undecided nothing comes into force
  house.expectStatus(409)
  await officer.getByRole('button', { name: '施行する', exact: true }).click()
  await confirmForce(officer)
  await officer.getByText(/件の扱いが決まっていません/).waitFor()

  await officer.getByRole('link', { name: '改正の影響を見る' }).click()
  await officer.getByRole('heading', { level: 1, name: '改正の影響' }).waitFor()
  await officer.getByText(/扱いを決めていないもの \d+件/).waitFor()
  await picture(officer, 'editions-2-impact')
  await officer.getByRole('button', { name: 'この頁の引き継げるものをすべて「引き継ぐ」にする' }).click()
  await officer.getByRole('button', { name: /件の扱いを決める/ }).click()
  await officer.getByText('すべての扱いを決めました').waitFor()
  await picture(officer, 'editions-3-decided')

  await officer.getByRole('link', { name: '施行の準備' }).click()
  await officer.getByRole('radio', { name: '軽微な改正として決めた' }).check()
  await officer.getByLabel('軽微・緊急とした理由').fill('許可する者の名前を組織に合わせたため')
  await officer.getByLabel('決定した者').fill('最高情報セキュリティ責任者')
  await officer.getByRole('textbox', { name: '決定した日' }).fill('令和8年11月20日')
  await officer.getByRole('textbox', { name: '施行する日' }).fill('R8.11.24')
  await officer.getByRole('button', { name: '施行する', exact: true }).click()
  await confirmForce(officer)
  await officer.getByText('施行の手続は済んでいます').waitFor()
  await picture(officer, 'editions-4-in-force')
})

test('a document is opened to residents and its publication recorded; its norms go out as a table', async () => {
  const officer = await house.as('officer')
  await officer.goto('/policies')
  await officer.getByRole('link', { name: '文書の扱い' }).first().click()
  await officer.getByRole('heading', { level: 1, name: '文書の扱い' }).waitFor()
  // the report to the council is owed
  await officer.getByRole('button', { name: '報告したことを記録する' }).waitFor()

  await officer.getByRole('button', { name: '文書の扱いを改める' }).click()
  await officer.getByRole('radio', { name: '住民に公開する' }).check()
  await officer.getByRole('button', { name: 'この内容に改める' }).click()
  await officer.getByText('文書の扱いを改めました。').waitFor()

  await officer.getByRole('button', { name: '公表したことを記録する' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByRole('button', { name: '公表したことを記録する' }).click()
  await dialog.getByText('入力の誤りが2件あります').waitFor()
  await dialog.getByRole('textbox', { name: '公表日' }).fill('R8.11.24')
  await dialog.getByLabel('公表した場所').fill('市役所の掲示場')
  await dialog.getByRole('button', { name: '公表したことを記録する' }).click()
  await officer.getByText('公表中').waitFor()
  await picture(officer, 'editions-5-published')
  const page = await saved(officer, () =>
    officer.getByRole('button', { name: '公表する頁(ウェブ)を書き出す' }).click(),
  )
  assert.match(page.body.toString(), /市役所|令和8年11月24日|2026-11-24/)

  await officer.goto('/policies')
  await officer.getByRole('link', { name: '第2版' }).first().click()
  const table = await saved(officer, () =>
    officer.getByRole('button', { name: 'この形式で書き出す' }).click(),
  )
  assert.match(table.name, /\.csv$/)
  assert.match(table.body.toString(), /情報セキュリティ責任者/)

  await officer.goto('/policies')
  await officer.getByRole('link', { name: '文書の扱い' }).first().click()
  await officer.setViewportSize(phone)
  await officer.getByRole('button', { name: '文書の扱いを改める' }).click()
  await officer.getByRole('radio', { name: '公開しない(決めた人だけが読める)' }).check()
  await officer.getByLabel('役割を足す').selectOption({ index: 1 })
  await picture(officer, 'editions-6-readers-phone')
})
