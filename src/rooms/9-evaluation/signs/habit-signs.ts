import { sign } from './definition.ts'
import { deciderExample, goExample, pairExample } from './example-rows.ts'

const cases = (label: string, standard: number, min = 2) => ({
  key: 'cases',
  label,
  counter: '件',
  default: standard,
  min,
  max: 10_000,
})

const timeShown = (instant: string): string =>
  new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(11, 19)

/** Many cases decided in one go. */
export const inOneGo = sign({
  key: 'in-one-go',
  name: '一度に多くの決裁',
  why: 'まとめて、または1分のうちに多くを決めたときは、1件ずつの判断をしていないことが考えられます。',
  notProof:
    '判断しなかったことの証明にはなりません。同じ研修の持出しのように中身の同じ申請を、先に読んでから続けて決めることもあります。',
  of: 'go',
  parameters: [cases('1分のうちの決裁', 5)],
  found: ({ bundle, most, from, to, caseCount }, { values }) => {
    if (most < (values['cases'] ?? 0)) return null
    if (bundle) return `${caseCount}件をまとめて決めています。`
    return `${timeShown(from)}から${timeShown(to)}までに${caseCount}件(1分に最大${most}件)を続けて決めています。`
  },
  examples: {
    found: [goExample({ most: 5, caseCount: 6 }), goExample({ bundle: true, most: 12, caseCount: 12 })],
    fine: [goExample({ most: 4, caseCount: 9 }), goExample({ bundle: true, most: 2 })],
  },
})

/** One applicant and one decider, again and again. */
export const samePair = sign({
  key: 'same-pair',
  name: 'いつも同じ2人',
  why: '決裁する人の仕事のほとんどが1人の申請のときは、2人の間で確かめ合いがなくなっていることがあります。',
  notProof:
    '慣れ合いの証明にはなりません。小さな課や、係で1人が申請をまとめているときは、当然こうなります。課の人数と、申請の役割を確かめてください。',
  of: 'pair',
  restsOn: ['audit', 'separation'],
  parameters: [
    cases('その2人の申請(これより少なければ見ない)', 20),
    { key: 'share', label: '決めた申請のうちの割合', counter: '%', default: 50, min: 1, max: 100 },
  ],
  found: ({ shared, total }, { values }) => {
    if (shared < (values['cases'] ?? 0) || shared * 100 < total * (values['share'] ?? 0)) return null
    return `決めた${total}件のうち${shared}件(${Math.floor((shared * 100) / total)}%)が、同じ人の申請です。`
  },
  examples: {
    found: [pairExample({ shared: 20, total: 40 }), pairExample({ shared: 30, total: 30 })],
    fine: [pairExample(), pairExample({ shared: 19, total: 19 }), pairExample({ shared: 49, total: 100 })],
  },
})

/** Somebody who never says no. */
export const neverRefused = sign({
  key: 'never-refused',
  name: '一度も断らない決裁者',
  why: '多くの申請を決めながら、不許可も差戻しも一度もないときは、内容を見ずに通していることが考えられます。',
  notProof:
    '見ていないことの証明にはなりません。申請の前に口頭で直させている課や、途中の段で差し戻している課もあります。',
  of: 'decider',
  parameters: [cases('決めた申請(これより少なければ見ない)', 30)],
  found: ({ decided, refused }, { values }) =>
    refused === 0 && decided >= (values['cases'] ?? 0)
      ? `${decided}件を決めて、不許可・差戻しが一度もありません。`
      : null,
  examples: {
    found: [deciderExample({ decided: 30, refused: 0 })],
    fine: [deciderExample(), deciderExample({ decided: 29, refused: 0 })],
  },
})
