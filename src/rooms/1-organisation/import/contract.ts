import { z } from 'zod'
import { dateText, idText, operation } from '#ground/operation/contract.ts'

const kind = z.enum(['units', 'people'])

const counts = z.object({ created: z.int(), changed: z.int(), unchanged: z.int(), ended: z.int() })

const finding = z.object({
  line: z.int(),
  /** 「12行 氏名」 */
  at: z.string(),
  message: z.string(),
  value: z.string().optional(),
})

/** What an import found, and did or would do. Lists are cut at 200; their totals are not. */
export const importReport = z.object({
  fileName: z.string(),
  kind,
  /** First day for what the file gives no date for. */
  on: z.string(),
  written: z.boolean(),
  /** Lines with content below the header: taken + wrong. */
  rows: z.int(),
  rightRows: z.int(),
  wrongRows: z.int(),
  blankRows: z.int(),
  columns: z.array(z.object({ heading: z.string(), readAs: z.string().nullable() })),
  bodies: counts,
  units: counts,
  posts: counts,
  people: counts,
  appointments: counts,
  changes: z.array(z.object({ line: z.int(), what: z.string() })),
  changesTotal: z.int(),
  problems: z.array(finding),
  problemsTotal: z.int(),
  warnings: z.array(finding),
  warningsTotal: z.int(),
})
export type ImportReport = z.input<typeof importReport>

const source = {
  /** An uploaded CSV (UTF-8, UTF-16 or CP932) or xlsx file. */
  fileId: idText,
  kind,
  on: dateText.optional(),
}

export const previewImport = operation({
  name: 'organisation.preview-import',
  kind: 'query',
  summary: '組織・職員の取り込みを試す(何も書き込まない)',
  who: { right: 'organisation.manage' },
  input: z.object(source),
  output: importReport,
})

export const runImport = operation({
  name: 'organisation.import',
  kind: 'command',
  summary: '組織・職員を取り込む',
  who: { right: 'organisation.manage' },
  input: z.object({
    ...source,
    /** Take the right rows although others are wrong; otherwise one wrong row stops the whole import. */
    takeRightRows: z.boolean().default(false),
  }),
  output: importReport,
})
