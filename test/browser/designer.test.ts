import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import {
  ownProcedures,
  publishOwnProcedure,
  retireOwnProcedure,
  saveOwnProcedure,
  showOwnProcedure,
} from '#engine/own-procedure/contract.ts'
import { ownExample } from '#engine/own-procedure/own-example.ts'
import { sidewaysScroll } from './axe.ts'
import { dateField, sendForm, told } from './carry.ts'
import { openBrowserHouse, phone, picture } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house

const part = (page: Page, number: number): Locator => page.getByRole('group', { name: `まとまり${number}` })
const step = (page: Page, number: number): Locator => page.getByRole('group', { name: `${number}段目` })
const rule = (page: Page, number: number): Locator => page.getByRole('group', { name: `決まり${number}` })
const trying = (page: Page): Locator => page.getByRole('region', { name: '見て試す' })
const summary = (page: Page): Locator => page.getByRole('alert').filter({ hasText: '入力の誤りが' })

/** The field of that place in a part: its card. */
const card = (page: Page, number: number, at: number): Locator =>
  part(page, number)
    .locator('> ol > li')
    .nth(at - 1)

async function addField(page: Page, number: number, label: string, type: string): Promise<void> {
  const before = await part(page, number).locator('> ol > li').count()
  await part(page, number)
    .getByRole('button', { name: /に項目を加える$/ })
    .click()
  const added = card(page, number, before + 1)
  await added.getByRole('textbox', { name: '項目の名前' }).fill(label)
  await added.getByRole('combobox', { name: '種類' }).selectOption({ label: type })
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: '案を保存する' }).click()
}

