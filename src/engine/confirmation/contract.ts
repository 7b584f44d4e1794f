import { z } from 'zod'
import { idText, operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'

const registerKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '台帳の名前が正しくありません。')

/** How far the confirmation of a line is, and whether the reader may do it. */
export const confirmationOf = operation({
  name: 'confirmation.show',
  kind: 'query',
  summary: '台帳の1行の相互確認の様子を見る',
  who: 'signed-in',
  input: z.strictObject({ register: registerKey, entryId: idText }),
  output: z.object({
    /** 「相互確認」 */
    word: z.string(),
    state: z.enum(['waiting', 'confirmed', 'objected', 'not-needed']),
    version: z.number(),
    mayConfirm: z.object({ allowed: z.boolean(), because: z.string().optional() }),
    /** Every answer so far, newest first. */
    answers: z.array(
      z.object({
        outcome: z.enum(['confirmed', 'objected']),
        by: z.string(),
        at: z.string(),
        /** The version of the line that was looked at. */
        version: z.number(),
        note: z.string().nullable(),
        /** The content has been changed since. */
        outdated: z.boolean(),
      }),
    ),
  }),
  positional: ['register', 'entryId'],
})

export const confirmEntry = operation({
  name: 'confirmation.give',
  kind: 'command',
  summary: 'ほかの人が書いた記録の内容を確かめる(相互確認)',
  who: 'signed-in',
  input: z
    .strictObject({
      register: registerKey,
      entryId: idText,
      /** The version that was read. */
      expectedVersion: z.int().min(1),
      outcome: z.enum(['confirmed', 'objected']),
      note: boundedText(400).optional(),
    })
    .check((context) => {
      if (context.value.outcome !== 'objected' || context.value.note !== undefined) return
      context.issues.push({
        code: 'custom',
        message: '異なる点を書いてください。',
        path: ['note'],
        input: context.value,
      })
    }),
  output: z.object({ entryId: z.string(), version: z.number() }),
})
