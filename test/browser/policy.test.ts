import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { confirmForce } from './carry.ts'
import { openBrowserHouse, picture } from './house.ts'

const house = await openBrowserHouse({ after })

const nextEdition = `試験市情報セキュリティ対策基準
第1 趣旨
この基準は、試験のための規程とする。
第2 人の対策
1 兼務の禁止
許可を求める者は、自らその許可をしてはならない。
2 持出し
(1) 職員は、対象資産を外へ持ち出すときは、情報セキュリティ管理者の許可を受けなければならない。
(2) 機密性2以上の対象資産を運ぶ者は、情報セキュリティ管理者の許可を受けなければならない。
(3) 運ぶ者は、鍵付きのケースに入れるなどの措置を講じなければならない。
(4) 情報セキュリティ管理者は、持出しの記録を作り、保管しなければならない。
3 分類
(1) 情報資産は、機密性、完全性及び可用性により分類する。
(2) 情報セキュリティ管理者は、課の情報資産に責任を負う。
4 代決
情報セキュリティ管理者が不在のときは、あらかじめ定めた職員が代わって決裁することができる。
5 IDの管理
職員は、業務用IDを他人に使わせてはならない。
`

async function chooseFile(page: Page, name: string, body: Buffer | string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '本文のファイル ファイルを選ぶ' }).click(),
  ])
  await chooser.setFiles({
    name,
    mimeType: 'text/plain',
    buffer: typeof body === 'string' ? Buffer.from(body) : body,
  })
}

test('the officer reads a text on trial, imports it, binds a clause and puts it in force', async () => {
  const officer = await house.as('officer')
  await officer.getByRole('navigation', { name: '主な機能' }).getByRole('link', { name: '条文' }).click()
  await officer.getByRole('link', { name: '規程を取り込む' }).click()
  await officer.getByRole('button', { name: '試しに読み取る' }).click()
  await officer.getByText('本文のファイルを選んでください。').first().waitFor()
  await chooseFile(officer, '対策基準.txt', nextEdition)
  await officer.getByText(/対策基準\.txt.*受け取りました/).waitFor()
  await officer.getByRole('button', { name: '試しに読み取る' }).click()
  await officer.getByRole('heading', { name: '読み取った結果' }).waitFor()
  await officer.getByText(/同じ \d+・番号だけ変わった 0・文が変わった 0・新しい 2・なくなった 0/).waitFor()
  await picture(officer, 'policy-1-trial')
  await officer.getByRole('button', { name: '第2版の案として取り込む' }).click()

  await officer.getByRole('heading', { level: 1, name: '施行の準備' }).waitFor()
  await officer.getByRole('link', { name: '仕掛けから見る' }).click()
  await officer.getByRole('heading', { level: 1, name: /対応付け/ }).waitFor()
  await officer.getByRole('button', { name: /不在のときの代決を定める条文/ }).click()
  await officer.getByRole('searchbox', { name: 'この版の中を探す' }).fill('代わって決裁')
  await officer.getByRole('search').getByText('1か所').waitFor()
  await officer.getByRole('button', { name: '次へ(見つかった条文)' }).click()
  await officer.getByRole('button', { name: /この文に対応付ける:情報セキュリティ管理者が不在/ }).click()
  await officer.getByText(/「不在のときの代決を定める条文」に対応付けました/).waitFor()
  await picture(officer, 'policy-2-bound')

  await officer.goBack()
  await officer.getByRole('heading', { level: 1, name: '施行の準備' }).waitFor()
  await officer.getByRole('button', { name: '施行する', exact: true }).click()
  await officer.getByRole('alert').filter({ hasText: '入力の誤りが' }).waitFor()
  await officer.getByRole('radio', { name: '会議で議決した' }).check()
  await officer.getByLabel('決定した者').fill('試験市情報化推進会議')
  await officer.getByRole('textbox', { name: '決定した日' }).fill('令和8年11月20日')
  await officer.getByRole('textbox', { name: '施行する日' }).fill('R8.11.24')
  // what it means and from when is said before it is done, and one may still leave it
  await officer.getByRole('button', { name: '施行する', exact: true }).click()
  const asks = officer.getByRole('dialog', { name: /を施行しますか$/ })
  await asks.getByText(/令和8年11月24日.*から、この版が効きます/).waitFor()
  await asks.getByRole('button', { name: 'やめる' }).click()
  assert.equal(await officer.getByText('施行の手続は済んでいます').count(), 0)
  await officer.getByRole('button', { name: '施行する', exact: true }).click()
  await picture(officer, 'policy-2-force')
  await confirmForce(officer)
  await officer.getByText('施行の手続は済んでいます').waitFor()
  await picture(officer, 'policy-3-in-force')
})

