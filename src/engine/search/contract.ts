import { z } from 'zod'
import { operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'

/** What is found, in the order in which it is shown. */
export const searchKinds = ['asset', 'line', 'case', 'person', 'unit', 'clause', 'meeting'] as const
export type SearchKind = (typeof searchKinds)[number]

const hit = z.object({
  id: z.string(),
  /** 管理番号, number of a case, 職員番号, number of a clause; '' for none. */
  mark: z.string(),
  title: z.string(),
  /** The register, the unit, the state: what tells it from its like. */
  detail: z.string(),
  href: z.string(),
})
export type SearchHit = z.output<typeof hit>

export const searchAll = operation({
  name: 'search.all',
  kind: 'query',
  summary: '資産・台帳の行・申請・職員・部課・条文・会議を、一つの欄から探す',
  who: 'signed-in',
  input: z.strictObject({ query: boundedText(100), size: z.int().min(1).max(20).default(8) }),
  output: z.object({
    groups: z.array(
      z.object({
        kind: z.enum(searchKinds),
        hits: z.array(hit),
        total: z.int(),
        /** There are more than `total`. */
        more: z.boolean(),
      }),
    ),
    /** Kinds that want two characters, and were not looked through for one. */
    tooShort: z.boolean(),
  }),
  positional: ['query'],
})
