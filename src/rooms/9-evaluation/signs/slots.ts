import type { CitationSlot } from '#engine/register/definition.ts'

/** The mechanism under which the clauses of the signs are bound. */
export const SIGNS = 'signs'
export const signsName = '決裁の兆候'

export type SignSlot = 'audit' | 'separation'

/** What the signs rest on: the audit they help with, and the separation of who asks and who grants. */
export const signSlots: readonly (CitationSlot & { readonly slot: SignSlot })[] = [
  {
    slot: 'audit',
    need: '情報セキュリティ対策の状況を監査することを定める条文',
    takes: ['audit'],
    words: [
      ['対策状況', '監査'],
      ['情報セキュリティ監査', '行'],
      ['監査', '行わせ'],
    ],
  },
  {
    slot: 'separation',
    need: '申請者と許可者を別の者にすることを定める条文',
    takes: ['organisation', 'prohibition-rule'],
    words: [
      ['許可', '申請', '兼'],
      ['承認', '申請', '兼'],
      ['許可', '同じ者'],
    ],
  },
]
