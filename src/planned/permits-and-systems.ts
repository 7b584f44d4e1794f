import { planned, slot, type PlannedMechanism } from './planned-mechanism.ts'

/** 区域・回線・システム・ID (M06–M09): what of them does not run yet. */
export const permitsAndSystems: readonly PlannedMechanism[] = [
  planned('zones', 'M06', '4-physical', '台帳', '机上の見回り', [
    slot(
      'desk',
      '机上・離席時の管理を定める条文',
      ['config-control', 'duty'],
      '机上+文書 閲覧されない場所 書類+施錠',
    ),
  ]),
  planned('network-book', 'M07', '7-operation', '事案', '外部との接続の遮断', [
    slot(
      'cut',
      '外部との接続の遮断と責任を定める条文',
      ['event-response', 'contract'],
      '遮断 外部ネットワーク+瑕疵 外部ネットワーク+損害賠償',
    ),
  ]),
  planned('resilience', 'M10', '3-resilience', '設定', '強靭性の向上(三層の対策)', [
    slot(
      'layers',
      '系統の分離と多要素認証を定める条文',
      ['config-control', 'technical-check'],
      '利用事務系 LGWAN インターネット接続系 分割する 持ち出し不可 不正通信 系においては 三層 領域',
    ),
  ]),
  planned('systems', 'M08', '6-technical', '台帳', '情報システム台帳と開発', [
    slot(
      'build',
      '開発・導入・試験を定める条文',
      ['technical-check', 'config-control'],
      '開発 導入する場合 試験を行 テスト 移行 運用環境 パッチの適用をする 整合性を確認 情報システムから削除 ハードウ',
    ),
    slot(
      'renew',
      '更新・統合の検証と引継ぎの手順を定める条文',
      ['document'],
      '更新・統合 移行基準 運用環境への移行',
    ),
    slot(
      'faults',
      '配線・装置の損傷への対応を定める条文',
      ['event-response'],
      '損傷等 故障の報告 施設管理部門+報告',
    ),
    slot('buy', '調達の要件を定める条文', ['contract'], '調達仕様書 調達にあた 調達に当た 当該製品'),
  ]),
  planned('cloud-book', 'M08', '8-outsourcing', '台帳', 'クラウド・ソーシャルメディアの台帳', [
    slot(
      'services',
      'クラウド・ソーシャルメディアの利用を定める条文',
      ['document', 'contract', 'permit'],
      'クラウドサービス ソーシャルメディア 外部サービス 生成AI 約款',
    ),
  ]),
  planned('accounts', 'M09', '6-technical', '台帳', 'IDと権限の台帳', [
    slot(
      'register',
      '利用者登録の手順と、異動・退職での停止を定める条文',
      ['document', 'event-response'],
      '登録、変更 異動、退職 異動+返却 使用する権利 権利を停止 剥奪',
    ),
    slot(
      'passwords',
      'パスワードの扱いを定める条文',
      ['technical-check', 'config-control', 'event-response'],
      'パスワード 初期パスワード 仮のパスワード 認証方法 複数の認証 接続時間 パスワードが流出',
    ),
    slot(
      'vendor-mail',
      '委託事業者のアドレスの利用を定める条文',
      ['contract'],
      '常駐 電子メールアドレス利用',
    ),
  ]),
]
