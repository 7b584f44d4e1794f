import type { Parameter } from './types.ts'

type Usual = Parameter['usual']
export type OpenUnit = Parameter['unit']

/** A value that texts of this field usually leave open. */
export type OpenValue = {
  readonly id: string
  readonly label: string
  readonly unit: OpenUnit
  /** The sentence must speak of this … */
  readonly about: RegExp
  /** … and leave it open with these words. */
  readonly open: RegExp
  /** Where the same words mean something else. */
  readonly not?: RegExp
  /** Stands beside another value that the same words leave open: 監査及び自己点検. */
  readonly beside?: boolean
  readonly usual: Usual
}

const value = (text: string, source: string): Usual => ({ value: text, source })
const common = '多くの自治体で行われている例です。国のガイドラインに数値の定めはありません'
const practice = '毎年度の計画に合わせて行う自治体が多く、国のガイドラインの例文も数値を定めていません'

/** 定期的に and its kin: how often is not said. */
const OFTEN =
  /定期的(?:に|な|又は)|定期に|適宜|随時|必要に応じ(?:て)?|適切な(?:時期|頻度|間隔)|一定の?(?:期間|間隔)ごと/u
const PERIODIC = /定期的(?:に|な|又は)|定期に|一定の?(?:期間|間隔)ごと|適切な(?:頻度|間隔)/u
const LATEST = /最新(?:の)?(?:状態|のもの)|最新のパターン/u

/**
 * The values a city must set, most special first: the first that fits a place takes it.
 * `usual` is what an officer may start from, never what the text says; null where nobody should guess.
 */
