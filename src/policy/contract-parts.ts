import { z } from 'zod'
import { boundedText } from '#ground/words/text.ts'

export const kind = z.enum(['基本方針', '対策基準', '実施手順', '規程'])
export const editionState = z.enum(['draft', 'in-force', 'superseded'])
/** As of today: 案, 施行前, 現行, 旧. */
export const standing = z.enum(['draft', 'coming', 'current', 'former'])
export const nodeType = z.enum([
  'heading',
  'provision',
  'lead-in',
  'detail',
  'bullet',
  'row',
  'table',
  'form',
  'supplementary',
  'deleted',
])
export const tableKind = z.enum(['roles', 'classification', 'unknown'])
export const problem = z.object({
  at: z.string().optional(),
  message: z.string(),
  value: z.string().optional(),
})

/** Roles: 組織・役職名, 対象者, 役割. Classification: 分類, 分類基準, 取扱制限. */
export const guessedRow = z.object({ key: z.string(), detail: z.string(), items: z.array(z.string()) })
export const confirmedRow = z.object({
  key: boundedText(80),
  detail: boundedText(1000, { min: 0, lines: true }),
  items: z.array(boundedText(1000, { lines: true })).max(50, '1行に50項目までです'),
})

export const unread = z.object({
  line: z.int(),
  text: z.string(),
  reason: z.string(),
  /** The reason in Japanese. */
  reasonText: z.string(),
  /** Belongs to the text, so an officer should look at it; titles and page numbers do not. */
  matters: z.boolean(),
})

export const importedTable = z.object({
  eid: z.string(),
  number: z.string(),
  kind: tableKind,
  columns: z.array(z.string()),
  raw: z.string(),
  guess: z.array(guessedRow),
})

export const edition = z.object({
  editionId: z.string(),
  policyId: z.string(),
  label: z.string(),
  state: editionState,
  standing,
  decidedBy: z.string().nullable(),
  decidedOn: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  needsReview: z.boolean(),
  tablesToConfirm: z.int(),
  importedAt: z.string(),
})

export const document = z.object({
  policyId: z.string(),
  title: z.string(),
  kind,
  documentMark: z.string(),
  public: z.boolean(),
})

export const outlineNode = z.object({
  wid: z.string(),
  eid: z.string(),
  number: z.string(),
  parentWid: z.string().nullable(),
  depth: z.int(),
  label: z.string(),
  heading: z.string().nullable(),
  type: nodeType,
  /** How many mechanisms hang on it. */
  bound: z.int(),
})

export const tableOutput = z.object({
  wid: z.string(),
  eid: z.string(),
  number: z.string(),
  kind: tableKind,
  columns: z.array(z.string()),
  raw: z.string(),
  guess: z.array(guessedRow),
  rows: z.array(guessedRow).nullable(),
  confirmedAt: z.string().nullable(),
  confirmedBy: z.string().nullable(),
})

export const node = outlineNode.extend({
  text: z.string(),
  confirmed: z.boolean(),
  /** A table stands here; its raw text is in `policy.edition`. */
  table: tableKind.nullable(),
  tableConfirmed: z.boolean(),
})

export const citedMechanism = z.object({
  bindingId: z.string(),
  mechanism: z.string(),
  mechanismName: z.string(),
  kind: z.string(),
  slot: z.string(),
  need: z.string(),
  sentence: z.int(),
  quote: z.string(),
  carried: z.boolean(),
  confirmedAt: z.string(),
  confirmedBy: z.string(),
  counts: z.array(z.object({ label: z.string(), value: z.int() })),
})

export const place = z.object({
  wid: z.string(),
  eid: z.string(),
  number: z.string(),
  label: z.string(),
  heading: z.string().nullable(),
})

export const range = z.object({ start: z.int(), end: z.int() })

export const slotBinding = z.object({
  bindingId: z.string(),
  editionId: z.string(),
  wid: z.string(),
  eid: z.string(),
  number: z.string(),
  documentMark: z.string(),
  heading: z.string().nullable(),
  sentence: z.int(),
  quote: z.string(),
  carried: z.boolean(),
  confirmedAt: z.string(),
  confirmedBy: z.string(),
})
