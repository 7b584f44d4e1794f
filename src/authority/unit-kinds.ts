/** What a unit can be. 会議 are people who meet and are no part of the line. Browser-safe. */
export const unitKinds = ['部', '局', '課', '室', '係', '機関', '施設', '委員会', '会議'] as const
export type UnitKind = (typeof unitKinds)[number]
