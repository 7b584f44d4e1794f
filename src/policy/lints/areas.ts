import { finding, type LintRule } from './finding.ts'

/** What the national guideline's outline has (第2編 対策基準の例文), and how a text shows that it has it too. */
type Area = {
  readonly name: string
  readonly shown: RegExp
  readonly why: string
  readonly optional?: boolean
}

const areas: readonly Area[] = [
  { name: '組織体制', shown: /組織体制|推進体制|管理体制|責任者/u, why: '役割と責任者' },
  {
    name: '緊急即応の体制(CSIRT)',
    shown: /CSIRT|CERT|緊急(?:時)?即応|即応(?:の)?(?:体制|チーム|班)|統一的な窓口/u,
    why: '事故に対処する体制と、報告を受ける窓口',
  },
  {
    name: '情報資産の分類と管理',
    shown: /情報資産の分類|機密性|重要性分類|格付/u,
    why: '分類の基準と取扱い',
  },
  {
    name: '情報システム全体の強靭性の向上(三層の対策)',
    shown: /強[靭じ靱]性|三層|LGWAN接続系|利用事務系|インターネット接続系|無害化/u,
    why: 'マイナンバー利用事務系・LGWAN接続系・インターネット接続系の分け方',
  },
  {
    name: '物理的セキュリティ',
    shown: /物理的|管理区域|電算室|サーバ室|機器の(?:取付|設置)/u,
    why: '機器と部屋の守り',
  },
  { name: '研修・訓練', shown: /研修|訓練|教育(?!委員会)/u, why: '職員の研修と訓練' },
  { name: 'IDとパスワードの管理', shown: /パスワード|認証情報/u, why: '本人確認の扱い' },
  { name: 'アクセス制御', shown: /アクセス制御|アクセス権/u, why: '権限のない利用の防止' },
  {
    name: 'システムの開発・導入・保守',
    shown: /(?:システム|ソフトウ[ェエ]ア)(?:の)?[^。]{0,12}(?:開発|導入|保守|調達)/u,
    why: '開発と調達のときの守り',
  },
  {
    name: '不正プログラム対策',
    shown: /不正プログラム|ウイルス|ウィルス|マルウェア/u,
    why: 'ウイルス等への備え',
  },
  {
    name: 'ログの取得と監視',
    shown: /ログ(?!イン|オフ|オン)|アクセス記録|監視/u,
    why: '記録を残し、見張ること',
  },
  { name: '侵害時の対応', shown: /侵害|緊急時|インシデント|事故/u, why: '事故が起きたときの手順' },
  { name: '例外措置', shown: /例外措置|例外的/u, why: '守れないときの許可の手続' },
  { name: '法令遵守', shown: /法令(?:等)?(?:の|を)(?:遵守|順守)|関係法令|次の法令/u, why: '職員が守る法令' },
  { name: '懲戒処分等', shown: /懲戒/u, why: '違反した職員への処分' },
  { name: '業務委託', shown: /委託/u, why: '委託先の選定と契約' },
  {
    name: 'クラウドサービスの利用',
    shown: /クラウド|外部サービス|約款による/u,
    why: '外部サービスを使うときの条件と手続',
  },
  {
    name: 'ソーシャルメディアサービスの利用',
    shown: /ソーシャルメディア|SNS|ツイッター/u,
    why: '公式の発信の運用手順',
  },
  {
    name: 'テレワーク',
    shown: /テレワーク|在宅勤務|リモートワーク|遠隔勤務|モバイルワーク/u,
    why: '庁舎の外で働くときの守り',
  },
  { name: '監査', shown: /監査/u, why: '監査の体制と計画' },
  { name: '自己点検', shown: /自己点検/u, why: '各課で行う点検' },
  { name: '見直し', shown: /見直/u, why: '規程の見直し' },
  {
    name: '生成AIの利用',
    shown: /生成(?:系)?(?:AI|ＡＩ)/u,
    why: '入力してよい情報と利用の手続',
    optional: true,
  },
]

const STANDARD = /対策基準|実施基準|セキュリティ(?:対策)?(?:規程|要綱|基準|規則|ポリシー)/u
const NO_STANDARD = /基本方針|実施手順|手順書/u
/** A rule on one matter (USB, 入退室) is no standard, even when it is called 規程. */
const LEAST_NODES = 60

/** Areas of the national guideline's outline that a standard says nothing of. */
export const absentAreas: LintRule = (doc) => {
  const title = doc.title ?? ''
  if (!STANDARD.test(title) || NO_STANDARD.test(title) || doc.nodes.length < LEAST_NODES) return []
  const words = doc.nodes.map((n) => `${n.heading ?? ''}\n${n.text}`).join('\n')
  return areas
    .filter((area) => !area.shown.test(words))
    .map((area) =>
      finding(
        'absent-area',
        null,
        area.name,
        area.optional === true
          ? `「${area.name}」(${area.why})の定めが見当たりません。国のガイドラインの必須の項目ではありませんが、利用があれば定めることを検討してください。`
          : `国のガイドラインの構成にある「${area.name}」(${area.why})の定めが見当たりません。別の文書で定めているか、定める必要がないかを確かめてください。`,
      ),
    )
}
