import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readPdf } from '@cj-tech-master/excelts/pdf'
import { fileApplication } from '#engine/procedure/contract.ts'
import { openBrowserHouse, phone, picture, saved } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house

const textOf = async (body: Uint8Array): Promise<string> =>
  (await readPdf(new Uint8Array(body))).pages
    .map((page) => page.text)
    .join('')
    .replaceAll(/\s/gu, '')

test('the policy office writes a 様式, sees it as it types, and only what is filed afterwards prints by it', async () => {
  const older = await city.file()
  house.at('2026-11-24T10:05:00+09:00')
  const officer = await house.as('officer')
  await officer.goto('/settings')
  await officer.getByRole('link', { name: '様式と文書番号' }).click()
  await officer.getByRole('heading', { level: 1, name: '様式と文書番号' }).waitFor()
  await officer.getByRole('searchbox', { name: /手続の名前/ }).fill('持出許可')
  await picture(officer, 'templates-1-list')
  await officer.getByRole('link', { name: '持出許可の申請書を開く' }).click()
  await officer.getByRole('heading', { level: 1, name: '持出許可の様式' }).waitFor()
  await officer.getByText('今の案の試し刷りです').waitFor()
  await picture(officer, 'templates-2-standard')

  const title = officer.getByRole('textbox', { name: /^題名/ })
  await title.fill('情報資産外部持出し{{許可の言場}}申請書')
  await officer
    .getByText(
      /10文字目: 「\{\{許可の言場\}\}」という項目はありません。「\{\{許可の言葉\}\}」ではありませんか/,
    )
    .waitFor()
  await officer.getByText('直すところが1あります。直すと、試し刷りが変わります。').waitFor()
  await picture(officer, 'templates-3-problem')
  await title.fill('情報資産外部持出し申請書')
  // nobody leaves it by mistake, and how it is kept is said in the words of this page
  await officer.getByRole('link', { name: '様式と文書番号' }).first().click()
  const leaving = officer.getByRole('dialog', { name: '保存していない内容があります' })
  await leaving.getByText(/「この様式にする」を使って/).waitFor()
  await leaving.getByRole('button', { name: 'やめる' }).click()
  assert.equal(await title.inputValue(), '情報資産外部持出し申請書')

  const lead = officer.getByRole('textbox', { name: '書き出しの文' })
  await lead.fill('規程により、下記のとおり申請します。')
  await lead.evaluate((field) => {
    if (field instanceof HTMLTextAreaElement) field.setSelectionRange(0, 0)
  })
  await officer.getByLabel('差し込む項目', { exact: true }).selectOption('団体名')
  await officer.getByRole('button', { name: '「書き出しの文」に差し込む' }).click()
  assert.equal(await lead.inputValue(), '{{団体名}}規程により、下記のとおり申請します。')
  await officer
    .getByRole('textbox', { name: '表のあとの文' })
    .fill(
      '注意事項\n1 持ち出す日の3開庁日前までに提出すること。\n2 返却のときは、情報セキュリティ管理者の確認を受けること。',
    )
  await officer.getByRole('radio', { name: '選ぶ' }).check({ force: true })
  await officer.getByRole('button', { name: '欄を加える' }).click()
  await officer.getByRole('textbox', { name: '1つ目の欄の名前' }).fill('所属長')
  await officer.getByRole('button', { name: '「目的」を上へ' }).click()
  await officer.getByRole('checkbox', { name: '「移動の方法」を印刷する' }).uncheck({ force: true })
  await officer.getByText('今の案の試し刷りです').waitFor()
  await officer.getByRole('img', { name: '持出許可の試し刷り' }).evaluate(async (image) => {
    if (image instanceof HTMLImageElement) await image.decode()
  })
  await picture(officer, 'templates-4-edited')
  const trial = await saved(officer, () =>
    officer.getByRole('button', { name: '試し刷りをPDFで受け取る' }).click(),
  )
  assert.match(await textOf(trial.body), /情報資産外部持出し申請書/u)
  await officer.getByRole('button', { name: 'この様式にする' }).click()
  await officer.getByText('市の様式(第1版)です').waitFor()
  await officer
    .getByRole('cell', { name: '第1版' })
    .or(officer.getByText('第1版', { exact: true }))
    .first()
    .waitFor()
  await picture(officer, 'templates-5-saved')

  house.at('2026-11-24T10:10:00+09:00')
  const newer = await city.file()
  const clerk = await house.as('applicant')
  const printed = async (applicationId: string): Promise<string> => {
    await clerk.goto(`/cases/${applicationId}`)
    const paper = await saved(clerk, () => clerk.getByRole('button', { name: /で印刷$/ }).click())
    return textOf(paper.body)
  }
  assert.match(await printed(older), /持出許可申請書/u)
  const text = await printed(newer)
  assert.match(text, /情報資産外部持出し申請書.*試験市規程により.*返却のときは/u)
  assert.match(text, /所属長/u)
  assert.doesNotMatch(text, /移動の方法/u)
})

test('the numbers are the city’s, and the applicant prints the notice of what was granted, with one number for good', async () => {
  const officer = await house.as('officer')
  await officer.goto('/forms/numbering')
  await officer.getByRole('heading', { level: 1, name: '文書番号の付け方' }).waitFor()
  await officer.getByLabel('年度の書き方').selectOption('letter')
  await officer.getByLabel('桁').selectOption('4')
  await officer.getByText('R8情政第0123号', { exact: true }).waitFor()
  await picture(officer, 'templates-6-numbering')
  await officer.getByRole('button', { name: 'この付け方にする' }).click()
  await officer.getByText('番号の付け方を変えました').waitFor()

  const { applicationId } = await city.run('applicant', fileApplication, {
    procedure: 'carry-out',
    form: city.form({ from: '2026-12-10', to: '2026-12-11' }),
  })
  await city.decide('manager', applicationId)
  const clerk = await house.as('applicant')
  await clerk.goto(`/cases/${applicationId}`)
  const notice = await saved(clerk, () => clerk.getByRole('button', { name: '通知書を発行' }).click())
  const again = clerk.getByRole('button', { name: /^通知書を印刷\(R8長寿第\d{4}号\)$/ })
  await again.waitFor()
  await picture(clerk, 'templates-7-case')
  const text = await textOf(notice.body)
  assert.match(text, /持出許可通知書/u)
  const second = await saved(clerk, () => again.click())
  assert.equal(await textOf(second.body), text)
  assert.equal(second.name, notice.name)
})

test('the designer is used on a telephone, goes back to the standard, and asks before work is lost', async () => {
  const officer = await house.phone('officer')
  await officer.goto('/forms/carry-out?paper=notice')
  await officer.getByText('今の案の試し刷りです').waitFor()
  assert.equal(officer.viewportSize()?.width, phone.width)
  await officer.getByRole('textbox', { name: /^題名/ }).fill('許可書')
  await picture(officer, 'templates-8-phone')
  await officer.getByRole('link', { name: '様式と文書番号' }).click()
  const leave = officer.getByRole('dialog')
  await leave.getByRole('button', { name: 'やめる', exact: true }).click()
  await officer.getByRole('button', { name: 'この様式にする' }).click()
  await officer.getByText('市の様式(第1版)です').waitFor()
  await officer.getByRole('button', { name: '標準に戻す' }).click()
  await officer.getByRole('dialog').getByRole('button', { name: '標準に戻す' }).click()
  await officer.getByText('標準の様式です').waitFor()
})
