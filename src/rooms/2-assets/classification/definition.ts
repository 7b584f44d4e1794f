import type { CitationSlot } from '#engine/register/definition.ts'
import type { NormKind } from '#policy/norms/types.ts'

/** The name under which clauses of classification and handling are bound. */
export const CLASSIFICATION = 'classification'
export const classificationName = '情報資産の分類と取扱制限'

const slot = (
  key: string,
  need: string,
  takes: CitationSlot['takes'],
  ...words: readonly (string | readonly string[])[]
): CitationSlot => ({ slot: key, need, ...(takes === undefined ? {} : { takes }), words })

/** A handling that a table gives beside its class reads as a clause of classification, whatever kind it is by itself. */
const handled = (kind: NormKind): readonly NormKind[] => [kind, 'classification']

/** Where the city's clauses on classes and on the handling each asks for belong. A handling has the slot of its key. */
export const classificationSlots: readonly CitationSlot[] = [
  slot(
    'classes',
    '情報資産を機密性などで分類することを定める条文',
    ['classification', 'definition'],
    ['情報資産', '分類し'],
    '分類を行',
    '格付',
  ),
  slot(
    'confidentiality',
    '機密性の分類の基準を定める条文',
    ['classification', 'definition'],
    ['機密性', '非公開'],
    ['機密性', '上記以外'],
    ['非公開情報', '最小限'],
    ['非公開情報', '上記以外'],
    ['重要性', '分類'],
  ),
  slot(
    'integrity',
    '完全性の分類の基準を定める条文',
    ['classification', 'definition'],
    ['改ざん', '誤びゅう'],
    ['完全性', '上記以外'],
  ),
  slot(
    'availability',
    '可用性の分類の基準を定める条文',
    ['classification', 'definition'],
    ['滅失', '紛失', '利用不'],
    ['可用性', '上記以外'],
  ),
  slot(
    'handle',
    '分類に応じた取扱いを定める条文',
    ['classification'],
    ['分類に応じ', '取扱い'],
    ['分類に従', '取り扱'],
    ['分類に基づ', '取扱い'],
  ),
  slot('unfinished', '作成の途中の情報も分類に従って扱うことを定める条文', ['classification'], '作成途上', [
    '作成',
    '途中',
  ]),
  slot(
    'received',
    '他の者が作った情報資産の取扱いを定める条文',
    ['classification'],
    ['入手', '取扱い'],
    ['自己以外', '作成'],
  ),
  slot('mixed', '分類の違う情報が混じる媒体の取扱いを定める条文', ['classification'], '最高度の分類', [
    '分類が異なる',
    '媒体',
  ]),
  slot('encrypt', '暗号化やパスワードの設定を求める条文', handled('config-control'), [
    '暗号化',
    'パスワード設定',
  ]),
  slot('limit-readers', '見られる人を限ることを求める条文', handled('config-control'), ['閲覧', '制限']),
  slot('line', '適切な回線を選ぶことを求める条文', handled('config-control'), ['回線', '選択']),
  slot(
    'no-spare-copies',
    '必要以上の複製・配付を禁じる条文',
    handled('prohibition-rule'),
    ['必要以上', '複製'],
    ['複製', '配付'],
  ),
  slot(
    'protect-outside',
    '送信・運搬・提供のときの保護を求める条文',
    handled('config-control'),
    ['送信', '運搬', '提供時'],
    ['運搬', '提供', '暗号化'],
  ),
  slot(
    'lock-media',
    '媒体を鍵のかかる場所に置くことを求める条文',
    handled('ledger'),
    ['記録媒体', '施錠可能', '場所'],
    '施錠',
  ),
  slot('erase', '元に戻せないように消して捨てることを求める条文', handled('ledger'), ['復元不可能', '廃棄']),
  slot('limit-writers', '書き換えられる人を限ることを求める条文', handled('config-control'), [
    '編集',
    '制限',
  ]),
  slot('backup', '控えを取ることを求める条文', handled('technical-check'), ['バックアップ', '作成']),
  slot(
    'safe-place',
    '媒体を火・熱・水・湿気に強い場所に置くことを求める条文',
    handled('ledger'),
    ['耐火', '耐熱'],
    ['媒体', '耐火'],
  ),
  slot('redundant', '機器や回線の二重化を求める条文', handled('config-control'), [
    'サーバ',
    'ネットワーク',
    '冗長化',
  ]),
  slot('recover', '相当の時間のうちの復旧を求める条文', handled('technical-check'), ['バックアップ', '復旧']),
  slot(
    'safe-place-available',
    '止まると困る情報の媒体の置き場所を定める条文',
    handled('ledger'),
    ['耐火', '耐湿'],
    ['媒体', '耐火'],
  ),
]
