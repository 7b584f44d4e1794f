import { z } from 'zod'
import { dateText, fileOutput, operation, pageInput } from '#ground/operation/contract.ts'
import { cites } from './contract.ts'

const nullableText = z.string().nullable()

export const conflictKind = z.enum([
  'approves-own',
  'two-in-chain',
  'audits-own',
  'administers-and-decides',
  'administers-and-audits',
])

const conflict = z.object({
  kind: conflictKind,
  personId: z.string(),
  number: z.string(),
  name: z.string(),
  unitName: nullableText,
  /** What comes together in one hand. */
  text: z.string(),
  /** What stops it, or what to see to. */
  guard: z.string(),
})
export type ConflictView = z.output<typeof conflict>

/** For the auditors and the policy office. */
export const separationList = operation({
  name: 'organisation.separation',
  kind: 'query',
  summary: '兼務の禁止に触れる役割の重なりを見る',
  who: 'signed-in',
  input: z.object({ on: dateText.optional(), kind: conflictKind.optional(), ...pageInput }),
  output: z.object({
    on: z.string(),
    cites,
    total: z.int(),
    counts: z.array(z.object({ kind: conflictKind, count: z.int() })),
    conflicts: z.array(conflict),
  }),
})

const exception = z.object({
  applicationId: z.string(),
  number: nullableText,
  title: z.string(),
  applicant: z.string(),
  decider: z.string(),
  capacity: z.string(),
  reason: z.string(),
  decidedAt: z.string(),
})

export const separationExceptions = operation({
  name: 'organisation.separation-exceptions',
  kind: 'query',
  summary: '「やむを得ない場合」として行われた決裁を見る',
  who: 'signed-in',
  input: z.object({ from: dateText, to: dateText, ...pageInput }),
  output: z.object({ total: z.int(), exceptions: z.array(exception) }),
})

export const separationExport = operation({
  name: 'organisation.separation-export',
  kind: 'query',
  summary: '兼務の禁止の一覧をファイルに書き出す',
  who: 'signed-in',
  input: z.object({
    on: dateText.optional(),
    /** Exceptions of the fiscal year of `on` are added. */
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
    encoding: z.enum(['utf-8', 'cp932']).default('utf-8'),
  }),
  output: fileOutput,
})
