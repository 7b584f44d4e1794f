import { check } from '#engine/check/definition.ts'
import { clause } from '#engine/register/columns.ts'
import { brokenMethods, cipherRegister } from './definition.ts'

/** A key past its day, or that nobody looks after. */
export const keyUnguarded = check({
  key: 'key-unguarded',
  name: '期限の過ぎた、または管理者のいない鍵',
  what: '使っている暗号の鍵の、期限と管理者の欄を見ます。',
  of: cipherRegister,
  violation: ({ values }, { on }) => {
    if (values['state'] === 'retired' || values['key_place'] === 'none-kept') return null
    const custodians = values['custodians']
    const faults = [
      ...(typeof values['expires'] === 'string' && values['expires'] < on
        ? [`鍵の期限は${values['expires']}に過ぎました。`]
        : []),
      ...(typeof custodians === 'object' && custodians.length > 0 ? [] : ['鍵の管理者が決まっていません。']),
    ]
    return faults.length === 0 ? null : faults.join('')
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [clause('rule', '鍵の管理を定める条文', ['config-control'], '暗号のための鍵 鍵を管理')],
  examples: {
    violating: [
      { values: { state: 'approved', custodians: ['a'], expires: '2026-11-23' } },
      { values: { state: 'approved' } },
    ],
    fine: [
      { values: { state: 'approved', custodians: ['a'], expires: '2026-11-24' } },
      { values: { state: 'retired', expires: '2020-03-31' } },
      { values: { state: 'approved', key_place: 'none-kept' } },
    ],
  },
})

/** A method the city has laid down although it is known to be broken. */
export const cipherBroken = check({
  key: 'cipher-broken',
  name: '弱いと知られた暗号・署名の方式',
  what: '市が定めた方式に、弱いと知られたものがないかを見ます。',
  of: cipherRegister,
  violation: ({ values }) =>
    values['state'] === 'approved' && brokenMethods.some((method) => method === values['method'])
      ? 'この方式は破る方法が知られています。別の方式を定めてください。'
      : null,
  severity: 'attention',
  owner: 'sec-manager',
  daysToMend: 30,
  slots: [
    clause(
      'rule',
      '定めた方法だけを使うことを定める条文',
      ['config-control'],
      '定める以外の方法 電子署名、暗号化',
    ),
  ],
  examples: {
    violating: [{ values: { state: 'approved', method: 'zip' } }],
    fine: [
      { values: { state: 'retired', method: 'zip' } },
      { values: { state: 'approved', method: 'aes-256' } },
    ],
  },
})
