import { check } from '#engine/check/definition.ts'
import { clause } from '#engine/register/columns.ts'
import { systemRegister } from './definition.ts'

/** A system nobody is named for. */
export const systemWithoutOwner = check({
  key: 'system-without-owner',
  name: '運用の責任者のいない情報システム',
  what: '情報システム台帳の、運用の責任者の欄を見ます。',
  of: systemRegister,
  violation: ({ values }) =>
    values['responsible'] === undefined ? '運用の責任者が決まっていません。' : null,
  severity: 'attention',
  owner: 'sec-manager',
  slots: [
    clause(
      'rule',
      '情報システムの管理の責任を定める条文',
      ['organisation', 'ledger'],
      '情報システム+管理責任 情報システム+管理の責任 情報システム+管理する責任',
    ),
  ],
  examples: {
    violating: [{ values: { name: '庁内' } }],
    fine: [{ values: { name: '庁内', responsible: 'x' } }],
  },
})

/** A system that must not stop, without a backup. What nobody has classified counts as the strictest. */
export const systemWithoutBackup = check({
  key: 'system-without-backup',
  name: 'バックアップのない可用性2の情報システム',
  what: '可用性2の情報システムについて、バックアップの欄を見ます。分類のないものは可用性2とみなします。',
  of: systemRegister,
  violation: ({ values }) =>
    values['availability'] !== '1' && (values['backup'] === undefined || values['backup'] === 'none')
      ? '可用性2(または分類なし)ですが、バックアップを取っていません。'
      : null,
  severity: 'serious',
  owner: 'sec-manager',
  slots: [
    clause(
      'rule',
      'バックアップの実施を定める条文',
      ['technical-check'],
      'バックアップを実施 バックアップ+実施',
    ),
  ],
  examples: {
    violating: [{ values: { name: '税', availability: '2', backup: 'none' } }, { values: { name: '新規' } }],
    fine: [
      { values: { name: '税', availability: '2', backup: 'daily' } },
      { values: { name: '掲示', availability: '1' } },
    ],
  },
})

/** A system open to the world, without a second factor or without the permission to be open. */
export const publicSystemUnguarded = check({
  key: 'public-system-unguarded',
  name: '多要素認証か許可のない公開システム',
  what: '外部に公開する情報システムの、公開の許可と多要素認証の欄を見ます。',
  of: systemRegister,
  violation: ({ values }) => {
    if (values['public'] !== true) return null
    const faults = [
      ...(values['public_permit'] === undefined ? ['公開の許可がありません。'] : []),
      ...(values['mfa'] === undefined || values['mfa'] === 'none' ? ['多要素認証がありません。'] : []),
    ]
    return faults.length === 0 ? null : faults.join('')
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [
    clause(
      'rule',
      '公開するシステムの防御を定める条文',
      ['config-control', 'technical-check'],
      '外部の者が利用+措置 ウェブサーバ+公開',
    ),
  ],
  examples: {
    violating: [
      { values: { name: '予約', public: true, public_permit: 'x' } },
      { values: { name: '予約', public: true, mfa: 'admin' } },
    ],
    fine: [
      { values: { name: '予約', public: true, public_permit: 'x', mfa: 'admin' } },
      { values: { name: '庁内', public: false } },
    ],
  },
})

/** A system whose support is over. */
export const systemUnsupported = check({
  key: 'system-unsupported',
  name: 'サポートの終わった情報システム',
  what: '情報システムのサポートの終了日を、今日と比べます。',
  of: systemRegister,
  violation: ({ values }, { on }) =>
    typeof values['supported_until'] === 'string' && values['supported_until'] < on
      ? `サポートは${values['supported_until']}に終わりました。`
      : null,
  severity: 'attention',
  owner: 'sec-manager',
  daysToMend: 90,
  slots: [
    clause(
      'rule',
      '更新の適用を定める条文',
      ['technical-check'],
      '緊急度に応じ+更新 セキュリティホール+更新 サポート+終了 修正プログラム',
    ),
  ],
  examples: {
    violating: [{ values: { name: '旧', supported_until: '2026-03-31' } }],
    fine: [{ values: { name: '新', supported_until: '2026-11-24' } }, { values: { name: '不明' } }],
  },
})
