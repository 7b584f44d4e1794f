import type { OfficeCode } from '#authority/offices.ts'
import type { PostRank, UnitKind } from '#authority/tables.ts'
import type { SeatRole } from './states.ts'

/** Whose seat it is: whoever holds an office, a post, a rank in units of some kinds, a post in a unit; or one person. */
export type SeatHolder =
  | { readonly by: 'office'; readonly office: OfficeCode }
  | { readonly by: 'post'; readonly postId: string }
  | { readonly by: 'rank'; readonly rank: PostRank; readonly kinds: readonly UnitKind[] }
  | { readonly by: 'members'; readonly unitId: string }
  | { readonly by: 'person'; readonly personId: string }

/** A seat of the council, ex officio or named. */
export type SeatRule = { readonly role: SeatRole; readonly holder: SeatHolder }
