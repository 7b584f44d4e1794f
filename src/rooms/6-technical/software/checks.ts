import { check, type Facts } from '#engine/check/definition.ts'
import { clause } from '#engine/register/columns.ts'
import type { Values } from '#engine/register/definition.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { livingDevices } from './devices.ts'
import { licenseRegister, softwareRegister, usedOf } from './definition.ts'

/** How the number in use is known, and what the other way says. */
function usedWords(values: Values, facts: Facts): string {
  const { used, by, other } = usedOf(values, devicesIn(facts))
  const [most, less] =
    by === 'devices'
      ? [`登録された機器${used}台`, `(入力した使用数は${other}本)`]
      : [`入力した使用数${used}本`, `(登録された機器は${other}台)`]
  return other === 0 ? most : most + less
}

const devicesIn = (facts: Facts): number => (typeof facts['devices'] === 'number' ? facts['devices'] : 0)

/** More of a licence in use than the city owns. */
export const licenceExceeded = check({
  key: 'licence-exceeded',
  name: '保有数を超えて使っているライセンス',
  what: 'ライセンスの使用数と、使っている機器の数の大きいほうを、保有数と比べます。',
  of: licenseRegister,
  counts: ['devices'],
  gather: livingDevices,
  violation: ({ values }, { facts }) => {
    const { owned } = values
    if (typeof owned !== 'number' || usedOf(values, devicesIn(facts)).used <= owned) return null
    return `保有数${owned}本に対して、${usedWords(values, facts)}で使っています。`
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [
    clause(
      'rule',
      '保有数を超えた利用の禁止を定める条文',
      ['ledger'],
      'ライセンス数を超えて ライセンス+超え',
    ),
  ],
  examples: {
    violating: [
      { values: { name: '文書作成', owned: 30, installed: 31 } },
      { values: { name: '文書作成', owned: 30 }, facts: { devices: 31 } },
      { values: { name: '文書作成', owned: 30, installed: 12 }, facts: { devices: 31 } },
      { values: { name: '文書作成', owned: 30, installed: 31 }, facts: { devices: 12 } },
    ],
    fine: [
      { values: { name: '文書作成', owned: 30, installed: 30 } },
      { values: { name: '文書作成', owned: 30, installed: 12 }, facts: { devices: 30 } },
      { values: { name: '庁内一括', basis: 'site', installed: 400 } },
    ],
  },
})

/** A licence whose time is over and which is still in use. */
export const licenceExpired = check({
  key: 'licence-expired',
  name: '期間の過ぎたライセンスの利用',
  what: 'ライセンスの期間の終わりを、今日と比べます。',
  of: licenseRegister,
  counts: ['devices'],
  gather: livingDevices,
  violation: ({ values }, { on, facts }) =>
    typeof values['until'] === 'string' && values['until'] < on && usedOf(values, devicesIn(facts)).used > 0
      ? `期間は${formatDate(values['until'])}までですが、${usedWords(values, facts)}で使っています。`
      : null,
  severity: 'serious',
  owner: 'sec-manager',
  slots: [clause('rule', 'ライセンスの管理を定める条文', ['ledger'], 'ライセンスを管理 ライセンス+管理')],
  examples: {
    violating: [
      { values: { name: '図面', until: '2026-03-31', installed: 2 } },
      { values: { name: '図面', until: '2026-03-31', installed: 0 }, facts: { devices: 1 } },
    ],
    fine: [
      { values: { name: '図面', until: '2026-11-24', installed: 2 } },
      { values: { name: '図面', until: '2026-03-31', installed: 0 } },
    ],
  },
})

/** A product nobody mends any more. */
export const softwareUnsupported = check({
  key: 'software-unsupported',
  name: 'サポートの終わったソフトウェア',
  what: '利用できるソフトウェアのサポートの終了日を、今日と比べます。',
  of: softwareRegister,
  violation: ({ values }, { on }) =>
    values['state'] === 'allowed' &&
    typeof values['supported_until'] === 'string' &&
    values['supported_until'] < on
      ? `サポートは${values['supported_until']}に終わりましたが、利用できるままになっています。`
      : null,
  severity: 'attention',
  owner: 'sec-manager',
  daysToMend: 30,
  slots: [
    clause(
      'rule',
      '脆弱性への更新を定める条文',
      ['technical-check'],
      '緊急度に応じ+更新 セキュリティホール+更新 サポート+終了',
    ),
  ],
  examples: {
    violating: [{ values: { name: '表計算', state: 'allowed', supported_until: '2025-10-14' } }],
    fine: [
      { values: { name: '表計算', state: 'ended', supported_until: '2025-10-14' } },
      { values: { name: '表計算', state: 'allowed', supported_until: '2026-11-24' } },
      { values: { name: '表計算', state: 'allowed' } },
    ],
  },
})
