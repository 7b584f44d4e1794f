/**
 * Places in a city's own text that the rules of authority lean on. A city binds each slot to its clause;
 * refusals and explanations cite the slot, and the screen shows the clause bound to it.
 */
export const authoritySlots = {
  structure: 'organisation.structure',
  powers: 'organisation.powers',
  delegation: 'organisation.delegation',
  acting: 'organisation.acting',
  deputy: 'organisation.deputy',
  separationOfApproval: 'organisation.separation.approval',
  separationOfAudit: 'organisation.separation.audit',
} as const

export type AuthoritySlot = (typeof authoritySlots)[keyof typeof authoritySlots]
