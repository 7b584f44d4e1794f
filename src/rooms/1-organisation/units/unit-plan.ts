import type { Insertable, Selectable } from 'kysely'
import type { Problem } from '#ground/errors/refusal.ts'
import type { AppointmentTable, PostTable, UnitSuccessionTable, UnitTable } from '#authority/tables.ts'
import type { UnitState } from './timeline.ts'

export type PostRow = Selectable<PostTable>
export type Holder = Selectable<AppointmentTable> & { readonly name: string }

/** What a reorganisation is worked out on: all units, and the posts and people of those that could end. */
export type UnitFacts = {
  readonly tenantId: string
  readonly bodies: readonly { readonly id: string; readonly name: string }[]
  readonly units: readonly UnitState[]
  /** Posts, past and planned, of the units the changes name. */
  readonly posts: readonly PostRow[]
  /** Who holds them, on the day of the change or later. */
  readonly holders: readonly Holder[]
  /** Rules that make people of one unit hold an office: `unitId` is that unit. */
  readonly rules: readonly {
    readonly word: string
    readonly unitId: string
    readonly valid_to: string | null
  }[]
}

/** One thing that follows from a reorganisation, for whoever looks at it before it is done. */
export type UnitEffect =
  | {
      readonly kind: 'created' | 'renamed' | 'moved' | 'ended'
      readonly unitId: string
      readonly text: string
    }
  | { readonly kind: 'child' | 'policy-office' | 'rule'; readonly unitId: string; readonly text: string }
  | { readonly kind: 'post-moved' | 'post-ended'; readonly unitId: string; readonly text: string }
  | {
      readonly kind: 'person-moved' | 'person-left'
      readonly unitId: string
      readonly personId: string
      readonly text: string
    }

/** What is to be written, and what follows. Nothing may be written while there are problems. */
export type UnitPlan = {
  readonly on: string
  /** `at` is the place of the change in the list: `changes.2.parent`. */
  readonly problems: readonly Problem[]
  readonly effects: readonly UnitEffect[]
  /** To be written in this order. */
  readonly units: readonly Insertable<UnitTable>[]
  readonly posts: readonly Insertable<PostTable>[]
  readonly appointments: readonly Insertable<AppointmentTable>[]
  readonly successions: readonly Insertable<UnitSuccessionTable>[]
  /** What hangs on `from` goes to `to`. */
  readonly heirs: readonly { readonly from: string; readonly to: string }[]
  /** Units the changes are about, for the record. */
  readonly names: readonly string[]
}

export type PlanOptions = {
  readonly newId: () => string
  /** First day a change may have. */
  readonly today: string
  readonly basis?: string
  /** People whom other changes of the same day take care of: they neither follow nor are left over. */
  readonly settled?: ReadonlySet<string>
  /** Ends of units leave people without a post unless told otherwise; a transfer plan shows them instead of refusing. */
  readonly leaveOver?: boolean
}
