import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { dateText, idText, operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { cardKinds } from './definition.ts'

const done = z.object({ entryId: z.string(), number: z.string() })

export const myCards = operation({
  name: 'cards.mine',
  kind: 'query',
  summary: '自分が持っているICカードを見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    on: z.string(),
    cards: z.array(
      z.object({
        entryId: z.string(),
        number: z.string(),
        cardNumber: z.string(),
        kind: z.string(),
        state: z.enum(['held', 'lost']),
        issuedOn: z.string(),
        lostOn: z.string().nullable(),
        stoppedOn: z.string().nullable(),
      }),
    ),
    /** Hands out and takes back cards of some section. */
    handles: z.boolean(),
    cites: z.array(citation),
  }),
})

export const issueCard = operation({
  name: 'cards.issue',
  kind: 'command',
  summary: 'ICカードを渡したことを書く',
  who: 'signed-in',
  input: z.strictObject({
    holderId: idText,
    cardNumber: boundedText(60),
    kind: z.enum(cardKinds),
    issuedOn: dateText.optional(),
    note: boundedText(200).optional(),
  }),
  output: done,
})

export const reportLostCard = operation({
  name: 'cards.report-lost',
  kind: 'command',
  summary: 'ICカードを失くしたことを届け出る',
  who: 'signed-in',
  input: z.strictObject({
    entryId: idText,
    lostOn: dateText.optional(),
    where: boundedText(500, { lines: true }),
  }),
  output: done.extend({
    /** Whom it was told to: names, or the word of an office that nobody holds today. */
    told: z.array(z.string()),
  }),
})

export const stopCard = operation({
  name: 'cards.stop',
  kind: 'command',
  summary: '失くしたICカードの効力を止めたことを書く',
  who: { right: 'policy.manage' },
  input: z.strictObject({ entryId: idText, stoppedOn: dateText.optional() }),
  output: done,
})

export const returnCard = operation({
  name: 'cards.return',
  kind: 'command',
  summary: 'ICカードを返してもらったことを書く',
  who: 'signed-in',
  input: z.strictObject({ entryId: idText, returnedOn: dateText.optional() }),
  output: done,
})
