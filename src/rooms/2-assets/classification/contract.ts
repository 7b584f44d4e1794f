import { z } from 'zod'
import { axes } from '#engine/register/class-columns.ts'
import { citation } from '#engine/citation.ts'
import { dateText, fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { answers, schemeBody, schemeMapping } from './contract-scheme.ts'

const registerKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '台帳の名前が正しくありません。')
const permission = z.object({ allowed: z.boolean(), because: z.string().optional() })
const axis = z.enum(axes)
const proposal = z.object({ axis, value: z.string(), label: z.string(), because: z.array(z.string()) })

const scheme = z.object({
  /** null: the model scheme, which nobody has to enter. */
  schemeId: z.string().nullable(),
  name: z.string(),
  basis: z.string(),
  body: schemeBody,
  state: z.enum(['model', 'draft', 'planned', 'in-force', 'former']),
  from: z.string().nullable(),
  /** How far its lines have been carried over; null where nothing had to be. */
  run: z
    .object({ seen: z.number(), total: z.number(), changed: z.number(), finished: z.boolean() })
    .nullable(),
})

export const classificationSchemes = operation({
  name: 'classification.schemes',
  kind: 'query',
  summary: '情報資産の分類の体系(今のもの、案、前のもの)を見る',
  who: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    inForce: scheme,
    others: z.array(scheme),
    mayManage: permission,
    /** Lines that wait for a person's choice, in the units of the reader. */
    pending: z.number(),
    cites: z.array(citation),
    missing: z.array(z.object({ slot: z.string(), need: z.string() })),
  }),
})

export const saveScheme = operation({
  name: 'classification.save-scheme',
  kind: 'command',
  summary: '分類の体系の案を保存する',
  who: { right: 'policy.manage' },
  input: z.strictObject({
    /** Absent for a new draft. */
    schemeId: idText.optional(),
    name: boundedText(100),
    /** The clause it rests on, as the city prints it. */
    basis: boundedText(200),
    body: schemeBody,
  }),
  output: z.object({ schemeId: z.string() }),
})

export const previewScheme = operation({
  name: 'classification.preview-scheme',
  kind: 'query',
  summary: '体系を切り替えると台帳の行の分類がどうなるかを見る',
  who: { right: 'policy.manage' },
  input: z.strictObject({ schemeId: idText, mapping: schemeMapping.optional() }),
  output: z.object({
    mapping: schemeMapping,
    problems: z.array(z.object({ at: z.string(), message: z.string() })),
    rows: z.array(
      z.object({
        axis,
        axisLabel: z.string(),
        from: z.string(),
        fromLabel: z.string(),
        to: z.array(z.object({ value: z.string(), label: z.string() })),
        lines: z.number(),
        /** Lines somebody has to choose for. */
        open: z.number(),
        registers: z.array(z.object({ register: z.string(), name: z.string(), lines: z.number() })),
      }),
    ),
    lines: z.number(),
    open: z.number(),
  }),
})

export const decideScheme = operation({
  name: 'classification.decide-scheme',
  kind: 'command',
  summary: '分類の体系を、いつから使うかを決め、台帳の行を移す',
  who: { right: 'policy.manage' },
  stepUp: true,
  input: z.strictObject({ schemeId: idText, from: dateText, mapping: schemeMapping }),
  output: z.object({ jobId: z.string().nullable() }),
})

export const withdrawScheme = operation({
  name: 'classification.withdraw-scheme',
  kind: 'command',
  summary: '分類の体系の案を取り下げる(使い始めたものは取り下げられない)',
  who: { right: 'policy.manage' },
  input: z.strictObject({ schemeId: idText }),
  output: z.object({}),
})

export const carryOverScheme = operation({
  name: 'classification.carry-over',
  kind: 'command',
  summary: '体系の切替えを、台帳の次のひとまとまりの行に移す(日々の処理)',
  who: { right: 'system' },
  input: z.strictObject({ schemeId: idText }),
  output: z.object({ seen: z.number(), total: z.number(), changed: z.number(), finished: z.boolean() }),
})

