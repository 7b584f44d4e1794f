import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { commentOn, fileApplication, setParameter } from '#engine/procedure/contract.ts'
import { bindOwn, ownProcedures } from '#test/own-procedures.ts'
import { accessibilityFindings, axeSource, englishWords, sidewaysScroll } from './axe.ts'
import { told } from './carry.ts'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after }, { procedures: ownProcedures })
const { city } = house
before(async () => {
  await bindOwn(city)
  await city.run('officer', setParameter, { procedure: 'own-yearly', key: 'bulk-at-once', value: 3 })
})
beforeEach(() => house.at('2026-11-24T10:00:00+09:00'))

const yearly = async (
  purpose: string,
  assets = [city.assets.leaflet],
  who: 'applicant' | 'colleague' = 'applicant',
) =>
  (await city.run(who, fileApplication, { procedure: 'own-yearly', form: { purpose, assets } })).applicationId

const clean = async (page: Parameters<typeof picture>[0]): Promise<void> => {
  await page.evaluate(axeSource)
  assert.deepEqual(await accessibilityFindings(page), [])
  assert.deepEqual(await englishWords(page), [])
  assert.equal(await sidewaysScroll(page), 0)
}

test('a 課長 grants several together; over the limit the button says so, and the strictest class is not offered', async () => {
  const strict = await yearly('機密の年度利用', [city.assets.survey])
  for (const purpose of ['教室の案内', '講座の案内', '窓口の案内', '電話の案内']) await yearly(purpose)
  const manager = await house.as('manager')
  await manager.goto('/inbox?procedure=own-yearly')
  const boxes = manager.getByRole('checkbox')
  await boxes.first().waitFor()
  assert.equal(await boxes.count(), 4)
  for (let at = 0; at < 4; at++) await boxes.nth(at).check()
  await manager.getByText('一度にまとめて許可できるのは3件までです(今は4件)').waitFor()
  await picture(manager, 'desk-1-too-many')
  await boxes.nth(3).uncheck()
  await manager.getByRole('button', { name: '選んだ3件を許可する' }).click()
  await manager.getByText('3件を許可しました').waitFor()
  await clean(manager)
  await picture(manager, 'desk-2-granted-together')
  assert.equal((await city.show('auditor', strict)).state, 'waiting')
})

test('the desk: what matters stands before the decision, keys go from case to case, and the next one opens by itself', async () => {
  const late = await city.file('applicant', { to: '2026-11-25' })
  await city.decide('manager', late)
  house.at('2026-11-25T10:00:00+09:00')
  await city.follow('applicant', late, 'start')
  house.at('2026-11-30T10:00:00+09:00')
  const first = await city.file('applicant', { from: '2026-12-01', to: '2026-12-08' })
  await city.run('manager', commentOn, { applicationId: first, text: '行き先を詳しく教えてください' })
  house.at('2026-11-30T10:10:00+09:00')
  await city.file('colleague', { from: '2026-12-01', to: '2026-12-08', purpose: '研修で示すため' })

  const manager = await house.as('manager')
  await manager.goto(`/cases/${first}`)
  const before = manager.getByRole('region', { name: '決裁の前に' })
  await before.getByText('返却の遅れ').waitFor()
  await before.getByText('5日遅れ').waitFor()
  await before.getByText('鍵付きのケースに入れて運ぶ').waitFor()
  await before.getByText(/質問1件\(回答待ち\)/).waitFor()
  await before.getByText('新しい').first().click()
  const strip = manager.getByRole('navigation', { name: '決裁を待つ申請' })
  await strip.waitFor()
  await clean(manager)
  await picture(manager, 'desk-3-before-deciding')
  assert.notEqual((await city.show('manager', first)).openedAt, null, 'the opening was noted')

  await strip.getByText('4件のうち3件目').waitFor()
  await manager.keyboard.press('j')
  await manager.getByText('研修で示すため').first().waitFor()
  await strip.getByText('4件のうち4件目').waitFor()
  await manager.keyboard.press('k')
  await manager.waitForURL(`**/cases/${first}`)
  await before.getByText('返却の遅れ').waitFor()

  // typing is no command
  await manager.getByLabel('申請者に質問する').fill('')
  await manager.getByLabel('申請者に質問する').press('a')
  assert.equal((await city.show('auditor', first)).state, 'waiting')
  await manager.getByRole('heading', { level: 1 }).click()
  await manager.keyboard.press('a')
  await told(manager, '許可しました')
  assert.equal((await city.show('auditor', first)).state, 'granted')
  await manager.getByText('研修で示すため').first().waitFor()
  await picture(manager, 'desk-4-next')

  // switched off, keys do nothing
  await manager.getByRole('button', { name: 'キー操作は有効です' }).click()
  await manager.getByRole('button', { name: 'キー操作は止めてあります' }).waitFor()
  const here = manager.url()
  await manager.keyboard.press('a')
  await manager.keyboard.press('j')
  assert.equal(manager.url(), here)

  const phone = await house.phone('manager')
  await phone.goto(new URL(here).pathname)
  await phone.getByRole('region', { name: '決裁の前に' }).getByText('目的').waitFor()
  assert.equal(await sidewaysScroll(phone), 0)
  await picture(phone, 'desk-5-phone')
})

