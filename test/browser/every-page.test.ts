import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { policyEdition, policyImport } from '#policy/contract.ts'
import { accessibilityFindings, axeSource, englishWords, sidewaysScroll } from './axe.ts'
import { desk, openBrowserHouse, phone, picture, signIn } from './house.ts'
import { openChecklist } from '#rooms/1-organisation/joining/contract.ts'
import { recordEntry } from '#rooms/4-physical/entry/contract.ts'
import { computeSigns } from '#rooms/9-evaluation/signs/contract.ts'
import { doorOf } from '#rooms/4-physical/entry/testing/door.ts'
import { appointed } from '#test/newcomers.ts'
import { withCouncil } from '#test/council-city.ts'
import { comparedFile } from '#test/operations/hr-examples.ts'
import { idsOf } from '#rooms/6-technical/accounts/testing/ids-city.ts'
import { transferDesk } from '#rooms/1-organisation/transfer/testing/desk.ts'
import { publishOwnProcedure, retireOwnProcedure, saveOwnProcedure } from '#engine/own-procedure/contract.ts'
import { ownExample } from '#engine/own-procedure/own-example.ts'
import { countingOf } from '#engine/stocktake/testing/counting.ts'
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
const transfers = transferDesk(house)
const planId = await transfers.plan(
  [
    { kind: 'retire', person: { id: ids.person.manager } },
    { kind: 'move', person: { id: ids.person.deputy }, unit: { id: ids.unit.longevity }, title: '課長' },
  ],
  '2027-04-01',
  '定期人事異動',
)
await transfers.rehearse(planId)
const council = await withCouncil(city)
const meetingId = await council.plan([
  { kind: '議決', title: '研修計画の承認について', detail: '全職員の研修' },
])
const heldId = await council.plan([{ kind: '議決', title: '監査計画の承認について' }], {
  heldOn: '2026-11-26',
})
await council.call(heldId)
await council.attend(heldId)
await council.open(heldId)
const accounts = idsOf(house)
const system = await accounts.system('文書管理')
await accounts.account(system, 'k00001', { holder: ids.person.applicant })
await accounts.account(system, 'k90001', { kind: 'shared' })
await accounts.card('applicant', 'K-0001')
const { reviewId } = await accounts.review('officer', 'IDの棚卸')
await accounts.work()
const counting = countingOf(house)
const stocktakeId = await counting.open()
await counting.countAll(stocktakeId)
const designed = await ownProcedureOfEachState()
const draft = await draftEdition()
const comparisonId = await comparedFile(house)
const door = await doorOf(city)
await door.permitStaff('applicant')
await city.run('applicant', recordEntry, {
  areaId: door.areaId,
  direction: 'in',
  kind: 'staff',
  personId: ids.person.applicant,
})
for (const [span, startsOn] of [
  ['month', '2026-11-01'],
  ['quarter', '2026-10-01'],
  ['year', '2026-04-01'],
] as const) {
  await city.run({ kind: 'system', job: 'test' }, computeSigns, { span, startsOn })
}
const newcomer = { personId: await appointed(city, { from: '2026-11-26' }), effectiveOn: '2026-11-26' }
const { checklistId } = await city.run('manager', openChecklist, { ...newcomer, event: 'join' })

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
    ['manager', '/cases?view=office&as=board', '申請の一覧'],
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
  '/registers/$register/front': [
    ['manager', '/registers/asset/front', '情報資産管理台帳の概況'],
    ['applicant', '/registers/carry-book/front', '持出管理簿の概況'],
  ],
  '/registers/$register/expired': [
    ['manager', '/registers/asset/expired', '情報資産管理台帳の保存期限を過ぎたもの'],
  ],
  '/registers/$register/settings': [
    ['officer', '/registers/asset/settings', '情報資産管理台帳の欄と保存年限'],
    ['applicant', '/registers/carry-book/settings', '持出管理簿の欄と保存年限'],
  ],
  '/registers/$register/$entryId': [['manager', `/registers/asset/${assets.survey}`, '要介護認定調査票']],
  '/registers/$register/$entryId/edit': [
    ['manager', `/registers/asset/${assets.survey}/edit`, '要介護認定調査票の変更'],
  ],
  '/checks': [
    ['officer', '/checks', '点検'],
    ['applicant', '/checks?state=violations', '点検'],
  ],
  '/signs': [
    ['auditor', '/signs', '決裁の兆候'],
    ['manager', '/signs', '決裁の兆候'],
  ],
  '/signs/$sign': [
    ['auditor', '/signs/quick-decision?period=2026Q3', '届いてすぐの決裁'],
    ['manager', '/signs/quick-decision', '決裁の兆候'],
  ],
  '/checks/$check': [
    ['officer', '/checks/area-not-inspected', '長く見回っていない管理区域'],
    ['manager', '/checks/area-low-floor', '地階・1階にある管理区域'],
  ],
  '/entry': [
    ['manager', '/entry', '入退室'],
    ['stranger', '/entry', '入退室'],
  ],
  '/entry/log': [['manager', '/entry/log', '入退室管理簿']],
  '/entry/expired': [['manager', '/entry/expired', '保存期限の過ぎた記録']],
  '/entry/import': [['manager', '/entry/import', 'カードリーダーの記録の取り込み']],
  '/ids': [
    ['officer', '/ids', 'IDの棚卸'],
    ['manager', '/ids', 'IDの棚卸'],
  ],
  '/ids/differences': [['officer', '/ids/differences', 'IDの食い違い']],
  '/ids/import/$systemId': [['officer', `/ids/import/${system}`, '文書管理の利用者の書出し']],
  '/ids/reviews/$reviewId': [['officer', `/ids/reviews/${reviewId}`, 'IDの棚卸']],
  '/ids/reviews/$reviewId/$unitId': [
    ['manager', `/ids/reviews/${reviewId}/${ids.unit.longevity}`, '長寿支援課のIDの棚卸'],
    ['applicant', `/ids/reviews/${reviewId}/${ids.unit.longevity}`, '長寿支援課のIDの棚卸'],
  ],
  '/procedures': [
    ['officer', '/procedures', '市の手続'],
    ['applicant', '/procedures', '市の手続'],
  ],
  '/procedures/$key': [
    ['officer', '/procedures/new', '手続をつくる'],
    ['officer', `/procedures/${designed.faulty}`, '会議用機材の庁外利用'],
    ['officer', `/procedures/${designed.live}`, '会議用機材の庁外利用'],
    ['officer', `/procedures/${designed.retired}`, '会議用機材の庁外利用'],
  ],
  '/classification': [
    ['officer', '/classification', '情報資産の分類'],
    ['applicant', '/classification', '情報資産の分類'],
  ],
  '/registers/$register/$entryId/handling': [
    ['manager', `/registers/asset/${assets.survey}/handling`, '要介護認定調査票の取扱い'],
    ['applicant', `/registers/asset/${assets.survey}/handling`, '要介護認定調査票の取扱い'],
  ],
  '/cards': [
    ['applicant', '/cards', 'ICカード'],
    ['manager', '/cards', 'ICカード'],
  ],
  '/stocktakes': [
    ['officer', '/stocktakes', '棚卸'],
    ['applicant', '/stocktakes', '棚卸'],
  ],
  '/stocktakes/$stocktakeId': [['officer', `/stocktakes/${stocktakeId}`, '令和8年度の情報資産の棚卸']],
  '/stocktakes/$stocktakeId/differences': [
    ['officer', `/stocktakes/${stocktakeId}/differences`, '前回との違い'],
  ],
  '/stocktakes/$stocktakeId/$unitId': [
    ['manager', `/stocktakes/${stocktakeId}/${ids.unit.longevity}`, '長寿支援課の棚卸'],
    ['auditor', `/stocktakes/${stocktakeId}/${ids.unit.longevity}`, '長寿支援課の棚卸'],
  ],
  '/stocktakes/$stocktakeId/$unitId/scan': [
    ['applicant', `/stocktakes/${stocktakeId}/${ids.unit.longevity}/scan`, '長寿支援課の物を読み取る'],
  ],
  '/whereabouts': [
    ['officer', '/whereabouts?find=A-00001', 'どこにあるか'],
    ['applicant', '/whereabouts', 'どこにあるか'],
  ],
  '/organisation/map': [
    ['applicant', '/organisation/map', '体制図'],
    ['applicant', '/organisation/map?kind=units&zoom=35', '組織図'],
  ],
  '/organisation/units': [
    ['applicant', '/organisation/units', '組織の一覧と改正'],
    ['officer', '/organisation/units?show=planned', '組織の一覧と改正'],
  ],
  '/organisation/units/change': [
    ['officer', `/organisation/units/change?unit=${ids.unit.civil}&name=市民課`, '組織を改める'],
  ],
  '/organisation/units/$unitId': [['officer', `/organisation/units/${ids.unit.longevity}`, '長寿支援課']],
  '/policies': [['officer', '/policies', '条文']],
  '/policies/import': [['officer', '/policies/import', '規程の取り込み']],
  '/policies/$editionId': [['applicant', `/policies/${editionId}`, '試験市情報セキュリティ対策基準']],
  '/policies/$editionId/prepare': [['officer', `/policies/${draft.editionId}/prepare`, '施行の準備']],
  '/policies/$editionId/tables/$wid': [
    ['officer', `/policies/${draft.editionId}/tables/${draft.tableWid}`, '第2-1の表の確認'],
  ],
  '/policies/$editionId/slots': [['officer', `/policies/${editionId}/slots`, '対応付け']],
  '/policies/$editionId/review': [
    ['officer', `/policies/${editionId}/review`, '読み取りの確認'],
    ['applicant', `/policies/${editionId}/review`, '読み取りの確認'],
  ],
  '/policies/$editionId/values': [
    ['officer', `/policies/${editionId}/values`, '定める値'],
    ['applicant', `/policies/${editionId}/values`, '定める値'],
  ],
  '/policies/$editionId/bindings': [
    ['officer', `/policies/${editionId}/bindings`, '対応付け'],
    ['applicant', `/policies/${editionId}/bindings?show=gap`, '対応付け'],
  ],
  '/policies/$editionId/compare': [['officer', `/policies/${draft.editionId}/compare`, '新旧対照表']],
  '/policies/$editionId/impact': [['officer', `/policies/${draft.editionId}/impact`, '改正の影響']],
  '/policies/documents/$policyId': [['officer', `/policies/documents/${draft.policyId}`, '文書の扱い']],
  '/policies/$editionId/findings': [['officer', `/policies/${draft.editionId}/findings`, '気づき']],
  '/policies/$editionId/terms': [['applicant', `/policies/${editionId}/terms`, '用語集']],
  '/search': [['applicant', '/search?q=%E6%8C%81%E5%87%BA', '検索']],
  '/organisation': [['applicant', '/organisation', '組織・役割図']],
  '/organisation/offices': [['applicant', '/organisation/offices', '役割の一覧']],
  '/organisation/people': [['applicant', '/organisation/people', '職員を探す']],
  '/organisation/people/$personId': [['applicant', `/organisation/people/${ids.person.deputy}`, '小川 直樹']],
  '/organisation/absences': [['manager', '/organisation/absences', '不在の予定']],
  '/organisation/rights': [
    ['officer', '/organisation/rights', '職務代理・専決・事務委任'],
    ['chief', '/organisation/rights', '職務代理・専決・事務委任'],
  ],
  '/organisation/rules': [
    ['officer', '/organisation/rules', '役割の決め方'],
    ['applicant', '/organisation/rules', '役割の決め方'],
  ],
  '/organisation/separation': [
    ['auditor', '/organisation/separation', '兼務の禁止'],
    ['applicant', '/organisation/separation', '兼務の禁止'],
  ],
  '/organisation/transfers': [
    ['officer', '/organisation/transfers', '異動・組織改正の案'],
    ['applicant', '/organisation/transfers', '異動・組織改正の案'],
  ],
  '/organisation/transfers/$planId': [
    ['officer', `/organisation/transfers/${planId}`, '定期人事異動'],
    ['officer', `/organisation/transfers/${planId}?view=report`, '定期人事異動'],
    ['officer', `/organisation/transfers/${planId}?view=report&tab=cases`, '定期人事異動'],
    ['officer', `/organisation/transfers/${planId}?view=done`, '定期人事異動'],
  ],
  '/organisation/import': [['officer', '/organisation/import', '組織・職員の取り込み']],
  '/organisation/transfers/import': [
    ['officer', '/organisation/transfers/import', '人事異動の取り込み'],
    ['applicant', '/organisation/transfers/import', '人事異動の取り込み'],
  ],
  '/organisation/transfers/import/$comparisonId': [
    ['officer', `/organisation/transfers/import/${comparisonId}`, '違いの確認'],
  ],
  '/council': [
    ['officer', '/council', '会議'],
    ['applicant', '/council', '会議'],
  ],
  '/council/$meetingId': [
    ['officer', `/council/${meetingId}`, '情報化推進会議 (計画中)'],
    ['officer', `/council/${heldId}`, '情報化推進会議 令和8年度第1回'],
    ['manager', `/council/${heldId}`, '情報化推進会議 令和8年度第1回'],
  ],
  '/council/rules/$unitId': [['officer', `/council/rules/${council.unitId}`, '情報化推進会議の決まり']],
  '/tasks': [
    ['manager', '/tasks', 'やること'],
    ['officer', '/tasks?view=all', 'やること'],
  ],
  '/joining': [['manager', '/joining', '入庁・異動・退職']],
  '/joining/$checklistId': [['manager', `/joining/${checklistId}`, '高橋 直子さんの採用・転入']],
  '/joining/signers': [['manager', '/joining/signers', '同意の署名']],
  '/joining/consent': [['applicant', '/joining/consent', '同意の署名']],
  '/consent': [[null, '/consent', '情報セキュリティに関する同意']],
  '/ledger': [['auditor', '/ledger', '記録簿']],
  '/ledger/entries': [['auditor', '/ledger/entries', '記録を探す']],
  '/ledger/of/$kind/$id': [['auditor', `/ledger/of/application/${done}`, '']],
  '/forms': [['officer', '/forms', '様式と文書番号']],
  '/forms/numbering': [['officer', '/forms/numbering', '文書番号の付け方']],
  '/forms/$procedure': [
    ['officer', '/forms/carry-out', '持出許可の様式'],
    ['officer', '/forms/carry-out?paper=notice', '持出許可の様式'],
  ],
  '/settings': [
    ['officer', '/settings', '設定'],
    ['officer', '/settings?tab=accounts', '設定'],
    ['officer', '/settings?tab=signIn', '設定'],
    ['officer', '/settings?tab=directory', '設定'],
    ['officer', '/settings?tab=providers', '設定'],
    ['applicant', '/settings?tab=providers', '設定'],
    ['officer', '/settings?tab=city', '設定'],
    ['applicant', '/settings?tab=screen', '設定'],
  ],
}