export const pendingClasses = operation({
  name: 'classification.pending',
  kind: 'query',
  summary: '移し先を人が選ぶ行を見る',
  who: 'signed-in',
  input: z.strictObject({ ...pageInput }),
  output: z.object({
    rows: z.array(
      z.object({
        schemeId: z.string(),
        register: z.string(),
        registerName: z.string(),
        entryId: z.string(),
        number: z.string(),
        label: z.string(),
        unitName: z.string(),
        axis,
        axisLabel: z.string(),
        fromLabel: z.string(),
        candidates: z.array(z.object({ value: z.string(), label: z.string() })),
        may: permission,
      }),
    ),
    total: z.number(),
    page: z.number(),
    size: z.number(),
  }),
})

export const settlePending = operation({
  name: 'classification.settle',
  kind: 'command',
  summary: '移し先を選ぶ行について、分類を選ぶ',
  who: 'signed-in',
  input: z.strictObject({
    lines: z
      .array(z.strictObject({ entryId: idText, axis }))
      .min(1)
      .max(100),
    value: z.string().max(4),
    why: boundedText(200),
  }),
  output: z.object({ settled: z.number() }),
})

export const proposeClasses = operation({
  name: 'classification.propose',
  kind: 'query',
  summary: '質問の答えから決まる分類を見る',
  who: 'signed-in',
  input: z.strictObject({ answers }),
  output: z.object({
    proposals: z.array(proposal),
    questions: schemeBody.shape.questions,
    complete: z.boolean(),
  }),
})

export const answerQuestions = operation({
  name: 'classification.answer',
  kind: 'command',
  summary: '質問に答えて台帳の行の分類を決め、理由を残す',
  who: 'signed-in',
  input: z.strictObject({
    register: registerKey,
    entryId: idText,
    expectedVersion: z.int().min(1),
    answers,
    /** Chosen where it is not what the answers lead to. */
    chosen: z.partialRecord(axis, z.string().max(4)),
    /** Why stricter, or why milder than the answers lead to. */
    reason: boundedText(300, { lines: true }).optional(),
  }),
  output: z.object({ entryId: z.string(), version: z.number(), proposals: z.array(proposal) }),
})

/** 守られている, 破られている, 分からない, 手続で確かめる. */
export const handlingStates = ['kept', 'broken', 'unknown', 'at-permit'] as const

const cardItem = z.object({
  key: z.string(),
  axis,
  text: z.string(),
  state: z.enum(handlingStates),
  /** What the register knows, or what is not known. */
  says: z.string(),
  cites: z.array(citation),
})

export const handlingCard = operation({
  name: 'classification.card',
  kind: 'query',
  summary: '台帳の行の取扱カード(してよいこと、いけないこと、守られているか)を見る',
  who: 'signed-in',
  input: z.strictObject({ register: registerKey, entryId: idText }),
  output: z.object({
    number: z.string(),
    label: z.string(),
    classes: z.array(
      z.object({ axis, axisLabel: z.string(), value: z.string().nullable(), label: z.string() }),
    ),
    items: z.array(cardItem),
    cites: z.array(citation),
    /** Copies that still exist, and what lies in it. */
    copies: z.number(),
    holds: z.array(z.object({ register: z.string(), name: z.string(), lines: z.number() })),
    /** Open cases and permissions about it. */
    cases: z.array(z.object({ applicationId: z.string(), number: z.string(), title: z.string() })),
    mayAnswer: permission,
  }),
})

export const handlingSheet = operation({
  name: 'classification.card-sheet',
  kind: 'query',
  summary: '取扱カードをPDFで受け取る',
  who: 'signed-in',
  input: z.strictObject({ register: registerKey, entryId: idText }),
  output: fileOutput,
})

export const followClasses = operation({
  name: 'classification.follow',
  kind: 'command',
  summary: '分類の変わった行に従うもの(複製、媒体、場所)の分類を改める(日々の処理)',
  who: { right: 'system' },
  input: z.strictObject({ entryIds: z.array(idText).min(1).max(1000) }),
  output: z.object({ changed: z.number(), tasks: z.number() }),
})
