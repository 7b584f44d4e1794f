import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { idText, operation, pageInput } from '#ground/operation/contract.ts'

export const taskStates = ['open', 'done', 'dropped'] as const
export type TaskState = (typeof taskStates)[number]

/** Whose tasks: the viewer's own, those of the units he answers for, all of the city. */
export const taskViews = ['mine', 'unit', 'all'] as const
export type TaskView = (typeof taskViews)[number]

const named = z.object({ personId: z.string(), name: z.string() })

const taskRow = z.object({
  taskId: z.string(),
  kind: z.string(),
  /** The part of the house it comes from, and its name: 「入庁・異動・退職」. */
  area: z.string(),
  areaName: z.string(),
  title: z.string(),
  /** Who has to do it now: a person, or an office of a unit (「長寿支援課 情報セキュリティ管理者」). */
  owner: z.string(),
  about: named.nullable(),
  dueOn: z.string().nullable(),
  /** Days past the due date while open; 0 when it is not late. */
  overdueDays: z.int(),
  reminders: z.int(),
  href: z.string().nullable(),
  cites: z.array(citation),
  state: z.enum(taskStates),
  closedAt: z.string().nullable(),
  openedAt: z.string(),
})
export type TaskRow = z.output<typeof taskRow>

export const listTasks = operation({
  name: 'task.list',
  kind: 'query',
  summary: 'やることの一覧を見る',
  who: 'signed-in',
  input: z.object({
    view: z.enum(taskViews).default('mine'),
    state: z.enum(['open', 'closed']).default('open'),
    area: z.string().max(60).optional(),
    overdue: z.boolean().optional(),
    aboutId: idText.optional(),
    ...pageInput,
  }),
  output: z.object({
    on: z.string(),
    rows: z.array(taskRow),
    /** Counted up to 10,000; of these `overdue` are late. */
    total: z.int(),
    overdue: z.int(),
    /** The areas of the open tasks of this view, for the filter. */
    areas: z.array(z.object({ area: z.string(), name: z.string(), count: z.int() })),
    /** Which views the viewer has. */
    views: z.array(z.enum(taskViews)),
    page: z.int(),
    size: z.int(),
  }),
})

export const showTask = operation({
  name: 'task.show',
  kind: 'query',
  summary: 'やることを一つ見る',
  who: 'signed-in',
  input: z.object({ taskId: idText }),
  output: taskRow.extend({
    detail: z.string(),
    outcome: z.string().nullable(),
    /** Who closed it and in which right (本人, 代決 …). */
    closedBy: named.extend({ capacity: z.string().nullable(), rightOf: z.string().nullable() }).nullable(),
    /** May the viewer close it, in which right, or why not. */
    closing: z.discriminatedUnion('allowed', [
      z.object({ allowed: z.literal(true), capacity: z.string() }),
      z.object({ allowed: z.literal(false), reason: z.string() }),
    ]),
  }),
  positional: ['taskId'],
})

export const closeTask = operation({
  name: 'task.close',
  kind: 'command',
  summary: 'やることを済みにする・取りやめる',
  who: 'signed-in',
  input: z.object({
    taskId: idText,
    state: z.enum(['done', 'dropped']),
    /** What came of it; for dropped: why it need not be done. */
    outcome: z.string().trim().min(1, '結果か理由を書いてください').max(500, '結果と理由は500文字までです'),
  }),
  output: z.object({ state: z.enum(taskStates) }),
})

/** One owner's overdue tasks in one mail, once a day. */
export const remindTasks = operation({
  name: 'task.remind',
  kind: 'command',
  summary: '期限を過ぎたやることを担当に知らせる',
  who: { right: 'system' },
  input: z.union([
    z.object({ personId: idText }),
    z.object({ office: z.string().max(60), unitId: idText.nullable() }),
  ]),
  output: z.object({ tasks: z.int(), mails: z.int() }),
})
