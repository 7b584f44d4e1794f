import { daysBetween, formatDate } from '#ground/clock/calendar.ts'
import { sign } from './definition.ts'
import { attemptExample, recordExample, textExample } from './example-rows.ts'
import { saysNothing } from './placeholder.ts'

/** A record that states a day long before it was written. */
export const backDated = sign({
  key: 'back-dated',
  name: 'さかのぼった日付の記録',
  why: '起きた日より後になって書かれた記録は、監査や事故のあとで整えられたことがあります。',
  notProof:
    '偽りの証明にはなりません。休みや出張のあとにまとめて書くこともあります。書いた日時は記録簿が示し、起きた日は書いた人の申告です。',
  of: 'record',
  parameters: [{ key: 'days', label: '起きた日から書くまで', counter: '日', default: 3, min: 1, max: 365 }],
  found: ({ book, statedOn, recordedOn }, { values }) => {
    const days = daysBetween(statedOn, recordedOn)
    return days > (values['days'] ?? 0)
      ? `${formatDate(statedOn)}のことを、${days}日後に${book}へ書いています。`
      : null
  },
  examples: {
    found: [recordExample({ statedOn: '2026-11-20' })],
    fine: [
      recordExample(),
      recordExample({ statedOn: '2026-11-21' }),
      recordExample({ statedOn: '2026-12-01' }),
    ],
  },
})

/** Purposes and reasons that say nothing, or what everybody says. */
export const hollowText = sign({
  key: 'hollow-text',
  name: '中身のない目的・理由',
  why: '「テスト」「なし」「同上」のような目的や、多くの申請に同じ文が写された目的では、何を許したのかが後から分かりません。',
  notProof:
    '目的がなかったことの証明にはなりません。件名や添付に書かれていること、毎回同じ仕事で同じ文が正しいこともあります。',
  of: 'text',
  parameters: [
    { key: 'copies', label: '同じ月に同じ文の申請', counter: '件', default: 30, min: 2, max: 10_000 },
  ],
  found: ({ where, text, copies }, { values }) => {
    const nothing = saysNothing(text)
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text
    if (nothing !== null) return `${where}が${nothing}です: 「${shown}」`
    return copies >= (values['copies'] ?? Infinity)
      ? `${where}の同じ文が、この月の${copies}件の申請にあります: 「${shown}」`
      : null
  },
  examples: {
    found: [
      ...['テスト', '-', 'あああ', '同上。', 'なし', '特になし', 'ー', '・・・', 'ｔｅｓｔ'].map((text) =>
        textExample(text),
      ),
      textExample('住民宅の訪問調査のため', { copies: 30 }),
    ],
    fine: [
      textExample('住民宅の訪問調査のため'),
      textExample('テスト環境の機器を修理に出すため'),
      textExample('住民宅の訪問調査のため', { copies: 29 }),
    ],
  },
})

/** What somebody tried and was refused. */
export const refusedAttempt = sign({
  key: 'refused-attempt',
  name: '断られた操作',
  why: '自分の申請を決めようとした、役割がないのに決めようとした、期限の切れた許可を使おうとした、見ることのできない申請を操作しようとした操作です。まとめて決めたときの1件ずつも含みます。仕組みは断りましたが、試したことは残ります。',
  notProof:
    '悪意の証明にはなりません。押し間違いや、異動のあとで役割が変わったことを知らなかったこともあります。',
  of: 'attempt',
  restsOn: ['audit', 'separation'],
  parameters: [
    {
      key: 'times',
      label: '役割のない操作を同じ日に繰り返した回数',
      counter: '回',
      default: 2,
      min: 1,
      max: 100,
    },
  ],
  found: ({ kind, times, message }, { values }) => {
    const often = times > 1 ? `${times}回、` : ''
    if (kind === 'own') return `${often}自分の申請を決めようとして断られました。「${message}」`
    if (kind === 'unseen')
      return `${often}見ることのできない申請を操作しようとしました。申請はないと答えています。`
    if (kind === 'after-lapse') return `${often}効力のない許可を使おうとして断られました。「${message}」`
    return times >= (values['times'] ?? 1)
      ? `${often}役割のない操作をしようとして断られました。「${message}」`
      : null
  },
  examples: {
    found: [
      attemptExample({ kind: 'own' }),
      attemptExample({ kind: 'after-lapse' }),
      attemptExample({ kind: 'unseen' }),
      attemptExample({ times: 2 }),
    ],
    fine: [attemptExample()],
  },
})
