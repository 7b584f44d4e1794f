import { z } from 'zod'
import { fileOutput, idText, operation } from '#ground/operation/contract.ts'

export const exportFormats = [
  'oscal-catalog',
  'oscal-profile',
  'egov',
  'akn',
  'markdown',
  'norms-csv',
] as const
export const exportFormat = z.enum(exportFormats, {
  error: `形式は ${exportFormats.join('、')} のどれかです`,
})

/** 版を書き出す: for other systems, for lawyers, for Excel. A draft only for those who may change it. */
export const policyExport = operation({
  name: 'policy.export',
  kind: 'query',
  summary: '版を、ほかの仕組みで使える形のファイルに書き出す',
  who: 'signed-in',
  input: z.object({
    editionId: idText,
    format: exportFormat,
    /** For norms-csv: UTF-8 with BOM, or CP932 (Shift_JIS) for older programs. */
    encoding: z.enum(['utf-8', 'cp932']).default('utf-8'),
    /** For CP932: refuse when a character cannot be written, or write 〓 in its place. */
    unwritable: z.enum(['refuse', 'replace']).default('refuse'),
  }),
  output: fileOutput,
  positional: ['format'],
})
