import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { dateText, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { unitChange, unitChangeWords, type UnitChange, type UnitChangeKind } from './change.ts'

export { unitChangeWords, type UnitChange, type UnitChangeKind }

const nullableText = z.string().nullable()
const changes = z.array(unitChange).min(1, '改正の内容を1つ以上入れてください').max(50)

const effect = z.object({
  kind: z.enum([
    'created',
    'renamed',
    'moved',
    'ended',
    'child',
    'policy-office',
    'rule',
    'post-moved',
    'post-ended',
    'person-moved',
    'person-left',
  ]),
  text: z.string(),
})
export type UnitEffectView = z.output<typeof effect>

/** Things of one kind that go to the heir: 「情報資産管理台帳 12」. */
const hanging = z.array(z.object({ label: z.string(), count: z.int() }))

export const previewUnits = operation({
  name: 'organisation.preview-unit-changes',
  kind: 'query',
  summary: '組織改正で変わることを確かめる',
  who: { right: 'organisation.manage' },
  input: z.object({ changes, on: dateText }),
  output: z.object({
    problems: z.array(z.object({ at: z.string(), message: z.string() })),
    /** At most 300, people last; the totals count all. */
    effects: z.array(effect),
    people: z.object({ moved: z.int(), left: z.int() }),
    hanging,
    /** Applies today, at once; otherwise from 00:00 of the day. */
    immediate: z.boolean(),
  }),
})

export const changeUnits = operation({
  name: 'organisation.change-units',
  kind: 'command',
  summary: '組織を改める(新設・名称変更・移管・統合・分割・廃止)',
  who: { right: 'organisation.manage' },
  input: z.object({
    changes,
    on: dateText,
    /** What it rests on: the 条例, 規則 or 決裁. */
    basis: boundedText(300),
    /** People without a post afterwards, as the preview counted them: whoever leaves somebody over says how many. */
    left: z.int().min(0).default(0),
  }),
  output: z.object({
    /** Units that were made, by their code. */
    created: z.array(z.object({ code: z.string(), id: z.string() })),
    followed: z.array(z.object({ label: z.string(), what: z.string() })),
    /** The plan that holds the change, until its day; null when it applies at once. */
    planId: nullableText,
  }),
})

const unitState = z.enum(['current', 'ended', 'planned'])

export const unitHistory = operation({
  name: 'organisation.unit-history',
  kind: 'query',
  summary: '組織の一覧を、改正の経過とともに見る',
  who: 'signed-in',
  input: z.object({
    on: dateText.optional(),
    q: z.string().max(100, '検索のことばは100文字以内にしてください').default(''),
    /** Units of the day; those that have ended by then; those with a change after it. */
    show: z.enum(['current', 'ended', 'planned']).default('current'),
    ...pageInput,
  }),
  output: z.object({
    on: z.string(),
    total: z.int(),
    counts: z.object({ current: z.int(), ended: z.int(), planned: z.int() }),
    /** Clauses on how the organisation is made up. */
    cites: z.array(citation),
    units: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        name: z.string(),
        kind: z.string(),
        bodyName: z.string(),
        path: z.array(z.string()),
        state: unitState,
        /** Since when under this name and in this place. */
        since: z.string(),
        /** First day on which it is no more. */
        until: nullableText,
        formerName: nullableText,
        policyOffice: z.boolean(),
        /** The next change after the day. */
        next: z.object({ on: z.string(), text: z.string() }).nullable(),
        heir: z.object({ id: z.string(), name: z.string() }).nullable(),
      }),
    ),
  }),
  positional: ['q'],
})

const succession = z.object({
  unitId: nullableText,
  name: nullableText,
  kind: z.string(),
  heir: z.boolean(),
  on: z.string(),
  basis: z.string(),
})

export const unitLine = operation({
  name: 'organisation.unit-line',
  kind: 'query',
  summary: '1つの組織の、名称と上位の組織の移り変わりを見る',
  who: 'signed-in',
  input: z.object({ unitId: idText, on: dateText.optional() }),
  output: z.object({
    id: z.string(),
    name: z.string(),
    state: unitState,
    states: z.array(
      z.object({
        from: z.string(),
        to: nullableText,
        code: z.string(),
        name: z.string(),
        kind: z.string(),
        parentName: nullableText,
        /** What is new against the state before. */
        changed: z.array(z.string()),
      }),
    ),
    /** From whom it took over, and to whom it went. */
    from: z.array(succession),
    to: z.array(succession),
  }),
  positional: ['unitId'],
})
