import { planned, slot, type PlannedMechanism } from './planned-mechanism.ts'

/** 点検・事故・契約・研修・監査 (M10–M17, M21). */
export const checksAndResponse: readonly PlannedMechanism[] = [
  planned('check-malware', 'M10', '6-technical', '点検', '不正プログラム対策の点検', [
    slot(
      'malware',
      '不正プログラム対策を定める条文',
      ['technical-check', 'config-control', 'prohibition-rule'],
      '不正プログラム ウイルス パターンファイル フルチェック 最新の状態 添付ファイル マルウェア',
    ),
  ]),
  planned('check-logs', 'M10', '6-technical', '点検', 'ログ・監視・時刻の点検', [
    slot(
      'logs',
      'ログの取得・保存・監視を定める条文',
      ['technical-check'],
      'アクセス記録 ログ 時刻 監視 攻撃を監視 証跡 アクセスログ',
    ),
  ]),
  planned('check-backup', 'M10', '6-technical', '点検', 'バックアップの点検', [
    slot('backup', 'バックアップを定める条文', ['technical-check', 'ledger'], 'バックアップ 復旧'),
  ]),
  planned('check-settings', 'M10', '6-technical', '点検', '設定・脆弱性・改ざんの点検', [
    slot(
      'settings',
      '機器の設定・脆弱性・改ざんの確認を定める条文',
      ['technical-check', 'config-control'],
      'ポート セキュリティホール 脆弱性 ソフトウェア更新 改ざん 書換え ファイアウォール 設定等における 完全性を確保 パッチ 暗号化 接続口 アクセス制御 定める以外の方法 設定を変更 編集を アクセスする権限のない 記憶機能 容易に接続',
    ),
    slot(
      'mail',
      '電子メールの設定を定める条文',
      ['config-control', 'technical-check', 'event-response', 'duty'],
      '電子メール メールサーバ 自動転送 フリーメール スパム 容量の上限 送受信容量',
    ),
    slot(
      'vulnerability-news',
      '脆弱性の情報の収集を定める条文',
      ['event-response'],
      'セキュリティホールに関する情報 脆弱性+情報 攻撃の記録',
    ),
    slot(
      'software',
      '許可のないソフトウェア・媒体・閲覧を禁じる条文',
      ['prohibition-rule'],
      'ソフトウェアを導入して ソフトウェアを利用して 私物の ウェブを閲覧 自己が利用しているID 不正にコピー 接続してはならない',
    ),
  ]),
  planned('incidents', 'M11', '7-operation', '事案', '事故・違反・指摘の窓口', [
    slot(
      'report',
      '事故・違反の報告を定める条文',
      ['event-response', 'document'],
      '報告しなければ 事故 欠陥 発見した場合 違反行為 誤送信 インシデント 不明な点 再発防止 報告を行',
    ),
    slot(
      'respond',
      '事故・違反への対処を定める条文',
      ['event-response'],
      '対処 通知し 適切な措置を求 停止を含む 攻撃を受け 感染 関係機関 違反を確認 閲覧していること 削除しなければ 必要な措置',
    ),
    slot('findings', '指摘への対処と調査を定める条文', ['audit'], '対処を指示 利用状況+調査 指摘事項+指示'),
    slot('misuse', '業務以外の利用を禁じる条文', ['prohibition-rule'], '業務以外の目的'),
  ]),
  planned('emergency', 'M12', '7-operation', '文書', '緊急時対応計画', [
    slot(
      'plan',
      '緊急時対応計画の策定と見直しを定める条文',
      ['document'],
      '緊急時対応計画 侵害+計画 計画の規定を見直',
    ),
    slot(
      'steps',
      '緊急時の連絡先・手順を定める条文',
      ['document', 'event-response'],
      '発生した事案 報告先 対応措置 緊急時連絡 緊急事態 緊急時対応計画に従 証拠保全 報告すべき事項',
    ),
  ]),
  planned('contracts', 'M13', '8-outsourcing', '契約', '委託契約の管理', [
    slot(
      'select',
      '委託先の選定を定める条文',
      ['contract'],
      '選定 委託内容 委託事業者+理解 発注 業務委託する場合',
    ),
    slot(
      'terms',
      '契約に定める事項の条文',
      ['contract'],
      '契約 遵守 再委託 守秘義務 返還 サービスレベル 損害賠償 公表 検査 教育の実施 作業場所 目的外利用 定期報告 従業員',
    ),
    slot(
      'check',
      '委託先の確認と監査を定める条文',
      ['contract', 'duty', 'audit'],
      '委託事業者+確認 委託+定期的に確認 委託事業者+監査 委託先+監査',
    ),
  ]),
  planned('training', 'M14', '5-people', '研修', '研修と訓練', [
    slot(
      'plan',
      '研修・訓練の計画と実施を定める条文',
      ['training', 'document'],
      '研修 訓練 教育 訓練計画 理解させ',
    ),
    slot(
      'habits',
      '研修で身に付ける心得の条文',
      ['prohibition-rule', 'event-response'],
      'パスワードを秘密 照会等 差出人が不明',
    ),
  ]),
  planned('audits', 'M15', '9-evaluation', '監査', '監査', [
    slot(
      'audit',
      '監査の実施を定める条文',
      ['audit'],
      '監査を行 監査を実施 監査実施計画 専門知識 独立した者 監査の実施 監査結果 監査を受ける者 被監査部門 同種の課題',
    ),
  ]),
  planned('self-check', 'M16', '9-evaluation', '監査', '自己点検と遵守の確認', [
    slot('campaign', '自己点検を定める条文', ['audit', 'duty'], '自己点検 点検結果 改善を図'),
    slot(
      'compliance',
      '職員の遵守義務と遵守状況の確認を定める条文',
      ['duty', 'organisation', 'prohibition-rule', 'config-control'],
      '遵守状況 遵守しなければ 実施手順を遵守 共通の認識 重要性を共有 遵守する 知られないように 業務上必要のない 同一のパスワード 共有してはならない 離席 スクリーンセーバー 媒体以外 送信してはならない',
    ),
  ]),
  planned('exceptions', 'M17', '7-operation', '事案', '緊急の例外と事後の報告', [
    slot('urgent', '緊急時の例外と事後の報告を定める条文', ['event-response'], '例外措置 緊急を要する'),
  ]),
  planned('calendar', 'M21', '7-operation', '義務', '義務の暦(定期の務め)', [
    slot(
      'periodic',
      '定期に行う務めを定める条文',
      ['duty'],
      '定期的に 定期保守 保守 毎年度 年1回 必要に応じて実施',
    ),
    slot('measures', '運用の対策を定める条文', ['duty', 'document'], '対策を講じる 運用面'),
  ]),
  planned('sharing', 'M19', '7-operation', '事案', '注意喚起とお知らせ(既読の確認)', [
    slot(
      'notice',
      '情報の収集・共有・周知を定める条文',
      ['event-response', 'duty'],
      '周知 注意喚起 情報を収集+共有 情報を収集+周知 共有し ウイルス情報 対応を職員等に周知 新たな脅威',
    ),
  ]),
]
