import type { PostRow } from './organisation-types.ts'
import type { BodyKey, SectionPlan } from './units.ts'

/** The units and posts stand since the last reorganisation the sample city remembers. */
export const standing = { validFrom: '2016-04-01', validTo: null } as const

/** A post and how many people sit in it at once. */
export type Seat = PostRow & { readonly places: number }

/** A post for one; its key is the unit (or the body) and the title: '0404/課長'. */
export function seat(
  bodyKey: BodyKey,
  unitKey: string | null,
  title: string,
  rank: PostRow['rank'],
  sort: number,
): Seat {
  return {
    ...standing,
    key: `${unitKey ?? bodyKey}/${title}`,
    bodyKey,
    unitKey,
    title,
    rank,
    sort,
    places: 1,
  }
}

/** Key of the section's 係: '040402'. */
export function teamKey(section: SectionPlan, index: number): string {
  return `${section.code}${String(index + 1).padStart(2, '0')}`
}
