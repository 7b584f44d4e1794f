import { z } from 'zod'
import { dateText, fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { edition, nodeType, range } from './contract-parts.ts'

const manage = { right: 'policy.manage' } as const

/*
 * 新旧対照表
 */

/** How a provision of the new edition differs from the old one; several may hold at once, none is unchanged. */
export const changeKind = z.enum([
  'renumbered',
  'modified',
  'heading',
  'moved',
  'added',
  'deleted',
  'split',
  'merged',
  'swapped',
  /** Own words are the same, but a lead-in above it, or the table in it, says something else. */
  'context',
])

/** What became of a norm. */
export const normChangeKind = z.enum([
  'appears',
  'vanishes',
  'weakens',
  'strengthens',
  'modality',
  'subject',
  'approver',
  'applicant',
  'act',
  'trigger',
  'cadence',
  'deadline',
  'record',
  'class',
  'exception',
  'qualifiers',
  'open-value',
])

export const normChange = z.object({
  kind: normChangeKind,
  /** Norm id in the old and in the new edition (`wid` or `wid#k`). */
  beforeNorm: z.string().nullable(),
  afterNorm: z.string().nullable(),
  before: z.string(),
  after: z.string(),
  /** One plain sentence in Japanese: 「義務が努力に弱まります(…なければならない → …努める)。」 */
  words: z.string(),
})

const side = z.object({
  wid: z.string(),
  eid: z.string(),
  number: z.string(),
  depth: z.int(),
  label: z.string(),
  heading: z.string().nullable(),
  type: nodeType,
  text: z.string(),
  /** Where this side differs from the other one. Ranges of characters. */
  numberChanged: z.boolean(),
  headingMarks: z.array(range),
  textMarks: z.array(range),
})

export const comparisonRow = z.object({
  /** Nothing differs, not even the number: may be folded away. */
  unchanged: z.boolean(),
  changes: z.array(changeKind),
  after: side.nullable(),
  before: side.nullable(),
  /** 備考. */
  note: z.string(),
  norms: z.array(normChange),
  /** Other provisions of a split or merge. */
  related: z.array(z.object({ side: z.enum(['before', 'after']), wid: z.string(), number: z.string() })),
})

const editionHead = z.object({
  editionId: z.string(),
  label: z.string(),
  decidedBy: z.string().nullable(),
  decidedOn: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
})

const changeCounts = z.object({
  unchanged: z.int(),
  renumbered: z.int(),
  modified: z.int(),
  heading: z.int(),
  moved: z.int(),
  added: z.int(),
  deleted: z.int(),
  split: z.int(),
  merged: z.int(),
  swapped: z.int(),
  context: z.int(),
})

/** 新旧対照表. Without `with`: against the edition in force (of a draft), or the one before (of any other). */
export const policyCompare = operation({
  name: 'policy.compare',
  kind: 'query',
  summary: '版と版を比べ、新旧対照表を見る',
  who: 'signed-in',
  input: z.object({
    editionId: idText,
    with: idText.optional(),
    /** Leave out rows in which nothing differs, and mere renumbering below an unchanged heading. */
    onlyChanged: z.boolean().default(false),
  }),
  output: z.object({
    title: z.string(),
    documentMark: z.string(),
    after: editionHead,
    /** Null when there is no earlier edition: everything is new. */
    before: editionHead.nullable(),
    rows: z.array(comparisonRow),
    counts: changeCounts,
    normCounts: z.partialRecord(normChangeKind, z.int()),
    /** Whether norms were compared: both editions have been read for norms. */
    normsCompared: z.boolean(),
  }),
  positional: ['editionId'],
})

/** 新旧対照表を Word または PDF で. */
export const policyComparisonFile = operation({
  name: 'policy.comparison-file',
  kind: 'query',
  summary: '新旧対照表をWordかPDFで書き出す',
  who: 'signed-in',
  input: z.object({
    editionId: idText,
    with: idText.optional(),
    format: z.enum(['docx', 'pdf']),
    /** Unchanged provisions too; otherwise (略) stands for them. */
    whole: z.boolean().default(false),
  }),
  output: fileOutput,
  positional: ['editionId', 'format'],
})

/*
 * 影響
 */

/** 引き継ぐ, 確認し直す, やめる. */
export const impactChoice = z.enum(['carry', 'reconfirm', 'drop'])

export const impactItem = z.object({
  /** Names the item in `policy.decide-impact`; the same at every look while nothing changes. */
  item: z.string(),
  /** `binding`, `parameter`, `case`, `register`, `norm` …; kinds of later issues come through the port. */
  kind: z.string(),
  kindLabel: z.string(),
  label: z.string(),
  count: z.int(),
  /** Page of the house where it can be seen. */
  address: z.string().nullable(),
  /** The provisions it cites and what becomes of them. */
  cites: z.array(
    z.object({
      wid: z.string(),
      beforeNumber: z.string(),
      /** Null where the provision vanishes. */
      afterNumber: z.string().nullable(),
      changes: z.array(changeKind),
      words: z.array(z.string()),
    }),
  ),
  /** False for what only gets another number: it is carried over by itself and only shown. */
  required: z.boolean(),
  /** What may be chosen; `carry` is missing where the provision vanishes and no other is named (`to`). */
  options: z.array(impactChoice),
  decision: z
    .object({
      choice: impactChoice,
      note: z.string(),
      to: z.object({ wid: z.string(), number: z.string(), sentence: z.int() }).nullable(),
      decidedAt: z.string(),
      decidedBy: z.string(),
      /** The provision changed again after the decision: to be decided anew. */
      stale: z.boolean(),
    })
    .nullable(),
  /** 確認し直す that has not been done yet. */
  open: z.boolean(),
})

/** 改正の影響. Of a draft against the edition in force, or of an edition in force against the one it replaced. */
export const policyImpact = operation({
  name: 'policy.impact',
  kind: 'query',
  summary: '改正が仕掛け・申請・定める値に及ぼす影響を見る',
  who: manage,
  input: z.object({ editionId: idText, open: z.boolean().default(false), ...pageInput }),
  output: z.object({
    edition,
    against: editionHead.nullable(),
    items: z.array(impactItem),
    /** Items without a decision; while there are any the edition cannot be put in force. */
    undecided: z.int(),
    required: z.int(),
    total: z.int(),
    page: z.int(),
    size: z.int(),
  }),
  positional: ['editionId'],
})

/** 影響の扱いを決める. */
export const policyDecideImpact = operation({
  name: 'policy.decide-impact',
  kind: 'command',
  summary: '改正の影響の扱い(引き継ぐ・確認し直す・やめる)を決める',
  who: manage,
  input: z.object({
    editionId: idText,
    decisions: z
      .array(
        z.object({
          item: z.string().min(1).max(300),
          choice: impactChoice,
          note: boundedText(500, { min: 0, lines: true }).default(''),
          /** Binding: the provision of the new edition it goes to, where its own vanishes. */
          to: z.object({ wid: idText, sentence: z.int().min(1).max(200).default(1) }).optional(),
        }),
      )
      .min(1, '扱いを一つ以上選んでください')
      .max(500, '一度に決められるのは500件までです'),
  }),
  output: z.object({ decided: z.int(), undecided: z.int() }),
})

/*
 * 改正の手続
 */

/** On what authority an edition is put in force. Required for 基本方針 and 対策基準. */
export const approval = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('council'),
    /** 会議名・件名. */
    meeting: boundedText(200),
    resolvedOn: dateText,
    /** 議決番号・文書番号. */
    number: boundedText(60).optional(),
  }),
  z.object({
    /** 軽微な改正・緊急の改正, by the 最高情報統括責任者 (or whatever the city calls that office). */
    kind: z.enum(['minor', 'urgent']),
    reason: boundedText(1000, { lines: true }),
    by: boundedText(200),
    /** Until when the council is told afterwards; without it 30 days after the effective date. */
    reportDue: dateText.optional(),
  }),
])

