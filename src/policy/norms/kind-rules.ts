import type { Modality, NormKind } from './types.ts'

/**
 * One sign that a norm is of a kind. Words are the field's, never those of one city.
 * `of` says where to look: the sentence, its last clause, all its headings (own and above), or those just around it.
 */
export type KindRule = {
  readonly kind: NormKind
  readonly weight: number
  readonly of: 'text' | 'end' | 'headings' | 'nearest'
  readonly words: RegExp
  readonly modality?: readonly Modality[]
  /** Only where the sentence also has (or has not) these fields. */
  readonly approval?: boolean
  readonly record?: boolean
}

const may: readonly Modality[] = ['authority', 'permission']
const sets: readonly Modality[] = ['definition', 'authority']
const forbids: readonly Modality[] = ['prohibition']

const text = (kind: NormKind, weight: number, words: RegExp, more: Partial<KindRule> = {}): KindRule => ({
  kind,
  weight,
  of: 'text',
  words,
  ...more,
})
const nearest = (kind: NormKind, weight: number, words: RegExp, more: Partial<KindRule> = {}): KindRule => ({
  ...text(kind, weight, words, more),
  of: 'nearest',
})
const end = (kind: NormKind, weight: number, words: RegExp, more: Partial<KindRule> = {}): KindRule => ({
  ...text(kind, weight, words, more),
  of: 'end',
})
const headings = (kind: NormKind, weight: number, words: RegExp, more: Partial<KindRule> = {}): KindRule => ({
  ...text(kind, weight, words, more),
  of: 'headings',
})

