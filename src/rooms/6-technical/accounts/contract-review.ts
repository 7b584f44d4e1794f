import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { dateText, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { accountKinds } from './definition.ts'
import { differenceKindNames } from './difference.ts'

const nullableText = z.string().nullable()
const named = z.object({ id: z.string(), name: z.string() })
const permission = z.object({ allowed: z.boolean(), because: z.string().optional() })
const answers = z.enum(['keep', 'remove', 'unknown'])

export const openReview = operation({
  name: 'ids.open-review',
  kind: 'command',
  summary: 'IDの棚卸を始める(課ごとに、自分の課の人のIDを確かめてもらう)',
  who: { right: 'policy.manage' },
  input: z.strictObject({ title: boundedText(100), asOf: dateText, dueOn: dateText }),
  output: z.object({ reviewId: z.string() }),
})

/** Lays out the sheets; the house does it in the background. */
export const prepareReview = operation({
  name: 'ids.prepare-review',
  kind: 'command',
  summary: 'IDの棚卸を課ごとに配る',
  who: { right: 'system' },
  input: z.object({ reviewId: idText }),
  output: z.object({ sheets: z.int(), lines: z.int() }),
})

export const closeReview = operation({
  name: 'ids.close-review',
  kind: 'command',
  summary: 'IDの棚卸を締め切る',
  who: { right: 'policy.manage' },
  input: z.strictObject({ reviewId: idText }),
  output: z.object({ unsigned: z.int() }),
})

export const remindReview = operation({
  name: 'ids.remind-review',
  kind: 'command',
  summary: '終わっていない課に、IDの棚卸を督促する',
  who: { right: 'policy.manage' },
  input: z.strictObject({ reviewId: idText, unitIds: z.array(idText).min(1).max(100) }),
  output: z.object({ sheets: z.int(), mails: z.int(), nobody: z.array(z.string()) }),
})

export const showReview = operation({
  name: 'ids.review',
  kind: 'query',
  summary: 'IDの棚卸の進み具合を課ごとに見る',
  who: 'signed-in',
  input: z.object({
    reviewId: idText.optional(),
    only: z.enum(['all', 'open', 'signed']).default('all'),
    ...pageInput,
  }),
  output: z.object({
    review: z
      .object({
        reviewId: z.string(),
        title: z.string(),
        asOf: z.string(),
        dueOn: z.string(),
        state: z.enum(['preparing', 'open', 'closed']),
        openedAt: z.string(),
        closedAt: nullableText,
      })
      .nullable(),
    sheets: z.array(
      z.object({
        unit: named,
        parentName: z.string(),
        total: z.int(),
        kept: z.int(),
        removing: z.int(),
        unknown: z.int(),
        remindedOn: nullableText,
        signedAt: nullableText,
        signedBy: nullableText,
        capacity: nullableText,
      }),
    ),
    total: z.int(),
    signed: z.int(),
    all: z.int(),
    lines: z.int(),
    answered: z.int(),
    earlier: z.array(z.object({ reviewId: z.string(), title: z.string(), asOf: z.string() })),
    mayManage: permission,
    page: z.int(),
    size: z.int(),
  }),
})

const sheetLine = z.object({
  lineId: z.string(),
  entryId: z.string(),
  login: z.string(),
  kind: z.enum(accountKinds),
  system: named,
  holder: named.nullable(),
  /** Names of those who may use a shared ID. */
  users: z.array(z.string()),
  /** The day from which the holder is no longer there, when HR says so today. */
  leftOn: nullableText,
  lastUsed: nullableText,
  proposal: z.enum(['keep', 'remove']),
  /** Kinds of differences the proposal rests on. */
  reasons: z.array(z.enum(differenceKindNames)),
  /** The system could not be checked when the sheet was laid out. */
  unchecked: z.boolean(),
  answer: answers.nullable(),
  note: nullableText,
})
export type SheetLine = z.output<typeof sheetLine>

export const showSheet = operation({
  name: 'ids.sheet',
  kind: 'query',
  summary: '自分の課の人の利用者IDを、棚卸の1枚として見る',
  who: 'signed-in',
  input: z.object({
    reviewId: idText,
    unitId: idText,
    only: z.enum(['all', 'open', 'remove']).default('all'),
    ...pageInput,
  }),
  output: z.object({
    review: z.object({
      reviewId: z.string(),
      title: z.string(),
      asOf: z.string(),
      dueOn: z.string(),
      state: z.enum(['preparing', 'open', 'closed']),
    }),
    unit: named,
    officeWord: z.string(),
    total: z.int(),
    kept: z.int(),
    removing: z.int(),
    unknown: z.int(),
    /** Lines of the filter. */
    shown: z.int(),
    lines: z.array(sheetLine),
    signed: z
      .object({ at: z.string(), name: z.string(), capacity: z.string(), rightOf: nullableText })
      .nullable(),
    mayConfirm: permission,
    /** In which right the viewer would sign. */
    capacity: nullableText,
    cites: z.array(citation),
    page: z.int(),
    size: z.int(),
  }),
})

export const answerSheet = operation({
  name: 'ids.answer',
  kind: 'command',
  summary: '棚卸の利用者IDについて、要・不要・分からないを答える',
  who: 'signed-in',
  input: z.strictObject({
    reviewId: idText,
    unitId: idText,
    answers: z
      .array(z.strictObject({ lineId: idText, answer: answers, note: boundedText(200).optional() }))
      .max(500),
    /** Lines that have no answer yet take what was proposed. */
    restAsProposed: z.boolean().default(false),
  }),
  output: z.object({ total: z.int(), kept: z.int(), removing: z.int(), unknown: z.int() }),
})

export const signSheet = operation({
  name: 'ids.sign',
  kind: 'command',
  summary: '自分の課の棚卸を確かめ終えたことを、役割として示す',
  who: 'signed-in',
  input: z.strictObject({ reviewId: idText, unitId: idText }),
  output: z.object({ capacity: z.string(), removing: z.int(), unknown: z.int() }),
})
