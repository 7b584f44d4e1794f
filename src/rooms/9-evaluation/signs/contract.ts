import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'

/**
 * How a sign stands in a period: `none` = everything was looked at and nothing is to be seen; `nothing` = there was
 * nothing to look at; `unknown` = not looked at yet, or the facts were not kept. Only the first says something.
 */
export const signStates = ['found', 'none', 'nothing', 'unknown'] as const
export type SignState = (typeof signStates)[number]

const signKey = z.string().max(60)
const periodKey = z.string().regex(/^\d{4}(Q[1-4])?$/, '期間は 2026 か 2026Q3 の形で入れてください')
const auditors = { right: 'audit.read' } as const

const count = z.object({
  state: z.enum(signStates),
  found: z.int(),
  /** Rows that were judged. */
  seen: z.int(),
  /** Rows of which the needed facts were not kept. */
  unread: z.int(),
  /** Found in the period of the same length before; null where that was not looked at. */
  before: z.int().nullable(),
})

const unitCount = z.object({ unitId: z.string(), name: z.string(), found: z.int() })
const period = z.object({ key: z.string(), label: z.string() })

const looked = z.object({
  /** The oldest look among the parts of the period; null where none was looked at. */
  at: z.string().nullable(),
  parts: z.int(),
  missing: z.int(),
})

export const listSigns = operation({
  name: 'sign.list',
  kind: 'query',
  summary: '決裁の兆候の一覧を見る',
  who: auditors,
  input: z.object({ period: periodKey.optional() }),
  output: z.object({
    period,
    periods: z.array(period),
    looked,
    rows: z.array(
      count.extend({
        key: z.string(),
        name: z.string(),
        why: z.string(),
        /** Units with the most, up to three. */
        units: z.array(unitCount),
      }),
    ),
    /** Clauses all of them rest on. */
    cites: z.array(citation),
  }),
  positional: ['period'],
})

const person = z.object({ personId: z.string(), name: z.string() })

export const showSign = operation({
  name: 'sign.show',
  /** A command: that an auditor looked at whom is in the ledger. */
  kind: 'command',
  summary: '兆候の内訳を見る(閲覧したことを記録する)',
  who: auditors,
  input: z.object({ sign: signKey, period: periodKey.optional(), unitId: idText.optional(), ...pageInput }),
  output: count.extend({
    key: z.string(),
    name: z.string(),
    why: z.string(),
    notProof: z.string(),
    /** Clauses this one rests on. */
    cites: z.array(citation),
    period,
    periods: z.array(period),
    looked,
    /** Found in the fiscal year by month, or of a habit by quarter (its first month). */
    trend: z.object({
      by: z.enum(['month', 'quarter']),
      months: z.array(z.object({ month: z.string(), value: z.int() })),
    }),
    units: z.array(unitCount),
    parameters: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        counter: z.string(),
        value: z.int(),
        default: z.int(),
        min: z.int(),
        max: z.int(),
        why: z.string().nullable(),
      }),
    ),
    rows: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        unitName: z.string(),
        label: z.string(),
        sentence: z.string(),
        /** Who acted. */
        person: person.nullable(),
        /** For whom, or in whose stead. */
        other: person.nullable(),
        cases: z.array(z.object({ id: z.string(), number: z.string(), title: z.string() })),
        caseCount: z.int(),
        subject: z.object({ kind: z.string(), id: z.string() }),
      }),
    ),
    total: z.int(),
    page: z.int(),
    size: z.int(),
  }),
  positional: ['sign', 'period'],
})

export const exportSigns = operation({
  name: 'sign.export',
  kind: 'command',
  summary: '兆候をExcel・CSV・PDFに書き出す(書き出したことを記録する)',
  who: auditors,
  input: z.object({
    /** Without it all of them. */
    sign: signKey.optional(),
    period: periodKey,
    unitId: idText.optional(),
    format: z.enum(['xlsx', 'csv', 'pdf']),
  }),
  output: fileOutput,
})

export const setSign = operation({
  name: 'sign.set',
  kind: 'command',
  summary: '兆候で使う値を定める',
  who: auditors,
  input: z.object({
    sign: signKey,
    parameter: z.string().max(40),
    value: z.int('整数で入れてください'),
    why: z.string().trim().min(1, '理由を書いてください').max(500, '理由は500文字までです'),
  }),
  output: z.object({ jobId: z.string() }),
})

export const askSigns = operation({
  name: 'sign.ask',
  kind: 'command',
  summary: '兆候をいま調べる',
  who: auditors,
  input: z.object({}),
  output: z.object({ jobId: z.string() }),
})

/** One month, quarter or year; the job asks for them one after the other. */
export const computeSigns = operation({
  name: 'sign.compute-part',
  kind: 'command',
  summary: '兆候を一つの期間について調べる',
  who: { right: 'system' },
  input: z.object({ span: z.enum(['month', 'quarter', 'year']), startsOn: z.iso.date() }),
  output: z.object({ found: z.int() }),
})