export const kindRules: readonly KindRule[] = [
  // 定義
  text(
    'definition',
    4,
    /をいう。?|とは、|用語の(?:意義|定義)|の例による|を目的とする|趣旨|必要な事項を定める(?:もの|こと)|(?:適用|対象)範囲は|(?:適用|対象)(?:と|に)する|除いたもの/u,
    {
      modality: ['definition'],
    },
  ),
  headings('definition', 2, /定義|用語|趣旨|目的|適用|対象(?:範囲|とする)|脅威/u, {
    modality: ['definition'],
  }),
  text('definition', 3, /^.+/u, { modality: ['definition'] }),

  // 文書: the text itself, its rules and plans
  text('document', 8, /(?:から施行する|公布の日|適用する。?$)/u),
  headings('document', 3, /附\s*則|施行期日/u),
  text(
    'document',
    3,
    /(?:実施手順|手順書|計画|マニュアル|規程|要領|指針|ガイドライン|対策基準|ポリシー|方針)(?:書|等)?(?:を|の)[^。、はが]{0,16}(?:策定|作成|作り|作る|整備|制定|定め(?!た|られ|る場合)|改[正定]|見直)/u,
  ),
  text(
    'document',
    3,
    /(?:規定|手順|方法|基準)(?:等)?を[^。、はが]{0,10}(?:定め(?!た|られ|る(?:電子|以外))|明確に|整備|見直)|基準の明確化/u,
  ),
  text(
    'document',
    3,
    /(?:関連する|関する|係る|関連)(?:文書|資料|書類)|仕様書(?:等)?の?(?:情報資産)?(?:を|について)|構成図|結果を(?:一定|[^。、]{0,6}期間)[^。]{0,4}保管|(?:文書|資料|書類)[^。]{0,16}(?:保管|整備)/u,
  ),
  text('document', 5, /署名を|同意書|誓約書/u, { record: true }),
  text(
    'document',
    4,
    /(?:ポリシー|方針|規程|対策基準)(?:等)?(?:を|の|について)[^。]{0,100}(?:見直し|改[定正]|非公開|公表)/u,
  ),
  nearest(
    'document',
    2,
    /計画の(?:策定|見直)|実施手順|文書|資料|仕様書|見直し(?:及び|・)?改[定正]|ポリシーの見直し|対策基準の策定/u,
  ),
  text('document', 6, /(?:計画|手順|マニュアル)を定めて?おき/u, { record: true }),
  text('document', 8, /^[^。、]{0,16}計画は、|(?:軽微な)?改[定正]を行い、/u),
  text('document', 10, /手順[のを][^。]{0,14}(?:策定|作成|作り|維持|整備)/u, { modality: may }),
  text('document', 4, /手順[のを][^。]{0,10}(?:作成|作り|作る|策定)/u, { record: true }),
  text('document', 2, /計画[^。]{0,20}(?:整合性|策定|見直)/u),
  headings('document', 3, /緊急時対応計画に盛り込む|計画に(?:定め|盛り込)/u),

  // 組織
  text(
    'organisation',
    5,
    /(?:最終(?:的な)?(?:の)?(?:決定|意思決定)権|統括的?な?権限|権限(?:及び|と|・)責任|管理責任|責任)を(?:有する|持つ|負う)|(?:を|に)充てる|(?<!もの)とする。?$|を置く|設置する|補佐|代行|代理(?:する|者)|権限に属する事務|処理させ/u,
    {
      modality: [...sets, 'permission', 'obligation', 'effort'],
    },
  ),
  text('organisation', 3, /^.+/u, { modality: ['authority'] }),
  headings('organisation', 3, /組織(?:体制)?|(?:推進|管理)体制|役割|権限(?:及び|と)責任/u),
  nearest('organisation', 2, /責任者$|管理者$|委員会$|会議$|CISO|CSIRT|担当者$/u),
  text(
    'organisation',
    3,
    /組織体制|連絡体制を(?:整備|構築)|体制を(?:整備|構築|確立)|指名する|任命する|委任/u,
  ),
  text('organisation', 2, /必要な事項は、?[^。]{0,24}(?:が|別に)定める/u),

  // 分類
  headings('classification', 1, /による分類|分類(?:基準)?$|格付/u),
  text(
    'classification',
    3,
    /分類(?:に|基準に)?(?:基づ|応じ|従|し、|を行)|分類が異なる|格付|(?:機密性|完全性|可用性)\s*[0-9０-９]+[A-Z]?\s*(?:＝|=|とは|とする|の情報資産とは)|重要性分類/u,
  ),
  text('classification', 2, /取扱制限|分類の表示|分類を表示/u),
  text(
    'classification',
    5,
    /^(?:自治体)?(?:機密性|完全性|可用性|重要性(?:分類)?)\s*[0-9０-９ⅠⅡⅢⅣ][A-C]?[＝=はにの]/u,
    { modality: ['definition'] },
  ),
  headings('classification', 5, /による分類|分類基準/u, { modality: ['definition'] }),

  // 許可
  text('permit', 7, /./u, { approval: true }),
  text(
    'permit',
    6,
    /許可の申請|承認又は許可|(?:提供|利用|使用|持[ち]?出し?|接続)を(?:許可|承認)する(?:場合|とき|に当た)/u,
  ),
  text(
    'permit',
    3,
    /(?:許可|承認|同意)を(?:得|受け|要)|許可なく(?![^。]{0,20}されること)|許可がな|申請(?:し|書を|を行)|届け?出(?:なければ|るもの|る。)/u,
  ),
  text('permit', 3, /(?:影響(?:が|の)(?:生じない|ない|有無)|与える影響)[^。]{0,40}確認/u),
  nearest('permit', 1, /許可|承認|申請|届出|持[ち]?出|外部への提供|接続制限|外部(?:で|における)/u),

  // 台帳・記録
  text(
    'ledger',
    4,
    /(?:記録|管理簿|台帳|履歴|貸出簿|登録簿|名簿|一覧)(?!媒体)(?:簿|表|等)?(?:を[^。、は]{0,10}(?:作成|整備|備え|設け|更新)|の記載|に(?:記載|記入|登録))/u,
    { record: true },
  ),
  text(
    'ledger',
    3,
    /(?<!アクセス|ログの)記録(?:し(?:なければ|、|て)|する(?:もの|こと|。))|[^アクセス]記録を(?:作成|保管)/u,
    { record: true },
  ),
  text(
    'ledger',
    4,
    /廃棄(?:し|を行う|する|、|等)[^。]*(?:復元|消去|破壊|処置)|(?:復元|復旧)(?:でき|不可能|が困難)|消去(?:し(?:なけれ|、|た状態)|を行わ|した状態|した上)/u,
  ),
  text(
    'ledger',
    3,
    /(?:媒体|情報資産|申請書|調書|証拠|端末|鍵|カード)(?:を|は|等を)[^。]{0,44}(?:保管しな|保管する|保管し、|に置く|に保管|返却さ)|施錠/u,
  ),
  text('ledger', 5, /(?:証拠|調書|申請書)[^。]{0,40}保管/u),
  text('ledger', 4, /特権[^。]*(?:厳重|適切)に管理/u),
  text('ledger', 3, /立ち会わせ|立会|付き添|同行し|[0-9０-９二]\s*(?:名|人)以上で|ライセンス|返納|書込禁止/u),
  text(
    'ledger',
    2,
    /(?:通信回線|装置|ICカード|カード|鍵|ID|媒体)(?:及び[^。、]{0,10})?(?:等)?(?:を|について)[^。]{0,34}(?:適切に|厳重に)(?:管理|取扱|取り扱)/u,
  ),
  text(
    'ledger',
    3,
    /(?:責任者|作業者|機器|ソフトウェア|ハードウ[ェエ]ア)(?:及び[^。、]{0,10})?を特定|IDを管理し/u,
  ),
  text('ledger', 2, /./u, { record: true }),
  nearest('ledger', 1, /保管|廃棄|台帳|記録|媒体|搬入|棚卸/u),

  // 研修
  text('training', 5, /研修|訓練|教育(?!委員会|機関|財産|長)|啓発|eラーニング|講習/u),
  headings('training', 3, /研修|訓練|教育(?!委員会|機関)/u),
  text('training', 4, /内容を理解させ|(?:研修|訓練|教育)計画/u),

  // 監査・自己点検
  text('audit', 5, /監査(?!人事|役)|自己点検|被監査/u),
  headings('audit', 4, /監査|自己点検/u),
  text(
    'audit',
    4,
    /利用状況(?:を|の)調査|点検結果|監査(?:実施)?計画|監査を(?:受ける|実施する|行う)者|結果を[^。]*活用/u,
  ),
  end('audit', 4, /監査を(?:実施|行)/u),

  // 委託・契約
  text(
    'contract',
    4,
    /契約(?:を締結|に|上|書|項目|条項)|委託(?:先|事業者|業者)(?:の選定|を選定|に対し|との間|に発注|において)|調達(?:仕様書|にあた|に当た|に際)|再委託|秘密保持契約|受託(?:者|事業者)/u,
  ),
  headings('contract', 4, /契約項目|契約条項|委託契約|特記事項|契約(?:に|書に)|委託事業者に対する/u),
  nearest('contract', 3, /委託|調達|契約|外部サービス/u),

  // 事故・違反・情報の対応
  text(
    'event-response',
    3,
    /(?:速やかに|直ちに|事後|遅滞なく)[^。]{0,50}(?:報告|通知|連絡|対処|変更|講じ|遮断|削除)|緊急時対応計画(?:に従|に基づ|による)/u,
  ),
  text(
    'event-response',
    3,
    /(?:報告|通知|連絡)(?:し(?:なければ|、|て)|する(?:もの|こと|。|と)|を行わ|を受け|があった)/u,
  ),
  text(
    'event-response',
    3,
    /(?:事故|障害|違反|攻撃|感染|侵害|誤送信|インシデント|漏えい|流出|問題)[^。]{0,26}(?:した|受けた|認め|発見|発生|検知|おそれがある|場合)[^。]*(?:対処|対応|報告|通知|停止|遮断|措置を講|講じ|変更し|連携)/u,
  ),
  text(
    'event-response',
    4,
    /(?:情報|脆弱性)を(?:収集|入手)|情報の収集|(?:注意喚起|周知|共有)し(?:なければ|、)|注意を喚起/u,
  ),
  text(
    'event-response',
    4,
    /(?:異動|退職)[^。]{0,60}(?:返却|抹消|削除)|(?:停止|剥奪|はく奪)(?:する|し)|遮断し|対処(?:し|を求|しな)|措置を求め/u,
  ),
  end(
    'event-response',
    3,
    /(?:周知|注意喚起|注意を喚起|共有|通知|報告|対処|連携|対応)(?:し(?:なければ|、)|する(?:もの|こと|。|$)|を行わ|に努め)/u,
  ),
  nearest('event-response', 2, /事故|侵害|緊急|インシデント|障害(?!記録)|違反|攻撃|報告|懲戒|情報の収集/u),

  text(
    'event-response',
    4,
    /(?:紛失|盗難|亡失|毀損|破損|漏えい|盗まれ|失っ)[^。]{0,24}(?:場合|とき)[^。]*(?:通報|報告|連絡|届け?出)/u,
  ),
  // The outcome of what is done every year is told; nothing has happened.
  text(
    'event-response',
    -8,
    /(?:毎年|年度?に?[0-9０-９一二]?\s*回|毎月|学期|四半期|定期|月に?[0-9０-９一二]\s*回)[^。]{0,60}(?:点検|検査|確認|監査|研修|訓練|照合)[^。]*結果[^。]*(?:報告|通知)/u,
  ),

  // 機械で確かめられること
  text(
    'technical-check',
    5,
    /不正プログラム(?:対策)?|コンピュータウイルス|ウイルス(?:対策|チェック|検)|パターンファイル|マルウェア/u,
  ),
  text(
    'technical-check',
    4,
    /(?:ログ|アクセス記録|証跡)(?:等)?(?:を|の|が|について)?[^。]{0,26}(?:取得|保存|保管|分析|点検|改ざん|窃取)|バックアップ(?:を|し|の実施)/u,
  ),
  text(
    'technical-check',
    4,
    /時刻(?:同期|設定)|常時監視|監視(?:し(?:なけ|、)|する(?:もの|こと|。))|ポートを?[^。]{0,6}閉|改ざん(?:の有無|を検出|検知|を防止)|(?:書換え|書き換え)を検出|ファイアウォール|侵入検知|(?:中継|転送)[^。]{0,16}不可能|上限を超える/u,
  ),
  text(
    'technical-check',
    4,
    /パスワードは?[^。]{0,30}(?:長さ|文字数|桁|変更し|変更させ|定期的)|初期パスワード|仮のパスワード|多要素|複数の認証|二要素|生体認証[^。]{0,10}設定/u,
  ),
  text(
    'technical-check',
    4,
    /セキュリティホール|パッチ|セキュリティ修正|ソフトウェア(?:の)?更新|最新の状態|脆弱性/u,
  ),
  text('technical-check', 4, /(?:試験|テスト|操作確認|動作確認|整合性)を?[^。]{0,8}(?:行わ|実施|確認)/u),
  text('technical-check', 6, /接続時間[をの]|不可能(?:に|と)(?:し|する)/u),
  text(
    'technical-check',
    4,
    /(?:使用|利用)されていない(?:ID|ポート|アカウント)|ID等?が放置|を?情報システムから削除|完全性を確保し/u,
  ),
  text('technical-check', 9, /設定等?における[^。]{0,30}遵守状況/u),
  text('technical-check', 2, /移行の際|相当時間内に復旧/u),
  nearest(
    'technical-check',
    2,
    /不正プログラム|ウイルス|監視|バックアップ|ログ|アクセス記録|パスワード|テスト|時刻/u,
  ),

  // 設定・設備
  text(
    'config-control',
    2,
    /(?:措置|対策)を(?:講じ|施|実施|可能な限り講)|設定(?:し|を行|しな)|設置(?:し|しな|する等)|制限(?:し|しな|する)|(?:暗号化|電子署名|パスワード)(?:及び|又は|を|し|の設定|等)[^。]{0,24}(?:行わ|行う|講じ|施|設定|使用|し)/u,
  ),
  text(
    'config-control',
    3,
    /アクセス制御|アクセス権(?:限)?を(?:設定|付与)|冗長|予備電源|無停電|過電流|落雷|耐震|防火|防水|消火|固定|ワイヤ|配線|接続口|ケーブル|ドア|外壁|開口部|地階|窓|強化機能|経路制御|ルーティング|フィルタリング|分割|分離|無害化|画面転送|本人確認|接続ポイント|回線を選|ロック|離席/u,
  ),
  text(
    'config-control',
    3,
    /(?:設計(?:し|しな)|機能を(?:確保|組み込|有効|強化))|機能を強化|自動転送|フリーメール|ストレージサービス|記憶(?:さ|機能)|鍵を管理|容量の上限|限定し|閲覧(?:及び使用)?できないように|(?:編集|閲覧)を[^。]{0,14}限/u,
  ),
  text(
    'config-control',
    8,
    /(?:自動転送|フリーメール|ストレージサービス|記憶機能|以外の方法)[^。]*ならない|設定を変更してはならない/u,
  ),
  text(
    'config-control',
    2,
    /を利用できないように|使用できないように|固定|システム上|厳重に管理|除く。$|(?:LAN|サーバ|端末|ネットワーク)[^。]{0,40}(?:設定|設置|措置|分離|接続)/u,
  ),
  nearest(
    'config-control',
    2,
    /アクセス制御|設置|設定|構造|電源|配線|回線|強靭|三層|暗号|サーバ|端末|外部からのアクセス|分離|電子メール|物理的|領域/u,
  ),

  // 日々の義務
  text(
    'duty',
    3,
    /遵守しなければ|着用|定期保守|保守を[^。]{0,12}(?:実施|行)|状況(?:について|を)(?:定期的に)?確認|常に確認|分からないように|知られないよう|心がけ|留意/u,
  ),
  text('duty', 6, /改善を図ら?な|改善を図る|遵守(?:の)?状況(?:について|を)(?:定期的に)?確認/u),
  text(
    'duty',
    5,
    /定期的に[^。]{0,24}(?:確認|点検|見直)|年[0-9０-９一二]?\s*回以上[^。]{0,24}(?:確認|点検)|毎年度?[^。]{0,24}(?:確認|点検)/u,
  ),
  text('duty', 5, /閲覧されない場所|共通の?認識/u),
  nearest('duty', 1, /遵守事項|遵守義務|責務|保守|確認|運用/u),

  // 禁止
  text('prohibition-rule', 5, /./u, { modality: forbids }),
  text(
    'prohibition-rule',
    2,
    /(?:利用|使用|作成|送信|閲覧|共有|導入|接続|複製|漏ら|再利用|他人|目的)[^。]{0,20}(?:してはならない|せてはならない|ではならない|用いてはならない|しない)/u,
    {
      modality: forbids,
    },
  ),
  nearest('prohibition-rule', 1, /禁止|制限/u, { modality: forbids }),
  text('organisation', 1, /./u, { modality: may }),
]
