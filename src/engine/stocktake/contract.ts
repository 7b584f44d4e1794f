import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { dateText, fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'

/** What came of looking for one line: it is there, elsewhere, there but damaged, not there, or could not be looked at. */
export const outcomes = ['found', 'elsewhere', 'damaged', 'missing', 'unseen'] as const
export type Outcome = (typeof outcomes)[number]
/** Outcomes that must say something: where, in what state, why not. */
export const wantsNote: ReadonlySet<Outcome> = new Set(['elsewhere', 'damaged', 'unseen'])

export const countWays = ['list', 'scan', 'file'] as const
export type CountWay = (typeof countWays)[number]

export const scanResults = ['counted', 'twice', 'closed', 'other-unit', 'outside', 'unknown'] as const
export type ScanResult = (typeof scanResults)[number]

/** How the lines differ from those of the stock-take before. */
export const changeKinds = ['new', 'gone', 'moved', 'reclassed'] as const
export type ChangeKind = (typeof changeKinds)[number]
export const differenceKinds = [...changeKinds, 'missing-twice'] as const
export type DifferenceKind = (typeof differenceKinds)[number]

export const registerKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '台帳の名前が正しくありません。')
const columnKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, '欄の名前が正しくありません。')
/** Which lines are counted: by column of choices, the values that count. Without any, all lines. */
export const campaignFilters = z.record(columnKey, z.array(boundedText(100)).min(1).max(50))
export type CampaignFilters = z.output<typeof campaignFilters>

export const named = z.object({ id: z.string(), name: z.string() })
export const permission = z.object({ allowed: z.boolean(), because: z.string().optional() })
const nullableText = z.string().nullable()

export const campaignOutput = z.object({
  stocktakeId: z.string(),
  register: z.string(),
  registerName: z.string(),
  noun: z.string(),
  title: z.string(),
  asOf: z.string(),
  dueOn: z.string(),
  /** Opened by the policy office, for the whole city or the units it chose. */
  wide: z.boolean(),
  state: z.enum(['preparing', 'open', 'closed']),
  openedAt: z.string(),
  openedBy: z.string(),
  closedAt: nullableText,
  /** 「種類: USBメモリ」, when only some lines are counted. */
  narrowed: z.array(z.string()),
})
export type Campaign = z.output<typeof campaignOutput>

export const sums = {
  sheets: z.int(),
  signed: z.int(),
  lines: z.int(),
  found: z.int(),
  elsewhere: z.int(),
  damaged: z.int(),
  missing: z.int(),
  unseen: z.int(),
  surplus: z.int(),
}

export const stocktakeOverview = operation({
  name: 'stocktake.overview',
  kind: 'query',
  summary: '棚卸の一覧と、台帳ごとの次の期限、自分の課の分を見る',
  who: 'signed-in',
  input: z.strictObject({ register: registerKey.optional(), ...pageInput }),
  output: z.object({
    on: z.string(),
    registers: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        noun: z.string(),
        /** How often the city's text wants it; null: it says nothing the house knows of. */
        every: z.enum(['month', 'quarter', 'half-year', 'year']).nullable(),
        /** The date of the last whole stock-take that was closed. */
        lastAsOf: nullableText,
        nextDue: nullableText,
        overdue: z.boolean(),
        running: z.boolean(),
        cites: z.array(citation),
        /** Columns of choices by which the lines may be narrowed. */
        filters: z.array(
          z.object({
            key: z.string(),
            label: z.string(),
            choices: z.array(z.object({ value: z.string(), label: z.string() })),
          }),
        ),
      }),
    ),
    running: z.array(campaignOutput.extend(sums)),
    mine: z.array(
      z.object({
        stocktakeId: z.string(),
        title: z.string(),
        registerName: z.string(),
        dueOn: z.string(),
        unit: named,
        total: z.int(),
        counted: z.int(),
        signedAt: nullableText,
      }),
    ),
    history: z.array(campaignOutput.extend(sums)),
    total: z.int(),
    mayOpen: permission,
    /** Opens for the whole city; else for his own sections only, which are named. */
    mayOpenWide: z.boolean(),
    ownUnits: z.array(named),
    page: z.int(),
    size: z.int(),
  }),
})

