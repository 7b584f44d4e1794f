import { z } from 'zod'
import { axes } from '#engine/register/class-columns.ts'
import { boundedText } from '#ground/words/text.ts'

/** A class of a scheme: `value` is what registers keep (its level, then a letter), `label` what people read. */
const schemeClass = z.strictObject({
  value: z.string().regex(/^[1-3][A-Z]?$/u, '分類の値が正しくありません。'),
  label: boundedText(20),
  meaning: boundedText(300, { min: 0, lines: true }),
})
const schemeAxis = z.strictObject({
  axis: z.enum(axes),
  /** 機密性, or 重要性 where the city has one axis only. */
  label: boundedText(20),
  /** Strictest first. */
  classes: z.array(schemeClass).min(2, '分類は2つ以上にしてください。').max(12),
})
/** A question whose answers lead to classes. */
const question = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u),
  text: boundedText(200),
  answers: z
    .array(
      z.strictObject({
        value: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u),
        label: boundedText(100),
        /** The class at least, by axis. */
        gives: z.partialRecord(z.enum(axes), z.string().max(4)),
      }),
    )
    .min(2, '答えは2つ以上にしてください。')
    .max(8),
})

/** What a scheme says: its axes with their classes, and the questions that lead to them. */
export const schemeBody = z.strictObject({
  axes: z.array(schemeAxis).min(1).max(3),
  questions: z.array(question).max(20),
})
export type SchemeBody = z.output<typeof schemeBody>
export type SchemeAxis = SchemeBody['axes'][number]
export type Question = SchemeBody['questions'][number]

/** For each axis, from each old class to the new ones; several new ones want a person's decision. */
export const schemeMapping = z.array(
  z.strictObject({
    axis: z.enum(axes),
    from: z.string().max(4),
    to: z.array(z.string().max(4)).min(1, '移し先を選んでください。').max(6),
  }),
)
export type SchemeMapping = z.output<typeof schemeMapping>

export const answers = z.record(z.string().max(40), z.string().max(40))
export type Answers = z.output<typeof answers>
