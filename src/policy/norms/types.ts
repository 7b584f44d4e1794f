import type { NodeType, Level } from '../reading/types.ts'

/** One provision as the extractor needs it: from a fresh reading or from the stored edition. */
export type TextNode = {
  readonly id: string
  readonly parent: string | null
  readonly order: number
  readonly level: Level
  readonly label: string
  readonly heading: string | null
  readonly type: NodeType
  /** Own words, line-wrap spaces healed; empty for a heading. Cells of a row are parted by tabs. */
  readonly text: string
  /** What stands above the cells of a row, where the table says it. */
  readonly columns?: readonly string[]
}

export const modalities = [
  'obligation',
  'prohibition',
  'permission',
  'effort',
  'authority',
  'definition',
] as const
export type Modality = (typeof modalities)[number]

export const kinds = [
  'organisation',
  'classification',
  'permit',
  'ledger',
  'duty',
  'event-response',
  'technical-check',
  'config-control',
  'contract',
  'training',
  'audit',
  'document',
  'prohibition-rule',
  'definition',
] as const
export type NormKind = (typeof kinds)[number]

export const triggerTypes = ['periodic', 'periodic-or-event', 'event', 'continuous', 'none'] as const
export type TriggerType = (typeof triggerTypes)[number]

export const approvalActs = ['許可', '承認', '決裁', '届出', '協議', '意見', '同意'] as const
export type ApprovalAct = (typeof approvalActs)[number]

/** What an office is in every municipality; `actor:…` is somebody named only by what he does. */
export const offices = [
  'ciso',
  'ciso-acting',
  'ciso-delegate',
  'chief-iso',
  'dept-iso',
  'sec-manager',
  'system-sec-manager',
  'sec-leader',
  'council',
  'audit-head',
  'staff',
  'vendor',
  'city',
  'auditor',
  'auditee',
] as const
export type OfficeCode = (typeof offices)[number] | `actor:${string}`

/** A role as the city prints it, and the office it is, when that is known. */
export type Role = { readonly word: string; readonly office: OfficeCode | null }

export type Subject = {
  readonly roles: readonly Role[]
  /** 及び = all, 又は = any. */
  readonly join: 'single' | 'all' | 'any' | 'none'
  readonly from: 'text' | 'lead-in' | 'previous' | 'inferred' | 'none'
}

export type Trigger = {
  readonly type: TriggerType
  /** ISO 8601 duration (`P1Y`), null when the text gives no number. */
  readonly cadence: string | null
  /** The words that say when: 「対象資産を外部に持ち出す場合」. */
  readonly eventText: string | null
}

export type Approval = {
  readonly applicant: readonly Role[]
  readonly approver: readonly Role[]
  readonly join: 'single' | 'all' | 'any'
  readonly act: ApprovalAct
  readonly when: 'before' | 'after'
}

export type RefKind = 'provision' | 'list' | 'table' | 'law' | 'document'

/** A pointer of the text: 第4条第2項, 前項, 次の各号, 1の分類, 別表, or another document (`ext:NAME`). */
export type CrossRef = {
  readonly text: string
  /** Range inside the norm's text. */
  readonly start: number
  readonly end: number
  readonly kind: RefKind
  /** Node ids, or `ext:NAME`; empty when it points to nothing that is there. */
  readonly to: readonly string[]
}

/** The fields whose cue is shown and coloured. */
export const fields = [
  'subject',
  'modality',
  'trigger',
  'approval',
  'record',
  'target',
  'deadline',
  'exception',
  'qualifiers',
  'kind',
] as const
export type Field = (typeof fields)[number]

/** green: cue found and one reading; amber: inherited, or two readings; red: no cue. */
export type Colour = 'green' | 'amber' | 'red'

/** The words from which a field was read: a range inside the norm's text. */
export type Cue = { readonly field: Field; readonly start: number; readonly end: number }

/** What one sentence, table cell or list item says. */
export type Norm = {
  /** The node's id, with `#k` for its k-th sentence from the second on. */
  readonly id: string
  readonly node: string
  /** Which sentence of the node, from 1; a lead-in counts as a sentence. */
  readonly seq: number
  readonly text: string
  /** Range inside the node's own words. */
  readonly range: readonly [start: number, end: number]
  readonly subject: Subject
  readonly modality: Modality
  readonly trigger: Trigger
  readonly approval: Approval | null
  /** What must be made or kept: 「持出しの記録」. */
  readonly record: string | null
  /** Fields of the record that the text names: 日時, 担当者, 処理内容. */
  readonly recordFields: readonly string[]
  /** `C3`, `C2+`, `C2+|I2|A2` … */
  readonly targetClass: string | null
  /** The words: 速やかに, 直ちに, 30日以内. */
  readonly deadline: string | null
  readonly crossRefs: readonly CrossRef[]
  readonly qualifiers: readonly string[]
  readonly exception: string | null
  /** Ids of the open values it leaves to the city: `audit-interval`. */
  readonly parameters: readonly string[]
  readonly kind: NormKind
  readonly cues: readonly Cue[]
  readonly colour: Readonly<Partial<Record<Field, Colour>>>
}

/** A value that the text leaves open and the city must set. */
export type Parameter = {
  /** `audit-interval`; stable between editions and cities. */
  readonly id: string
  readonly label: string
  readonly unit: '日' | '月' | '年' | '時間' | '分' | '回' | '文字' | 'MB' | '人' | '秒' | ''
  /** What the clause says instead of a number: 「定期的に」. */
  readonly words: string
  readonly norms: readonly string[]
  /** A usual value, with where it comes from; null where nobody should guess. */
  readonly usual: { readonly value: string; readonly source: string } | null
}

export const lintCodes = [
  'undefined-role',
  'doubled-characters',
  'name-variant',
  'duplicated-duty',
  'no-subject',
  'missing-reference',
  'external-reference',
  'repealed-reference',
  'numeral-reference',
  'applicant-is-approver',
  'term-drift',
  'open-value',
  'absent-area',
  'repeated-number',
  'number-gap',
  'duplicated-heading',
  'circular-reference',
] as const
export type LintCode = (typeof lintCodes)[number]

/** 気づき: a place of the text an officer should look at. Nothing is mended by itself. */
export type Lint = {
  readonly code: LintCode
  /** The node it is about; null for what the whole text lacks. */
  readonly node: string | null
  /** Range inside the node's own words. */
  readonly range: readonly [start: number, end: number] | null
  /** The words it is about. */
  readonly text: string
  /** Why an officer should look, as a polite sentence. */
  readonly message: string
  /** Other places it speaks of. */
  readonly related: readonly string[]
}

/** 用語: a word the text defines, and what it says the word means. */
export type Term = {
  readonly word: string
  readonly meaning: string
  readonly node: string
  /** Where the word is defined, inside the node's own words; empty where its heading defines it. */
  readonly range: readonly [start: number, end: number]
  /** Defined by 「…」をいう, by （以下「…」という。）, by a table, or by another document. */
  readonly by: 'sentence' | 'short-name' | 'table' | 'other-document'
}

export type Extraction = {
  readonly norms: readonly Norm[]
  readonly parameters: readonly Parameter[]
  readonly lints: readonly Lint[]
  readonly terms: readonly Term[]
}
