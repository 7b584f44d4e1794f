import { z } from 'zod'
import { idText, operation } from '#ground/operation/contract.ts'
import { caseRow } from './contract.ts'

/** Where an open case can lie on the board, from the first draft to the last confirmation. */
export const boardColumns = [
  'draft',
  /** On its way to whoever decides: 経由, 合議, 協議, 意見. */
  'ahead',
  'deciding',
  /** Sent back or pulled back: with the applicant. */
  'returned',
  /** Permitted, not begun. */
  'granted',
  /** Permitted, and to be seen to its end. */
  'finishing',
  'in-use',
  /** In use beyond its day, or taken back: to be returned. */
  'late',
] as const
export type BoardColumn = (typeof boardColumns)[number]

/** Counting a column stops here. */
export const BOARD_COUNTED = 1000
/** Cases of a column that are shown. */
export const BOARD_SHOWN = 8

export const board = operation({
  name: 'application.board',
  kind: 'query',
  summary: '動いている申請を、段ごとの盤面で見る',
  who: 'signed-in',
  input: z.object({
    /** mine: filed by me; office: everything I may see. */
    view: z.enum(['mine', 'office']),
    procedure: z.string().max(60).optional(),
    unitId: idText.optional(),
    search: z.string().trim().max(100).optional(),
  }),
  output: z.object({
    columns: z.array(
      z.object({
        key: z.enum(boardColumns),
        total: z.number(),
        /** There are this many or more. */
        capped: z.boolean(),
        /** The oldest of them. */
        rows: z.array(caseRow),
      }),
    ),
  }),
})
