import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dateField, fillCarryForm, numberOf, sendForm, told } from './carry.ts'
import { openBrowserHouse, picture, saved } from './house.ts'

const house = await openBrowserHouse({ after })

test('a whole day: applied for, permitted, taken out, returned, in the book, proven', async () => {
  const applicant = await house.as('applicant')
  await applicant.getByText('初めてのサインインです').waitFor()
  await applicant.getByRole('heading', { level: 1, name: '今日やること' }).waitFor()
  await applicant.getByRole('link', { name: '申請を作る' }).click()
  await applicant.getByRole('heading', { level: 1, name: '申請' }).waitFor()
  await applicant.getByRole('link', { name: '申請を作る' }).click()
  await applicant.getByRole('heading', { level: 1, name: '持出許可の申請' }).waitFor()

  // wrong first: a class that needs protection without any, and an end before its beginning
  await fillCarryForm(applicant, { from: '令和8年11月24日', to: '令和8年11月20日', measures: [] })
  await applicant.getByRole('button', { name: '内容を確認して申請する' }).click()
  const summary = applicant.getByRole('alert').filter({ hasText: '入力の誤りが2件あります' })
  await summary.waitFor()
  await picture(applicant, 'day-1-errors')
  await summary.getByRole('link', { name: /返却予定日/ }).click()
  assert.equal(
    await dateField(applicant, '返却予定日').evaluate((field) => field === document.activeElement),
    true,
  )
  await dateField(applicant, '返却予定日').fill('R8.12.4')
  await applicant.getByLabel('目的').focus()
  assert.match(await dateField(applicant, '返却予定日').inputValue(), /^令和8年12月4日/)
  await applicant.getByLabel('鍵付きのケースに入れて運ぶ').check()
  // beside the form stands what the register knows of how the chosen asset is kept
  await applicant.getByText(/台帳からは分からない取扱いが\d+件あります/).waitFor()
  await picture(applicant, 'day-1-filled')
  await sendForm(applicant)
  const number = await numberOf(applicant)
  await picture(applicant, 'day-2-filed')

  const manager = await house.as('manager')
  const waiting = manager.getByRole('region', { name: '許可・承認を待つ申請' })
  await waiting.getByText(number).waitFor()
  await picture(manager, 'day-3-today')
  await waiting.getByRole('link', { name: '要介護認定調査票' }).click()
  await manager.getByRole('region', { name: '決裁', exact: true }).getByText('本人').waitFor()
  await manager.getByRole('button', { name: '許可する' }).click()
  await told(manager, '許可しました')
  await manager.getByText('ほかに、あなたの決定を待つ申請はありません').waitFor()

  await applicant.reload()
  await applicant.getByRole('button', { name: '持出しを記録する' }).click()
  await told(applicant, '持出しを記録しました')

  const leader = await house.as('leader')
  await leader.goto(new URL(applicant.url()).pathname)
  await leader.getByRole('button', { name: '返却を確認する' }).click()
  const confirm = leader.getByRole('dialog', { name: '返却の確認' })
  await confirm.getByRole('button', { name: '返却を確認する' }).click()
  await confirm.getByText('異常の有無を選んでください').waitFor()
  await confirm.getByLabel('異常なし').check()
  await confirm.getByRole('button', { name: '返却を確認する' }).click()
  await told(leader, '返却を確認しました')
  await picture(leader, 'day-4-returned')

  // the book was written by what happened
  await leader.getByRole('navigation', { name: '主な機能' }).getByRole('link', { name: '台帳' }).click()
  await leader.getByRole('link', { name: '持出管理簿' }).first().click()
  const line = leader.getByRole('row').filter({ hasText: '要介護認定調査票' })
  await line.waitFor()
  await picture(leader, 'day-5-book')
  assert.match(await line.innerText(), /田辺 彩/)

  // the case with its proof
  await applicant.reload()
  const proof = applicant.getByRole('region', { name: '記録の証明' })
  await proof.getByText(/改ざんなし/).waitFor()
  await proof.getByText('内訳と受領証を見る').click()
  const receipt = await saved(applicant, () =>
    proof
      .getByRole('button', { name: /受領証を保存/ })
      .first()
      .click(),
  )
  assert.match(receipt.name, /受領証|receipt/)
  assert.ok(JSON.parse(receipt.body.toString('utf8')))
  const sheet = await saved(applicant, () =>
    applicant.getByRole('button', { name: /様式第4号で印刷/ }).click(),
  )
  assert.match(sheet.name, /\.pdf$/)
  assert.equal(sheet.body.subarray(0, 5).toString('latin1'), '%PDF-')
  await picture(applicant, 'day-6-case')

  // an outsider to the case has the whole ledger verified
  const auditor = await house.as('auditor')
  await auditor.getByRole('navigation', { name: '主な機能' }).getByRole('link', { name: '記録簿' }).click()
  await auditor.getByText('まだ照合していません').waitFor()
  await auditor.getByRole('button', { name: '照合する' }).click()
  await auditor.getByRole('progressbar', { name: '照合しています' }).waitFor()
  const last = auditor.getByRole('region', { name: '最後の照合' })
  await last.getByText('改ざんなし').waitFor()
  await last.getByText(/件の記録と、記録のある表のすべての行が一致しました/).waitFor()
  await picture(auditor, 'day-7-ledger')
  await auditor.getByRole('link', { name: '記録を探す' }).click()
  await auditor.getByRole('heading', { level: 1, name: '記録を探す' }).waitFor()
  const found = await saved(auditor, () =>
    auditor
      .getByRole('button', { name: /番の受領証を受け取る/ })
      .first()
      .click(),
  )
  assert.ok(JSON.parse(found.body.toString('utf8')))

  // signing in again shows the sign-in before
  house.at('2026-11-24T15:30:00+09:00')
  const again = await house.as('applicant')
  await again.getByText('前回のサインインは').waitFor()
  assert.match(await again.getByRole('main').innerText(), /前回のサインインは 令和8年11月24日/)
})
