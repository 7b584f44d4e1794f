import { z } from 'zod'
import { officeCodes } from '#authority/offices.ts'
import { boundedText } from '#ground/words/text.ts'

/*
 * A 様式 as data: what is printed of a case, where, and under which words. The texts are written in the language of
 * `language.ts`, which says what is wrong in them by line and column.
 */

/** The papers of a case: what the applicant hands in, and what he gets back (許可通知書). */
export const paperDocuments = ['application', 'notice'] as const
export type PaperDocument = (typeof paperDocuments)[number]

/** Characters the texts of one kind may have. Beyond the last no text is read at all. */
export const longest = { line: 200, text: 1500, whole: 9000, anything: 4000 } as const

const line = boundedText(longest.anything, { min: 0 })
const text = boundedText(longest.anything, { min: 0, lines: true })
const fieldKey = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/, '項目を選び直してください')

/** One line of the table: a field of the form, or a text of the city's own. */
const paperRow = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('field'),
    field: fieldKey,
    /** Empty: as the form calls it. */
    label: line,
    shown: z.boolean(),
  }),
  /** Printed only where its text says something. */
  z.strictObject({ kind: z.literal('text'), label: line, text }),
])
export type PaperRow = z.output<typeof paperRow>

/** A box of the 決裁欄: for what is decided in that office, or for a seal by hand. */
const paperBox = z.strictObject({ office: z.enum(officeCodes).nullable(), title: boundedText(12) })
export type PaperBox = z.output<typeof paperBox>

const paperBoxes = z.discriminatedUnion('show', [
  /** Those of the way the case goes. */
  z.strictObject({ show: z.literal('standard') }),
  z.strictObject({ show: z.literal('none') }),
  z.strictObject({
    show: z.literal('chosen'),
    boxes: z.array(paperBox).min(1, '欄を1つ以上置いてください').max(8, '欄は8つまでです'),
  }),
])

export const paperTemplate = z.strictObject({
  /** 「様式第4号(第12条関係)」, on top. */
  formNumber: line,
  title: line,
  addressee: text,
  /** The word before the block on the right. */
  senderTitle: line,
  sender: z.array(z.strictObject({ label: boundedText(8, { min: 0 }), value: line })).max(6),
  /** 「下記のとおり申請します。」 */
  lead: text,
  /** Between the lead and the table, and after the table: 注意事項, 誓約文. */
  before: text,
  after: text,
  /** 「記」 above the table. */
  ki: z.boolean(),
  rows: z.array(paperRow).max(120, '行は120までです'),
  boxes: paperBoxes,
  /** 処理の経過. */
  history: z.boolean(),
})
export type PaperTemplate = z.output<typeof paperTemplate>

/** The parts that are one text each, in the order of the paper. */
export const textParts = [
  'formNumber',
  'addressee',
  'title',
  'senderTitle',
  'lead',
  'before',
  'after',
] as const
export type TextPart = (typeof textParts)[number]
/** Those of them that run over lines. */
export const longParts: readonly TextPart[] = ['addressee', 'lead', 'before', 'after']
