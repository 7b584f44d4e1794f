import { check } from '#engine/check/definition.ts'
import { textOf } from '#engine/check/values.ts'
import { clause } from '#engine/citation.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { privateDeviceBook } from './book.ts'

/** A private device whose time is over is off, and nothing of the city's is left on it. */
export const privateDeviceOver = check({
  key: 'private-device-over',
  name: '使用の期間を過ぎた私物機器',
  what: '許可された期間が終わった私物機器について、取外しと消去が確認されたかを見ます。',
  of: privateDeviceBook,
  violation({ values }, { on }) {
    const until = textOf(values, 'until')
    if (until === undefined || until >= on || values['state'] !== 'in-use') return null
    return `使用の期間は${formatDate(until)}に終わりましたが、取外しと消去が確認されていません。`
  },
  severity: 'serious',
  owner: 'sec-manager',
  daysToMend: 7,
  slots: [
    clause(
      'keep',
      '私物機器の使用とその記録を定める条文',
      ['ledger', 'prohibition-rule'],
      '私物機器+記録 私物+接続 私物機器',
    ),
  ],
  examples: {
    violating: [{ values: { until: '2026-11-23', state: 'in-use' } }],
    fine: [
      { values: { until: '2026-11-24', state: 'in-use' } },
      { values: { until: '2026-11-01', state: 'removed' } },
      { values: { until: '2026-11-01', state: 'permitted' } },
    ],
  },
})
