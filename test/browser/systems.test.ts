import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { passGate } from '#engine/register-gate/contract.ts'
import { registerEntry, registerSave } from '#engine/register/contract.ts'
import { keepFile } from '#ground/files/service.ts'
import { bindSlots } from '#test/bind.ts'
import { idsOf } from '#rooms/6-technical/accounts/testing/ids-city.ts'
import type { Page } from 'playwright-core'
import { accessibilityFindings, axeSource } from './axe.ts'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house
const { person, unit } = city.ids
const system = await idsOf(house).system('介護保険システム', 'longevity')

async function axeFinds(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return accessibilityFindings(page)
}

test('a development goes on at its next gate only, with day and file, and shows who confirmed it', async () => {
  const { entryId } = await city.run('leader', registerSave, {
    register: 'development',
    unitId: unit.longevity,
    values: { name: '介護システムの更新', system, kind: 'replacement', requirements: '操作の記録' },
  })
  const leader = await house.as('leader')
  await leader.goto(`/registers/development?open=${entryId}`)
  const card = leader.getByRole('region', { name: '工程' })
  await card.getByText('11のうち0まで済み').waitFor()
  await card.getByRole('button', { name: 'この工程を済ませる' }).click()
  const dialog = leader.getByRole('dialog', { name: '仕様書を済ませる' })
  await dialog.getByRole('button', { name: '確かめて済ませる' }).click()
  await dialog.getByText('日付を入れてください。').waitFor()
  await dialog.getByText('資料を選んでください。').waitFor()
  await dialog.getByRole('textbox', { name: /^確かめた日/ }).fill('令和8年11月20日')
  await dialog.locator('input[type=file]').setInputFiles({
    name: '調達仕様書.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('要件の一覧'),
  })
  await dialog.getByText('調達仕様書.txt').waitFor()
  await dialog.screenshot({ path: 'test-output/systems-1-gate-dialog.png' })
  await dialog.getByRole('button', { name: '確かめて済ませる' }).click()
  await card.getByText('11のうち1まで済み').waitFor()
  await card.getByText('原 健').first().waitFor()
  // the next gate says what it still wants, and its button does nothing
  await card.getByText(/「製品の調査の結果」を入れてください/).waitFor()
  assert.deepEqual(await axeFinds(leader), [])
  await picture(leader, 'systems-2-gates')

  // a test has a file that nobody can throw away
  const bytes = new TextEncoder().encode('試験の結果')
  await city.run('leader', registerSave, {
    register: 'development',
    entryId,
    expectedVersion: 2,
    values: {
      product: '弱点はない。',
      responsible: person.leader,
      workers: [person.second],
      equipment: '端末2台',
      access: '開発用だけ',
      separation: 'separate',
      migration: '休日に切り替える。',
      design: '入力を検査する。',
    },
  })
  for (const gate of ['product', 'people', 'ids', 'separation', 'migration', 'design', 'test']) {
    const { entry } = await city.run('leader', registerEntry, { register: 'development', entryId })
    const { fileId } = await city.run('leader', keepFile, { bytes, name: `${gate}.txt` })
    await city.run('leader', passGate, {
      register: 'development',
      entryId,
      gate,
      on: '2026-11-24',
      fileId,
      expectedVersion: entry.version,
    })
  }
  await leader.reload()
  await card.getByText('11のうち8まで済み').waitFor()
  await card.getByText(/令和11年11月24日.*まで捨てられません/).waitFor()
  await picture(leader, 'systems-3-kept')
  const phone = await house.phone('manager')
  await phone.goto(`/registers/development?open=${entryId}`)
  await phone.getByText('11のうち8まで済み').waitFor()
  await picture(phone, 'systems-4-phone')
})

test('a change is confirmed by a second person, never by its writer', async () => {
  const { entryId } = await city.run('leader', registerSave, {
    register: 'change-record',
    unitId: unit.longevity,
    values: {
      title: '納付書の様式の変更',
      system,
      risk: 'high',
      done_on: '2026-11-20',
      workers: [person.leader, person.second],
      content: '印字の位置を変えた。',
      way_back: '前の版に戻す。',
      specification_changed: false,
      consistency: '影響なし。',
      backup_before: true,
      result: 'done',
    },
  })
  const address = `/registers/change-record?open=${entryId}`
  const leader = await house.as('leader')
  await leader.goto(address)
  const own = leader.getByRole('region', { name: '相互確認' })
  await own.getByText('自分が書いた記録は、自分では確認できません。').first().waitFor()
  await picture(leader, 'systems-5-own-record')

  const second = await house.as('second')
  await second.goto(address)
  const card = second.getByRole('region', { name: '相互確認' })
  await card.getByRole('button', { name: '内容を確かめる' }).click()
  const dialog = second.getByRole('dialog', { name: /^相互確認/ })
  await dialog.getByRole('button', { name: '答えを記録する' }).click()
  await dialog.getByText('選んでください。').waitFor()
  await dialog.getByRole('radio', { name: '合っている' }).check()
  await dialog.getByRole('textbox', { name: /^所見/ }).fill('試し刷りで確かめた。')
  await dialog.screenshot({ path: 'test-output/systems-6-confirm-dialog.png' })
  await dialog.getByRole('button', { name: '答えを記録する' }).click()
  await card.getByText('確認済み').first().waitFor()
  await card.getByText('試し刷りで確かめた。').waitFor()
  assert.deepEqual(await axeFinds(second), [])
  await picture(second, 'systems-7-confirmed')
})

test('a licence used more often than it is owned is found and shown with both figures', async () => {
  const save = async (register: string, values: Record<string, string | number>) =>
    (await city.run('leader', registerSave, { register, unitId: unit.longevity, values })).entryId
  const software = await save('software', { name: '図面閲覧', state: 'allowed', purpose: '工事の図面' })
  await save('license', {
    name: '図面閲覧 買取り',
    software,
    basis: 'device',
    owned: 5,
    installed: 7,
  })
  const manager = await house.as('manager')
  await manager.goto('/checks/licence-exceeded')
  await manager.getByRole('heading', { level: 1, name: '保有数を超えて使っているライセンス' }).waitFor()
  await manager.getByRole('button', { name: 'いま点検する' }).click()
  await manager.getByText('保有数5本に対して、入力した使用数7本で使っています。').first().waitFor()
  await picture(manager, 'systems-8-licence')
})

test('the first page of the connection points shows month by month how many were in force, and the clause on their number', async () => {
  await bindSlots(house, ['register:connection points'])
  for (const [name, from, until] of [
    ['専用線', '2025-04-01', '2026-03-31'],
    ['県との接続', '2026-01-01', undefined],
  ] as const) {
    await city.run('manager', registerSave, {
      register: 'connection',
      unitId: unit.longevity,
      values: { name, partner: '架空県', zone: 'lgwan', method: 'dedicated', from, ...(until && { until }) },
    })
  }
  const manager = await house.as('manager')
  await manager.goto('/registers/connection/front')
  const plot = manager.getByRole('region', { name: '続いている数の推移' })
  await plot.getByRole('link', { name: /2-2/ }).waitFor()
  await picture(manager, 'systems-9-points')
  assert.deepEqual(await axeFinds(manager), [])
})