test('an officer designs a procedure, mends what is wrong, tries it, runs it and binds its clause; then it is filed and granted', async () => {
  const officer = await house.as('officer')
  await officer.getByRole('navigation', { name: '主な機能' }).getByRole('link', { name: '条文' }).click()
  await officer.getByRole('link', { name: '市の手続' }).click()
  await officer.getByText('市でつくった手続はまだありません').waitFor()
  await picture(officer, 'designer-1-none')
  await officer.getByRole('link', { name: '手続をつくる' }).click()
  await officer.getByRole('heading', { level: 1, name: '手続をつくる' }).waitFor()

  // saved with nothing in it: every empty place is named, and each line leads to its field
  await save(officer)
  await summary(officer).waitFor()
  await picture(officer, 'designer-2-empty')
  await summary(officer)
    .getByRole('link', { name: /^手続の名前/ })
    .click()
  const name = officer.getByRole('textbox', { name: '手続の名前' })
  assert.equal(await name.evaluate((field) => field === document.activeElement), true)

  await name.fill('会議室の庁外利用')
  await officer.getByRole('textbox', { name: '様式番号' }).fill('様式第90号')
  await officer.getByRole('textbox', { name: '目的' }).fill('会議室を庁舎の外の者に使わせるときの許可です。')
  await officer
    .getByRole('textbox', { name: '根拠の条文' })
    .fill('会議室を外の者に使わせるときの許可を定める条文')

  await part(officer, 1).getByRole('textbox', { name: 'まとまりの名前' }).fill('使う会議室')
  const first = card(officer, 1, 1)
  await first.getByRole('textbox', { name: '項目の名前' }).fill('会議室の名前')
  await addField(officer, 1, '使う者', '1つ選ぶ')
  await addField(officer, 1, '会費の理由', '長い文章')
  await card(officer, 1, 3).getByRole('checkbox', { name: '必ず入れてもらう' }).uncheck()
  await officer.getByRole('button', { name: 'まとまりを加える' }).click()
  await part(officer, 2).getByRole('textbox', { name: 'まとまりの名前' }).fill('期間')
  await card(officer, 2, 1).getByRole('textbox', { name: '項目の名前' }).fill('終わる日')
  await card(officer, 2, 1).getByRole('combobox', { name: '種類' }).selectOption({ label: '日付' })
  await addField(officer, 2, '始まる日', '日付')
  // the days stand in the wrong order: moved with the keyboard, which stays with the field
  await officer.getByRole('button', { name: '「始まる日」を上へ動かす' }).press('Enter')
  assert.equal(
    await card(officer, 2, 1).getByRole('textbox', { name: '項目の名前' }).inputValue(),
    '始まる日',
  )
  await officer.waitForFunction(() =>
    document.activeElement?.getAttribute('aria-label')?.startsWith('「始まる日」を上へ'),
  )

  await officer.getByRole('button', { name: '日の順' }).click()
  await rule(officer, 1).getByRole('combobox', { name: '始まりの日' }).selectOption({ label: '「始まる日」' })
  await rule(officer, 1).getByRole('combobox', { name: '終わりの日' }).selectOption({ label: '「終わる日」' })
  await rule(officer, 1).getByText('「終わる日」は、「始まる日」と同じ日か、その後の日にします。').waitFor()
  await officer.getByRole('button', { name: 'ある答えのとき必ず入れる' }).click()
  await rule(officer, 2)
    .getByRole('combobox', { name: 'どの項目の答えで' })
    .selectOption({ label: '「使う者」' })
  await rule(officer, 2)
    .getByRole('combobox', { name: '必ず入れる項目' })
    .selectOption({ label: '「会費の理由」' })
  await rule(officer, 2)
    .getByRole('textbox', { name: '合わないときに出す文' })
    .fill('事業者が使うときは、会費の理由を書いてください')

  await officer.getByRole('button', { name: '段を加える' }).click()
  await step(officer, 1).getByText('内容を確かめて次へ回します').waitFor()
  await step(officer, 2).getByRole('button', { name: '並べる役割を加える' }).click()
  await step(officer, 2)
    .getByRole('combobox', { name: '役割2', exact: true })
    .selectOption({ label: '統括情報セキュリティ責任者' })
  await step(officer, 2).getByRole('radio', { name: '全員(及び)' }).check()

  await officer.getByRole('radio', { name: '様式に書いた期間' }).check()
  await officer.getByRole('combobox', { name: '期間の始まりの日' }).selectOption({ label: '「始まる日」' })
  await officer.getByRole('combobox', { name: '期間の終わりの日' }).selectOption({ label: '「終わる日」' })
  await trying(officer).getByText('まだ試せません').waitFor()

  // a choice without choices is saved, and told; so is, then, a rule that waits for no answer
  await save(officer)
  await told(officer, /^案を保存しました。直すところがあります/)
  await officer.getByRole('heading', { level: 1, name: '会議室の庁外利用' }).waitFor()
  await summary(officer)
    .getByRole('link', { name: /「使う者」の選択肢.*選択肢を1つ以上/ })
    .click()
  await picture(officer, 'designer-3-faulty')
  await officer.keyboard.press('Enter')
  await card(officer, 1, 2)
    .getByRole('textbox', { name: /選択肢1$/ })
    .fill('市民')
  await card(officer, 1, 2)
    .getByRole('button', { name: /選択肢を加える$/ })
    .click()
  await card(officer, 1, 2)
    .getByRole('textbox', { name: /選択肢2$/ })
    .fill('事業者')
  await save(officer)
  await summary(officer)
    .getByText(/決まり2.*どの答えのときか/)
    .waitFor()
  await rule(officer, 2).getByRole('checkbox', { name: '事業者' }).check()
  await save(officer)
  await told(officer, '直すところはありません')

  // tried as somebody else, by the same form and the same rules; nothing is kept
  const panel = trying(officer)
  await panel.getByText('この案は動かせる形です').waitFor()
  await panel.getByRole('combobox', { name: '申請する人' }).fill('田辺')
  await panel.getByRole('option', { name: /田辺 彩/ }).click()
  await panel.getByRole('textbox', { name: '会議室の名前' }).fill('第1会議室')
  await panel.getByRole('combobox', { name: '使う者' }).selectOption({ label: '事業者' })
  await panel.getByRole('textbox', { name: '始まる日' }).fill('令和8年11月30日')
  await panel.getByRole('textbox', { name: '終わる日' }).fill('令和8年11月25日')
  // what is wrong with what was filled in is told while one types
  await panel.getByText(/始まりの日と同じ日か、その後の日/).waitFor()
  await panel.getByRole('button', { name: 'この内容で申請できるか確かめる' }).click()
  await panel
    .getByRole('alert')
    .getByText(/会費の理由を書いてください/)
    .waitFor()
  await panel
    .getByRole('alert')
    .getByText(/始まりの日と同じ日か、その後の日/)
    .waitFor()
  await panel.getByRole('textbox', { name: '会費の理由' }).fill('光熱費を受けるため')
  await panel.getByRole('textbox', { name: '終わる日' }).fill('令和8年12月4日')
  await panel
    .getByText(/始まりの日と同じ日か、その後の日/)
    .nth(1)
    .waitFor({ state: 'detached' })
  await panel.getByRole('button', { name: 'この内容で申請できるか確かめる' }).click()
  await panel.getByText('この内容なら申請できます').waitFor()
  const way = panel.getByRole('list', { name: '決裁の流れ' })
  await way.getByText('原 健(情報化推進リーダー)').waitFor()
  await way.getByText('佐伯 真由美(課長)').waitFor()
  await way.getByText('長谷部 徹(部長)').waitFor()
  await way.getByText('全員').waitFor()
  await picture(officer, 'designer-4-tried')
  assert.equal((await city.run('officer', ownProcedures, {})).procedures[0]?.cases, 0)

  await officer.getByRole('button', { name: '動かす', exact: true }).click()
  const ask = officer.getByRole('dialog', { name: 'この手続を動かしますか' })
  await ask.getByText(/根拠の条文に対応付け/).waitFor()
  await picture(officer, 'designer-5-publish')
  await ask.getByRole('button', { name: '動かす', exact: true }).click()
  await told(officer, '手続を動かしました')
  await officer.getByText('根拠となる条文がまだ対応付けられていない').waitFor()
  await picture(officer, 'designer-6-running')
  await officer.getByRole('link', { name: '根拠の条文に対応付ける' }).click()
  await officer.getByRole('heading', { level: 1, name: /対応付け/ }).waitFor()
  await officer.getByRole('heading', { name: '会議室を外の者に使わせるときの許可を定める条文' }).waitFor()
  await officer.getByRole('searchbox', { name: 'この版の中を探す' }).fill('外へ持ち出すとき')
  await officer.getByRole('button', { name: '次へ(見つかった条文)' }).click()
  await officer.getByRole('button', { name: /この文に対応付ける:職員は、対象資産を外へ/ }).click()
  await officer.getByText(/に対応付けました/).waitFor()
  await officer.goto('/procedures')
  await officer.getByRole('row').filter({ hasText: '会議室の庁外利用' }).getByText('申請できます').waitFor()
  await picture(officer, 'designer-7-list')

  const applicant = await house.as('applicant')
  await applicant.goto('/apply')
  await applicant.getByRole('link', { name: '会議室の庁外利用' }).click()
  await applicant.getByRole('textbox', { name: '会議室の名前' }).fill('第1会議室')
  await applicant.getByRole('combobox', { name: '使う者' }).selectOption({ label: '市民' })
  await dateField(applicant, '始まる日').fill('令和8年11月30日')
  await dateField(applicant, '終わる日').fill('令和8年12月4日')
  await sendForm(applicant)
  const path = new URL(applicant.url()).pathname
  const acts = [
    ['leader', '確かめて次へ回す'],
    ['chief', '許可する'],
    ['manager', '許可する'],
  ] as const
  for (const [who, act] of acts) {
    const page = await house.as(who)
    await page.goto(path)
    await page.getByRole('button', { name: act, exact: true }).click()
    await told(page, /しました/)
  }
  await applicant.goto(path)
  await applicant.getByText('許可済み').first().waitFor()
  // nothing follows from this permission, and nothing is offered that does not exist
  await applicant.getByText('決裁欄').first().waitFor()
  assert.equal(await applicant.getByText('この手続にはない操作です').count(), 0)
  assert.equal(await sidewaysScroll(applicant), 0)
  await picture(applicant, 'designer-8-granted')
})