export const openStocktake = operation({
  name: 'stocktake.open',
  kind: 'command',
  summary: '台帳の棚卸を始める(事務局は全庁か選んだ課、課は自分の課の分)',
  who: 'signed-in',
  input: z.strictObject({
    register: registerKey,
    title: boundedText(100),
    asOf: dateText,
    dueOn: dateText,
    /** Sections only; without any, the whole city. */
    unitIds: z.array(idText).min(1).max(200).optional(),
    filters: campaignFilters.default({}),
  }),
  output: z.object({ stocktakeId: z.string() }),
})

export const prepareStocktake = operation({
  name: 'stocktake.prepare',
  kind: 'command',
  summary: '棚卸の行を課ごとに配る',
  who: { right: 'system' },
  input: z.object({ stocktakeId: idText }),
  output: z.object({ sheets: z.int(), lines: z.int() }),
})

export const stocktakeProgress = operation({
  name: 'stocktake.progress',
  kind: 'query',
  summary: '棚卸の進み具合を、部ごと・課ごとに見る',
  who: 'signed-in',
  input: z.strictObject({
    stocktakeId: idText,
    only: z.enum(['all', 'untouched', 'counting', 'ready', 'signed', 'differs']).default('all'),
    /** The unit above. */
    parentId: idText.optional(),
    search: boundedText(60, { min: 0 }).optional(),
    ...pageInput,
  }),
  output: z.object({
    campaign: campaignOutput,
    ...sums,
    /** Sections by the unit above them. */
    groups: z.array(
      z.object({
        parent: named.nullable(),
        sheets: z.int(),
        signed: z.int(),
        lines: z.int(),
        counted: z.int(),
      }),
    ),
    rows: z.array(
      z.object({
        unit: named,
        parentName: z.string(),
        total: z.int(),
        found: z.int(),
        elsewhere: z.int(),
        damaged: z.int(),
        missing: z.int(),
        unseen: z.int(),
        surplus: z.int(),
        signedAt: nullableText,
        signedBy: nullableText,
        capacity: nullableText,
        /** Whoever signed had counted too; why. */
        reason: nullableText,
      }),
    ),
    total: z.int(),
    changes: z.array(z.object({ kind: z.enum(differenceKinds), count: z.int() })),
    previous: z.object({ stocktakeId: z.string(), title: z.string(), asOf: z.string() }).nullable(),
    mayClose: permission,
    cites: z.array(citation),
    page: z.int(),
    size: z.int(),
  }),
})

export const stocktakeDifferences = operation({
  name: 'stocktake.differences',
  kind: 'query',
  summary: '前の棚卸との違い(新しい行、なくなった行、移った行、分類の変わった行、続けてなかった行)を見る',
  who: 'signed-in',
  input: z.strictObject({ stocktakeId: idText, kind: z.enum(differenceKinds), ...pageInput }),
  output: z.object({
    campaign: campaignOutput,
    previous: z.object({ stocktakeId: z.string(), title: z.string(), asOf: z.string() }).nullable(),
    changes: z.array(z.object({ kind: z.enum(differenceKinds), count: z.int() })),
    rows: z.array(
      z.object({
        entryId: z.string(),
        number: z.string(),
        label: z.string(),
        unit: named,
        was: z.string(),
        now: z.string(),
      }),
    ),
    total: z.int(),
    page: z.int(),
    size: z.int(),
  }),
})

export const closeStocktake = operation({
  name: 'stocktake.close',
  kind: 'command',
  summary: '棚卸の結果を確かめて、締め切る',
  who: 'signed-in',
  input: z.strictObject({
    stocktakeId: idText,
    /** Wanted while sections have not signed. */
    reason: boundedText(200).optional(),
  }),
  output: z.object({ unsigned: z.int() }),
})

export const stocktakePaper = operation({
  name: 'stocktake.paper',
  kind: 'query',
  summary: '棚卸の数え表か結果をPDFにする',
  who: 'signed-in',
  input: z.strictObject({
    stocktakeId: idText,
    /** Without one, the result of all sections. */
    unitId: idText.optional(),
    what: z.enum(['sheet', 'result']),
  }),
  output: fileOutput,
})
