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
