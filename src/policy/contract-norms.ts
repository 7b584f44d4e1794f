import { z } from 'zod'
import { dateText, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import {
  alike,
  changedNorm,
  chapterProgress,
  field,
  lint,
  norm,
  normToBind,
  parameter,
  progress,
  reading,
  reviewAct,
  revisionOf,
  term,
} from './contract-norm.ts'
import { kinds } from './norms/types.ts'

const manage = { right: 'policy.manage' } as const
const MOST = 500
const many = z.array(revisionOf).min(1, '規範を一つ以上選んでください').max(MOST, `一度に${MOST}件までです`)

/** What every command of the review answers. */
const done = {
  actId: z.string(),
  norms: z.array(changedNorm),
  /** Of the whole edition, after it. */
  progress,
}

/** 規範の確認画面. Every norm of an edition, or of one chapter (a provision with everything below it). */
export const policyNorms = operation({
  name: 'policy.norms',
  kind: 'query',
  summary: '本文から読み取った規範を見る',
  who: 'signed-in',
  input: z.object({ editionId: idText, chapter: z.string().max(200).optional() }),
  output: z.object({
    editionId: z.string(),
    editionLabel: z.string(),
    documentMark: z.string(),
    /** False for an edition imported before norms were read: `policy.read-norms` reads them. */
    read: z.boolean(),
    norms: z.array(norm),
    progress,
    chapters: z.array(chapterProgress),
    /** The latest acts of all officers, newest first, at most 30. */
    acts: z.array(reviewAct),
    mayManage: z.boolean(),
  }),
})

/** 規範を読み直す. For an edition imported before norms were read, or by an older reader; what was decided stays. */
export const policyReadNorms = operation({
  name: 'policy.read-norms',
  kind: 'command',
  summary: '版の本文から規範を読み直す',
  who: manage,
  input: z.object({ editionId: idText }),
  output: z.object({ norms: z.int(), kept: z.int(), reopened: z.int(), added: z.int(), removed: z.int() }),
})

/** 規範を確認する. */
export const policyConfirmNorms = operation({
  name: 'policy.confirm-norms',
  kind: 'command',
  summary: '読み取った規範を確認済みにする',
  who: manage,
  input: z.object({ editionId: idText, norms: many }),
  output: z.object(done),
})

/** 規範の読み取りを直す. Only the fields given; `alike` offers the same wording elsewhere. */
export const policyCorrectNorm = operation({
  name: 'policy.correct-norm',
  kind: 'command',
  summary: '規範の読み取りを直す',
  who: manage,
  input: z.object({
    editionId: idText,
    normId: idText,
    revision: z.int().min(1),
    reading: reading.partial().refine((given) => Object.keys(given).length > 0, '直す項目を入れてください'),
  }),
  output: z.object({ ...done, norm, alike: z.array(alike) }),
})

/** 同じ言い回しの規範にも同じ直しをする. */
export const policyTeach = operation({
  name: 'policy.teach',
  kind: 'command',
  summary: '直した読み取りを、同じ言い回しの規範にも当てはめる',
  who: manage,
  input: z.object({
    editionId: idText,
    fromNormId: idText,
    norms: many,
    fields: z.array(field).min(1, '項目を一つ以上選んでください'),
  }),
  output: z.object(done),
})

/** 規範を二つに分ける. `at` is a place inside the norm's text; the second part begins there. */
export const policySplitNorm = operation({
  name: 'policy.split-norm',
  kind: 'command',
  summary: '一つの規範を二つに分ける',
  who: manage,
  input: z.object({ editionId: idText, normId: idText, revision: z.int().min(1), at: z.int().min(1) }),
  output: z.object(done),
})

/** 続いている規範を一つにまとめる. The first one's reading stays. */
export const policyMergeNorms = operation({
  name: 'policy.merge-norms',
  kind: 'command',
  summary: '続いている規範を一つにまとめる',
  who: manage,
  input: z.object({
    editionId: idText,
    norms: z.array(revisionOf).min(2, '規範を二つ以上選んでください').max(20, '一度に20件までです'),
  }),
  output: z.object(done),
})

/** 規範ではない. The sentence binds nobody: it stays in the text, counts as decided and needs no binding. */
export const policyDismissNorm = operation({
  name: 'policy.dismiss-norm',
  kind: 'command',
  summary: '読み取った文を、規範ではないものとする',
  who: manage,
  input: z.object({ editionId: idText, normId: idText, revision: z.int().min(1) }),
  output: z.object(done),
})

/** 確認画面でしたことを取り消す. Refused when something it touched has changed since. */
export const policyUndoReview = operation({
  name: 'policy.undo-review',
  kind: 'command',
  summary: '規範の確認・修正を取り消す',
  who: manage,
  input: z.object({ editionId: idText, actId: idText }),
  output: z.object(done),
})

/** 定める値. Without an edition: what the editions in force on the date leave open. */
export const policyParameters = operation({
  name: 'policy.parameters',
  kind: 'query',
  summary: '本文が団体に任せている値の一覧を見る',
  who: 'signed-in',
  input: z.object({ editionId: idText.optional(), on: dateText.optional() }),
  output: z.object({
    parameters: z.array(parameter),
    set: z.int(),
    open: z.int(),
    mayManage: z.boolean(),
  }),
})

/** 定める値を入れる. A null value takes it back; what was set before stays in the history. */
export const policySetParameter = operation({
  name: 'policy.set-parameter',
  kind: 'command',
  summary: '本文が任せている値を定める',
  who: manage,
  input: z.object({
    parameter: z.string().min(1).max(120),
    /** A number in the unit of the parameter (`1`, `0.5`), or words where it has no unit. */
    value: boundedText(200).nullable(),
    note: boundedText(500, { min: 0, lines: true }).default(''),
    /** The day from which it holds; today unless told. */
    validFrom: dateText.optional(),
    /** As `policy.parameters` told it; 0 for one nobody has set. */
    revision: z.int().min(0),
  }),
  output: z.object({ parameter: z.string(), value: z.string().nullable(), revision: z.int() }),
})

const mechanism = z.object({
  mechanism: z.string(),
  mechanismName: z.string(),
  kind: z.string(),
  ready: z.boolean(),
  slots: z.array(z.object({ slot: z.string(), need: z.string() })),
})

/** 対応付け. Norms with the mechanisms they rest on and what is proposed. */
export const policyNormBindings = operation({
  name: 'policy.norm-bindings',
  kind: 'query',
  summary: '規範と仕掛けの対応付けを見る',
  who: 'signed-in',
  input: z.object({
    editionId: idText,
    show: z.enum(['all', 'gap', 'planned', 'bound']).default('all'),
    /** Only norms by which somebody permits, approves or is heard. */
    approvals: z.boolean().default(false),
    chapter: z.string().max(200).optional(),
    kind: z.enum(kinds).optional(),
    ...pageInput,
  }),
  output: z.object({
    editionId: z.string(),
    norms: z.array(normToBind),
    counts: z.object({
      total: z.int(),
      bound: z.int(),
      planned: z.int(),
      gap: z.int(),
      /** Norms without a binding for which there is a proposal. */
      proposed: z.int(),
      /** Norms by which somebody permits, approves or is heard: each a permit to be. */
      approvals: z.int(),
    }),
    chapters: z.array(chapterProgress),
    /** How the norms of each kind stand, of those there are, in the order of the vocabulary. */
    kinds: z.array(
      z.object({ kind: z.enum(kinds), total: z.int(), bound: z.int(), planned: z.int(), gap: z.int() }),
    ),
    /** Everything a norm can be bound to: what runs first, then what is to come. */
    mechanisms: z.array(mechanism),
    total: z.int(),
    page: z.int(),
    size: z.int(),
    mayManage: z.boolean(),
  }),
})

/** 規範を仕掛けに対応付ける. */
export const policyBindNorms = operation({
  name: 'policy.bind-norms',
  kind: 'command',
  summary: '規範を仕掛けに対応付ける',
  who: manage,
  input: z.object({
    editionId: idText,
    choices: z
      .array(
        z.object({ normId: idText, mechanism: z.string().min(1).max(120), slot: z.string().min(1).max(120) }),
      )
      .min(1, '規範を一つ以上選んでください')
      .max(MOST, `一度に${MOST}件までです`),
  }),
  output: z.object({ bound: z.int(), already: z.int(), bindingIds: z.array(z.string()) }),
})

/** 提案のとおりに対応付ける. Norms without a binding take what is proposed, in one chapter or the whole edition. */
export const policyAcceptProposals = operation({
  name: 'policy.accept-proposals',
  kind: 'command',
  summary: '提案のとおりに規範を対応付ける',
  who: manage,
  input: z.object({ editionId: idText, chapter: z.string().max(200).optional() }),
  output: z.object({
    /** Norms that rest on something now. */
    bound: z.int(),
    /** Norms without a binding for which nothing is proposed. */
    left: z.int(),
  }),
})

/** 気づき. */
export const policyLints = operation({
  name: 'policy.lints',
  kind: 'query',
  summary: '本文について確かめたほうがよい所を見る',
  who: 'signed-in',
  input: z.object({ editionId: idText }),
  output: z.object({
    editionId: z.string(),
    lints: z.array(lint),
    byCode: z.record(z.string(), z.int()),
    /** Without a note 見た or 対応する. */
    open: z.int(),
    mayManage: z.boolean(),
  }),
})

/** 気づきを見たことを残す. */
export const policyNoteLint = operation({
  name: 'policy.note-lint',
  kind: 'command',
  summary: '気づきに「見た」「対応する」と記す',
  who: manage,
  input: z.object({
    editionId: idText,
    lintKey: z.string().min(1).max(64),
    state: z.enum(['open', 'seen', 'to-mend']),
    note: boundedText(500, { min: 0, lines: true }).default(''),
    /** As `policy.lints` told it; 0 for one without a note. */
    revision: z.int().min(0),
  }),
  output: z.object({ lintKey: z.string(), revision: z.int() }),
})

/** 用語集. */
export const policyTerms = operation({
  name: 'policy.terms',
  kind: 'query',
  summary: '本文が定める用語の一覧を見る',
  who: 'signed-in',
  input: z.object({ editionId: idText }),
  output: z.object({ editionId: z.string(), documentMark: z.string(), terms: z.array(term) }),
})
