/** Kinds of units that a plan may create by hand. */
export const unitKindOptions = ['部', '局', '課', '室', '係', '機関', '施設'] as const
