import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { policyEdition, policyImport } from '#policy/contract.ts'
import { accessibilityFindings, axeSource, englishWords, sidewaysScroll } from './axe.ts'
import { desk, openBrowserHouse, phone, picture, signIn } from './house.ts'
import type { Who } from '#test/world.ts'

const house = await openBrowserHouse({ after })
const { city } = house

// one case in every state that looks different
const waiting = await city.file()
const sentBack = await city.file()
await city.decide('manager', sentBack, 'send-back')
const inUse = await city.file('applicant', { from: '2026-11-24', to: '2026-11-24' })
await city.decide('manager', inUse)
await city.follow('applicant', inUse, 'start')
const done = await city.file('colleague', { from: '2026-11-24', to: '2026-11-25' })
await city.decide('manager', done)
await city.follow('colleague', done, 'start')
await city.follow('leader', done, 'finish', '異常なし')
house.at('2026-11-26T10:00:00+09:00')

const { editionId, assets, ids } = city
const draft = await draftEdition()

/** Every address pattern of the application, with pages that show it as different people see it. */
const pages: Record<string, readonly [Who | null, string, string][]> = {
  '/start': [[null, '/start', '基準をはじめます']],
  '/sign-in': [[null, '/sign-in', 'サインイン']],
  '/': [['applicant', '/', '今日やること']],
  '/today': [
    ['manager', '/today', '今日やること'],
    ['officer', '/today', '今日やること'],
  ],
  '/apply': [['applicant', '/apply', '申請']],
  '/apply/$procedure': [
    ['applicant', '/apply/carry-out', '持出許可の申請'],
    ['applicant', `/apply/carry-out?application=${sentBack}`, '持出許可の申請を直す'],
  ],
  '/inbox': [['manager', '/inbox', '決裁']],
  '/cases': [
    ['applicant', '/cases', '申請の一覧'],
    ['manager', '/cases?view=office', '申請の一覧'],
  ],
  '/cases/$applicationId': [
    ['manager', `/cases/${waiting}`, '持出許可 要介護認定調査票'],
    ['applicant', `/cases/${sentBack}`, '持出許可 要介護認定調査票'],
    ['manager', `/cases/${inUse}`, '持出許可 要介護認定調査票'],
    ['auditor', `/cases/${done}`, '持出許可 要介護認定調査票'],
  ],
  '/password': [['applicant', '/password', 'パスワードを変える']],
  '/account': [['applicant', '/account', 'アカウント']],
  '/registers': [['manager', '/registers', '台帳']],
  '/registers/$register': [
    ['manager', '/registers/asset', '情報資産管理台帳'],
    ['manager', `/registers/asset?open=${assets.survey}`, '情報資産管理台帳'],
    ['applicant', '/registers/carry-book', '持出管理簿'],
  ],
  '/registers/$register/import': [['manager', '/registers/asset/import', '情報資産管理台帳の読み込み']],
  '/registers/$register/new': [['manager', '/registers/asset/new', '資産の登録']],
  '/registers/$register/$entryId/edit': [
    ['manager', `/registers/asset/${assets.survey}/edit`, '要介護認定調査票の変更'],
  ],
  '/policies': [['officer', '/policies', '条文']],
  '/policies/import': [['officer', '/policies/import', '規程の取り込み']],
  '/policies/$editionId': [['applicant', `/policies/${editionId}`, '試験市情報セキュリティ対策基準']],
  '/policies/$editionId/prepare': [['officer', `/policies/${draft.editionId}/prepare`, '施行の準備']],
  '/policies/$editionId/tables/$wid': [
    ['officer', `/policies/${draft.editionId}/tables/${draft.tableWid}`, '第2-1の表の確認'],
  ],
  '/policies/$editionId/bindings': [['officer', `/policies/${editionId}/bindings`, '対応付け']],
  '/search': [['applicant', '/search?q=%E6%8C%81%E5%87%BA', '検索']],
  '/organisation': [['applicant', '/organisation', '組織・役割図']],
  '/organisation/offices': [['applicant', '/organisation/offices', '役割の一覧']],
  '/organisation/people': [['applicant', '/organisation/people', '職員を探す']],
  '/organisation/people/$personId': [['applicant', `/organisation/people/${ids.person.deputy}`, '小川 直樹']],
  '/organisation/absences': [['manager', '/organisation/absences', '不在の予定']],
  '/organisation/import': [['officer', '/organisation/import', '組織・職員の取り込み']],
  '/ledger': [['auditor', '/ledger', '記録簿']],
  '/ledger/entries': [['auditor', '/ledger/entries', '記録を探す']],
  '/ledger/of/$kind/$id': [['auditor', `/ledger/of/application/${done}`, '']],
  '/settings': [
    ['officer', '/settings', '設定'],
    ['officer', '/settings?tab=accounts', '設定'],
    ['officer', '/settings?tab=city', '設定'],
    ['applicant', '/settings?tab=screen', '設定'],
  ],
}

