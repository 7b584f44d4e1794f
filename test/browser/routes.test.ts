import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { fileApplication } from '#engine/procedure/contract.ts'
import { bindSlots } from '#test/bind.ts'
import { bindOwn, ownProcedures } from '#test/own-procedures.ts'
import { told } from './carry.ts'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after }, { procedures: ownProcedures })
before(() => bindOwn(house.city))
beforeEach(() => house.at('2026-11-24T10:00:00+09:00'))

test('a case of several hands: every step is seen before filing, each hand sees its own act, and who has acted', async () => {
  const applicant = await house.as('applicant')
  await applicant.goto('/apply/own-both')
  const route = applicant.getByRole('list', { name: '決裁の流れ' })
  await route.getByText('1 経由').waitFor()
  await route.getByText('2 許可').waitFor()
  await route.getByText('全員').waitFor()
  await route.getByText('原 健(情報化推進リーダー)').waitFor()
  await route.getByText('長谷部 徹(部長)').waitFor()
  await applicant.getByLabel('目的').fill('共同の調査に使うため')
  await applicant.getByLabel('人数(人)').fill('１２')
  await applicant.getByLabel('相手', { exact: true }).fill('森下')
  await applicant.getByRole('option', { name: /森下 由佳/ }).click()
  await applicant
    .locator('input[type=file]')
    .setInputFiles({ name: '計画書.txt', mimeType: 'text/plain', buffer: Buffer.from('調査の計画') })
  await applicant.getByRole('button', { name: '計画書.txtを外す' }).waitFor()
  await picture(applicant, 'routes-1-form')
  await applicant.getByRole('button', { name: '内容を確認して申請する' }).click()
  await applicant.getByRole('heading', { name: '申請の内容を確かめてください' }).waitFor()
  await applicant.getByText('森下 由佳', { exact: true }).waitFor()
  await applicant.getByText('12人').waitFor()
  await applicant.getByRole('button', { name: '申請する', exact: true }).click()
  await applicant.getByText('申請しました').waitFor()
  const path = new URL(applicant.url()).pathname

  const leader = await house.as('leader')
  await leader.goto('/inbox')
  await leader.locator(`a[href="${path}"]`).first().click()
  await leader.getByText('計画書.txt').waitFor()
  await picture(leader, 'routes-2-pass')
  await leader.getByRole('button', { name: '確かめて次へ回す' }).click()
  await told(leader, '確かめて、次へ回しました')

  const chief = await house.as('chief')
  await chief.goto(path)
  const way = chief.getByRole('list', { name: '決裁の流れ' })
  assert.match(await way.innerText(), /経由 原 健/)
  await chief.getByRole('button', { name: '許可する' }).click()
  await told(chief, '許可しました')

  const manager = await house.as('manager')
  await manager.goto(path)
  await manager.getByText('今の番').waitFor()
  await picture(manager, 'routes-3-second-seat')
  await manager.getByRole('button', { name: '許可する' }).click()
  await told(manager, '許可しました')
  await applicant.goto(path)
  await applicant.getByText('許可済み').first().waitFor()
  await picture(applicant, 'routes-4-granted')
})

test('a question stays beside the case, and the applicant answers it', async () => {
  const applicant = await house.as('applicant')
  await applicant.goto('/apply/own-heard')
  await applicant.getByLabel('目的').fill('意見を聴くため')
  await applicant.getByRole('button', { name: '内容を確認して申請する' }).click()
  await applicant.getByRole('button', { name: '申請する', exact: true }).click()
  await applicant.getByText('申請しました').waitFor()
  const path = new URL(applicant.url()).pathname

  const officer = await house.as('officer')
  await officer.goto(path)
  await officer.getByLabel('申請者に質問する').fill('いつまでですか')
  await officer.getByRole('button', { name: '書き込む' }).click()
  await officer.getByText('いつまでですか').first().waitFor()
  await officer.getByRole('button', { name: '協議の回答を書く' }).click()
  await officer.getByRole('textbox', { name: '協議の回答' }).fill('差し支えありません')
  await officer.getByRole('button', { name: '協議の回答を送る' }).click()
  await told(officer, '協議の回答を送りました')

  await applicant.goto(path)
  await applicant.getByText('いつまでですか').waitFor()
  await applicant.getByLabel('質問に答える').fill('年度末までです')
  await applicant.getByRole('button', { name: '書き込む' }).click()
  await applicant.getByText('年度末までです').first().waitFor()
  await applicant.getByText('「差し支えありません」').first().waitFor()
  await picture(applicant, 'routes-5-question')
})

test('information goes outside only after the manager confirmed every item of law', async () => {
  const { city } = house
  await bindSlots(house, ['procedure:provide permit'])
  const { applicationId } = await city.run('applicant', fileApplication, {
    procedure: 'provide',
    form: {
      assets: [city.assets.survey],
      recipient: '架空県 高齢福祉課',
      purpose: '給付の調査のため',
      items: '氏名、要介護度',
      people: '8',
      on: '2026-11-24',
      basis: 'law',
      basis_text: '介護保険法第203条',
      law: ['privacy', 'number', 'secrecy', 'ordinance', 'least', 'recipient'],
      method: 'hand',
      measures: ['locked-case'],
    },
  })
  const manager = await house.as('manager')
  await manager.goto(`/cases/${applicationId}`)
  const items = manager.getByRole('group', { name: /許可する前に確かめること/ })
  await items.waitFor()
  await manager.getByRole('button', { name: '許可する' }).click()
  await items.getByText('確かめていない事項があります').waitFor()
  await picture(manager, 'routes-7-confirm')
  const boxes = items.getByRole('checkbox')
  const count = await boxes.count()
  assert.ok(count >= 4)
  for (let at = 0; at < count; at += 1) await boxes.nth(at).check()
  await manager.getByRole('button', { name: '許可する' }).click()
  await told(manager, '許可しました')
  await manager.goto(`/cases/${applicationId}`)
  await manager.getByText(/確かめた事項: 個人情報の保護に関する法律に反しない/).waitFor()
})
