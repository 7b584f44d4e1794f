import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { desk, openBrowserHouse, phone, picture } from './house.ts'

const house = await openBrowserHouse({ after })

const text = `みどり町情報管理規程
第1 趣旨
この規程は、町の情報を守るための事項を定める。
第2 用語
1 この規程において「対象資産」とは、業務で扱う情報とそれを扱う機器をいう。
第3 持出し
1 職員は、対象資産を庁舎の外へ持ち出すときは、所属長の許可を受けなければならない。
2 所属長は、持出しの記録を作り、保管しなければならない。
3 職員は、持出しを終えたときは、速やかに所属長に報告しなければならない。
第4 点検
1 所属長は、対象資産の管理の状況を定期的に点検しなければならない。
2 システム管理者は、利用者の登録を定期的に確かめ、不要になった登録を速やかに消さなければならない。
3 必要に応じ、設定を見直すものとする。
4 必要に応じ、手順を見直すものとする。
第5 緊急時の対応
1 職員は、事故に気付いたときは、直ちに情報統括員に報告しなければならない。
2 前項の報告を受けた者は、別に定める緊急時対応計画に従い、原因を調査しなければならない。
`

/** The number of the norm that is selected in the review. */
async function selected(page: Page): Promise<string> {
  const link = page.locator('[data-norm-link][aria-current]')
  return ((await link.getAttribute('aria-label')) ?? '').split(' ')[0] ?? ''
}

/** Steps with the arrow keys until a norm is selected and has the focus. */
async function stepTo(page: Page, number: string): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    if ((await selected(page)) === number) {
      // the focus follows the selection a moment later, and the next key goes where the focus is
      await page.locator('[data-norm-link][aria-current]:focus').waitFor()
      return
    }
    await page.keyboard.press('ArrowDown')
  }
  assert.fail(`${number} cannot be reached with the arrow keys`)
}

const panel = (page: Page) => page.getByRole('complementary', { name: '読み取った規範' })
const state = (page: Page, number: string) => page.locator(`[data-norm-link][aria-label^="${number} "]`)
const said = (page: Page, words: string | RegExp) =>
  panel(page).locator('output').filter({ hasText: words }).waitFor()

let editionId = ''

