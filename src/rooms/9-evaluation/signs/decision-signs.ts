import type { SeatAct } from '#engine/procedure/step-machine.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { closedReason, daysBetween, formatDate, jstParts } from '#ground/clock/calendar.ts'
import { sign } from './definition.ts'
import { decisionExample, endingExample } from './example-rows.ts'

/** What a decision did, in words. */
const actWords: Readonly<Record<SeatAct, string>> = {
  grant: '許可',
  refuse: '不許可',
  'send-back': '差戻し',
  pass: '経由',
  agree: '同意',
  disagree: '不同意',
  answer: '回答',
  receive: '受領',
}

/** Acts by which somebody answers for a content; to receive a notice is none. */
const judging = (act: SeatAct): boolean => act !== 'receive'

const secondsBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / 1000)

/** Decided sooner than anybody could have read it. */
export const quickDecision = sign({
  key: 'quick-decision',
  name: '届いてすぐの決裁',
  why: '届いてから決めるまでがごく短いときは、内容を読まずに決めたことが考えられます。',
  notProof:
    '読まなかったことの証明にはなりません。申請の前に口頭や紙で説明を受け、届くのを待っていたこともあります。',
  of: 'decision',
  parameters: [
    { key: 'seconds', label: '届いてから決めるまで', counter: '秒', default: 30, min: 1, max: 3600 },
  ],
  readable: ({ reachedAt }) => reachedAt !== null,
  found: ({ act, reachedAt, at }, { values }) => {
    const seconds = reachedAt === null ? Infinity : secondsBetween(reachedAt, at)
    if (!judging(act) || seconds > (values['seconds'] ?? 0)) return null
    return `届いてから${seconds}秒で${actWords[act]}にしています。`
  },
  examples: {
    found: [decisionExample({ reachedAt: '2026-11-24T04:59:48Z' })],
    fine: [
      decisionExample(),
      decisionExample({ reachedAt: '2026-11-24T04:59:29Z' }),
      decisionExample({ act: 'receive', reachedAt: '2026-11-24T05:00:00Z' }),
    ],
  },
})

/** Permission that comes after the thing itself, and ends that were dated afterwards. */
export const afterTheFact = sign(
  {
    key: 'after-the-fact',
    name: '事後の申請・許可',
    why: '始める日を過ぎてからの申請や許可は、許可のないまま行ったことを後から整えた疑いがあります。終わりの日(返却、切断、廃棄、消去など)をさかのぼって書いたもの、後から直したものも見ます。',
    notProof:
      '無断で始めたことの証明にはなりません。始める日を書き誤った申請や、差戻しで許可が遅れた申請も含まれます。実際に始めた日は、持出管理簿などの記録で確かめてください。',
    of: 'decision',
    parameters: [
      { key: 'days', label: '始める日からの遅れ', counter: '日', default: 1, min: 1, max: 365 },
      { key: 'end_days', label: '終わりの日から書くまで', counter: '日', default: 3, min: 1, max: 365 },
    ],
    found: ({ act, at, filedAt, periodFrom, startedAt }, { values }) => {
      if (act !== 'grant') return null
      if (startedAt !== null && Date.parse(startedAt) < Date.parse(at))
        return '許可より前に、使い始めたことが記録されています。'
      if (periodFrom === null) return null
      const least = values['days'] ?? 1
      const filed = filedAt === null ? 0 : daysBetween(periodFrom, jstDate(filedAt))
      if (filed >= least) return `始める日(${formatDate(periodFrom)})の${filed}日後に申請しています。`
      const decided = daysBetween(periodFrom, jstDate(at))
      return decided >= least ? `始める日(${formatDate(periodFrom)})の${decided}日後に許可しています。` : null
    },
    examples: {
      found: [
        decisionExample({ periodFrom: '2026-11-23' }),
        decisionExample({ startedAt: '2026-11-24T04:00:00Z' }),
        decisionExample({ periodFrom: '2026-11-20', filedAt: '2026-11-21T01:00:00Z' }),
      ],
      fine: [
        decisionExample(),
        decisionExample({ periodFrom: '2026-11-24' }),
        decisionExample({ act: 'refuse', periodFrom: '2026-11-20' }),
        decisionExample({ startedAt: '2026-11-25T00:00:00Z' }),
      ],
    },
  },
  {
    of: 'ending',
    found: ({ book, column, statedOn, statedBefore, recordedOn }, { values }) => {
      if (statedBefore !== null) {
        return statedOn === null
          ? `${book}の「${column}」(${formatDate(statedBefore)})を、後から消しています。`
          : `${book}の「${column}」を、${formatDate(statedBefore)}から${formatDate(statedOn)}に直しています。`
      }
      const days = statedOn === null ? 0 : daysBetween(statedOn, recordedOn)
      return statedOn !== null && days >= (values['end_days'] ?? 1)
        ? `${book}の「${column}」を、${days}日さかのぼって${formatDate(statedOn)}と書いています。`
        : null
    },
    examples: {
      found: [
        endingExample({ statedOn: '2026-11-21' }),
        endingExample({ statedBefore: '2026-11-20', statedOn: '2026-11-24' }),
        endingExample({ statedBefore: '2026-11-20', statedOn: null }),
      ],
      fine: [
        endingExample(),
        endingExample({ statedOn: '2026-11-22' }),
        endingExample({ statedOn: '2026-12-31' }),
      ],
    },
  },
)

