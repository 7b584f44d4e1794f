import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { dateText, fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { checklistEvents, heldKinds } from './definition.ts'

const named = z.object({ personId: z.string(), name: z.string() })
const event = z.enum(checklistEvents)
const state = z.enum(['open', 'closed', 'dropped'])

const checklistRow = z.object({
  checklistId: z.string(),
  event,
  person: named,
  unitName: z.string(),
  postTitle: z.string(),
  appointment: z.string(),
  /** First day of the new state; of a leaver the first on which he is no longer there. */
  effectiveOn: z.string(),
  dueOn: z.string(),
  overdueDays: z.int(),
  state,
  settled: z.int(),
  items: z.int(),
  /** Things that must come back and are still out. */
  held: z.int(),
})
export type ChecklistRow = z.output<typeof checklistRow>

export const listChecklists = operation({
  name: 'joining.list',
  kind: 'query',
  summary: '入庁・異動・退職の手続の一覧を見る',
  who: 'signed-in',
  input: z.object({
    state: z.enum(['open', 'closed']).default('open'),
    event: event.optional(),
    overdue: z.boolean().optional(),
    unitId: idText.optional(),
    personId: idText.optional(),
    ...pageInput,
  }),
  output: z.object({
    on: z.string(),
    rows: z.array(checklistRow),
    total: z.int(),
    overdue: z.int(),
    /** May the viewer open one by hand. */
    mayOpen: z.boolean(),
    page: z.int(),
    size: z.int(),
  }),
})

const heldThing = z.object({
  kind: z.enum(heldKinds),
  id: z.string(),
  label: z.string(),
  detail: z.string().nullable(),
  href: z.string().nullable(),
})

const itemView = z.object({
  item: z.string(),
  label: z.string(),
  means: z.string(),
  state: z.enum(['open', 'done', 'not-needed']),
  note: z.string().nullable(),
  settledAt: z.string().nullable(),
  settledBy: named.extend({ capacity: z.string(), rightOf: z.string().nullable() }).nullable(),
  /** Clauses bound to it; empty = the city has not bound any yet, and the item is shown as such. */
  cites: z.array(citation),
  /** False while a bound clause waits for an officer's confirmation. */
  confirmedClause: z.boolean(),
  /** Nothing of this may be left when the checklist is closed. */
  mustBeZero: z.boolean(),
  held: z.array(heldThing),
  /** Record books the house does not have yet: nothing read is not nothing held. */
  unread: z.array(z.enum(heldKinds)),
  bySignature: z.boolean(),
})
export type ItemView = z.output<typeof itemView>

export const showChecklist = operation({
  name: 'joining.show',
  kind: 'query',
  summary: '入庁・異動・退職の手続を一つ見る',
  who: 'signed-in',
  input: z.object({ checklistId: idText }),
  output: checklistRow.omit({ settled: true, items: true, held: true }).extend({
    unitId: z.string().nullable(),
    openedAt: z.string(),
    openedBy: named.nullable(),
    closedAt: z.string().nullable(),
    closedBy: named.extend({ capacity: z.string(), rightOf: z.string().nullable() }).nullable(),
    outcome: z.string().nullable(),
    items: z.array(itemView),
    /** He works for the city again (or still) after the day of leaving. */
    backAgain: z.boolean(),
    /** May the viewer confirm, in which right, or why not. */
    confirming: z.discriminatedUnion('allowed', [
      z.object({ allowed: z.literal(true), capacity: z.string() }),
      z.object({ allowed: z.literal(false), reason: z.string() }),
    ]),
    /** What stands in the way of closing; empty = it may be closed. */
    blocked: z.array(z.string()),
  }),
  positional: ['checklistId'],
})
export type ChecklistView = z.output<typeof showChecklist.output>

export const openChecklist = operation({
  name: 'joining.open',
  kind: 'command',
  summary: '入庁・異動・退職の手続を始める',
  who: 'signed-in',
  input: z.object({ personId: idText, event, effectiveOn: dateText }),
  output: z.object({ checklistId: z.string() }),
})

export const settleItem = operation({
  name: 'joining.settle',
  kind: 'command',
  summary: '手続の項目を確認する',
  who: 'signed-in',
  input: z.object({
    checklistId: idText,
    item: z.string().max(40),
    state: z.enum(['done', 'not-needed', 'open']),
    note: z.string().trim().max(500, '覚え書きは500文字までです').optional(),
  }),
  output: z.object({}),
})

export const closeChecklist = operation({
  name: 'joining.close',
  kind: 'command',
  summary: '手続を終える',
  who: 'signed-in',
  input: z.object({ checklistId: idText }),
  output: z.object({}),
})

export const dropChecklist = operation({
  name: 'joining.drop',
  kind: 'command',
  summary: '手続を取りやめる',
  who: 'signed-in',
  input: z.object({
    checklistId: idText,
    reason: z.string().trim().min(5, '理由を5文字以上で書いてください').max(500, '理由は500文字までです'),
  }),
  output: z.object({}),
})

export const checklistSheet = operation({
  name: 'joining.sheet',
  kind: 'query',
  summary: '手続の確認票を作る',
  who: 'signed-in',
  input: z.object({ checklistId: idText }),
  output: fileOutput,
  positional: ['checklistId'],
})
