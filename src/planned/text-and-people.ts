import { ofTheText, planned, slot, type PlannedMechanism } from './planned-mechanism.ts'

/** 規程・組織・資産 (M01–M03). */
export const textAndPeople: readonly PlannedMechanism[] = [
  planned('procedures', 'M18', 'policy', '文書', '実施手順・文書の書庫', [
    slot(
      'procedures',
      '実施手順の策定を定める条文',
      ['document', 'organisation'],
      '実施手順 手順書 手順を定め 手順を明確 非公開 マニュアル',
    ),
    slot(
      'papers',
      '仕様書・図・資料の保管を定める条文',
      ['document'],
      '仕様書 構成図 関連する文書 資料及び文書 テスト結果 開発・保守に関連 文書を適切',
    ),
    slot('plans', '研修等の計画の策定を定める条文', ['document', 'training'], '研修計画 計画+承認'),
  ]),
  ofTheText('editions', 'M01', '文書', '版の管理と見直し', [
    slot(
      'purpose',
      '趣旨・目的を定める条文',
      ['definition'],
      '趣旨 目的とする 必要な事項を定める 基本的な事項',
    ),
    slot('in-force', '施行日・附則', ['document'], 'から施行する 公布の日 附則 附 施行し'),
    slot(
      'review',
      '規程の見直し・改定を定める条文',
      ['document', 'audit'],
      'ポリシー+見直し 方針+見直 対策基準+策定 規程+見直 改定を行 改正 見直し時に活用 見直し+活用 判断基準',
    ),
    slot('consistency', 'ほかの計画との整合を定める条文', ['document'], '整合性 業務継続計画'),
  ]),
  ofTheText('glossary', 'M01', '用語', '用語集', [
    slot(
      'terms',
      '用語の定義を定める条文',
      ['definition'],
      '用語の意義 用語の定義 用語 とは をいう ことをいう 定義 準用する の例による',
    ),
  ]),
  planned('scope', 'M02', '1-organisation', '役割', '適用の範囲(組織と人)', [
    slot(
      'people',
      '適用を受ける組織・職員を定める条文',
      ['definition'],
      '適用範囲 職員+臨時 職員等」 非常勤 行政機関の範囲 適用対象 派遣',
    ),
  ]),
  planned('asset-classes', 'M03', '2-assets', '分類', '資産の範囲・脅威・閲覧の制限', [
    slot(
      'asset-kinds',
      '対象とする情報資産を定める条文',
      ['definition'],
      '対象資産 資産の範囲 対象とする資産 仕様書 設備及び 印刷した文書 情報資産の範囲',
    ),
    slot('threats', '想定する脅威を定める条文', ['definition'], '脅威 要因による 停止等 災害 機能不全 波及'),
    slot(
      'restrict',
      '複製・配付・閲覧の制限を定める条文',
      ['prohibition-rule', 'config-control'],
      '複製 配付 閲覧を限 閲覧+制限 特定の職員等 許可された者だけ 暗号化やパスワード',
    ),
  ]),
]
