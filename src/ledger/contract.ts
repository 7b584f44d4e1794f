import { z } from 'zod'
import { dateText, fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'

const kindText = z.string().min(1).max(60)
const someText = z.string().min(1).max(200)

/**
 * How an entry stands at this moment: `waiting` 待ち (not under the tree yet), `proven` 照合済 (body, tree and
 * signature agree), `altered` 不一致, `erased` 消去済 (the body went under a retention rule).
 */
export const entryState = z.enum(['waiting', 'proven', 'altered', 'erased'])

/** One entry as lists show it. */
export const ledgerEntry = z.object({
  entryId: z.string(),
  /** Place in the tree, counted from 1; null while waiting. */
  number: z.number().nullable(),
  state: entryState,
  at: z.string().nullable(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }).nullable(),
  capacity: z.string().nullable(),
  operation: z.string().nullable(),
  act: z.string().nullable(),
  subject: z.object({ kind: z.string(), id: z.string(), label: z.string().nullable() }).nullable(),
  editionId: z.string().nullable(),
  note: z.string().nullable(),
  /** How many rows the act changed. */
  changes: z.number(),
})
export type LedgerEntry = z.output<typeof ledgerEntry>

const entryPage = z.object({
  /** Exact up to 10,000; `more` says that there are more. */
  total: z.number(),
  more: z.boolean(),
  entries: z.array(ledgerEntry),
})

const finding = z.object({
  kind: z.string(),
  where: z.string(),
  message: z.string(),
  entryId: z.string().optional(),
  table: z.string().optional(),
  key: z.string().optional(),
})

export const status = operation({
  name: 'ledger.status',
  kind: 'query',
  summary: '記録簿の状態を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    size: z.number(),
    /** Entries committed but not under the tree yet. */
    waiting: z.number(),
    /** Root of the tree, hexadecimal; null while the ledger is empty. */
    root: z.string().nullable(),
    checkpointAt: z.string().nullable(),
    /** The newest signed head, to hand to somebody outside. */
    checkpoint: z.string().nullable(),
    /** The public key in text form; null when it cannot be read. */
    publicKey: z.string().nullable(),
    lastVerification: z
      .object({
        finishedAt: z.string(),
        ok: z.boolean(),
        size: z.number(),
        findingCount: z.number(),
        unproven: z.array(z.string()),
      })
      .nullable(),
    /** What the ledger does not prove without somebody outside, in plain sentences. */
    limits: z.array(z.string()),
  }),
})

export const verification = operation({
  name: 'ledger.verification',
  kind: 'query',
  summary: '最後の照合の結果を見る',
  who: { right: 'ledger.read' },
  input: z.object({}),
  output: z.object({
    verification: z
      .object({
        startedAt: z.string(),
        finishedAt: z.string(),
        ok: z.boolean(),
        size: z.number(),
        root: z.string(),
        findingCount: z.number(),
        findings: z.array(finding),
        unproven: z.array(z.string()),
      })
      .nullable(),
  }),
})

export const entries = operation({
  name: 'ledger.entries',
  kind: 'query',
  summary: '記録を探す',
  who: { right: 'ledger.read' },
  input: z.object({
    ...pageInput,
    subjectKind: kindText.optional(),
    subjectId: someText.optional(),
    /** Person id, operator name or job name. */
    actor: someText.optional(),
    operation: someText.optional(),
    /** First and last day, Asia/Tokyo. */
    from: dateText.optional(),
    to: dateText.optional(),
  }),
  output: entryPage,
})

export const ofSubject = operation({
  name: 'ledger.of-subject',
  kind: 'query',
  summary: '1件の申請や登録の記録を見る',
  who: 'signed-in',
  input: z.object({ ...pageInput, kind: kindText, id: someText }),
  output: entryPage,
})

export const receipt = operation({
  name: 'ledger.receipt',
  kind: 'query',
  summary: '記録の受領証を受け取る',
  who: 'signed-in',
  input: z.object({ entryId: idText }),
  output: fileOutput,
  positional: ['entryId'],
})

export const verify = operation({
  name: 'ledger.verify',
  kind: 'command',
  summary: '記録簿を照合する',
  who: { right: 'ledger.read' },
  input: z.object({}),
  output: z.object({ jobId: z.string() }),
})
