import { clause } from '#engine/citation.ts'
import { check } from '#engine/check/definition.ts'
import { textOf } from '#engine/check/values.ts'
import { levelOf } from '#engine/procedure/class-level.ts'
import { addDays, formatDate } from '#ground/clock/calendar.ts'
import { disposalRegister } from './book.ts'

/** A disposal that was permitted has been carried out, and what was secret has a paper that says so. */
export const disposalProof = check({
  key: 'disposal-proof',
  name: '証明書や写真のない廃棄・終わっていない廃棄',
  what: '許可から一定の日数のうちに廃棄が済み、機密性2以上のものに証明書か写真があるかを見ます。',
  of: disposalRegister,
  violation({ values }, { on, parameters }) {
    const method = textOf(values, 'method')
    const permitted = textOf(values, 'permitted_on')
    if (method === undefined) {
      return permitted !== undefined && addDays(permitted, parameters['days'] ?? 30) < on
        ? `${formatDate(permitted)}に許可された廃棄が、まだ終わっていません。`
        : null
    }
    if (method === 'lost' || method === 'mistake' || levelOf(values['confidentiality']) < 2) return null
    const papers = values['papers']
    const proven = textOf(values, 'certificate') !== undefined || (Array.isArray(papers) && papers.length > 0)
    return proven ? null : '機密性2以上のものの廃棄ですが、証明書も写真もありません。'
  },
  parameters: [
    { key: 'days', label: '廃棄を終えるまでの日数', counter: '日', default: 30, min: 1, max: 365 },
  ],
  severity: 'attention',
  owner: 'sec-manager',
  slots: [clause('record', '廃棄の記録を定める条文', ['ledger'], '廃棄+記録 処理内容')],
  examples: {
    violating: [
      { values: { permitted_on: '2026-10-01' } },
      { values: { method: 'destroy', confidentiality: '3' } },
      { values: { method: 'wipe' } },
    ],
    fine: [
      { values: { permitted_on: '2026-11-20' } },
      { values: { method: 'destroy', confidentiality: '1' } },
      { values: { method: 'destroy', confidentiality: '3', certificate: '第1号' } },
      { values: { method: 'destroy', confidentiality: '2', papers: ['p'] } },
      { values: { method: 'mistake', confidentiality: '3' } },
    ],
  },
})
