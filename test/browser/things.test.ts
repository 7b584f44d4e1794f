import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { bindSlots } from '#test/bind.ts'
import { dateField, sendForm, told } from './carry.ts'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })
await bindSlots(house, [
  'procedure:medium-loan lend',
  'procedure:repair-medium repair',
  'procedure:dispose-medium permit',
])

const MEDIUM = '訪問用USBメモリ'

async function choose(page: Page, field: string): Promise<void> {
  await page.getByRole('button', { name: '台帳から選んで加える' }).click()
  const picker = page.getByRole('dialog', { name: '台帳から選ぶ' })
  await picker.getByRole('button', { name: `${MEDIUM}を加える` }).click()
  await picker.getByRole('button', { name: '選び終わる' }).click()
  await page.getByRole('group', { name: field }).first().waitFor()
}

/** The manager opens the case that stands on the page and decides it with the clause's own word. */
async function decided(manager: Page, page: Page, verb: string): Promise<void> {
  await manager.goto(new URL(page.url()).pathname)
  await manager.getByRole('button', { name: verb, exact: true }).click()
  await told(manager, /しました/)
  await page.reload()
}

test('a medium is registered, lent, handed back, repaired and disposed of, and its line tells all of it', async () => {
  // twice something is left out, and the server says at which field
  house.expectStatus(400)
  const manager = await house.as('manager')
  await manager.goto('/registers/medium/new')
  const form = manager.getByRole('main')
  await form.getByRole('textbox', { name: /^品名/ }).fill(MEDIUM)
  await form.getByRole('combobox', { name: /^種類/ }).selectOption({ label: 'USBメモリ' })
  await form.getByRole('textbox', { name: /^登録シールの番号/ }).fill('長寿-01')
  await form.getByRole('radio', { name: '日常の受渡し', exact: true }).check()
  await form.getByRole('button', { name: '登録する' }).click()
  await manager
    .getByRole('complementary', { name: '記録媒体の詳細' })
    .getByRole('heading', { name: MEDIUM })
    .waitFor()
  await picture(manager, 'things-1-registered')

  // lent and handed back
  const applicant = await house.as('applicant')
  await applicant.goto('/apply/medium-loan')
  await choose(applicant, '記録媒体')
  await applicant.getByLabel('目的').fill('説明会の資料を渡すため')
  await applicant.getByRole('combobox', { name: /^使う場所/ }).selectOption({ label: '庁舎の中' })
  await dateField(applicant, '借りる日').fill('令和8年11月24日')
  await dateField(applicant, '返す日').fill('令和8年11月30日')
  await sendForm(applicant)
  await decided(manager, applicant, '許可する')
  await applicant.getByRole('button', { name: '貸出しを記録する' }).click()
  await told(applicant, '貸出しを記録しました')
  await manager.goto('/registers/medium')
  const row = manager.getByRole('row').filter({ hasText: MEDIUM })
  await row.getByText('貸出中').waitFor()
  await picture(manager, 'things-2-lent')
  const leader = await house.as('leader')
  await leader.goto(new URL(applicant.url()).pathname)
  await leader.getByRole('button', { name: '返却を確認する' }).click()
  const back = leader.getByRole('dialog', { name: '返却の確認' })
  await back.getByLabel('異常なし').check()
  await back.getByRole('button', { name: '返却を確認する' }).click()
  await told(leader, '返却を確認しました')

  // repaired, its contents erased
  await applicant.goto('/apply/repair-medium')
  await choose(applicant, '修理する記録媒体')
  await applicant.getByLabel('故障の様子').fill('差し込んでも開けない')
  await applicant.getByLabel('修理する事業者').fill('架空修理株式会社')
  await dateField(applicant, '引き渡す日').fill('令和8年11月24日')
  await dateField(applicant, '戻る予定の日').fill('令和8年12月10日')
  await applicant.getByRole('combobox', { name: /^中身の扱い/ }).selectOption({ label: '中身を消去した' })
  await sendForm(applicant)
  await decided(manager, applicant, '確認する')
  await applicant.getByRole('button', { name: '事業者への引渡しを記録する' }).click()
  await told(applicant, '事業者への引渡しを記録しました')
  await manager.reload()
  await manager.getByRole('button', { name: '戻りを確認する' }).click()
  const home = manager.getByRole('dialog', { name: '戻りの確認' })
  await home.getByRole('button', { name: '戻りを確認する' }).click()
  await home.getByText('結果を入れてください').waitFor()
  await home.getByRole('combobox', { name: /^結果/ }).selectOption({ label: '修理できなかった' })
  await home.getByRole('button', { name: '戻りを確認する' }).click()
  await told(manager, '戻りを確認しました')

  // disposed of, with a record that names the witness and the certificate
  await applicant.goto('/apply/dispose-medium')
  await choose(applicant, '廃棄する記録媒体')
  await applicant.getByLabel('廃棄・返却の理由').fill('修理できなかったため')
  await applicant.getByRole('combobox', { name: /個人番号/ }).selectOption({ label: 'いいえ' })
  const planned = applicant.getByRole('combobox', { name: /^処理の方法/ })
  await planned.selectOption({ label: '物理的な破壊(裁断、穿孔、溶解など)' })
  await sendForm(applicant)
  await decided(manager, applicant, '許可する')
  await applicant.getByRole('button', { name: '処理開始を記録する' }).click()
  await told(applicant, '処理開始を記録しました')
  await manager.reload()
  await manager.getByRole('button', { name: '完了を確認する' }).click()
  const record = manager.getByRole('dialog', { name: '完了の確認' })
  await dateField(manager, '処理した日').fill('令和8年11月24日')
  await record.getByLabel('処理した時刻').fill('14:30')
  const method = record.getByRole('combobox', { name: /^処理の方法/ })
  await method.selectOption({ label: '物理的な破壊(裁断、穿孔、溶解など)' })
  await record.getByLabel('担当者').fill('架空リサイクル株式会社')
  await record.getByLabel('処理した事業者').fill('架空リサイクル株式会社')
  await record.getByRole('button', { name: '完了を確認する' }).click()
  await record.getByText('機密性2以上のものです。立ち会った職員を選んでください').waitFor()
  await picture(manager, 'things-3-record')
  await record.getByRole('combobox', { name: /^立ち会った職員/ }).fill('原')
  await record.getByRole('option', { name: /原 健/ }).click()
  await record.getByLabel('証明書の番号').fill('第77号')
  await record.getByRole('button', { name: '完了を確認する' }).click()
  await told(manager, '完了を確認しました')
  await picture(manager, 'things-4-done')

  // the line is closed and tells its life; the record of disposals has its certificate
  await manager.goto('/registers/disposal')
  await manager.getByRole('row').filter({ hasText: MEDIUM }).waitFor()
  await picture(manager, 'things-5-disposals')
  const { entry_id: id } = await house.db.readTenant(house.tenantId, (tx) =>
    tx
      .selectFrom('register_entry')
      .select('entry_id')
      .where('register', '=', 'medium')
      .executeTakeFirstOrThrow(),
  )
  await manager.goto(`/registers/medium/${id}`)
  await manager
    .getByRole('main')
    .getByText(/記録媒体の廃棄許可/)
    .first()
    .waitFor()
  await picture(manager, 'things-6-life')
  const life = await manager.getByRole('main').innerText()
  for (const part of [/貸出許可/, /修理持出し/, /廃棄許可/]) assert.match(life, part)
})
