import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { policyEdition } from '#policy/contract.ts'
import { policyDecideImpact, policyImpact } from '#policy/contract-editions.ts'
import { openMeeting } from '#rooms/1-organisation/council/contract.ts'
import { draftEdition, withCouncil } from '#test/council-city.ts'
import { confirmForce } from './carry.ts'
import { openBrowserHouse, phone, picture, saved } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house
const council = await withCouncil(city, { namesVotes: true, written: 'all', writtenDays: 1 })

test('a meeting is planned, held and recorded on the screen, and its resolution puts the edition in force', async () => {
  const { policy } = await city.run('officer', policyEdition, { editionId: city.editionId })
  const editionId = await draftEdition(city, policy.policyId)
  const { items } = await city.run('officer', policyImpact, { editionId })
  if (items.length > 0) {
    await city.run('officer', policyDecideImpact, {
      editionId,
      decisions: items.map(({ item }) => ({ item, choice: 'carry' as const })),
    })
  }

  const officer = await house.as('officer')
  await officer.goto('/organisation')
  await officer.getByRole('link', { name: '会議', exact: true }).click()
  await officer.getByRole('heading', { level: 1, name: '会議' }).waitFor()
  await officer.getByText('第2版の改定について').waitFor()
  await picture(officer, 'council-1-list')
  await officer.getByRole('button', { name: '会議を計画する' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '開催日' }).fill('R8.11.24')
  await dialog.getByLabel('場所').fill('本庁舎 第一会議室')
  await dialog.getByRole('button', { name: '保存する' }).click()
  await officer.getByRole('heading', { level: 1, name: '情報化推進会議 (計画中)' }).waitFor()

  await officer.getByRole('button', { name: '議題を改める' }).click()
  await officer.getByLabel('候補から加える').selectOption({ index: 1 })
  await officer.getByRole('button', { name: '議題を加える' }).click()
  await officer.getByLabel('件名').nth(1).fill('自己点検の結果について')
  await officer.getByLabel('区分').nth(1).selectOption('報告')
  await picture(officer, 'council-2-agenda')
  await officer.getByRole('button', { name: '議題を保存する' }).click()
  await officer.getByRole('button', { name: '招集する' }).click()
  await officer.getByText('招集しました。4人に通知しました。').waitFor()
  await officer.getByText('足りません', { exact: true }).waitFor()

  await officer.getByLabel('大木 隆さんの出欠').selectOption('欠席')
  await officer.getByRole('button', { name: '残りを出席にする' }).click()
  await officer.getByRole('button', { name: '出欠を保存する' }).click()
  await officer.getByText('満たしています', { exact: true }).waitFor()
  await officer.getByText(/4人のうち3人が出席/).waitFor()
  await officer.getByRole('button', { name: '開会する' }).click()
  await officer.getByText('開会中', { exact: true }).waitFor()
  await picture(officer, 'council-3-room')

  // in the room by the keyboard: the numbers, and Enter; more than there are people is refused
  house.expectStatus(400)
  const form = officer.getByRole('form', { name: /改定について/ })
  await form.getByLabel('賛成').fill('9')
  await form.getByLabel('賛成').press('Enter')
  await officer
    .getByText(/表決に加わる人\(2人\)を超えています/)
    .first()
    .waitFor()
  await form.getByLabel('賛成').fill('2')
  await officer.keyboard.press('Enter')
  await officer.getByText('可決', { exact: true }).waitFor()
  await officer.getByRole('button', { name: '了承とする' }).click()
  await officer.getByText('了承', { exact: true }).waitFor()
  await officer.getByLabel('議事の経過').fill('議長が開会を宣した。\n議題1は、全員の賛成で可決した。')
  await officer.getByRole('button', { name: '議事録を保存する' }).click()
  await officer.getByText('議事録を保存しました。').waitFor()
  await officer.getByRole('button', { name: '閉会する' }).click()
  await officer.getByText('令和8年度議決第1号').waitFor()
  await officer.getByText('議長(宮原 誠)の確認を待っています。').waitFor()
  await picture(officer, 'council-4-closed')
  const agenda = await saved(officer, () => officer.getByRole('button', { name: '次第を印刷する' }).click())
  assert.match(agenda.name, /令和8年度第1回_次第\.pdf$/)
  assert.equal(agenda.body.subarray(0, 5).toString(), '%PDF-')

  const chair = await house.as('ciso')
  await chair.goto('/council')
  await chair.getByRole('link', { name: '情報化推進会議 令和8年度第1回' }).click()
  await chair.getByText('議題1は、全員の賛成で可決した。').waitFor()
  await chair.getByRole('button', { name: '議事録を確認する' }).click()
  await chair.getByText('議事録確認済み').waitFor()
  await picture(chair, 'council-5-approved')
  const minutes = await saved(chair, () => chair.getByRole('button', { name: '議事録を印刷する' }).click())
  assert.match(minutes.name, /議事録\.pdf$/)

  await officer.goto(`/policies/${editionId}/prepare`)
  await officer.getByText('この版は会議で議決されています').waitFor()
  assert.ok(await officer.getByRole('radio', { name: '記録された会議の議決による' }).isChecked())
  await officer.getByRole('textbox', { name: '施行する日' }).fill('R8.12.1')
  await picture(officer, 'council-6-force')
  await officer.getByRole('button', { name: '施行する', exact: true }).click()
  await confirmForce(officer)
  await officer.getByText('施行の手続は済んでいます').waitFor()
})

