import { z } from 'zod'
import { fileOutput, idText, operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { registerKey } from './contract.ts'

/** Labels a sheet holds, as sold: 3 × 8 and 4 × 11 on A4. */
export const labelSheets = ['24', '44'] as const
export const mostLabels = 1_000

export const printLabels = operation({
  name: 'register.labels',
  kind: 'query',
  summary: '台帳の行のラベル(管理番号のバーコード)を、A4のラベル用紙のPDFにする',
  who: 'signed-in',
  input: z.strictObject({
    register: registerKey,
    entryIds: z.array(idText).min(1, '1行以上を選んでください。').max(mostLabels),
    sheet: z.enum(labelSheets).default('24'),
    code: z.enum(['bars', 'square']).default('bars'),
    /** Labels of the first sheet that are used already. */
    skip: z.int().min(0).max(43).default(0),
    /** Printed small at the foot of each label: the city, or nothing. */
    owner: boundedText(40, { min: 0 }).optional(),
  }),
  output: fileOutput,
})
