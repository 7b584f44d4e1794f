import type {
  policyEdition,
  policyImport,
  policyList,
  policyProvision,
  policyProvisions,
  policySlots,
} from '#policy/contract.ts'
import type { OutputOf } from '../../api/client.ts'

export type PolicyDocument = OutputOf<typeof policyList>['policies'][number]
export type EditionRow = PolicyDocument['editions'][number]
export type EditionOut = OutputOf<typeof policyEdition>
export type Standing = EditionRow['standing']
export type TableOut = EditionOut['tables'][number]
export type Unread = EditionOut['unread'][number]
export type ClauseNode = OutputOf<typeof policyProvisions>['nodes'][number]
export type ClauseOut = OutputOf<typeof policyProvision>
export type Mechanism = ClauseOut['mechanisms'][number]
export type Slot = OutputOf<typeof policySlots>['slots'][number]
export type Imported = OutputOf<typeof policyImport>
/** A stretch of a text, in UTF-16 offsets. */
export type Range = { readonly start: number; readonly end: number }