test('a member answers in writing on a telephone, in his own right', async () => {
  const meetingId = await council.plan(
    [
      { kind: '議決', title: 'USBメモリの取扱いについて', detail: '貸出しの期間を7日とする。' },
      { kind: '報告', title: '研修の実施状況について' },
    ],
    { way: 'written', heldOn: '2026-12-04', place: '' },
  )
  await council.call(meetingId)
  await city.run('officer', openMeeting, await council.now(meetingId))
  const manager = await house.phone('manager')
  await manager.goto('/council')
  await manager.getByText('書面での回答を待っている会議があります').waitFor()
  await manager.getByRole('link', { name: '情報化推進会議 令和8年度第2回' }).first().click()
  await manager.getByText('佐伯 真由美さんとして答えます。').waitFor()
  await manager.getByRole('button', { name: '回答する' }).click()
  await manager.getByText('賛否を選んでください。').waitFor()
  await manager.getByRole('radio', { name: '賛成' }).check()
  await picture(manager, 'council-7-answer-phone')
  await manager.getByRole('button', { name: '回答する' }).click()
  await manager.getByText('回答しました。期限までは改められます。').waitFor()
  await manager.goto('/council')
  await manager.getByRole('heading', { name: 'これからの会議' }).waitFor()
  assert.equal(await manager.getByText('書面での回答を待っている会議があります').count(), 0)
})

test('the rules of the council are set on the screen and shown in sentences with the members they come to', async () => {
  const officer = await house.as('officer')
  await officer.goto(`/council/rules/${council.unitId}`)
  await officer.getByText('定足数は、構成員の過半数です。').waitFor()
  await officer.getByText('この会議が、情報セキュリティの規程を議決します。').waitFor()
  await picture(officer, 'council-8-rules')
  await officer.getByRole('button', { name: '決まりを改める' }).click()
  await officer.getByRole('textbox', { name: '適用する日' }).fill('R9.4.1')
  await officer.getByLabel('根拠(要綱・条文など)').fill('設置要綱(令和9年改正)')
  await officer.getByLabel('定足数').selectOption('3分の2以上')
  await officer.getByRole('button', { name: '構成員を加える' }).click()
  await officer.getByRole('button', { name: 'この決まりにする' }).click()
  await officer.getByText('選んでください。').last().waitFor()
  await officer.getByLabel('役割').last().selectOption({ index: 2 })
  await picture(officer, 'council-9-rules-form')
  await officer.getByRole('button', { name: 'この決まりにする' }).click()
  await officer.getByText('決まりを定めました。').waitFor()
  await officer.setViewportSize(phone)
  await picture(officer, 'council-10-rules-phone')
})
