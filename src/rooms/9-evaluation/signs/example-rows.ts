import type {
  AttemptRow,
  DeciderRow,
  DecisionRow,
  EndingRow,
  GoRow,
  PairRow,
  RecordRow,
  Seen,
  TextRow,
} from './rows.ts'

/*
 * Made-up rows by which the signs prove themselves: an ordinary one of each kind, changed where an example says so.
 */

const seen: Seen = {
  at: '2026-11-24T05:00:00Z',
  unitId: 'unit',
  personId: 'decider',
  otherId: 'applicant',
  subject: { kind: 'application', id: 'case' },
  label: '例',
  cases: [{ id: 'case', number: '例第1号', title: '例' }],
  caseCount: 1,
}

/** Filed in the morning, opened and granted in the afternoon, for the next day on. */
export const decisionExample = (changes: Partial<DecisionRow> = {}): DecisionRow => ({
  ...seen,
  act: 'grant',
  applicantId: 'applicant',
  deciderId: 'decider',
  capacity: '本人',
  reachedAt: '2026-11-24T01:00:00Z',
  openedAt: '2026-11-24T04:50:00Z',
  openingsSince: '2026-04-01T00:00:00Z',
  filedAt: '2026-11-24T01:00:00Z',
  periodFrom: '2026-11-25',
  startedAt: null,
  exceptionReason: null,
  otherPlaces: 0,
  afterAskedAt: null,
  afterReadAt: null,
  ...changes,
})

export const goExample = (changes: Partial<GoRow> = {}): GoRow => ({
  ...seen,
  bundle: false,
  from: '2026-11-24T05:00:00Z',
  to: '2026-11-24T05:00:50Z',
  most: 2,
  caseCount: 2,
  ...changes,
})

export const pairExample = (changes: Partial<PairRow> = {}): PairRow => ({
  ...seen,
  shared: 10,
  total: 100,
  ...changes,
})

export const deciderExample = (changes: Partial<DeciderRow> = {}): DeciderRow => ({
  ...seen,
  otherId: null,
  decided: 100,
  refused: 3,
  ...changes,
})

export const textExample = (text: string, changes: Partial<TextRow> = {}): TextRow => ({
  ...seen,
  where: '目的',
  text,
  copies: 1,
  ...changes,
})

export const recordExample = (changes: Partial<RecordRow> = {}): RecordRow => ({
  ...seen,
  book: '入退室管理簿',
  statedOn: '2026-11-24',
  recordedOn: '2026-11-24',
  ...changes,
})

export const endingExample = (changes: Partial<EndingRow> = {}): EndingRow => ({
  ...seen,
  book: '他団体との交換記録簿',
  column: '返却・消去した日',
  statedOn: '2026-11-24',
  statedBefore: null,
  recordedOn: '2026-11-24',
  ...changes,
})

export const attemptExample = (changes: Partial<AttemptRow> = {}): AttemptRow => ({
  ...seen,
  kind: 'no-right',
  times: 1,
  message: 'この申請を決められるのは、情報セキュリティ管理者です。',
  ...changes,
})
