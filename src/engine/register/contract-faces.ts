import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { idText, operation } from '#ground/operation/contract.ts'
import { author, registerKey } from './contract.ts'

const state = z.enum(['current', 'closed'])

export const registerTimeline = operation({
  name: 'register.timeline',
  kind: 'query',
  summary: '台帳の1行に起きたことを、履歴・申請・ほかの台帳から新しい順に見る',
  who: 'signed-in',
  input: z.strictObject({
    register: registerKey,
    entryId: idText,
    page: z.int().min(1).max(100).default(1),
    size: z.int().min(1).max(50).default(20),
  }),
  output: z.object({
    items: z.array(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('version'),
          at: z.string(),
          version: z.number(),
          act: z.enum(['first', 'changed', 'closed', 'disposed']),
          by: author,
          why: z.string(),
        }),
        z.object({
          kind: z.literal('case'),
          at: z.string(),
          applicationId: z.string(),
          procedure: z.string(),
          number: z.string(),
          title: z.string(),
          state: z.string(),
        }),
        z.object({
          kind: z.literal('line'),
          at: z.string(),
          register: z.string(),
          registerName: z.string(),
          entryId: z.string(),
          number: z.string(),
          label: z.string(),
          state,
          /** Heading of the column that points here. */
          column: z.string(),
        }),
      ]),
    ),
    total: z.number(),
    page: z.number(),
    size: z.number(),
    /** Cases and lines that point here and that the reader may not read. */
    hidden: z.number(),
  }),
  positional: ['register', 'entryId'],
})

export const registerFront = operation({
  name: 'register.front',
  kind: 'query',
  summary: '台帳の概況(件数、推移、注意の要るもの)を見る',
  who: 'signed-in',
  input: z.strictObject({ register: registerKey }),
  output: z.object({
    current: z.number(),
    closed: z.number(),
    /** Lines in force by class or choice. */
    shares: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        filter: z.boolean(),
        choices: z.array(z.object({ value: z.string(), label: z.string(), lines: z.number() })),
      }),
    ),
    /** The last 24 months, the oldest first; `month` is 2026-11. */
    months: z.array(z.object({ month: z.string(), opened: z.number(), closed: z.number() })),
    /** Where the register has lines that begin and end: how many were in force at the end of each of those months. */
    inForce: z
      .object({
        label: z.string(),
        months: z.array(z.object({ month: z.string(), value: z.number() })),
        cites: z.array(citation),
      })
      .nullable(),
    attention: z.array(
      z.object({
        key: z.string(),
        text: z.string(),
        lines: z.number(),
        more: z.boolean(),
        href: z.string(),
      }),
    ),
  }),
  positional: ['register'],
})
