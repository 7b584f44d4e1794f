import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'

/**
 * How a check stands: `none` = every line was looked at and nothing is wrong; `nothing` = there was no line to look at,
 * which is not the same; `unknown` = not looked at yet, or too long ago.
 */
export const checkStates = ['violations', 'none', 'nothing', 'unknown'] as const
export type CheckState = (typeof checkStates)[number]

export const severities = ['serious', 'attention'] as const

const checkKey = z.string().max(60)

const checkRow = z.object({
  key: z.string(),
  name: z.string(),
  what: z.string(),
  severity: z.enum(severities),
  /** The register or log whose lines are looked at. */
  of: z.object({ key: z.string(), name: z.string(), noun: z.string(), href: z.string() }),
  state: z.enum(checkStates),
  /** Of the units the viewer may read. */
  violations: z.int(),
  lines: z.int(),
  /** The last finished run. */
  ranOn: z.string().nullable(),
  cites: z.array(citation),
  /** What clause is still missing. */
  missing: z.array(z.string()),
})
export type CheckRow = z.output<typeof checkRow>

export const listChecks = operation({
  name: 'check.list',
  kind: 'query',
  summary: '点検の一覧を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    on: z.string(),
    rows: z.array(checkRow),
    /** May the viewer have them run now; why not. */
    mayRun: z.object({ allowed: z.boolean(), because: z.string().optional() }),
  }),
})

const violationRow = z.object({
  lineId: z.string(),
  number: z.string(),
  label: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  sentence: z.string(),
  /** Instants. */
  firstSeen: z.string(),
  mendedAt: z.string().nullable(),
  /** Judged again while the page was made: it is right by now, and the next run will say so. */
  rightNow: z.boolean(),
  href: z.string(),
})

export const showCheck = operation({
  name: 'check.show',
  kind: 'query',
  summary: '点検の結果と、違反している行を見る',
  who: 'signed-in',
  input: z.object({
    check: checkKey,
    unitId: idText.optional(),
    state: z.enum(['open', 'mended']).default('open'),
    ...pageInput,
  }),
  output: checkRow.extend({
    on: z.string(),
    rows: z.array(violationRow),
    total: z.int(),
    page: z.int(),
    size: z.int(),
    /** Units with something to mend. */
    units: z.array(z.object({ unitId: z.string(), name: z.string(), violations: z.int() })),
    ownerWord: z.string(),
    daysToMend: z.int(),
    parameters: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        counter: z.string(),
        value: z.int(),
        default: z.int(),
        min: z.int(),
        max: z.int(),
        /** Why the city set it; null where it is the default. */
        why: z.string().nullable(),
      }),
    ),
    /** The last finished runs, newest first. */
    runs: z.array(
      z.object({
        runId: z.string(),
        at: z.string(),
        lines: z.int(),
        violations: z.int(),
        fresh: z.int(),
        mended: z.int(),
      }),
    ),
    mayRun: z.object({ allowed: z.boolean(), because: z.string().optional() }),
    maySet: z.boolean(),
  }),
  positional: ['check'],
})

export const exportCheck = operation({
  name: 'check.export',
  kind: 'query',
  summary: '点検で見つかった違反をExcelに書き出す',
  who: 'signed-in',
  input: z.object({ check: checkKey, unitId: idText.optional() }),
  output: fileOutput,
  positional: ['check'],
})

export const askCheck = operation({
  name: 'check.ask',
  kind: 'command',
  summary: '点検をいま行う',
  who: 'signed-in',
  /** Without a key all of them. */
  input: z.object({ check: checkKey.optional() }),
  output: z.object({ jobId: z.string() }),
  positional: ['check'],
})

export const setCheck = operation({
  name: 'check.set',
  kind: 'command',
  summary: '点検で使う値を定める',
  who: { right: 'policy.manage' },
  input: z.object({
    check: checkKey,
    parameter: z.string().max(40),
    value: z.int('整数で入れてください'),
    why: z.string().trim().min(1, '理由を書いてください').max(500, '理由は500文字までです'),
  }),
  output: z.object({ jobId: z.string() }),
})

/** One part of a run; the job asks for them one after the other. */
export const runCheck = operation({
  name: 'check.run-part',
  kind: 'command',
  summary: '点検を一区切り進める',
  who: { right: 'system' },
  input: z.object({
    check: checkKey,
    runId: idText.optional(),
    by: z.enum(['daily', 'person', 'change']).default('daily'),
  }),
  output: z.object({ runId: z.string(), lines: z.int(), violations: z.int(), finished: z.boolean() }),
})