test('the officer works through a small text by keyboard: confirm, correct, teach, split, undo', async () => {
  const officer = await house.as('officer')
  await officer.goto('/policies/import')
  const [chooser] = await Promise.all([
    officer.waitForEvent('filechooser'),
    officer.getByRole('button', { name: '本文のファイル ファイルを選ぶ' }).click(),
  ])
  await chooser.setFiles({ name: '情報管理規程.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
  await officer.getByText(/情報管理規程\.txt.*受け取りました/).waitFor()
  await officer.getByRole('button', { name: '試しに読み取る' }).click()
  await officer.getByRole('button', { name: '第1版の案として取り込む' }).click()
  await officer.getByRole('heading', { level: 1, name: '施行の準備' }).waitFor()
  editionId = officer.url().split('/').at(-2) ?? ''
  await picture(officer, 'hour-1-prepare')
  await officer.getByRole('link', { name: '読み取りを確認する' }).press('Enter')

  await officer.getByRole('heading', { level: 1, name: '読み取りの確認' }).waitFor()
  // the first norm that waits has the focus: from here on everything is done by keys
  await officer.locator('[data-norm-link]:focus').waitFor()
  await officer.keyboard.press('f')
  await officer.getByRole('button', { name: '要確認だけ表示', pressed: false }).waitFor()
  await stepTo(officer, '第3-1')

  // Enter confirms and goes on to the next one that waits
  await officer.keyboard.press('Enter')
  await said(officer, '第3-1を確認しました。 次は第3-2')
  await state(officer, '第3-1').filter({ hasText: '確認済み' }).waitFor()
  assert.equal(await selected(officer), '第3-2')

  // S puts off, and says so in the text
  await officer.keyboard.press('s')
  await state(officer, '第3-2').filter({ hasText: 'あとで見る' }).waitFor()

  // F2 corrects the first field that is not clear
  await stepTo(officer, '第4-3')
  await officer.keyboard.press('F2')
  await officer.getByRole('form', { name: 'だれがを直す' }).waitFor()
  await officer.keyboard.press('Escape')
  await officer.getByRole('form').waitFor({ state: 'detached' })
  await panel(officer).getByRole('button', { name: 'することを直す' }).press('Enter')
  await officer.getByLabel('すること', { exact: true }).selectOption({ label: '努力義務 努めるものとする' })
  await officer.getByRole('button', { name: 'この内容に直す' }).press('Enter')
  await said(officer, '第4-3の読み取りを直しました。')
  await panel(officer).getByText('担当者が直しました(読み取りは「義務」)').waitFor()
  await picture(officer, 'hour-2-corrected')

  // the same wording elsewhere is offered, and nothing happened to it by itself
  await officer.getByText('同じ言い回しがほかに1件あります').waitFor()
  await state(officer, '第4-4')
    .filter({ hasText: /要確認|手がかりなし/ })
    .waitFor()
  await officer.getByRole('button', { name: '一覧を見て選ぶ' }).press('Enter')
  await officer.getByRole('dialog').getByText('必要に応じ、手順を見直すものとする。').waitFor()
  await picture(officer, 'hour-3-alike')
  await officer.getByRole('button', { name: '1件に当てはめる' }).press('Enter')
  await said(officer, '同じ言い回しの1件も直しました。')
  await state(officer, '第4-4').filter({ hasText: '直して確認済み' }).waitFor()

  // a sentence with two duties is cut in two, and Ctrl+Z takes it back
  await officer.keyboard.press('Escape')
  await state(officer, '第4-2').click()
  assert.equal(await selected(officer), '第4-2')
  await officer.keyboard.press('x')
  await officer.getByRole('radio', { name: /定期的に確かめ、」の後/ }).check()
  await officer
    .getByRole('dialog')
    .getByText('不要になった登録を速やかに消さなければならない。')
    .last()
    .waitFor()
  await picture(officer, 'hour-4-split')
  await officer.getByRole('button', { name: 'ここで分ける' }).press('Enter')
  await said(officer, '第4-2を二つに分けました。')
  await officer.waitForFunction(
    () => document.querySelectorAll('[data-norm-link][aria-label^="第4-2 "]').length === 2,
  )
  await officer.keyboard.press('Control+z')
  await said(officer, '第4-2にしたことを取り消しました。')
  await officer.waitForFunction(
    () => document.querySelectorAll('[data-norm-link][aria-label^="第4-2 "]').length === 1,
  )

  // a sentence that is no norm
  await state(officer, '第1').click()
  await officer.keyboard.press('n')
  await state(officer, '第1').filter({ hasText: '規範ではない' }).waitFor()

  // the keys are listed, and do nothing while one types
  await officer.keyboard.press('?')
  await officer.getByRole('dialog', { name: '使えるキー' }).waitFor()
  await officer.keyboard.press('Escape')
  await officer.getByRole('dialog').waitFor({ state: 'detached' })

  // what has all its cues is confirmed together, after its list was shown
  await officer.getByRole('button', { name: '章ごとの進み' }).press('Enter')
  await officer.getByRole('button', { name: /^第3 手がかりのある1件をまとめて確認/ }).press('Enter')
  await officer.getByRole('dialog', { name: /第3 持出し/ }).waitFor()
  await picture(officer, 'hour-5-together')
  await officer.getByRole('button', { name: '1件を確認済みにする' }).press('Enter')
  await state(officer, '第3-3').filter({ hasText: '確認済み' }).waitFor()
  await picture(officer, 'hour-6-review')
  await officer.setViewportSize(phone)
  await state(officer, '第5-2').click()
  await officer
    .getByRole('dialog', { name: '読み取った規範' })
    .getByText('原因を調査しなければならない')
    .first()
    .waitFor()
  await picture(officer, 'hour-7-review-phone')
  await officer.keyboard.press('Escape')
  await officer.setViewportSize(desk)
})

test('another officer who was faster is told kindly, and what he did is shown', async () => {
  const first = await house.as('officer')
  const second = await house.as('officeHead')
  for (const page of [first, second]) {
    await page.goto(`/policies/${editionId}/review`)
    await state(page, '第5-1').click()
  }
  await second.keyboard.press('n')
  await state(second, '第5-1').filter({ hasText: '規範ではない' }).waitFor()
  await said(second, '第5-1を「規範ではない」としました。')
  house.expectStatus(409)
  assert.equal(await selected(first), '第5-1')
  await first.keyboard.press('Enter')
  await first.getByText('ほかの担当者が先に変えていました').waitFor()
  await state(first, '第5-1').filter({ hasText: '規範ではない' }).waitFor()
  await first.getByText(/三輪 和也 第5-1/).waitFor()
  await said(first, '第5-1への操作は行われませんでした。')
  await picture(first, 'hour-8-conflict')
  await first.getByRole('button', { name: '第5-1を見る' }).press('Enter')
  await first.locator('[data-norm-link][aria-current][aria-label^="第5-1 "]').waitFor()
  await first.waitForURL(/at=/)
})

test('the officer sets an open value, binds norms as proposed, and says what becomes of a finding', async () => {
  const officer = await house.as('officer')
  await officer.goto(`/policies/${editionId}/values`)
  await officer.getByText('条文は「定期的に」とだけ定めています').waitFor()
  await officer.getByRole('button', { name: '点検の間隔 値を入れる' }).press('Enter')
  const field = officer.getByLabel('点検の間隔の値')
  await field.fill('毎年')
  await field.press('Enter')
  await officer.getByText(/数で入れてください/).waitFor()
  await field.fill('12月')
  await field.press('Enter')
  await officer.getByText('点検の間隔を12月と定めました。').waitFor()
  await officer.getByText('すべての値を定めました').waitFor()
  await picture(officer, 'hour-9-values')

  await officer.getByRole('link', { name: '対応付け' }).press('Enter')
  await officer.getByRole('heading', { level: 1, name: '対応付け' }).waitFor()
  await officer
    .getByRole('button', { name: /^第3-1 .*(この提案に|提案のすべてに)する$/ })
    .first()
    .press('Enter')
  await officer.getByText(/[12]件を対応付けました。/).waitFor()
  await picture(officer, 'hour-10-bindings')
  await officer.getByRole('button', { name: /^提案をまとめて対応付ける/ }).press('Enter')
  await officer.getByRole('button', { name: '対応付ける', exact: true }).press('Enter')
  await officer.getByText(/\d+件を対応付けました。/).waitFor()
  await officer.getByLabel('表示').selectOption({ index: 2 })
  await officer.waitForURL(/show=planned/)
  await officer.getByText('未整備').nth(3).waitFor()

  await officer.goto(`/policies/${editionId}/findings`)
  await officer.getByRole('heading', { name: '手元にない規程・法令の引用' }).waitFor()
  await officer.getByRole('button', { name: '第5-2 メモを書く' }).first().press('Enter')
  await officer.getByLabel('対応メモ').fill('計画を今年度中に作る。')
  await officer.getByRole('button', { name: 'メモを残す' }).press('Enter')
  await officer.getByText('第5-2の気づきを「対応する」としました。').waitFor()
  await officer.getByText('計画を今年度中に作る。').waitFor()
  await picture(officer, 'hour-11-findings')
})

test('a term shows its meaning in the text and leads to where it is defined', async () => {
  const reader = await house.as('officer')
  await reader.goto(`/policies/${editionId}/terms`)
  await reader.getByRole('row').filter({ hasText: '対象資産' }).first().waitFor()
  await reader.goto(`/policies/${editionId}`)
  const term = reader
    .locator('[data-wid]')
    .filter({ hasText: '持ち出すときは' })
    .getByRole('link', { name: '対象資産' })
  await term.hover()
  await reader.getByRole('tooltip').getByText('業務で扱う情報').waitFor()
  await picture(reader, 'hour-12-term')
  await term.click()
  await reader.waitForURL(/at=/)
  await reader.getByRole('complementary', { name: '選んだ条文' }).getByText('第2-1').first().waitFor()
})