const amendment = z.object({
  editionId: z.string(),
  policyId: z.string(),
  title: z.string(),
  label: z.string(),
  approval: z.enum(['council', 'minor', 'urgent', 'simple']),
  /** Meeting, or the reason of a minor or urgent one. */
  matter: z.string(),
  number: z.string().nullable(),
  by: z.string(),
  approvedOn: z.string(),
  reportDue: z.string().nullable(),
  /** Days to `reportDue`, negative when it is past; null when nothing is owed. */
  daysLeft: z.int().nullable(),
  state: z.enum(['none', 'open', 'reported']),
  reportedOn: z.string().nullable(),
  reportedTo: z.string().nullable(),
  note: z.string().nullable(),
})

/** 改正の手続の記録, with the reports to the council still owed. */
export const policyAmendments = operation({
  name: 'policy.amendments',
  kind: 'query',
  summary: '改正の決定と、議決機関への事後報告の状況を見る',
  who: manage,
  input: z.object({ policyId: idText.optional(), open: z.boolean().default(false), ...pageInput }),
  output: z.object({ amendments: z.array(amendment), total: z.int(), page: z.int(), size: z.int() }),
})

/** 軽微・緊急の改正を事後に報告した. */
export const policyReportAmendment = operation({
  name: 'policy.report-amendment',
  kind: 'command',
  summary: '軽微・緊急の改正を議決機関へ報告したことを記録する',
  who: manage,
  input: z.object({
    editionId: idText,
    reportedOn: dateText,
    meeting: boundedText(200),
    note: boundedText(1000, { min: 0, lines: true }).default(''),
  }),
  output: z.object({ amendment }),
})

export {
  audience,
  policyDescribeDocument,
  policyDocument,
  policyDocuments,
  policyPublish,
  policyPublished,
  policyWithdrawPublication,
  reader,
} from './contract-documents.ts'