export const openValues: readonly OpenValue[] = [
  // 監査・点検・見直し
  {
    id: 'contractor-audit-interval',
    label: '委託事業者の監査の間隔',
    unit: '月',
    about: /委託[^。]*監査を(?:実施|行)|委託事業者に対(?:する|して)[^。]*監査/u,
    open: OFTEN,
    usual: value('12', practice),
  },
  {
    id: 'audit-interval',
    label: '情報セキュリティ監査の間隔',
    unit: '月',
    about: /監査/u,
    open: PERIODIC,
    not: /監査証跡|監査結果を踏まえ|見直し/u,
    usual: value('12', practice),
  },
  {
    id: 'self-check-interval',
    label: '自己点検の間隔',
    unit: '月',
    about: /自己点検/u,
    open: PERIODIC,
    not: /見直し/u,
    beside: true,
    usual: value('12', practice),
  },
  {
    id: 'policy-review-interval',
    label: 'ポリシーの見直しの間隔',
    unit: '月',
    about: /(?:ポリシー|方針|対策基準|規程|要綱)[^。]*(?:見直|改定)/u,
    open: PERIODIC,
    usual: value('12', practice),
  },
  {
    id: 'plan-review-interval',
    label: '緊急時対応計画の見直しの間隔',
    unit: '月',
    about: /(?:対応計画|業務継続計画|復旧計画)[^。]*見直/u,
    open: /見直/u,
    not: /見直し[^。]*際に|整合性/u,
    usual: value('12', practice),
  },
  {
    id: 'exercise-interval',
    label: '緊急時対応訓練の間隔',
    unit: '月',
    about: /訓練/u,
    open: PERIODIC,
    not: /研修/u,
    usual: value('12', practice),
  },
  {
    id: 'training-plan-interval',
    label: '研修計画を立てる間隔',
    unit: '月',
    about: /(?:研修|教育)[^。]*計画/u,
    open: PERIODIC,
    usual: value('12', practice),
  },
  {
    id: 'training-interval',
    label: '研修の間隔',
    unit: '月',
    about: /研修|教育/u,
    open: PERIODIC,
    usual: value('12', practice),
  },
  {
    id: 'new-hire-training-deadline',
    label: '新しく採用した職員の研修の期限',
    unit: '日',
    about: /(?:新規採用|新(?:た|し)[にく][^。、]{0,6}採用|新任|採用された)[^。]*(?:研修|教育)/u,
    open: /研修|教育/u,
    not: /採用(?:の)?(?:日|時|後[0-9])|[0-9]+日以内/u,
    usual: value('30', '採用時研修で扱う例が多いことによる目安です'),
  },
  {
    id: 'config-check-interval',
    label: '設定等の確認の間隔',
    unit: '月',
    about: /設定(?:等)?(?:に|の|が)[^。]*(?:遵守状況|確認)/u,
    open: PERIODIC,
    usual: value('12', practice),
  },
  {
    id: 'compliance-check-interval',
    label: '遵守状況の確認の間隔',
    unit: '月',
    about: /遵守状況[^。]*確認(?:を(?:行|実施)|し|する(?!ため))/u,
    open: /遵守状況[^。]*確認/u,
    not: /報告を受け|設定等?に/u,
    usual: value('12', practice),
  },
  {
    id: 'contractor-check-interval',
    label: '委託事業者の確認の間隔',
    unit: '月',
    about: /(?:委託事業者|委託先|受託者|受託事業者|外部委託|業務委託)[^。]*(?:確認|点検)/u,
    open: PERIODIC,
    usual: value('12', practice),
  },
  {
    id: 'offsite-check-interval',
    label: '敷地外の機器の確認の間隔',
    unit: '月',
    about: /(?:敷地外|庁外|庁舎外|外部に設置)|当該機器[^。]*(?:対策状況|確認)/u,
    open: PERIODIC,
    usual: value('12', common),
  },

  // 機器・バックアップ・ログ
  {
    id: 'maintenance-interval',
    label: '機器の保守の間隔',
    unit: '月',
    about: /保守/u,
    open: /定期保守|定期的(?:に|な)[^。]{0,10}保守|保守[^。]{0,10}定期的/u,
    not: /委託/u,
    usual: value('12', common),
  },
  {
    id: 'backup-interval',
    label: 'バックアップの間隔',
    unit: '日',
    about: /バックアップ[^。]{0,8}(?:を|し|の)/u,
    open: /バックアップ(?:データ)?を(?:定期的に|必要に応じ[^。]*)?(?:実施|取得|取り|行|作成)|定期的に[^。]*バックアップ|バックアップ[^。]*定期的/u,
    not: /復旧できる|復元できる|アクセス記録等|ログ/u,
    usual: value(
      '1',
      '国のガイドラインは間隔を定めていません。業務の重要度に応じて毎日行う例が多いことによる目安です',
    ),
  },
  {
    id: 'recovery-time',
    label: '復旧までの目標時間',
    unit: '時間',
    about: /復旧|復元/u,
    open: /(?:相当|一定の?|適切な|合理的な|許容される?)(?:の)?(?:時間|期間)内?|速やかに復旧できる/u,
    usual: null,
  },
  {
    id: 'log-retention',
    label: 'アクセス記録の保存期間',
    unit: '月',
    about: /(?:アクセス|各種|操作|通信)?(?:記録|ログ|証跡)[^。]*(?:保存|保管)/u,
    open: /一定の?期間|必要な期間|適切な期間|相当の?期間|所要の期間/u,
    usual: value(
      '12',
      'サイバー攻撃の調査に備え1年以上の保存が望ましいとする国の資料が多いことによる目安です',
    ),
  },
  {
    id: 'test-result-retention',
    label: 'テスト結果の保管期間',
    unit: '年',
    about: /(?:テスト|試験)(?:の)?結果/u,
    open: /一定の?期間|必要な期間|適切な期間/u,
    usual: null,
  },
  {
    id: 'clock-offset-limit',
    label: '時刻のずれの許容範囲',
    unit: '秒',
    about: /時刻(?:の)?(?:設定|同期)|時刻を同期/u,
    open: /時刻/u,
    not: /[0-9]秒/u,
    usual: value('1', common),
  },
  {
    id: 'log-review-interval',
    label: 'ログの点検の間隔',
    unit: '月',
    about: /(?:ログ|アクセス記録|操作記録|証跡)[^。]*(?:点検|分析|確認)/u,
    open: OFTEN,
    usual: value('1', common),
  },
  {
    id: 'long-term-threshold',
    label: '長期の保管とする期間',
    unit: '月',
    about: /長期(?:間)?(?:に|の|で)?(?:わたり|にわたって)?保管/u,
    open: /長期/u,
    usual: null,
  },
  {
    id: 'document-retention',
    label: '文書・記録の保存期間',
    unit: '年',
    about: /(?:記録|文書|台帳|管理簿|申請書|調書|報告書)[^。]*(?:保存|保管)/u,
    open: /一定の?期間|必要な期間|適切な期間|所定の期間/u,
    usual: null,
  },

  // ID・パスワード・端末
  {
    id: 'password-min-length',
    label: 'パスワードの最低の長さ',
    unit: '文字',
    about: /パスワード/u,
    open: /十分な(?:長さ|桁数|文字数)|(?:適切な|一定(?:以上)?の)(?:長さ|桁数|文字数)/u,
    usual: value(
      '10',
      '内閣サイバーセキュリティセンターの利用者向け手引が英大小文字・数字・記号で10桁以上を勧めていることによる目安です',
    ),
  },
  {
    id: 'password-max-age',
    label: 'パスワードを変更する間隔',
    unit: '日',
    about: /パスワード[^。]*変更/u,
    open: PERIODIC,
    usual: null,
  },
  {
    id: 'lock-attempts',
    label: '認証の失敗でロックするまでの回数',
    unit: '回',
    about: /(?:ログイン|認証|入力)[^。]*失敗|パスワードを[^。]*誤/u,
    open: /(?:一定|所定|規定)の?回数|試行回数/u,
    usual: value('5', common),
  },
  {
    id: 'lock-timeout',
    label: '端末を自動でロックするまでの時間',
    unit: '分',
    about: /離席[^。]*ロック|ロック[^。]*離席|(?:一定|所定)の?時間[^。]*(?:ロック|スクリーン|操作)/u,
    open: /ロック|一定の?時間/u,
    not: /スクリーンセーバ/u,
    usual: value('10', common),
  },
  {
    id: 'dormant-threshold',
    label: '使われていないIDとする期間',
    unit: '日',
    about: /(?:利用|使用)されていない(?:ID|アカウント|利用者)|(?:ID|アカウント)[^。]*放置|休眠/u,
    open: /放置|利用されていない|使用されていない|一定の?期間|休眠/u,
    usual: value('90', common),
  },
  {
    id: 'account-review-interval',
    label: 'IDと権限の点検の間隔',
    unit: '月',
    about: /(?:ID|アカウント|アクセス権|利用者(?:登録|情報)|特権)[^。]*(?:点検|確認|見直|棚卸)/u,
    open: PERIODIC,
    usual: value('12', common),
  },
  {
    id: 'privileged-session-limit',
    label: '特権での接続時間の上限',
    unit: '分',
    about: /(?:特権|管理者権限)[^。]*接続時間|接続時間[^。]*制限/u,
    open: /必要最小限|必要最低限|制限/u,
    usual: null,
  },

  // 電子メール
  {
    id: 'mailbox-limit',
    label: 'メールボックスの容量の上限',
    unit: 'MB',
    about: /(?:メール)?ボックス[^。]*容量/u,
    open: /上限|制限/u,
    usual: null,
  },
  {
    id: 'mail-size-limit',
    label: '送受信できる電子メールの大きさの上限',
    unit: 'MB',
    about: /(?:送受信|添付)[^。]*容量|メール[^。]*容量/u,
    open: /上限|制限/u,
    usual: value('10', common),
  },
  {
    id: 'bcc-threshold',
    label: '宛先を互いに見せない送信先の数',
    unit: '人',
    about: /(?:複数人|複数の者|多数|一斉)[^。]*(?:メール|送信)/u,
    open: /複数人|複数の者|多数|一斉/u,
    usual: value('2', '条文の「複数」をそのまま数にした目安です'),
  },

  // 不正プログラム・脆弱性
  {
    id: 'full-scan-interval',
    label: '端末全体の検査の間隔',
    unit: '日',
    about:
      /フルチェック|フルスキャン|全体(?:の)?(?:検査|スキャン)|(?:不正プログラム|ウイルス)[^。]*(?:検査|スキャン|チェック)/u,
    open: PERIODIC,
    usual: value('7', common),
  },
  {
    id: 'offline-update-interval',
    label: 'インターネットにつながない系のパターンファイルの更新の間隔',
    unit: '日',
    about: /(?:接続(?:し|され)ていない|独立した|閉域)[^。]*(?:パターン|不正プログラム|ウイルス)[^。]*更新/u,
    open: PERIODIC,
    usual: value('7', common),
  },
  {
    id: 'pattern-max-age',
    label: 'パターンファイルの古さの許容範囲',
    unit: '日',
    about: /パターンファイル|定義ファイル/u,
    open: LATEST,
    usual: value('1', '製品の更新が毎日あることによる目安です'),
  },
  {
    id: 'patch-deadline-by-severity',
    label: '緊急度ごとの修正プログラムの適用期限',
    unit: '日',
    about: /(?:セキュリティホール|脆弱性|修正プログラム|パッチ)[^。]*/u,
    open: /(?:緊急度|重要度|深刻度|危険度)に応じ/u,
    usual: null,
  },
  {
    id: 'tamper-check-interval',
    label: '改ざんの有無の検査の間隔',
    unit: '日',
    about: /改ざん[^。]*(?:検査|確認|点検|検知)/u,
    open: PERIODIC,
    usual: value('1', common),
  },
  {
    id: 'vulnerability-check-interval',
    label: '脆弱性の診断の間隔',
    unit: '月',
    about: /脆弱性[^。]*(?:診断|検査|点検)/u,
    open: PERIODIC,
    usual: value('12', common),
  },

  // 台帳・媒体・区域
  {
    id: 'inventory-interval',
    label: '台帳の棚卸しの間隔',
    unit: '月',
    about: /台帳|管理簿|棚卸/u,
    open: PERIODIC,
    usual: value('12', common),
  },
  {
    id: 'media-check-interval',
    label: '記録媒体の現物確認の間隔',
    unit: '月',
    about: /媒体[^。]*(?:確認|点検)/u,
    open: PERIODIC,
    usual: value('1', common),
  },
  {
    id: 'key-check-interval',
    label: '鍵・カードの点検の間隔',
    unit: '月',
    about: /(?:鍵|カード|入室許可)[^。]*(?:確認|点検)/u,
    open: PERIODIC,
    usual: value('12', common),
  },
  {
    id: 'cloud-review-interval',
    label: 'クラウドサービスの利用の見直しの間隔',
    unit: '月',
    about: /(?:クラウド|外部サービス)[^。]*(?:確認|見直|点検)/u,
    open: PERIODIC,
    usual: value('12', common),
  },
  {
    id: 'report-interval',
    label: '報告の間隔',
    unit: '月',
    about: /報告/u,
    open: PERIODIC,
    usual: value('12', practice),
  },
]

/** Words that leave a value open wherever they stand, with the unit and word of what is open. */
export const openWords: readonly {
  readonly open: RegExp
  readonly topic: string
  readonly what: string
  readonly unit: OpenUnit
}[] = [
  { open: PERIODIC, topic: 'interval', what: '間隔', unit: '月' },
  { open: /(?:一定の?|必要な|適切な|相当の?|所定の|所要の)期間/u, topic: 'period', what: '期間', unit: '月' },
  { open: /(?:一定の?|適切な|相当の?|所定の)時間/u, topic: 'time', what: '時間', unit: '分' },
  { open: /長期(?:間)?(?:に|の|で|保管|保存)/u, topic: 'long-term', what: '長期とする期間', unit: '月' },
  { open: /(?:一定の?|所定の|規定の)回数/u, topic: 'count', what: '回数', unit: '回' },
  { open: /十分な(?:長さ|桁数|文字数)/u, topic: 'length', what: '長さ', unit: '文字' },
  { open: /(?:容量|件数|人数|時間|回数)[^。、]{0,4}上限/u, topic: 'limit', what: '上限', unit: '' },
]