test('every address of the application is among the pages looked at', async () => {
  const source = await readFile(join(import.meta.dirname, '../../src/web/routes.tsx'), 'utf8')
  const routes = [...source.matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path ?? '')
  assert.ok(routes.length > 20)
  assert.deepEqual(routes.toSorted(), Object.keys(pages).toSorted())
})

for (const who of new Set(Object.values(pages).flatMap((shown) => shown.map(([each]) => each)))) {
  const shown = Object.values(pages).flatMap((each) => each.filter(([seenBy]) => seenBy === who))
  test(`no page of ${who ?? 'somebody not signed in'} bars anybody: axe, width and language, at a desk and on a telephone`, async () => {
    const page = await house.newPage(who ?? 'nobody', desk, { scripts: [axeSource] })
    if (who !== null) {
      await page.goto('/')
      await signIn(page, who)
    }
    const found: string[] = []
    for (const [, address, title] of shown) {
      await page.setViewportSize(desk)
      await page.goto(address)
      const heading = page.getByRole('heading', { level: 1, ...(title === '' ? {} : { name: title }) })
      await heading.first().waitFor()
      await page.getByText('読み込んでいます').first().waitFor({ state: 'detached' })
      for (const viewport of [desk, phone]) {
        await page.setViewportSize(viewport)
        const at = `${address} at ${viewport.width}`
        // a page draws itself anew when it becomes narrow
        await page.waitForTimeout(100)
        for (const finding of await accessibilityFindings(page)) found.push(`${at}: ${finding}`)
        const scroll = await sidewaysScroll(page)
        if (scroll > 0) found.push(`${at}: scrolls sideways by ${scroll}`)
        if (process.env['KIJUN_PICTURES'] !== undefined) {
          await picture(
            page,
            `page-${address.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')}-${who}-${viewport.width}`,
          )
        }
      }
      for (const word of await englishWords(page)) found.push(`${address}: says "${word}"`)
    }
    assert.deepEqual(found, [])
  })
}

/** Another text that is not in force yet and has a table to confirm. */
async function draftEdition(): Promise<{ editionId: string; tableWid: string }> {
  const text = `試験市情報資産分類規程
第1 趣旨
この規程は、分類のための規程とする。
第2 分類
1 機密性の分類
情報資産は、次のとおり分類する。
分類 分類基準 取扱制限
3 特に限られた職員だけが扱う情報 ・暗号化
2 公開しない情報 ・施錠
1 上の二つ以外の情報
第3 持出し
職員は、持ち出すときは、許可を受けなければならない。
`
  const draft = await city.run('officer', policyImport, {
    fileName: '分類規程.txt',
    base64: Buffer.from(text).toString('base64'),
    kind: '規程',
  })
  const { tables } = await city.run('officer', policyEdition, { editionId: draft.editionId ?? '' })
  return { editionId: draft.editionId ?? '', tableWid: tables[0]?.wid ?? '' }
}
