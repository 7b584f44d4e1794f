import type { Insertable } from 'kysely'
import type { Problem } from '#ground/errors/refusal.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import type { AppointmentTable, PostTable, UnitSuccessionTable } from '#authority/tables.ts'
import type { UnitRef } from './change.ts'
import { Timeline, unitOf, type UnitState } from './timeline.ts'
import type { PlanOptions, UnitEffect, UnitFacts } from './unit-plan.ts'

/** What of a unit a change is about: two changes of one aspect on one day contradict each other. */
export type Aspect = 'name' | 'place' | 'policy-office'

const aspectFields = {
  name: ['name', 'kana', 'code', 'symbol'],
  place: ['parent_id', 'body_id'],
  'policy-office': ['policy_office'],
} as const satisfies Record<Aspect, readonly (keyof UnitState)[]>

const aspectWords: Readonly<Record<Aspect, string>> = {
  name: '名称',
  place: '上位の組織',
  'policy-office': '事務局の印',
}

/** A reorganisation in the making: the units with the changes so far, and everything found on the way. */
export class Draft {
  readonly timeline: Timeline
  readonly facts: UnitFacts
  readonly on: string
  readonly options: PlanOptions
  readonly problems: Problem[] = []
  readonly effects: UnitEffect[] = []
  readonly posts = new Map<string, Insertable<PostTable>>()
  readonly appointments = new Map<string, Insertable<AppointmentTable>>()
  readonly successions: Insertable<UnitSuccessionTable>[] = []
  readonly heirs: { from: string; to: string }[] = []
  readonly created = new Map<string, string>()
  readonly #touched = new Map<string, Set<Aspect>>()
  readonly #ended = new Set<string>()

  constructor(facts: UnitFacts, on: string, options: PlanOptions) {
    this.facts = facts
    this.on = on
    this.options = options
    this.timeline = new Timeline(facts.units)
  }

  wrong(at: string, message: string, value?: string): void {
    this.problems.push({ at, message, ...(value === undefined ? {} : { value }) })
  }

  name(unitId: string): string {
    return `「${this.timeline.nameOf(unitId, this.on)}」`
  }

  /** The unit a reference means; a problem of its place when there is none. */
  find(ref: UnitRef, at: string): string | undefined {
    const unitId =
      'id' in ref
        ? this.timeline.has(ref.id)
          ? ref.id
          : undefined
        : (this.created.get(ref.code) ?? this.timeline.withCode(ref.code, this.on))
    if (unitId === undefined) this.wrong(at, 'この組織は登録されていません。一覧から選び直してください。')
    return unitId
  }

  /** Units move within their body: what belongs to another one has other posts, rules and a policy of its own. */
  sameBody(unitId: string, parentId: string, at: string): boolean {
    const [unit, parent] = [unitId, parentId].map((id) => this.timeline.stateOn(id, this.on))
    if (unit === undefined || parent === undefined || unit.body_id === parent.body_id) return true
    this.wrong(
      at,
      `${this.name(unitId)}を、別の機関の${this.name(parentId)}の下へ移すことはできません。移す先の機関に組織を新設し、そこへ統合してください。`,
    )
    return false
  }

  /** The state on the day, of a unit that can be changed then; a problem when it cannot. */
  #open(unitId: string, at: string): UnitState | undefined {
    const { timeline, on } = this
    const state = timeline.stateOn(unitId, on)
    if (state === undefined) {
      const message = this.#ended.has(unitId)
        ? `${this.name(unitId)}は、同じ改正で廃止されます。どちらか一方にしてください。`
        : `${this.name(unitId)}は、${formatDate(on)}にはありません。日付か組織を確かめてください。`
      this.wrong(at, message)
      return undefined
    }
    const later = timeline.states(unitId).find((each) => each.valid_from > on)
    if (later !== undefined) {
      this.wrong(
        at,
        `${this.name(unitId)}には、${formatDate(later.valid_from)}からの改正がすでに登録されています。それより後の日にするか、先にその改正を取り消してください。`,
      )
      return undefined
    }
    return state
  }

  /** A further state of the unit from the day on. The unit keeps its id. False when it cannot be. */
  change(unitId: string, aspect: Aspect, patch: Partial<UnitState>, at: string): boolean {
    const { timeline, on } = this
    const state = this.#open(unitId, at)
    if (state === undefined) return false
    const touched = this.#touched.get(unitId) ?? new Set<Aspect>()
    const twice = (): boolean => {
      this.wrong(
        at,
        `${this.name(unitId)}の${aspectWords[aspect]}は、${formatDate(on)}にもう一度変えることはできません。1回にまとめるか、別の日にしてください。`,
      )
      return false
    }
    if (touched.has(aspect)) return twice()
    if (state.valid_from === on && !timeline.isFresh(state)) {
      const before = timeline.states(unitId).findLast((each) => each.valid_from < on)
      if (before === undefined || aspectFields[aspect].some((field) => before[field] !== state[field]))
        return twice()
    }
    touched.add(aspect)
    this.#touched.set(unitId, touched)
    if (state.valid_from === on) {
      timeline.put({ ...state, ...patch })
      return true
    }
    timeline.put({ ...state, valid_to: on })
    timeline.put({
      ...state,
      ...patch,
      id: this.options.newId(),
      continues_id: unitOf(state),
      valid_from: on,
      valid_to: state.valid_to,
    })
    return true
  }

  /** The unit is there until the day and not on it. False when it cannot end then. */
  end(unitId: string, at: string): boolean {
    const { timeline, on } = this
    const state = this.#open(unitId, at)
    if (state === undefined) return false
    if (state.valid_from === on) {
      this.wrong(
        at,
        `${this.name(unitId)}は、${formatDate(on)}に${this.created.has(state.code) || state.continues_id === null ? '設置' : '改正'}されます。同じ日に廃止することはできません。`,
      )
      return false
    }
    if (state.valid_to !== null) {
      this.wrong(
        at,
        `${this.name(unitId)}は、${formatDate(state.valid_to)}に廃止されることになっています。先にその改正を取り消してください。`,
      )
      return false
    }
    this.#ended.add(unitId)
    timeline.put({ ...state, valid_to: on })
    return true
  }

  /** Ended by this reorganisation. */
  endsHere(unitId: string): boolean {
    return this.#ended.has(unitId)
  }
}
