import { z } from 'zod'

/** A clause that something rests on, as the city's edition prints it. Browser-safe. */
export const citation = z.object({
  /** The place in the definition the clause is bound to. */
  slot: z.string(),
  /** The document's short mark (対策基準) and the clause as printed: 第7-1(1)ウ(ア). */
  documentMark: z.string(),
  label: z.string(),
  editionId: z.string(),
  wid: z.string(),
})
export type Citation = z.output<typeof citation>
