import { shareWord, type CouncilRules } from './rules.ts'

/** The rules as sentences: what the settings page shows and the minutes print. Pure. */
export function ruleSentences(rules: CouncilRules): string[] {
  const { quorum, majority } = rules
  const deputies = {
    none: '代理出席は認めません。',
    attend: '代理出席を認めますが、定足数に数えず、表決にも加わりません。',
    count: '代理出席を認め、定足数に数え、表決にも加わります。',
  }[rules.deputies]
  const written = {
    none: '書面議決は行いません。',
    all: `書面議決は、構成員の全員の同意で成り立ちます。回答の期間は${rules.writtenDays}日以上です。`,
    majority: `書面議決は、構成員の${shareWord(majority)}の同意で成り立ちます。回答の期間は${rules.writtenDays}日以上です。`,
  }[rules.written]
  return [
    `定足数は、構成員の${quorum.by === 'number' ? `${quorum.number}人以上` : shareWord(quorum)}です。`,
    `議事は、${majority.of === 'attending' ? '表決に加わる人' : '賛否の票'}の${shareWord(majority)}で決します。`,
    rules.chairVotes ? '議長も表決に加わります。' : '議長は表決に加わりません。',
    ...(rules.castingVote ? ['可否同数のときは、議長が決します。'] : []),
    rules.chairAbsent === 'vice-chair'
      ? '議長が欠けるときは、副議長が職務を行います。'
      : '議長が欠けるときは副議長が、副議長も欠けるときは互選された人が、職務を行います。',
    deputies,
    rules.writtenCounts
      ? '欠席する人は、前もって書面で表決でき、出席とみなします。'
      : '欠席する人の書面表決は認めません。',
    written,
    ...(rules.excludeConcerned ? ['自分に関わる議題の表決には加わりません。'] : []),
    ...(rules.namesVotes ? ['だれがどう表決したかを、議事録に載せます。'] : []),
  ]
}
