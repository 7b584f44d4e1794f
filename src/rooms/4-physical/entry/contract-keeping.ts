import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { dateText, fileOutput, idText, operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { directions } from './contract.ts'

export const passDoor = operation({
  name: 'entry.pass',
  kind: 'command',
  summary: '管理区域の入口で、カード番号から入室・退室を書く',
  who: 'signed-in',
  input: z.strictObject({
    areaId: idText,
    /** As a reader types it: what stands before and after it does not matter, nor its width. */
    card: z
      .string()
      .trim()
      .min(1, 'カード番号を入れるか、カードをかざしてください')
      .max(60, 'カード番号は60文字までです'),
    /** Unless told: out for whoever is inside, in for everybody else. */
    direction: z.enum(directions).optional(),
  }),
  output: z.object({
    lineId: z.string(),
    name: z.string(),
    direction: z.enum(directions),
    warnings: z.array(z.string()),
  }),
})

/** Stays one paper holds: what one waits for. */
export const mostPrintedStays = 2_000

export const printEntry = operation({
  name: 'entry.print',
  kind: 'query',
  summary: '1つの管理区域の入退室管理簿を、入室と退室を1行にしてPDFにする',
  who: 'signed-in',
  input: z.strictObject({ areaId: idText, from: dateText, to: dateText }),
  output: fileOutput,
})

export const expiredEntry = operation({
  name: 'entry.expired',
  kind: 'query',
  summary: '保存期限を過ぎ、廃棄できる入退室の記録を、管理区域ごとに見る',
  who: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    years: z.int(),
    /** Why the city keeps them another number of years than is usual. */
    yearsWhy: z.string().nullable(),
    mayConfigure: z.boolean(),
    /** Lines of days before this one may go. */
    before: z.string(),
    areas: z.array(
      z.object({
        areaId: z.string(),
        name: z.string(),
        unit: z.string(),
        firstDay: z.string(),
        /** Counted up to 10,000. */
        lines: z.int(),
        more: z.boolean(),
        /** It is being done. */
        running: z.boolean(),
        mayDispose: z.object({ allowed: z.boolean(), because: z.string().optional() }),
      }),
    ),
    /** The latest first, at most 20. */
    done: z.array(
      z.object({
        name: z.string(),
        before: z.string(),
        askedAt: z.string(),
        by: z.string(),
        why: z.string(),
        removed: z.int(),
      }),
    ),
    cites: z.array(citation),
  }),
})

export const disposeEntry = operation({
  name: 'entry.dispose',
  kind: 'command',
  summary: '保存期限を過ぎた入退室の記録を、管理区域を選んで廃棄する',
  who: 'signed-in',
  input: z.strictObject({ areaId: idText, why: boundedText(200) }),
  output: z.object({ disposalId: z.string() }),
})

export const disposeEntryPart = operation({
  name: 'entry.dispose-part',
  kind: 'command',
  summary: '入退室の記録の廃棄を一段進める',
  who: { right: 'system' },
  input: z.strictObject({ disposalId: idText }),
  output: z.object({ removed: z.int(), finished: z.boolean() }),
})
