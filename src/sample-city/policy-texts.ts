import { join } from 'node:path'

/** A document of the sample city, ready to be imported. */
export type PolicyText = {
  readonly key: 'basic-policy' | 'standard'
  readonly title: string
  /** Absolute path of the text (UTF-8). */
  readonly file: string
  /** Day of the council's resolution and day from which the edition is in force. */
  readonly adoptedOn: string
  readonly inForceFrom: string
}

/** The two texts of 架空市, the basic policy first. */
export const policyTexts: readonly PolicyText[] = [
  {
    key: 'basic-policy',
    title: '架空市情報セキュリティ基本方針',
    file: join(import.meta.dirname, 'text', 'basic-policy.txt'),
    adoptedOn: '2026-03-18',
    inForceFrom: '2026-04-01',
  },
  {
    key: 'standard',
    title: '架空市情報セキュリティ対策基準',
    file: join(import.meta.dirname, 'text', 'standard.txt'),
    adoptedOn: '2026-03-18',
    inForceFrom: '2026-04-01',
  },
]

/**
 * Where the sample standard says what the house leans on. The names are ours; the values are ids of provisions
 * ('第7-1-(1)-ウ-(ア)').
 */
export const standardClauses = {
  takeOut: '第7-1-(1)-ウ-(ア)',
  transport: '第5-2-(6)-ア',
  protectOnTheWay: '第5-2-(6)-イ',
  strictestClass: '第5-2-(4)-ウ',
  takeOutForm: '第7-1-(1)-ウ-(エ)',
  takeOutPeriod: '第7-1-(1)-ウ-(オ)',
  giveBack: '第7-1-(1)-ウ-(ク)',
  lapse: '第7-1-(1)-ウ-(コ)',
  keepBook: '第5-2-(9)-イ',
  structure: '第4-1-(2)',
  delegation: '第4-2-(3)-オ',
  acting: '第4-2-(2)-ウ',
  separationOfApproval: '第4-3-(1)',
  separationOfAudit: '第4-3-(2)',
  raised: '第4-3-(3)',
  deputy: '第4-4-(1)',
  afterReading: '第4-4-(4)',
  classify: '第5-1-(5)-ア',
  answerForAssets: '第5-2-(1)-ア',
  protectAssets: '第5-1-(4)-ウ',
} as const