/** 起案, 審査 and 決裁 in one hand, or 兼務の禁止 set aside. */
export const sameHand = sign({
  key: 'same-hand',
  name: '同じ人による申請・審査・決裁',
  why: '申請した人、途中で見た人、決めた人が同じときは、別の人の目が一度も入っていません。兼務の禁止の例外もここに出ます。',
  notProof:
    '不正の証明にはなりません。基準は、やむを得ない場合の例外を認めています。書かれた理由がそのときの事実に合うかを確かめてください。',
  of: 'decision',
  restsOn: ['audit', 'separation'],
  parameters: [],
  found: ({ exceptionReason, deciderId, applicantId, otherPlaces, act }) => {
    if (exceptionReason !== null) return `兼務の禁止の例外を使っています。理由: ${exceptionReason}`
    if (deciderId === applicantId) return '申請した本人が決めています。'
    return otherPlaces > 0 && judging(act)
      ? `同じ申請の${otherPlaces + 1}つの段を、1人で決めています。`
      : null
  },
  examples: {
    found: [
      decisionExample({ exceptionReason: '課に1人しかいないため' }),
      decisionExample({ deciderId: 'applicant' }),
      decisionExample({ otherPlaces: 1 }),
    ],
    fine: [decisionExample(), decisionExample({ act: 'receive', otherPlaces: 1 })],
  },
})

/** 代決 that nobody read afterwards. */
export const unreadDeputy = sign({
  key: 'unread-deputy',
  name: '後閲のない代決',
  why: '代決のあと長く後閲がないときは、決めるはずだった人が内容を知らないまま許可が使われています。',
  notProof:
    '代決が誤っていたことの証明にはなりません。不在が続いていたり、口頭や紙で知らされていたりすることもあります。',
  of: 'decision',
  parameters: [{ key: 'days', label: '代決から後閲まで', counter: '日', default: 7, min: 1, max: 365 }],
  found: ({ afterAskedAt, afterReadAt }, { values, today }) => {
    if (afterAskedAt === null) return null
    const days = daysBetween(jstDate(afterAskedAt), afterReadAt === null ? today : jstDate(afterReadAt))
    if (days <= (values['days'] ?? 0)) return null
    return afterReadAt === null
      ? `代決から${days}日たっても、後閲されていません。`
      : `代決から${days}日後に、後閲されています。`
  },
  examples: {
    found: [
      decisionExample({ capacity: '代決', afterAskedAt: '2026-11-10T05:00:00Z' }),
      decisionExample({
        capacity: '代決',
        afterAskedAt: '2026-10-01T05:00:00Z',
        afterReadAt: '2026-10-15T05:00:00Z',
      }),
    ],
    fine: [
      decisionExample(),
      decisionExample({ capacity: '代決', afterAskedAt: '2026-11-17T05:00:00Z' }),
      decisionExample({
        capacity: '代決',
        afterAskedAt: '2026-10-01T05:00:00Z',
        afterReadAt: '2026-10-02T05:00:00Z',
      }),
    ],
  },
})

/** Decided at night, early, or on a day the hall is closed. */
export const outOfHours = sign({
  key: 'out-of-hours',
  name: '時間外・閉庁日の決裁',
  why: '人のいない時間の決裁は、ほかの人が本人の端末やIDを使ったこと、期限の前にまとめて片付けたことが考えられます。',
  notProof:
    '本人でないことの証明にはなりません。残業や、休日の災害対応・選挙などの勤務もあります。サインインの記録と勤務の記録を合わせて見てください。',
  of: 'decision',
  parameters: [
    { key: 'from_hour', label: '決裁してよい時間の始まり', counter: '時', default: 7, min: 0, max: 23 },
    { key: 'to_hour', label: '決裁してよい時間の終わり', counter: '時', default: 21, min: 1, max: 24 },
  ],
  found: ({ act, at }, { values }) => {
    if (!judging(act)) return null
    const { date, time } = jstParts(at)
    const hour = Number(time.slice(0, 2))
    const closed = closedReason(date)
    const clock = `${hour}時${time.slice(3, 5)}分`
    if (closed !== undefined) return `閉庁日(${closed})の${clock}に決めています。`
    const within = hour >= (values['from_hour'] ?? 0) && hour < (values['to_hour'] ?? 24)
    return within ? null : `${clock}に決めています。`
  },
  examples: {
    found: [
      decisionExample({ at: '2026-11-24T12:30:00Z' }),
      decisionExample({ at: '2026-11-23T02:00:00Z' }),
      decisionExample({ at: '2026-11-21T02:00:00Z' }),
    ],
    fine: [decisionExample(), decisionExample({ at: '2026-11-24T11:59:00Z' })],
  },
})

/** Decided without the case having been opened. */
export const unopened = sign({
  key: 'unopened',
  name: '開かずに決めた決裁',
  why: '申請を一度も開かずに決めたときは、目的や添付を読まずに決めています。',
  notProof:
    '内容を知らなかったことの証明にはなりません。一覧に出る件名と分類だけで足りる申請や、紙の写しを読んだこともあります。開いたことの記録を始める前の決裁は、見ていません。',
  of: 'decision',
  parameters: [],
  readable: ({ openingsSince, at, act }) =>
    openingsSince !== null && Date.parse(at) >= Date.parse(openingsSince) && judging(act),
  found: ({ openedAt, act }) => (openedAt === null ? `申請を開かずに${actWords[act]}にしています。` : null),
  examples: {
    found: [decisionExample({ openedAt: null })],
    fine: [
      decisionExample(),
      decisionExample({ openedAt: null, openingsSince: null }),
      decisionExample({ openedAt: null, openingsSince: '2026-11-25T00:00:00Z' }),
    ],
  },
})
