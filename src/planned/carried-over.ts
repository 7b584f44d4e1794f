import type { MechanismSlot } from '#policy/ports.ts'

/**
 * Mechanisms that were to come and have come since, under keys of their own. What a city bound to the old keys is
 * shown as living; the clause is offered to the mechanism that runs it now, and nothing new is bound to the old one.
 */
const old = (
  key: string,
  kind: MechanismSlot['kind'],
  name: string,
  slots: Readonly<Record<string, string>>,
): MechanismSlot[] =>
  Object.entries(slots).map(([slot, need]) => ({
    mechanism: `planned:${key}`,
    mechanismName: `${name}(今は個々の手続・台帳)`,
    kind,
    slot,
    need,
    inHouse: true,
    carriedOver: true,
  }))

export const carriedOver: readonly MechanismSlot[] = [
  ...old('permit-carry', '手続', '運搬・提供・廃棄の許可', {
    grant: '運搬・提供・廃棄に許可・承認を要する条文',
    protect: '運搬・提供・送信の保護を定める条文',
    record: '持出し・私物の使用の記録を定める条文',
  }),
  ...old('permit-devices', '手続', '機器・私物・ソフトウェアの使用許可', {
    grant: '私物・ソフトウェア・機器の変更に許可を要する条文',
    ban: '許可のない改造・設置を禁じる条文',
  }),
  ...old('permit-opinions', '手続', '意見・協議・届出', {
    opinion: '意見・協議・届出・申請を求める条文',
    separation: '申請する者と許可する者を分ける条文',
  }),
  ...old('zones', '台帳', '管理区域と入退室', {
    structure: '管理区域の構造を定める条文',
    entry: '入退室の管理を定める条文',
    'carry-in': '機器の搬入出を定める条文',
  }),
  ...old('network-book', '台帳', '回線・接続の台帳', {
    lines: '回線・装置の管理を定める条文',
    connect: 'ネットワークへの接続に許可を要する条文',
  }),
  ...old('systems', '台帳', '情報システム台帳', {
    change: '作業・変更・障害の記録を定める条文',
    protect: 'システムの冗長化・分離・鍵の管理を定める条文',
  }),
  ...old('accounts', '台帳', 'IDと権限の台帳', { remote: '外部からのアクセスを定める条文' }),
  ...old('exceptions', '手続', '例外措置', {
    grant: '例外措置の許可を定める条文',
    papers: '例外措置の記録の保管を定める条文',
  }),
  ...old('audits', '監査', '監査の資料', { evidence: '監査の証拠・調書の保管を定める条文' }),
  ...old('asset-classes', '分類', '分類と取扱制限', {
    classes: '情報資産の分類の基準を定める条文',
    handling: '分類に応じた取扱いを定める条文',
  }),
  ...old('asset-book', '台帳', '情報資産管理台帳(保管と消去)', {
    keep: '情報資産の保管を定める条文',
    erase: '不要になった情報の消去を定める条文',
  }),
  ...old('media-book', '台帳', '記録媒体・機器の台帳', {
    storage: '媒体の保管場所を定める条文',
    disposal: '機器・媒体の廃棄と消去を定める条文',
    terminals: '端末・機器の盗難防止と据付けを定める条文',
    licences: 'ソフトウェアの使用許諾の管理を定める条文',
    repair: '機器の修理を定める条文',
  }),
]
