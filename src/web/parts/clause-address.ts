import type { Clause } from './clause-link.tsx'

/** A citation as the contracts give it: the clause as printed, in which edition, and its permanent place there. */
export type Citation = { readonly label: string; readonly editionId: string; readonly wid: string }

/** The link of a citation: the edition's page, at the clause. The one place that knows that address. */
export function clauseOf({ label, editionId, wid }: Citation): Clause {
  return { label, href: `/policies/${encodeURIComponent(editionId)}?at=${encodeURIComponent(wid)}` }
}
