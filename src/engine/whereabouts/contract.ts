import { z } from 'zod'
import { operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'

const counted = z.object({
  register: z.string(),
  /** 「記録媒体管理簿」 */
  name: z.string(),
  count: z.int(),
  /** By the class of confidentiality, the strictest first; '' for those nobody has classified. */
  classes: z.array(z.object({ value: z.string(), label: z.string(), count: z.int() })),
})

const place = z.object({
  placeId: z.string(),
  number: z.string(),
  name: z.string(),
  building: z.string(),
  floor: z.string(),
  locked: z.boolean(),
  controlled: z.boolean(),
  /** What of the registers lies there, of what the viewer reads. */
  things: z.array(counted),
  total: z.int(),
  /** Of these, how many are out now. */
  out: z.int(),
  /** The strictest class of what lies there; '' when nothing does or nobody has classified it. */
  strictest: z.string(),
  /** The line that was looked for lies here. */
  found: z.boolean(),
})
export type PlaceOnMap = z.output<typeof place>

export const whereabouts = operation({
  name: 'whereabouts.map',
  kind: 'query',
  summary: '媒体や機器がどの建物・階・場所にあるか、何が外に出ているかを見る',
  who: 'signed-in',
  input: z.strictObject({
    /** 管理番号 or words of a line: where is it? */
    find: boundedText(100, { min: 0 }).optional(),
  }),
  output: z.object({
    places: z.array(place),
    /** There are more places than a drawing holds. */
    morePlaces: z.boolean(),
    /** Lines of registers whose place is not said. */
    nowhere: z.array(z.object({ register: z.string(), name: z.string(), count: z.int() })),
    out: z.array(
      z.object({
        entryId: z.string(),
        register: z.string(),
        number: z.string(),
        label: z.string(),
        /** 「持出許可」: by which permission it is out. */
        why: z.string(),
        applicationId: z.string(),
        since: z.string().nullable(),
        until: z.string().nullable(),
        late: z.boolean(),
        who: z.string(),
      }),
    ),
    outTotal: z.int(),
    found: z.array(
      z.object({
        entryId: z.string(),
        register: z.string(),
        number: z.string(),
        label: z.string(),
        placeId: z.string().nullable(),
        placeName: z.string(),
        out: z.boolean(),
      }),
    ),
  }),
})
