/** What other rooms may read of the organisation without knowing its tables. */
export { personNames, placesOf, unitNames, unitsAbove, type Place } from '#authority/reads.ts'
