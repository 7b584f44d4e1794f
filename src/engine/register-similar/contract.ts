import { z } from 'zod'
import { idText, operation } from '#ground/operation/contract.ts'

/** What went before and was like this: the body of records a register keeps is of use to the next one. */
export const similarEntries = operation({
  name: 'register.similar',
  kind: 'query',
  summary: '台帳の1行に似た過去の行を探す',
  who: 'signed-in',
  input: z.strictObject({
    register: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '台帳の名前が正しくありません。'),
    entryId: idText,
  }),
  output: z.object({
    /** Most alike first, at most five. */
    lines: z.array(
      z.object({
        entryId: z.string(),
        number: z.string(),
        label: z.string(),
        /** Of what is compared, how much is shared: 1 to 100. */
        share: z.number(),
        /** What was done then, column by column. */
        told: z.array(z.object({ label: z.string(), text: z.string() })),
      }),
    ),
    /** Lines that were looked at; older ones are not. */
    looked: z.number(),
  }),
  positional: ['register', 'entryId'],
})
