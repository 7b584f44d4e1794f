import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { keepFile } from '#ground/files/service.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import { runImport } from '#rooms/1-organisation/import/contract.ts'
import { staffFiles } from '#test/staff-file.ts'
import { accessibilityFindings, axeSource } from './axe.ts'
import { desk, openBrowserHouse, picture, signIn } from './house.ts'
import type { Page } from 'playwright-core'

/** Nothing for the checker to say. */
async function findNothing(page: Page): Promise<void> {
  assert.deepEqual(await accessibilityFindings(page), [])
}

const house = await openBrowserHouse({ after })
const on = '2027-04-01'
const files = staffFiles({ people: 3_000, units: 200, on })
const folder = await mkdtemp(join(tmpdir(), 'kijun-hr-'))
after(() => rm(folder, { recursive: true, force: true }))
for (const [kind, table] of [['units', files.units] as const, ['people', files.before] as const]) {
  const bytes = writeCsv(table).bytes
  const { fileId } = await house.city.run('officer', keepFile, { bytes, name: `${kind}.csv` })
  await house.city.run('officer', runImport, { fileId, kind, on: '2026-04-01' })
}
const whole = join(folder, '職員全件.csv')
await writeFile(whole, writeCsv(files.after, { encoding: 'cp932' }).bytes)
const orders = join(folder, '発令一覧.xlsx')
await writeFile(orders, await writeExcel({ ...files.orders, rows: files.orders.rows.slice(0, 40) }))

test('an officer takes a file of 3,000 people into a plan', async () => {
  const page = await house.newPage('officer', desk, { scripts: [axeSource] })
  await page.goto('/')
  await signIn(page, 'officer')
  await page.goto('/organisation/transfers/import')
  await page.getByLabel('発令日').first().fill('令和9年4月1日')
  await page.locator('input[type=file]').setInputFiles(whole)
  await page.getByRole('heading', { name: '列の対応' }).waitFor()
  assert.equal(await page.getByLabel('職名', { exact: true }).inputValue(), '補職名')
  await picture(page, 'hr-import-mapping')
  await findNothing(page)
  await page.getByRole('button', { name: '違いを調べる' }).click()
  await page.getByRole('heading', { level: 1, name: '違いの確認' }).waitFor()
  await page.getByText('ファイルにない職員が').first().waitFor({ timeout: 60_000 })
  await picture(page, 'hr-import-differences')
  await findNothing(page)
  await page.getByRole('link', { name: /退職\(ファイルにない\)/u }).click()
  await page.getByRole('button', { name: '絞り込んだ62件をすべて選ぶ' }).click()
  await page.getByRole('link', { name: /退職\(ファイルにない\).*62 \/ 62/u }).waitFor()
  await page
    .getByRole('checkbox', { name: /退職を案に入れる/u })
    .first()
    .click()
  await page.getByRole('link', { name: /退職\(ファイルにない\).*61 \/ 62/u }).waitFor()
  await picture(page, 'hr-import-missing')
  await page.getByRole('button', { name: /件を案に入れる/u }).click()
  await page.waitForURL(/\/organisation\/transfers\/[0-9a-f-]{36}$/u, { timeout: 60_000 })
})

test('a list of transfers is told apart, and a word nobody knows is asked for', async () => {
  const page = await house.as('officer')
  await page.goto('/organisation/transfers/import')
  await page.getByLabel('発令日').first().fill('R9.4.1')
  const odd = join(folder, '特命.csv')
  const [first] = files.orders.rows
  await writeFile(
    odd,
    writeCsv({ ...files.orders, rows: first === undefined ? [] : [first.with(2, '特命')] }).bytes,
  )
  await page.locator('input[type=file]').setInputFiles(odd)
  await page.getByRole('group', { name: '発令区分の言葉の対応' }).waitFor()
  await page.getByLabel('特命').selectOption({ label: '異動' })
  await picture(page, 'hr-import-words')
  await page.getByRole('button', { name: '違いを調べる' }).click()
  await page.getByRole('heading', { level: 1, name: '違いの確認' }).waitFor()
  await page.getByRole('link', { name: /異動/u }).first().waitFor()
})

test('a file without the columns says which; nothing differs says so', async () => {
  const page = await house.as('officer')
  await page.goto('/organisation/transfers/import')
  const poor = join(folder, '列不足.csv')
  await writeFile(poor, '職員番号,備考\n1,a\n')
  await page.locator('input[type=file]').setInputFiles(poor)
  await page.getByText('「氏名」の列、または「氏」と「名」の列を選んでください').waitFor()
  await picture(page, 'hr-import-poor')
})

test('on a telephone the differences are readable', async () => {
  const page = await house.phone('officer')
  await page.goto('/organisation/transfers/import')
  await page.getByRole('link', { name: '職員全件.csv' }).first().click()
  await page.getByRole('heading', { level: 1, name: '違いの確認' }).waitFor()
  await page.getByText('この結果は、異動の案に入れました').waitFor()
  await picture(page, 'hr-import-phone')
})
