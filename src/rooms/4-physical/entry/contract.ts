import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { dateText, fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'

export const directions = ['in', 'out'] as const
export const entrantKinds = ['staff', 'vendor', 'visitor', 'unknown'] as const

const named = z.object({ id: z.string(), name: z.string() })

const lineRow = z.object({
  lineId: z.string(),
  area: named,
  at: z.string(),
  direction: z.enum(directions),
  kind: z.enum(entrantKinds),
  personId: z.string().nullable(),
  name: z.string(),
  company: z.string().nullable(),
  card: z.string().nullable(),
  badge: z.string().nullable(),
  escort: named.nullable(),
  purpose: z.string().nullable(),
  items: z.string().nullable(),
  origin: z.enum(['typed', 'reader']),
  /** The line it puts right, and why. */
  corrects: z.string().nullable(),
  struck: z.boolean(),
  why: z.string().nullable(),
  /** A later line puts this one right; it is shown struck through. */
  corrected: z.boolean(),
})
export type LineRow = z.output<typeof lineRow>

export const entryBoard = operation({
  name: 'entry.board',
  kind: 'query',
  summary: '管理区域の入退室の画面を見る',
  who: 'signed-in',
  input: z.object({ areaId: idText.optional() }),
  output: z.object({
    on: z.string(),
    /** The areas whose door the viewer may keep. */
    areas: z.array(named.extend({ building: z.string() })),
    area: named.nullable(),
    /** Who is inside now, the longest first. */
    inside: z.array(lineRow.extend({ since: z.string(), permitted: z.boolean() })),
    /** The permit list of today: whom the door lets in without escort. */
    permitted: z.array(
      z.object({
        personId: z.string().nullable(),
        name: z.string(),
        company: z.string().nullable(),
        until: z.string(),
      }),
    ),
    /** Badges lent and not given back. */
    badges: z.array(z.object({ badge: z.string(), name: z.string(), since: z.string() })),
    cites: z.array(citation),
  }),
})

const entrant = {
  areaId: idText,
  direction: z.enum(directions),
  kind: z.enum(['staff', 'vendor', 'visitor']),
  personId: idText.optional(),
  name: z.string().trim().max(100, '氏名は100文字までです').optional(),
  company: z.string().trim().max(100, '会社名は100文字までです').optional(),
  badge: z.string().trim().max(20, '名札の番号は20文字までです').optional(),
  escortId: idText.optional(),
  purpose: z.string().trim().max(200, '目的は200文字までです').optional(),
  items: z.string().trim().max(200, '持込み品は200文字までです').optional(),
}

export const recordEntry = operation({
  name: 'entry.record',
  kind: 'command',
  summary: '管理区域への入室・退室を書く',
  who: 'signed-in',
  input: z.object({
    ...entrant,
    /** The instant; now unless told. */
    at: z.iso.datetime({ offset: true, message: '時刻の形が正しくありません' }).optional(),
  }),
  output: z.object({
    lineId: z.string(),
    /** What is not as it should be, in words; the line is written all the same. */
    warnings: z.array(z.string()),
  }),
})

export const correctEntry = operation({
  name: 'entry.correct',
  kind: 'command',
  summary: '入退室管理簿の行を訂正する',
  who: 'signed-in',
  input: z.object({
    lineId: idText,
    why: z.string().trim().min(1, '訂正の理由を書いてください').max(200, '理由は200文字までです'),
    /** true: the line should not be there at all. */
    strike: z.boolean().default(false),
    at: z.iso.datetime({ offset: true, message: '時刻の形が正しくありません' }).optional(),
    direction: z.enum(directions).optional(),
    escortId: idText.optional(),
    purpose: z.string().trim().max(200, '目的は200文字までです').optional(),
  }),
  output: z.object({ lineId: z.string() }),
})

const selection = {
  areaId: idText.optional(),
  from: dateText.optional(),
  to: dateText.optional(),
  search: z.string().trim().max(100).optional(),
  kind: z.enum(entrantKinds).optional(),
}

export const listEntry = operation({
  name: 'entry.list',
  kind: 'query',
  summary: '入退室管理簿を見る',
  who: 'signed-in',
  input: z.object({ ...selection, ...pageInput }),
  output: z.object({
    rows: z.array(lineRow),
    /** Counted up to 10,000. */
    total: z.int(),
    more: z.boolean(),
    areas: z.array(named),
    page: z.int(),
    size: z.int(),
    cites: z.array(citation),
  }),
})

export const exportEntry = operation({
  name: 'entry.export',
  kind: 'query',
  summary: '入退室管理簿を書き出す',
  who: 'signed-in',
  input: z.object({
    ...selection,
    from: dateText,
    to: dateText,
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
  }),
  output: fileOutput,
})

export const importEntry = operation({
  name: 'entry.import',
  kind: 'command',
  summary: 'カードリーダーの記録を入退室管理簿に取り込む',
  who: 'signed-in',
  bodyLimit: 40_000_000,
  input: z.object({
    areaId: idText,
    fileName: z.string().min(1).max(200),
    /** Base64. */
    content: z.string().max(38_000_000, 'ファイルが大きすぎます。期間を分けてください。'),
    /** Which heading holds what; kept for the next file. Absent: as last time, or as the headings suggest. */
    columns: z
      .object({
        at: z.string().max(100),
        card: z.string().max(100),
        direction: z.string().max(100),
        name: z.string().max(100).nullable(),
      })
      .optional(),
    dryRun: z.boolean().default(true),
  }),
  output: z.object({
    dryRun: z.boolean(),
    headings: z.array(z.string()),
    columns: z.object({
      at: z.string().nullable(),
      card: z.string().nullable(),
      direction: z.string().nullable(),
      name: z.string().nullable(),
    }),
    read: z.int(),
    added: z.int(),
    /** Lines that are in the log already, or twice in the file. */
    duplicates: z.int(),
    refused: z.int(),
    /** Cards nobody of the city holds; their lines are taken in all the same. */
    unknownCards: z.array(z.object({ card: z.string(), lines: z.int() })),
    /** Lines that stand later in the file than a line of a later time. */
    outOfOrder: z.int(),
    strayOuts: z.int(),
    problems: z.array(
      z.object({ line: z.int(), column: z.string(), message: z.string(), value: z.string() }),
    ),
  }),
})
