import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { tell, type Told } from '#rooms/9-evaluation/signs/testing/history.ts'
import { sidewaysScroll } from './axe.ts'
import { bindSlots } from '#test/bind.ts'
import { openBrowserHouse, picture, saved } from './house.ts'

const house = await openBrowserHouse({ after })
const { city } = house
await bindSlots(house, ['signs audit', 'signs separation'])

const at = (day: string, time: string): string => new Date(`2026-${day}T${time}+09:00`).toISOString()
const opened = (day: string, time: string) => ({ at: at(day, time), openedAt: at(day, '09:00:00') })

const history: readonly Told[] = [
  // the past half year, quiet
  ...['04', '05', '06', '07', '08', '09', '10'].flatMap((month, index) =>
    Array.from({ length: 5 + index }, (_, each): Told => ({
      applicant: each % 3 === 0 ? 'colleague' : 'applicant',
      decider: 'manager',
      ...opened(
        `${month}-${['04', '05', '08'].includes(month) ? '13' : '14'}`,
        `1${each % 8}:${10 + each}:00`,
      ),
      ...(each === 4
        ? {
            reachedAt: at(
              `${month}-${['04', '05', '08'].includes(month) ? '13' : '14'}`,
              `1${each % 8}:${9 + each}:48`,
            ),
          }
        : {}),
    })),
  ),
  // and November, less so
  ...[0, 9, 18, 27, 36, 45].map((second): Told => ({
    applicant: 'applicant',
    decider: 'manager',
    ...opened('11-20', `17:10:${String(second).padStart(2, '0')}`),
  })),
  { applicant: 'colleague', decider: 'manager', ...opened('11-19', '23:40:00') },
  { applicant: 'colleague', decider: 'manager', at: at('11-18', '11:00:00'), purpose: 'なし' },
  { applicant: 'applicant', decider: 'manager', ...opened('11-17', '10:00:00'), periodFrom: '2026-11-12' },
  {
    applicant: 'applicant',
    decider: 'deputy',
    ...opened('11-05', '10:00:00'),
    capacity: '代決',
    holder: 'manager',
  },
]

test('an auditor reads the twelve signs, follows one to its cases and its records, and takes it along', async () => {
  await tell(city, history)
  const auditor = await house.as('auditor')
  await auditor.goto('/ledger')
  await auditor.getByRole('link', { name: '決裁の兆候' }).click()
  await auditor.getByRole('heading', { level: 1, name: '決裁の兆候' }).waitFor()
  await auditor.getByText('この期間は、まだ調べていません。').waitFor()
  await picture(auditor, 'signs-1-not-yet')
  await auditor.getByRole('button', { name: 'いま調べる' }).click()
  await auditor.getByText('調べ終わりました。').waitFor()
  const quick = auditor.getByRole('row', { name: /届いてすぐの決裁/ })
  await quick.getByText('兆候あり').waitFor()
  assert.equal(await auditor.getByRole('row').count(), 13)
  await auditor
    .getByRole('link', { name: /第2-2-\(4\)|第2-2\(4\)/ })
    .first()
    .waitFor()
  await picture(auditor, 'signs-2-list')

  await auditor.getByLabel('期間').selectOption({ label: '令和8年度 10月から12月' })
  await auditor.getByText('令和8年度 10月から12月の兆候').waitFor()
  await auditor.getByRole('link', { name: '一度に多くの決裁' }).click()
  await auditor.getByRole('heading', { level: 1, name: '一度に多くの決裁' }).waitFor()
  await auditor.getByText('判断しなかったことの証明にはなりません', { exact: false }).waitFor()
  await auditor.getByText('6件(1分に最大6件)を続けて決めています。').waitFor()
  await auditor.getByText('ほか3件').click()
  await picture(auditor, 'signs-3-in-one-go')
  const paper = await saved(auditor, () => auditor.getByRole('button', { name: 'PDFで印刷する' }).click())
  assert.equal(paper.body.subarray(0, 5).toString(), '%PDF-')
  const sheet = await saved(auditor, () => auditor.getByRole('button', { name: 'CSVに書き出す' }).click())
  assert.match(sheet.body.toString('utf8'), /佐伯 真由美/)

  await auditor.getByRole('link', { name: '佐伯 真由美' }).waitFor()
  await auditor
    .getByRole('link', { name: /の記録を見る/ })
    .first()
    .click()
  await auditor.waitForURL(/\/ledger\/of\/application\//)
  await auditor.getByRole('heading', { level: 1 }).waitFor()
  await auditor.getByText('読み込んでいます').first().waitFor({ state: 'detached' })
  await picture(auditor, 'signs-4-records')
})

test('a sign of the whole year has its months, its units, and values an auditor sets with a reason', async () => {
  const auditor = await house.as('auditor')
  await auditor.goto('/signs/quick-decision?period=2026')
  await auditor.getByRole('heading', { level: 1, name: '届いてすぐの決裁' }).waitFor()
  await auditor.getByText('年度の月ごとの件数を表で見る').waitFor()
  await picture(auditor, 'signs-5-year')
  await auditor.getByRole('button', { name: '届いてから決めるまでを変える' }).click()
  const dialog = auditor.getByRole('dialog', { name: '届いてから決めるまでを定める' })
  house.expectStatus(400)
  await dialog.getByRole('textbox', { name: /新しい値/ }).fill('0')
  await dialog.getByRole('textbox', { name: /理由/ }).fill('市の申請は短いため')
  await dialog.getByRole('button', { name: '定める', exact: true }).click()
  await dialog.getByText('1から3600までで入れてください').first().waitFor()
  await dialog.getByRole('textbox', { name: /新しい値/ }).fill('5')
  await dialog.getByRole('button', { name: '定める', exact: true }).click()
  await auditor.getByText('値を定めました。', { exact: false }).waitFor()
  await auditor.getByText('理由: 市の申請は短いため', { exact: false }).waitFor()
  await auditor.getByText('調べ終わりました。').waitFor()
  await auditor.getByText('見つかったものはありません').waitFor()
  await picture(auditor, 'signs-6-value')
})

test('who is not an auditor is told so, and nothing is asked of the server', async () => {
  const manager = await house.as('manager')
  await manager.goto('/signs/quick-decision')
  await manager.getByText('監査人と監査統括責任者だけが見られます', { exact: false }).waitFor()
  await picture(manager, 'signs-7-denied')
  await manager.goto('/ledger')
  await manager.getByRole('heading', { level: 1, name: '記録簿' }).waitFor()
  assert.equal(await manager.getByRole('link', { name: '決裁の兆候' }).count(), 0)
})

test('on a telephone the signs read one below the other and nothing scrolls sideways', async () => {
  const page = await house.phone('auditor')
  await page.goto('/signs?period=2026Q3')
  await page.getByText('令和8年度 10月から12月の兆候').waitFor()
  await picture(page, 'signs-8-phone')
  assert.equal(await sidewaysScroll(page), 0)
  await page.goto('/signs/out-of-hours?period=2026Q3')
  await page.getByText('23時40分に決めています。').waitFor()
  await picture(page, 'signs-9-phone-one')
  assert.equal(await sidewaysScroll(page), 0)
})