test('of two who work on one draft the second loses nothing, sees what the other changed, and chooses', async () => {
  house.expectStatus(409)
  const { key } = await city.run('officer', saveOwnProcedure, {
    version: 0,
    declaration: { ...ownExample, name: '二人の案' },
  })
  const officer = await house.as('officer')
  await officer.goto(`/procedures/${key}`)
  await officer.getByRole('textbox', { name: '目的' }).fill('わたしが書いた目的です。')
  await city.run('officeHead', saveOwnProcedure, {
    key,
    version: 1,
    declaration: { ...ownExample, name: '課長の案', start: null },
  })
  await save(officer)
  await officer.getByText('三輪 和也さんが、先にこの案を保存しました').waitFor()
  await officer.getByText('相手が変えたところ:名前と目的、許可のあと').waitFor()
  await picture(officer, 'designer-9-conflict')
  assert.equal(await officer.getByRole('textbox', { name: '目的' }).inputValue(), 'わたしが書いた目的です。')
  await officer.getByRole('button', { name: '自分の内容で保存する' }).click()
  const dialog = officer.getByRole('dialog', { name: '自分の内容で保存しますか' })
  await dialog.getByRole('button', { name: '自分の内容で保存する' }).click()
  await told(officer, /^案を保存しました/)
  const shown = await city.run('officer', showOwnProcedure, { key })
  assert.deepEqual(
    [shown.declaration.purpose, shown.declaration.name],
    ['わたしが書いた目的です。', '二人の案'],
  )

  // a second time the other's is opened, and one's own goes only when that is confirmed
  await officer.getByRole('textbox', { name: '手続の名前' }).fill('捨てる名前')
  await city.run('officeHead', saveOwnProcedure, {
    key,
    version: shown.version,
    declaration: { ...ownExample, name: '課長の案' },
  })
  await save(officer)
  await officer.getByRole('button', { name: '相手の内容を開く' }).click()
  await officer
    .getByRole('dialog', { name: '相手の内容を開きますか' })
    .getByRole('button', { name: '相手の内容を開く' })
    .click()
  await officer.waitForFunction(
    () => document.querySelector<HTMLInputElement>('input[name=name]')?.value === '課長の案',
  )
  // and what is typed is not lost by going elsewhere either
  await officer.getByRole('textbox', { name: '手続の名前' }).fill('まだ保存していない')
  await officer.getByRole('link', { name: '市の手続' }).click()
  const leaving = officer.getByRole('dialog', { name: '保存していない内容があります' })
  await leaving.getByText(/「案を保存する」を使って/).waitFor()
  await leaving.getByRole('button', { name: 'やめる' }).click()
  assert.equal(await officer.getByRole('textbox', { name: '手続の名前' }).inputValue(), 'まだ保存していない')
})

