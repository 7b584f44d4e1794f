/**
 * 職務代理: somebody does the work of a post whose holder is away or that is vacant. 専決: a rule of the city lets
 * somebody decide certain matters for good. 事務委任: a rule or the holder himself has certain matters done by another.
 */
export const actingKinds = ['職務代理', '事務委任', '専決'] as const
export type ActingKind = (typeof actingKinds)[number]
/** What made the right: a rule of the city, a decision (決裁) of the authority, or the holder himself. */
export const actingGivers = ['規程', '決裁', '本人'] as const
export type ActingGiver = (typeof actingGivers)[number]
export const actingConditions = ['常時', '不在', '欠員', '不在・欠員'] as const
export type ActingCondition = (typeof actingConditions)[number]
