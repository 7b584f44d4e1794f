import type { policyCorrectNorm, policyNorms } from '#policy/contract-norms.ts'
import type { InputOf, OutputOf } from '../../../api/client.ts'

export type NormsOut = OutputOf<typeof policyNorms>
export type NormOut = NormsOut['norms'][number]
export type Reading = NormOut['reading']
/** The part of a reading that one correction changes. */
export type Correction = InputOf<typeof policyCorrectNorm>['reading']
export type Role = Reading['subject']['roles'][number]
export type Approval = NonNullable<Reading['approval']>
export type Field = NormOut['cues'][number]['field']
export type Colour = NormOut['worst']
export type Progress = NormsOut['progress']
export type ReviewAct = NormsOut['acts'][number]
export type Reference = NormOut['refs'][number]
export type Corrected = OutputOf<typeof policyCorrectNorm>
export type Alike = Corrected['alike'][number]
/** A norm as a command names it: with the revision that was seen. */
export type Seen = { readonly normId: string; readonly revision: number }