test('bad input is told where it stands: rules on a field that is gone, numbers that are none, a choice without choices', async () => {
  const { key, version } = await city.run('officer', saveOwnProcedure, {
    version: 0,
    declaration: ownExample,
  })
  await city.run('officer', publishOwnProcedure, { key, version })
  const officer = await house.as('officer')
  await officer.goto(`/procedures/${key}`)
  // what ran keeps its type and its choices, and is not taken away
  await card(officer, 2, 1).getByText('動かした項目の種類は変えられません').waitFor()
  await officer.getByRole('button', { name: '「始まる日」を消す' }).click()
  await part(officer, 2).getByText('今後は使わない').waitFor()
  await officer.getByRole('radio', { name: 'その申請の1回だけ' }).check()
  await save(officer)
  await told(officer, '直すところがあります')
  assert.equal(
    await summary(officer)
      .getByText(/この決まりが使う項目がありません/)
      .count(),
    2,
  )
  await summary(officer)
    .getByRole('link', { name: /^決まり1/ })
    .click()
  await rule(officer, 1).getByText('この決まりが使う項目がありません').waitFor()
  await picture(officer, 'designer-10-gone')
  await rule(officer, 2)
    .getByRole('button', { name: /を消す$/ })
    .click()
  await rule(officer, 1)
    .getByRole('button', { name: /を消す$/ })
    .click()

  await addField(officer, 2, '人数', '数')
  const people = card(officer, 2, 3)
  await people.getByText('説明と上限').click()
  await people.getByRole('textbox', { name: '数の上限' }).fill('たくさん')
  await addField(officer, 2, '区分', '1つ選ぶ')
  await officer.getByRole('textbox', { name: '一つの段の目安' }).fill('90')
  await officer.getByRole('textbox', { name: '手続の名前' }).fill('')
  await save(officer)
  await summary(officer).waitFor()
  await summary(officer)
    .getByText(/「人数」の数の上限.*0から999,999,999までの数を入れてください/)
    .waitFor()
  await summary(officer)
    .getByText(/一つの段の目安.*1から60までの数を入れてください/)
    .waitFor()
  await summary(officer)
    .getByText(/^手続の名前/)
    .waitFor()
  await people.getByRole('textbox', { name: '数の上限' }).fill('１００')
  await officer.getByRole('textbox', { name: '一つの段の目安' }).fill('5')
  await officer.getByRole('textbox', { name: '手続の名前' }).fill('会議用機材の庁外利用')
  await save(officer)
  await summary(officer)
    .getByText(/「区分」の選択肢.*選択肢を1つ以上置いてください/)
    .waitFor()
  await officer.getByRole('button', { name: '「区分」を消す' }).click()
  await save(officer)
  await told(officer, '直すところはありません')
  await officer.getByRole('button', { name: '変更を動かす' }).click()
  await officer
    .getByRole('dialog', { name: 'この変更を動かしますか' })
    .getByRole('button', { name: '変更を動かす' })
    .click()
  await told(officer, '手続を動かしました')

  await officer.getByRole('button', { name: '手続を終える' }).click()
  await officer
    .getByRole('dialog', { name: 'この手続を終えますか' })
    .getByRole('button', { name: '手続を終える' })
    .click()
  await told(officer, '手続を終えました')
  await officer.getByRole('link', { name: '会議用機材の庁外利用を写してつくる' }).first().click()
  await officer.waitForFunction(
    () =>
      document.querySelector<HTMLInputElement>('input[name=name]')?.value === '会議用機材の庁外利用(写し)',
  )
  await officer.setViewportSize(phone)
  await picture(officer, 'designer-11-phone')
})

