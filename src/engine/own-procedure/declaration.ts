import { z } from 'zod'
import { officeCodes } from '#authority/offices.ts'
import { boundedText } from '#ground/words/text.ts'
import { fieldTypes } from '../procedure/definition.ts'
import type { Condition } from '../procedure/form-rules.ts'

/*
 * A procedure the city makes itself, as plain data: what the designer writes and the engine compiles. Everything is
 * bounded, so that nothing a designer sends can be too big to show.
 */

const fieldKey = z.string().regex(/^f\d{1,3}$/, '項目の記号が正しくありません')
const choiceKey = z.string().regex(/^c\d{1,2}$/, '選択肢の記号が正しくありません')
const label = boundedText(60)

export const ownField = z.strictObject({
  key: fieldKey,
  label,
  type: z.enum(fieldTypes),
  optional: z.boolean(),
  hint: boundedText(200).optional(),
  choices: z
    .array(z.strictObject({ value: choiceKey, label }))
    .max(30)
    .optional(),
  everyCheck: z.boolean().optional(),
  maxLength: z.int().min(1).max(2000).optional(),
  min: z.int().min(0).max(999_999_999).optional(),
  max: z.int().min(0).max(999_999_999).optional(),
  counter: boundedText(6).optional(),
  register: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, '台帳を選んでください')
    .optional(),
  maxEntries: z.int().min(1).max(100).optional(),
  anyUnit: z.boolean().optional(),
  /** No longer asked for; old cases still show what was written there. */
  gone: z.boolean().optional(),
})
export type OwnField = z.output<typeof ownField>

const condition: z.ZodType<Condition> = z.union([
  // No answer chosen yet: a design may be saved so, and does not run.
  z.strictObject({ field: fieldKey, is: z.union([boundedText(60), z.array(boundedText(60)).max(30)]) }),
  z.strictObject({ classFrom: z.int().min(1).max(3) }),
])

export const ownRule = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('not-past'), field: fieldKey }),
  z.strictObject({ rule: z.literal('in-order'), from: fieldKey, to: fieldKey }),
  z.strictObject({ rule: z.literal('within-fiscal-year'), from: fieldKey, to: fieldKey }),
  z.strictObject({
    rule: z.literal('needed-when'),
    field: fieldKey,
    when: condition,
    message: boundedText(120),
  }),
  z.strictObject({
    rule: z.literal('forbidden-when'),
    field: fieldKey,
    when: condition,
    message: boundedText(120),
  }),
])

const seat = z.strictObject({
  office: z.enum(officeCodes),
  /** The unit that keeps the line chosen in that field (所管), or the unit chosen there; the applicant's unless told. */
  from: z.strictObject({ field: fieldKey }).optional(),
})

export const ownStep = z.strictObject({
  act: z.enum(['decide', 'pass', 'agree', 'consult', 'opinion', 'receive']),
  needs: z.enum(['all', 'any']),
  seats: z.array(seat).min(1, '役割を1つ以上選んでください').max(4, '並べられる役割は4つまでです'),
})
export type OwnStep = z.output<typeof ownStep>

const validity = z.discriminatedUnion('lasts', [
  z.strictObject({ lasts: z.literal('once') }),
  z.strictObject({ lasts: z.literal('period'), from: fieldKey, to: fieldKey }),
  z.strictObject({ lasts: z.literal('fiscal-year'), from: fieldKey.optional() }),
  z.strictObject({ lasts: z.literal('standing') }),
])

/** The words of an answer: what the clause calls it, and its negative. */
export const verbs = {
  許可: '不許可',
  承認: '不承認',
  同意: '不同意',
  決定: '却下',
} as const
export type Verb = keyof typeof verbs

export const ownDeclaration = z.strictObject({
  name: boundedText(40),
  purpose: boundedText(200),
  formNumber: boundedText(30),
  verb: z.enum(['許可', '承認', '同意', '決定']),
  /** 届出: holds from its filing on, and the last office takes note of it. */
  notice: z.boolean(),
  /** What its clause must say, for whoever binds it. */
  need: boundedText(200),
  parts: z
    .array(
      z.strictObject({
        label,
        fields: z.array(ownField).max(40, '1つのまとまりに置ける項目は40までです'),
      }),
    )
    .min(1, 'まとまりを1つ以上置いてください')
    .max(10, 'まとまりは10までです'),
  rules: z.array(ownRule).max(30, '決まりは30までです'),
  route: z.array(ownStep).min(1, '決裁の流れを1段以上置いてください').max(8, '決裁の流れは8段までです'),
  validity,
  /** Words of what follows the grant; null: nothing does. */
  start: boundedText(20).nullable(),
  finish: boundedText(20).nullable(),
  /** 開庁日 within which a step should be done. */
  answerWithin: z.int().min(1).max(60).nullable(),
  renewable: z.boolean(),
  bulk: z.boolean(),
})
/** A procedure of the city's own, as designed. */
export type OwnDeclaration = z.output<typeof ownDeclaration>
