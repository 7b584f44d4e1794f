import { check, type CheckContext, type CheckLine } from '#engine/check/definition.ts'
import { clause } from '#engine/register/columns.ts'
import { daysBetween } from '#ground/clock/date.ts'
import { changeRecord, workRecord } from './definition.ts'

const patience = {
  key: 'days',
  label: '確認を待つ日数',
  counter: '日',
  default: 7,
  min: 0,
  max: 90,
} as const

/** How long a record waits for its second person; null when it does not wait too long. Pure. */
function waiting({ values }: CheckLine, { on, parameters }: CheckContext): string | null {
  const { done_on: done, confirmation } = values
  if (confirmation === 'confirmed' || confirmation === 'not-needed' || typeof done !== 'string') return null
  const days = daysBetween(done, on)
  if (days <= (parameters['days'] ?? patience.default)) return null
  return confirmation === 'objected'
    ? `異なる点が指摘されたまま、作業から${days}日がたちました。`
    : `作業から${days}日がたちましたが、別の人の確認がありません。`
}

const examples = {
  violating: [
    { values: { done_on: '2026-11-16', confirmation: 'waiting' } },
    { values: { done_on: '2026-11-01' } },
    { values: { done_on: '2026-11-01', confirmation: 'objected' } },
  ],
  fine: [
    { values: { done_on: '2026-11-17', confirmation: 'waiting' } },
    { values: { done_on: '2026-11-01', confirmation: 'confirmed' } },
  ],
}

/** A work nobody else has looked at for days. */
export const workUnconfirmed = check({
  key: 'work-unconfirmed',
  name: '確認のないままの作業記録',
  what: '作業日から一定の日数がたっても、別の人の確認がない作業記録を探します。',
  of: workRecord,
  violation: waiting,
  parameters: [patience],
  severity: 'attention',
  owner: 'sec-manager',
  slots: [clause('rule', '作業の相互の確認を定める条文', ['ledger'], '作業記録+作成 互いにその作業')],
  examples,
})

/** A change nobody else has looked at for days. */
export const changeUnconfirmed = check({
  key: 'change-unconfirmed',
  name: '確認のないままの変更記録',
  what: '作業日から一定の日数がたっても、別の人の確認がない変更記録を探します。',
  of: changeRecord,
  violation: waiting,
  parameters: [patience],
  severity: 'serious',
  owner: 'sec-manager',
  slots: [clause('rule', '変更作業の相互の確認を定める条文', ['ledger'], '互いにその作業 2 名以上で作業')],
  examples,
})

/** A change one person made alone, or in which a contractor changed privileged IDs. */
export const changeByOne = check({
  key: 'change-by-one',
  name: '一人で行った、または事業者が特権IDを変えた変更',
  what: '影響の大きい変更の作業者の数と、事業者による特権IDの変更の欄を見ます。',
  of: changeRecord,
  violation: ({ values }) => {
    const { workers, risk, vendor_workers: vendor } = values
    const alone =
      risk === 'high' && vendor === undefined && !(typeof workers === 'object' && workers.length >= 2)
    const faults = [
      ...(alone ? ['影響の大きい変更を一人で行っています。'] : []),
      ...(values['privileged_by_vendor'] === true ? ['特権IDの変更を事業者が行っています。'] : []),
    ]
    return faults.length === 0 ? null : faults.join('')
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [
    clause('rule', '2名以上での作業を定める条文', ['ledger'], '2 名以上で作業 2名以上'),
    clause(
      'vendor',
      '事業者に特権IDの変更をさせないことを定める条文',
      ['prohibition-rule'],
      '特権+委託事業者に行わせ 委託事業者',
    ),
  ],
  examples: {
    violating: [
      { values: { risk: 'high', workers: ['a'] } },
      { values: { risk: 'low', workers: ['a', 'b'], privileged_by_vendor: true } },
    ],
    fine: [
      { values: { risk: 'high', workers: ['a', 'b'] } },
      { values: { risk: 'high', workers: ['a'], vendor_workers: '電算の2人' } },
      { values: { risk: 'low', workers: ['a'] } },
    ],
  },
})
