import { check } from '#engine/check/definition.ts'
import { clause } from '#engine/register/columns.ts'
import { connectionRegister, lineRegister, wirelessRegister } from './definition.ts'

const strongWays: readonly unknown[] = ['wpa3', 'wpa2-eap']

/** A wireless network anybody nearby can read, or that was never permitted. */
export const wirelessUnguarded = check({
  key: 'wireless-unguarded',
  name: '暗号化の弱い、または許可のない無線LAN',
  what: '無線LANの暗号化の方式と認証、利用の許可を見ます。',
  of: wirelessRegister,
  violation: ({ values }) => {
    const faults = [
      ...(strongWays.includes(values['encryption']) ? [] : ['暗号化の方式が弱いか、ありません。']),
      ...(values['authentication'] === 'none' || values['authentication'] === 'mac'
        ? ['つなぐ人や端末を確かめていません。']
        : []),
      ...(values['permit'] === undefined ? ['利用の許可がありません。'] : []),
    ]
    return faults.length === 0 ? null : faults.join('')
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [
    clause('rule', '無線LANの暗号化と許可を定める条文', ['config-control'], '無線LAN+暗号化 無線LAN+認証'),
  ],
  examples: {
    violating: [
      { values: { encryption: 'wep', authentication: 'certificate', permit: 'x' } },
      { values: { encryption: 'wpa3', authentication: 'mac', permit: 'x' } },
      { values: { encryption: 'wpa3', authentication: 'certificate' } },
    ],
    fine: [{ values: { encryption: 'wpa2-eap', authentication: 'account', permit: 'x' } }],
  },
})

/** A line that joins two layers of the network and is no connection anybody has written down. */
export const lineBetweenLayers = check({
  key: 'line-between-layers',
  name: '接続点として登録のない系統間の回線',
  what: '二つの系統をつなぐ回線が、外部接続点台帳の接続点として書かれているかを見ます。',
  of: lineRegister,
  refers: ['connection'],
  violation: ({ values }, { on, referred }) => {
    if (values['far_zone'] === undefined || values['far_zone'] === values['zone']) return null
    const [point] = referred('connection')
    if (point === undefined) return '系統と系統をつないでいますが、接続点として登録されていません。'
    const until = point.values['until']
    return point.closed || (typeof until === 'string' && until < on)
      ? '接続点は終わっていますが、回線が残っています。'
      : null
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [
    clause(
      'rule',
      '系統の間の通信を限ることを定める条文',
      ['config-control'],
      '通信経路+分割 両環境間 領域間',
    ),
  ],
  examples: {
    violating: [
      { values: { zone: 'lgwan', far_zone: 'internet' } },
      {
        values: { zone: 'lgwan', far_zone: 'internet' },
        referred: { connection: [{ until: '2026-03-31' }] },
      },
    ],
    fine: [
      { values: { zone: 'lgwan' } },
      { values: { zone: 'lgwan', far_zone: 'internet' }, referred: { connection: [{ from: '2026-04-01' }] } },
    ],
  },
})

/** A point where the network meets another one, without permission, investigation or boundary. */
export const connectionUnguarded = check({
  key: 'connection-unguarded',
  name: '許可・調査・境界の装置のない外部接続点',
  what: '続いている外部接続点の、許可、調査の結果、境界の装置の欄を見ます。',
  of: connectionRegister,
  violation: ({ values }, { on }) => {
    if (typeof values['until'] === 'string' && values['until'] < on) return null
    const faults = [
      ...(values['permit'] === undefined ? ['接続の許可がありません。'] : []),
      ...(values['investigated'] === undefined ? ['接続先の調査がありません。'] : []),
      ...(values['firewall'] === undefined ? ['境界の装置がありません。'] : []),
    ]
    return faults.length === 0 ? null : faults.join('')
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [
    clause(
      'rule',
      '外部との接続の許可と調査を定める条文',
      ['permit', 'config-control', 'technical-check'],
      '外部ネットワーク+許可 外部ネットワーク+調査 ファイアウォール+境界 ウェブサーバ+公開',
    ),
  ],
  examples: {
    violating: [
      { values: { investigated: '問題なし', firewall: '境界1' } },
      { values: { permit: 'x', firewall: '境界1' } },
      { values: { permit: 'x', investigated: '問題なし', until: '2026-11-24' } },
    ],
    fine: [
      { values: { permit: 'x', investigated: '問題なし', firewall: '境界1' } },
      { values: { until: '2026-03-31' } },
    ],
  },
})
