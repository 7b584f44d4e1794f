import type { PostRank, UnitKind } from '#authority/tables.ts'

/** Where a post stands in the line: 部長 over 次長 over 課長, although 部長 and 課長 are both heads of a unit. */
export function levelOf(post: { rank: PostRank; unitKind: UnitKind | null }): number {
  const upper = post.unitKind === null || post.unitKind === '部' || post.unitKind === '局'
  switch (post.rank) {
    case 'vice-mayor':
      return 9
    case 'head':
      return post.unitKind === '係' ? 3 : upper ? 8 : 6
    case 'deputy-head':
      return upper ? 7 : 5
    case 'section-chief':
      return 3
    case 'leader':
    case 'staff':
    case 'member':
      return 1
  }
}
