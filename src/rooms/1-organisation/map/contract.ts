import { z } from 'zod'
import { dateText, operation } from '#ground/operation/contract.ts'

/** An office in one place, as short as a chart of the whole city can show it. */
const mapSeat = z.object({
  office: z.string(),
  word: z.string(),
  /** 「福祉部長 大木 隆」; at most three, `more` counts the rest. */
  holders: z.array(z.object({ personId: z.string(), line: z.string(), away: z.boolean() })),
  more: z.int(),
  /** Who decides today in place of the holder: 「代決 小川 直樹」. */
  standIns: z.array(z.string()),
  /** Nobody holds it: what is missing, as a sentence. */
  gap: z.string().nullable(),
  eid: z.string().nullable(),
})
export type MapSeat = z.output<typeof mapSeat>

const mapUnit = z.object({
  id: z.string(),
  /** null for a unit of the uppermost level of its body. */
  parentId: z.string().nullable(),
  bodyId: z.string(),
  name: z.string(),
  kind: z.string(),
  policyOffice: z.boolean(),
  /** Staff of the unit and everything below it. */
  staff: z.int(),
  seats: z.array(mapSeat),
})
export type MapUnit = z.output<typeof mapUnit>

export const organisationMap = operation({
  name: 'organisation.map',
  kind: 'query',
  summary: '組織図・体制図の全体を見る',
  who: 'signed-in',
  input: z.object({ on: dateText.optional() }),
  output: z.object({
    on: z.string(),
    bodies: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Offices of the whole city. */
    city: z.array(mapSeat),
    /** Every unit in force on the date, parents before their children, in the order of the chart. */
    units: z.array(mapUnit),
    /** Seats nobody holds, the city's and the units'. */
    gaps: z.int(),
  }),
})
