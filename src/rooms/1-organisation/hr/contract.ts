import { z } from 'zod'
import { dateText, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import type { ChangeKind } from '../transfer/change.ts'
import { changeWords } from '../transfer/change.ts'
import { differenceMarks } from './difference.ts'
import { fieldsOf, fieldWords, fileKinds, hrFields, type FileKind, type HrField } from './fields.ts'
import { orderKinds } from './order-words.ts'

export { fileKinds, hrFields, type FileKind, type HrField, orderKinds }
export type { OrderKind } from './order-words.ts'
export { changeWords } from '../transfer/change.ts'
export type { ChangeKind as ChangeKindName } from '../transfer/change.ts'
export { differenceMarks as marks } from './difference.ts'
export type { DifferenceMark as DifferenceMarkName } from './difference.ts'

/** The fields a kind of file can have, with the words by which they are shown. Browser-safe. */
export function fieldsWithWords(kind: FileKind): { field: HrField; label: string }[] {
  return fieldsOf(kind).map((field) => ({ field, label: fieldWords[field].label }))
}

const kind = z.enum(fileKinds)
const heading = z.string().min(1).max(200)
const columns = z.partialRecord(z.enum(hrFields), heading)
const words = z
  .record(z.string().min(1).max(60), z.enum(orderKinds))
  .refine((given) => Object.keys(given).length <= 200, '言葉の対応は200件までにしてください。')

/** Which heading holds which field, and what the city's own words for a 発令 mean. */
export const mappingInput = z.strictObject({ kind, columns, words: words.default({}) })
export type MappingInput = z.input<typeof mappingInput>

const finding = z.object({
  line: z.int(),
  at: z.string(),
  message: z.string(),
  value: z.string().optional(),
})

export const readStaffFile = operation({
  name: 'organisation.read-staff-file',
  kind: 'query',
  summary: '人事のファイルの見出しと初めの行を見る',
  who: { right: 'organisation.manage' },
  input: z.object({
    /** An uploaded CSV (UTF-8, UTF-16 or CP932) or xlsx file. */
    fileId: idText,
    /** Left out, the kind follows from the headings. */
    kind: kind.optional(),
    /** To look at under this mapping instead of the proposed one. */
    mapping: mappingInput.optional(),
  }),
  output: z.object({
    fileName: z.string(),
    rows: z.int(),
    header: z.array(z.string()),
    /** The first rows as they stand, at most five. */
    sample: z.array(z.array(z.string())),
    mapping: z.object({ kind, columns, words: z.record(z.string(), z.enum(orderKinds)) }),
    /** Where the mapping comes from: saved by the city, proposed from the headings, or given. */
    proposedBy: z.enum(['saved', 'headings', 'given']),
    /** What the mapping lacks. */
    problems: z.array(finding),
    /** Words of the 発令区分 column that nobody knows, at most 50. */
    unknownWords: z.array(z.string()),
  }),
  positional: ['fileId'],
})

export const compareStaff = operation({
  name: 'organisation.compare-staff',
  kind: 'command',
  summary: '人事のファイルやディレクトリを、ある日の組織と比べる',
  who: { right: 'organisation.manage' },
  input: z.object({
    source: z.discriminatedUnion('from', [
      z.strictObject({
        from: z.literal('file'),
        fileId: idText,
        mapping: mappingInput,
        /** Whether a whole-staff file names every 兼務; left out, it does when it names any. */
        coversSides: z.boolean().optional(),
      }),
      z.strictObject({ from: z.literal('directory') }),
    ]),
    /** The day of the transfer: what is confirmed for it counts already. */
    on: dateText,
  }),
  output: z.object({
    comparisonId: z.string(),
    /** The job that does it; null where it is done already. */
    jobId: z.string().nullable(),
  }),
})

export const changeKinds = Object.keys(changeWords).filter((each): each is ChangeKind => each in changeWords)
const differenceKind = z.enum(changeKinds)
const mark = z.enum(differenceMarks)
const filter = {
  kind: differenceKind.optional(),
  mark: mark.optional(),
  chosen: z.boolean().optional(),
  q: z.string().max(100).default(''),
}

export const staffComparison = operation({
  name: 'organisation.staff-comparison',
  kind: 'query',
  summary: '比べた結果(違い)を見る',
  who: { right: 'organisation.manage' },
  input: z.object({ comparisonId: idText, ...filter, ...pageInput }),
  output: z.object({
    comparisonId: z.string(),
    sourceName: z.string(),
    kind,
    on: z.string(),
    state: z.enum(['waiting', 'ready', 'failed', 'taken']),
    jobId: z.string().nullable(),
    error: z.string().nullable(),
    planId: z.string().nullable(),
    /** null while it is worked on. */
    summary: z
      .object({
        rows: z.int(),
        rightRows: z.int(),
        wrongRows: z.int(),
        blankRows: z.int(),
        named: z.int(),
        unchanged: z.int(),
        serving: z.int(),
        missing: z.int(),
        leaving: z.int(),
        contacts: z.int(),
        /** Half of those in office or more would leave: confirming asks for the number. */
        removesTooMany: z.boolean(),
        unmapped: z.array(z.string()),
        emptied: z.array(z.string()),
        referrals: z.int(),
        problems: z.array(finding),
        problemsTotal: z.int(),
        notes: z.array(finding),
        notesTotal: z.int(),
      })
      .nullable(),
    groups: z.array(
      z.object({ kind: differenceKind, mark: mark.nullable(), total: z.int(), chosen: z.int() }),
    ),
    /** Differences that meet the filter. */
    total: z.int(),
    differences: z.array(
      z.object({
        place: z.int(),
        kind: differenceKind,
        mark: mark.nullable(),
        line: z.int().nullable(),
        number: z.string(),
        name: z.string(),
        unit: z.string(),
        what: z.string(),
        chosen: z.boolean(),
      }),
    ),
  }),
  positional: ['comparisonId'],
})

export const chooseDifferences = operation({
  name: 'organisation.choose-differences',
  kind: 'command',
  summary: '違いのうち、案に入れるものを選ぶ',
  who: { right: 'organisation.manage' },
  input: z.object({
    comparisonId: idText,
    chosen: z.boolean(),
    /** Single differences, or every one that meets the filter. */
    which: z.union([
      z.strictObject({ places: z.array(z.int().min(0)).min(1).max(500) }),
      z.strictObject({ kind: filter.kind, mark: filter.mark, q: filter.q }),
    ]),
  }),
  output: z.object({ changed: z.int(), chosen: z.int() }),
})

export const takeDifferences = operation({
  name: 'organisation.take-differences',
  kind: 'command',
  summary: '選んだ違いを異動の案に入れる',
  who: { right: 'organisation.manage' },
  input: z.object({
    comparisonId: idText,
    plan: z.union([z.strictObject({ planId: idText }), z.strictObject({ title: boundedText(100) })]),
  }),
  output: z.object({
    planId: z.string(),
    added: z.int(),
    /** 所属新設 that were not chosen but that chosen lines need: added with them. */
    unitsAdded: z.int(),
  }),
})

export const staffComparisons = operation({
  name: 'organisation.staff-comparisons',
  kind: 'query',
  summary: '比べた結果の一覧を見る',
  who: { right: 'organisation.manage' },
  input: z.object({ ...pageInput }),
  output: z.object({
    total: z.int(),
    comparisons: z.array(
      z.object({
        comparisonId: z.string(),
        sourceName: z.string(),
        kind,
        on: z.string(),
        state: z.enum(['waiting', 'ready', 'failed', 'taken']),
        planId: z.string().nullable(),
        createdAt: z.string(),
      }),
    ),
  }),
})
