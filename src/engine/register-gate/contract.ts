import { z } from 'zod'
import { dateText, fileOutput, idText, operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'

const registerKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '台帳の名前が正しくありません。')
const gateKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '工程の名前が正しくありません。')
const line = { register: registerKey, entryId: idText }

const passed = z.object({
  passId: z.string(),
  on: z.string(),
  by: z.string(),
  capacity: z.string(),
  at: z.string(),
  note: z.string().nullable(),
  file: z.object({ name: z.string(), size: z.number() }).nullable(),
  /** Until then nobody can throw the file away. */
  keepUntil: z.string().nullable(),
})

/** The gates of a line: what was confirmed, what is next, and what still stands in its way. */
export const gatesOf = operation({
  name: 'gate.show',
  kind: 'query',
  summary: '台帳の1行の工程と、確認の記録を見る',
  who: 'signed-in',
  input: z.strictObject(line),
  output: z.object({
    word: z.string(),
    version: z.number(),
    gates: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        asks: z.string(),
        /** A file is wanted. */
        file: z.boolean(),
        state: z.enum(['passed', 'next', 'later']),
        passed: passed.nullable(),
        /** Of the next gate: what must be put right first. */
        missing: z.array(z.string()),
        mayPass: z.object({ allowed: z.boolean(), because: z.string().optional() }),
      }),
    ),
    /** What was taken back, newest first. */
    undone: z.array(
      passed.extend({ name: z.string(), why: z.string(), undoneBy: z.string(), undoneAt: z.string() }),
    ),
    /** Whether the newest gate may be taken back. */
    mayTakeBack: z.object({ allowed: z.boolean(), because: z.string().optional() }),
  }),
  positional: ['register', 'entryId'],
})

export const passGate = operation({
  name: 'gate.pass',
  kind: 'command',
  summary: '台帳の1行の工程を、確認して1つ進める',
  who: 'signed-in',
  input: z.strictObject({
    ...line,
    expectedVersion: z.int().min(1),
    gate: gateKey,
    /** The day it was confirmed. */
    on: dateText,
    note: boundedText(1000, { lines: true }).optional(),
    /** A file kept with `file.keep` by the same person. */
    fileId: idText.optional(),
  }),
  output: z.object({ entryId: z.string(), version: z.number() }),
})

export const takeBackGate = operation({
  name: 'gate.take-back',
  kind: 'command',
  summary: '最後に済ませた工程を、理由とともに取り消す(資料は残る)',
  who: 'signed-in',
  input: z.strictObject({ ...line, expectedVersion: z.int().min(1), why: boundedText(400) }),
  output: z.object({ entryId: z.string(), version: z.number() }),
})

export const gateFile = operation({
  name: 'gate.file',
  kind: 'query',
  summary: '工程に添えた資料を取り出す',
  who: 'signed-in',
  input: z.strictObject({ ...line, passId: idText }),
  output: fileOutput,
})