test('the board: open cases by where they stand, narrowed by the address, on a phone as sections', async () => {
  house.at('2026-11-30T11:00:00+09:00')
  const { applicationId } = await city.run('applicant', fileApplication, {
    procedure: 'own-both',
    form: { purpose: '共同の調査に使うため' },
  })
  const manager = await house.as('manager')
  await manager.goto('/cases?view=office')
  await manager.getByRole('link', { name: '盤面' }).click()
  await manager.waitForURL(/as=board/)
  const ahead = manager.getByRole('region', { name: '経由・合議など' })
  await ahead.locator(`a[href="/cases/${applicationId}"]`).waitFor()
  await ahead.getByText('経由', { exact: true }).waitFor()
  await manager.getByRole('region', { name: '返却待ち・期限切れ' }).getByText('5日遅れ').waitFor()
  await clean(manager)
  await picture(manager, 'desk-6-board')
  await manager.getByLabel('申請の種類').selectOption({ label: '両方の許可' })
  await manager.waitForURL(/procedure=own-both/)
  await manager.getByRole('region', { name: '返却待ち・期限切れ' }).getByText('申請はありません').waitFor()
  const unit = manager.getByRole('combobox', { name: /^部・課/ })
  await unit.fill('市民課')
  await manager.getByRole('option', { name: /市民課/ }).click()
  await manager.waitForURL(/unit=/)
  await manager.getByText('条件に合う申請はありません').first().waitFor()
  await picture(manager, 'desk-6-board-unit')
  await manager.goBack()
  await manager.getByRole('link', { name: '一覧', exact: true }).click()
  await manager.waitForURL((url) => !url.search.includes('board') && url.search.includes('own-both'))

  const phone = await house.phone('manager')
  await phone.goto('/cases?view=office&as=board')
  await phone.getByRole('region', { name: '経由・合議など' }).waitFor()
  await clean(phone)
  await picture(phone, 'desk-7-board-phone')

  const stranger = await house.as('stranger')
  await stranger.goto('/cases?as=board')
  await stranger.getByText('動いている申請はありません').waitFor()
  await picture(stranger, 'desk-8-board-empty')
})

test('at the end of the year a リーダー asks for the permissions of the section again, and the 課長 sees who did', async () => {
  house.at('2027-02-01T10:00:00+09:00')
  for (const who of ['applicant', 'colleague'] as const) {
    await city.decide('manager', await yearly('年度の利用', [city.assets.leaflet], who))
  }
  const leader = await house.as('leader')
  await leader.goto('/apply')
  const part = leader.getByRole('region', { name: '課の人の、期限の近い許可' })
  await part.getByText('(森下 由佳)').waitFor()
  await part.getByLabel(/件をすべて選ぶ/).check()
  await clean(leader)
  await picture(leader, 'desk-9-renewals')
  await part.getByRole('button', { name: /件の更新を申請する/ }).click()
  await part.getByText('更新の申請', { exact: true }).waitFor()
  await part
    .getByRole('link', { name: /更新を長寿第\d+号で申請済み/ })
    .first()
    .click()
  await leader.getByText('原 健(長寿支援課 情報化推進リーダー)が代わって申請').waitFor()
  await picture(leader, 'desk-10-filed-for-somebody')

  const manager = await house.as('manager')
  await manager.goto('/apply')
  const own = manager.getByRole('region', { name: '課の人の、期限の近い許可' })
  await own
    .getByText(/更新を長寿第\d+号で申請済み/)
    .first()
    .waitFor()
})
