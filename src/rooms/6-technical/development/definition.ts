import { choice, choicesOf, clause, date, line, longText } from '#engine/register/columns.ts'
import { named, number, people, person, seen, text } from '#engine/register/columns.ts'
import { register } from '#engine/register/definition.ts'
import type { Gate } from '#engine/register-gate/gate.ts'

const kinds = choicesOf({
  new: '開発',
  introduction: '導入',
  replacement: '更新・統合',
  maintenance: '改修・保守',
})
const separations = choicesOf({ separate: '分けている', partly: '一部を分けている', none: '分けていない' })

/** 開発用のIDが残っていないこと: looked up in the register of IDs. */
export const NO_DEVELOPMENT_IDS = 'no-development-ids'

const managers = ['sec-manager']

/** What a development confirms, in this order; what each asks for is a fact of the line, a file, or another person. */
const gates: readonly Gate[] = [
  {
    key: 'specification',
    name: '仕様書',
    asks: '調達仕様書に、必要な技術的セキュリティの機能を書いた。',
    needs: ['requirements'],
    file: true,
  },
  {
    key: 'product',
    name: '製品の調査',
    asks: '製品のセキュリティの機能を調べ、問題がないことを確かめた。',
    needs: ['product'],
  },
  {
    key: 'people',
    name: '責任者と作業者',
    asks: '開発の責任者と作業者、使う機器とソフトウェアを特定した。',
    needs: ['responsible', 'workers', 'equipment'],
  },
  {
    key: 'ids',
    name: '開発用ID',
    asks: '責任者と作業者のIDを登録し、アクセスの権限を設定した。',
    needs: ['access'],
  },
  {
    key: 'separation',
    name: '環境の分離',
    asks: '開発・試験の環境を、運用の環境から分けた。',
    needs: ['separation'],
  },
  {
    key: 'migration',
    name: '移行の手順',
    asks: '運用の環境へ移す手順と、移行の基準を決めた。',
    needs: ['migration'],
    file: true,
  },
  {
    key: 'design',
    name: '設計の確認',
    asks: '入力の検査、改ざんと漏えいの検出、出力の正しさを設計に入れた。',
    needs: ['design'],
  },
  {
    key: 'test',
    name: '試験',
    asks: '稼働中のシステムにつなぐ前に、十分な試験をした。',
    file: true,
    keepYears: 3,
    keepParameter: 'test-result-retention',
  },
  {
    key: 'rehearsal',
    name: '疑似環境での操作確認',
    asks: '運用の試験の前に、疑似の環境で操作を確かめた。',
    file: true,
    keepYears: 3,
    keepParameter: 'test-result-retention',
  },
  {
    key: 'approval',
    name: '運用開始の承認',
    asks: '移行の前に資産を保存し、停止の影響を小さくしたうえで、運用を始めてよいと認めた。',
    notBy: ['test', 'rehearsal'],
    offices: managers,
  },
  {
    key: 'clean',
    name: '開発用IDの削除',
    asks: '開発が終わり、開発用のIDをすべて削除した。',
    fact: NO_DEVELOPMENT_IDS,
  },
]

const clauses = [
  clause('specification', '調達仕様書の要件を定める条文', ['contract'], '調達仕様書'),
  clause('product', '製品の調査を定める条文', ['contract'], '製品+調査 調達にあた 調達に当た'),
  clause(
    'people',
    '開発の責任者・作業者・機器の特定を定める条文',
    ['ledger', 'config-control'],
    '責任者及び作業者 ハードウ',
  ),
  clause(
    'ids',
    '開発用IDの管理と削除を定める条文',
    ['ledger', 'config-control'],
    '開発用ID 開発+ID+削除 アクセス権限を設定',
  ),
  clause(
    'migration',
    '移行の手順を定める条文',
    ['document', 'technical-check'],
    '移行+手順 移行の際 移行基準 運用環境への移行',
  ),
  clause(
    'test',
    '試験と疑似環境での確認を定める条文',
    ['technical-check'],
    '試験を行 擬似環境 疑似環境 テスト+操作確認',
  ),
  clause('results', 'テスト結果と資料の保管を定める条文', ['document'], 'テスト結果 資料及び文書'),
  clause(
    'design',
    '入出力データの正確性の確保を定める条文',
    ['config-control'],
    '入力される チェック機能 出力されるデ 設計しな 設計+検出',
  ),
  clause('renewal', '更新・統合の検証を定める条文', ['document'], '更新・統合 業務運営体制'),
]

/** 開発案件台帳: a system that is built, introduced or replaced, gate by gate, until its development IDs are gone. */
export const developmentRegister = register({
  key: 'development',
  name: '開発案件台帳',
  noun: '開発案件',
  numberPrefix: 'DV-',
  written: 'by-people',
  columns: [
    text('name', '案件の名称', { ...named, slot: 'text_1' }),
    line('system', '情報システム', 'system', { ...seen, required: true, slot: 'text_2' }),
    choice('kind', '種類', kinds, { ...seen, required: true, slot: 'text_3' }),
    text('vendor', '事業者', { maxLength: 100, search: true, list: true }),
    date('planned_start', '運用開始の予定日', { ...seen, slot: 'date_1' }),
    longText('requirements', '仕様書に書いたセキュリティの要件'),
    longText('product', '製品の調査の結果'),
    person('responsible', '開発の責任者', { search: true }),
    people('workers', '作業者(職員)', { search: true }),
    text('vendor_workers', '事業者の責任者と作業者', { maxLength: 400, search: true }),
    longText('equipment', '使う機器とソフトウェア'),
    longText('access', 'アクセス権限の設定'),
    choice('separation', '環境の分離', separations),
    longText('migration', '移行の手順と基準'),
    longText('risk', 'リスクの管理の体制', { maxLength: 1000 }),
    longText('design', '入出力の検査の設計'),
    number('downtime', '停止の見込み', { counter: '時間', decimals: 1, max: 1_000 }),
    longText('after', '更新後の業務の体制の検証', { maxLength: 1000 }),
    longText('note', '備考', { maxLength: 1000 }),
  ],
  labelColumn: 'name',
  gates: { word: '工程', slot: 'text_4', list: gates, closing: NO_DEVELOPMENT_IDS },
  slots: clauses,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
