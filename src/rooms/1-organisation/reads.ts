/** What other rooms may read of the organisation without knowing its tables. */
export { personNames, placesOf, type Place } from '#authority/reads.ts'
export { unitNames, unitsAbove } from '#authority/units.ts'
/** Whether the city's council has resolved a thing; for the gates of later rooms. */
export { resolutionFor, type Resolution } from './council/owed.ts'