test('every address of the application is among the pages looked at', async () => {
  const web = join(import.meta.dirname, '../../src/web')
  const files = globSync('**/routes.{ts,tsx}', { cwd: web })
  const source = (await Promise.all(files.map((file) => readFile(join(web, file), 'utf8')))).join('\n')
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

/** A procedure of the city's own with something to mend, one that runs, and one that has ended. */
async function ownProcedureOfEachState(): Promise<Record<'faulty' | 'live' | 'retired', string>> {
  const saved = (changes: Partial<typeof ownExample> = {}) =>
    city.run('officer', saveOwnProcedure, { version: 0, declaration: { ...ownExample, ...changes } })
  const faulty = await saved({
    route: [{ act: 'pass', needs: 'all', seats: [{ office: 'sec-leader' }] }],
  })
  const live = await saved()
  await city.run('officer', publishOwnProcedure, { key: live.key, version: live.version })
  const retired = await saved()
  await city.run('officer', publishOwnProcedure, { key: retired.key, version: retired.version })
  await city.run('officer', retireOwnProcedure, { key: retired.key })
  return { faulty: faulty.key, live: live.key, retired: retired.key }
}

/** Another text that is not in force yet and has a table to confirm. */
async function draftEdition(): Promise<{ editionId: string; policyId: string; tableWid: string }> {
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
  return { editionId: draft.editionId ?? '', policyId: draft.policyId ?? '', tableWid: tables[0]?.wid ?? '' }
}