test('a draft that never ran is deleted when one asks for it; an ended procedure says that it is one', async () => {
  const draft = await city.run('officer', saveOwnProcedure, {
    version: 0,
    declaration: { ...ownExample, name: '使わない案' },
  })
  const officer = await house.as('officer')
  await officer.goto(`/procedures/${draft.key}`)
  await officer.getByRole('button', { name: '案を消す' }).click()
  const ask = officer.getByRole('dialog', { name: 'この案を消しますか' })
  await picture(officer, 'designer-12-discard')
  await ask.getByRole('button', { name: '案を消す' }).click()
  await told(officer, '案を消しました')
  await officer.getByRole('heading', { level: 1, name: '市の手続' }).waitFor()
  assert.equal(await officer.getByRole('row').filter({ hasText: '使わない案' }).count(), 0)

  const { key, version } = await city.run('officer', saveOwnProcedure, {
    version: 0,
    declaration: { ...ownExample, name: '終わる手続' },
  })
  await city.run('officer', publishOwnProcedure, { key, version })
  await officer.goto(`/procedures/${key}`)
  await officer.getByRole('button', { name: '手続を終える' }).waitFor()
  assert.equal(await officer.getByRole('button', { name: '案を消す' }).count(), 0, 'what runs is not deleted')
  await city.run('officer', retireOwnProcedure, { key })
  await officer.goto(`/procedures/${key}`)
  await trying(officer).getByText('終わったときの様式と流れです').waitFor()
  assert.equal(await trying(officer).getByText('この案は動かせる形です').count(), 0)
  await picture(officer, 'designer-13-ended')
})