test('while a file is being sent the trial says what it waits for, and reads when the file is there', async () => {
  const officer = await house.as('officer')
  await officer.goto('/policies/import')
  let arrive = (): void => undefined
  const arrived = new Promise<void>((done) => {
    arrive = done
  })
  await officer.route('**/files**', async (route) => {
    await arrived
    await route.continue()
  })
  await chooseFile(officer, '手順.txt', `${nextEdition}職員は、離席するときは画面を閉じなければならない。\n`)
  const trial = officer.getByRole('button', { name: '試しに読み取る' })
  await officer.getByText('ファイルを送っています。送り終わると、読み取れます。').waitFor()
  await trial.click({ force: true })
  assert.equal(await officer.getByText('本文のファイルを選んでください。').count(), 0)
  await picture(officer, 'policy-4-sending')
  arrive()
  await officer.getByText(/手順\.txt.*受け取りました/).waitFor()
  await trial.click()
  await officer.getByRole('heading', { name: '読み取った結果' }).waitFor()
})

test('an employee reads clause by clause, comes back by the address, and finds words of either width', async () => {
  const reader = await house.as('applicant')
  await reader.getByRole('navigation', { name: '主な機能' }).getByRole('link', { name: '条文' }).click()
  await reader.getByRole('row').filter({ hasText: '現行' }).getByRole('link').first().click()
  const contents = reader.getByRole('tree', { name: '目次' })
  await contents.getByRole('treeitem', { name: /第2/ }).click()
  await contents.getByRole('treeitem', { name: /持出し/ }).click()
  await contents.getByRole('treeitem', { name: /^\(1\)/ }).click()
  const side = reader.getByRole('complementary', { name: '選んだ条文' })
  await side.getByText('持出許可').first().waitFor()
  await picture(reader, 'policy-4-reading')
  const address = reader.url()

  await reader.goto('/today')
  await reader.goto(address)
  await side.getByText('第2-2(1)').first().waitFor()

  const box = reader.getByRole('searchbox', { name: 'この版の中を探す' })
  for (const word of ['機密性2', '機密性2']) {
    await box.fill(word)
    await reader.waitForURL((url) => url.searchParams.get('q') === word)
    await reader.getByRole('search').getByText('1か所').waitFor()
  }
  await reader.getByRole('button', { name: '条文を検索' }).click()
  for (const word of ['機密性2以上', '機密性2以上']) {
    await reader.getByLabel('探すことば').fill(word)
    await reader.getByRole('button', { name: '検索する' }).click()
    await reader.waitForURL(`**/search?q=${encodeURIComponent(word)}`)
    await reader.getByText('1件', { exact: true }).waitFor()
  }
  await picture(reader, 'policy-5-search')
})

test('a binary file and an empty one are explained, and nothing is imported', async () => {
  const officer = await house.as('officer')
  house.expectStatus(400, 413, 415)
  await officer.goto('/policies/import')
  await chooseFile(officer, '空.txt', '')
  await officer.getByText('ファイルが空です').waitFor()
  const binary = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256))
  await chooseFile(officer, '画像.txt', binary)
  await officer.getByText('「画像.txt」の名前と中身の種類が合いません').waitFor()
  await picture(officer, 'policy-6-binary')
  assert.doesNotMatch(await officer.getByRole('main').innerText(), /octet/)
  assert.equal(await officer.getByRole('button', { name: /案として取り込む/ }).count(), 0)
  await officer.goto('/policies')
  await officer.getByRole('table').first().waitFor()
  assert.equal(await officer.getByText('第3版').count(), 0)
})
