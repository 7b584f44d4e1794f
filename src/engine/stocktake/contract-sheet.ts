import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { campaignOutput, countWays, named, outcomes, permission, scanResults, wantsNote } from './contract.ts'

const nullableText = z.string().nullable()
const sheetKey = { stocktakeId: idText, unitId: idText }

/** How many lines have each outcome. */
export const tallyOutput = z.object({
  total: z.int(),
  found: z.int(),
  elsewhere: z.int(),
  damaged: z.int(),
  missing: z.int(),
  unseen: z.int(),
  surplus: z.int(),
})
export type Tally = z.output<typeof tallyOutput>

const sheetLine = z.object({
  entryId: z.string(),
  number: z.string(),
  label: z.string(),
  classes: z.string(),
  place: z.string(),
  outcome: z.enum(outcomes).nullable(),
  note: nullableText,
  way: z.enum(countWays).nullable(),
  countedBy: nullableText,
  /** Where the cases about the thing say it is now (貸出中), when it is not where it belongs. */
  away: nullableText,
  /** The line was closed in the register after the lists were laid out. */
  closedSince: z.boolean(),
  /** Another section scanned it. */
  seenBy: nullableText,
  /** It was missing in the stock-take before, too. */
  missedBefore: z.boolean(),
})
export type SheetLine = z.output<typeof sheetLine>

export const stocktakeSheet = operation({
  name: 'stocktake.sheet',
  kind: 'query',
  summary: '1課分の棚卸の表を、数えた結果とともに見る',
  who: 'signed-in',
  input: z.strictObject({
    ...sheetKey,
    only: z.enum(['all', 'open', 'differs', ...outcomes]).default('all'),
    search: boundedText(60, { min: 0 }).optional(),
    ...pageInput,
  }),
  output: z.object({
    campaign: campaignOutput,
    unit: named,
    officeWord: z.string(),
    tally: tallyOutput,
    shown: z.int(),
    lines: z.array(sheetLine),
    surplus: z.array(
      z.object({
        surplusId: z.string(),
        number: nullableText,
        label: z.string(),
        note: nullableText,
        state: z.enum(['open', 'registered', 'dropped']),
        entryId: nullableText,
        reason: nullableText,
        at: z.string(),
        by: z.string(),
      }),
    ),
    /** Who counted, and how many lines each. */
    counters: z.array(z.object({ name: z.string(), lines: z.int() })),
    signed: z
      .object({
        at: z.string(),
        name: z.string(),
        capacity: z.string(),
        rightOf: nullableText,
        reason: nullableText,
      })
      .nullable(),
    mayCount: permission,
    maySign: permission,
    capacity: nullableText,
    /** The viewer counted here himself: signing wants a reason. */
    countedMyself: z.boolean(),
    cites: z.array(citation),
    page: z.int(),
    size: z.int(),
  }),
})

const answer = z
  .strictObject({ entryId: idText, outcome: z.enum(outcomes), note: boundedText(200).optional() })
  .check((context) => {
    if (!wantsNote.has(context.value.outcome) || context.value.note !== undefined) return
    context.issues.push({
      code: 'custom',
      path: ['note'],
      message: '場所・傷みの様子・確認できない理由を書いてください。',
      input: context.value,
    })
  })

export const countLines = operation({
  name: 'stocktake.count',
  kind: 'command',
  summary: '棚卸の行に、あった・なかった・場所が違う・傷みあり・確認できないを答える',
  who: 'signed-in',
  input: z.strictObject({
    ...sheetKey,
    answers: z.array(answer).min(1, '1行以上を選んでください。').max(500),
  }),
  output: tallyOutput,
})

const typedNumber = boundedText(100)

export const scanNumbers = operation({
  name: 'stocktake.scan',
  kind: 'command',
  summary: '読み取った管理番号で数える。何を読み取ったかは1件ずつ残る',
  who: 'signed-in',
  input: z.strictObject({
    ...sheetKey,
    scans: z
      .array(
        z.strictObject({
          /** A mark of the device, so that a scan that is sent twice counts once. */
          mark: z.string().regex(/^[0-9a-z-]{1,60}$/, '端末の印が正しくありません。'),
          number: typedNumber,
        }),
      )
      .min(1)
      .max(200),
  }),
  output: z.object({
    results: z.array(
      z.object({
        mark: z.string(),
        number: z.string(),
        result: z.enum(scanResults),
        label: z.string(),
        /** What happened and what was kept, as a sentence. */
        message: z.string(),
      }),
    ),
    tally: tallyOutput,
  }),
})

// Base64 is four characters for three bytes.
const largestFile = 5 * 1024 * 1024

export const countFile = operation({
  name: 'stocktake.count-file',
  bodyLimit: 8 * 1024 * 1024,
  kind: 'command',
  summary: '管理番号の一覧(ExcelかCSV)で数える',
  who: 'signed-in',
  input: z.strictObject({
    ...sheetKey,
    fileName: boundedText(200),
    content: z
      .base64('ファイルを読み取れません。もう一度選び直してください。')
      .max(Math.ceil(largestFile / 3) * 4, '5MBまでのファイルを選んでください。'),
  }),
  output: z.object({
    read: z.int(),
    results: z.array(z.object({ result: z.enum(scanResults), count: z.int() })),
    /** What was not simply counted, with its row. */
    remarks: z.array(
      z.object({
        row: z.int(),
        number: z.string(),
        result: z.enum(scanResults),
        message: z.string(),
      }),
    ),
    moreRemarks: z.int(),
    tally: tallyOutput,
  }),
})

export const noteSurplus = operation({
  name: 'stocktake.note-surplus',
  kind: 'command',
  summary: '台帳にない物を見つけたことを書き留める',
  who: 'signed-in',
  input: z.strictObject({
    ...sheetKey,
    label: boundedText(100),
    number: typedNumber.optional(),
    note: boundedText(200).optional(),
  }),
  output: z.object({ surplusId: z.string() }),
})

export const settleSurplus = operation({
  name: 'stocktake.settle-surplus',
  kind: 'command',
  summary: '台帳にない物を、登録した行に結ぶか、理由を付けて取り消す',
  who: 'signed-in',
  input: z.strictObject({
    surplusId: idText,
    how: z.discriminatedUnion('as', [
      z.strictObject({ as: z.literal('registered'), number: typedNumber }),
      z.strictObject({ as: z.literal('dropped'), reason: boundedText(200) }),
    ]),
  }),
  output: z.object({ state: z.enum(['registered', 'dropped']) }),
})

export const signStocktake = operation({
  name: 'stocktake.sign',
  kind: 'command',
  summary: '自分の課の棚卸の結果を、役割として確かめる',
  who: 'signed-in',
  input: z.strictObject({
    ...sheetKey,
    /** Wanted from whoever counted himself: why nobody else could sign. */
    reason: boundedText(200).optional(),
  }),
  output: z.object({ capacity: z.string(), tasks: z.int() }),
})
