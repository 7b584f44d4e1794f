import type { Selectable } from 'kysely'
import type { UnitTable } from '#authority/tables.ts'

/** One state of a unit as the table holds it. */
export type UnitState = Selectable<UnitTable>

/** The unit a state belongs to. */
export const unitOf = (state: UnitState): string => state.continues_id ?? state.id

/** Half-open; null = no end. */
export const holdsOn = (row: { valid_from: string; valid_to: string | null }, on: string): boolean =>
  row.valid_from <= on && (row.valid_to === null || row.valid_to > on)

/** True when it holds on the date or at any time after it. */
export const holdsFrom = (row: { valid_to: string | null }, on: string): boolean =>
  row.valid_to === null || row.valid_to > on

/**
 * The states of all units, in memory, to try changes on. Nothing is written: `changed()` tells which rows would
 * have to be saved.
 */
export class Timeline {
  readonly #states = new Map<string, UnitState[]>()
  readonly #changed = new Map<string, UnitState>()
  readonly #fresh = new Set<string>()

  constructor(states: Iterable<UnitState>) {
    for (const state of states) this.#place(state)
  }

  #place(state: UnitState): void {
    const unitId = unitOf(state)
    const line = (this.#states.get(unitId) ?? []).filter((each) => each.id !== state.id)
    line.push(state)
    this.#states.set(
      unitId,
      line.toSorted((a, b) => (a.valid_from < b.valid_from ? -1 : 1)),
    )
  }

  /** Puts a state in the place of the one with its id, or as a new one. */
  put(state: UnitState): void {
    const known = (this.#states.get(unitOf(state)) ?? []).some((each) => each.id === state.id)
    if (!known) this.#fresh.add(state.id)
    this.#place(state)
    this.#changed.set(state.id, state)
  }

  /** Made here, and not yet in the database. */
  isFresh(state: UnitState): boolean {
    return this.#fresh.has(state.id)
  }

  /** Rows to save, first rows of a line before those that continue it. */
  changed(): UnitState[] {
    return [...this.#changed.values()].toSorted(
      (a, b) => Number(a.continues_id !== null) - Number(b.continues_id !== null),
    )
  }

  has(unitId: string): boolean {
    return this.#states.has(unitId)
  }

  /** All states of a unit, earliest first. */
  states(unitId: string): readonly UnitState[] {
    return this.#states.get(unitId) ?? []
  }

  stateOn(unitId: string, on: string): UnitState | undefined {
    return this.states(unitId).find((state) => holdsOn(state, on))
  }

  /** The name on the day, or else the last known one. */
  nameOf(unitId: string, on: string): string {
    const states = this.states(unitId)
    return (
      (this.stateOn(unitId, on) ?? states.findLast((state) => state.valid_from <= on) ?? states[0])?.name ??
      ''
    )
  }

  *all(): Iterable<UnitState> {
    for (const line of this.#states.values()) yield* line
  }

  /** The unit of a code that is in force on the day. */
  withCode(code: string, on: string): string | undefined {
    for (const state of this.all()) if (state.code === code && holdsOn(state, on)) return unitOf(state)
    return undefined
  }

  /** States that lie directly below the unit on the day or later. */
  below(unitId: string, on: string): UnitState[] {
    return [...this.all()].filter((state) => state.parent_id === unitId && holdsFrom(state, on))
  }

  /** True when the unit exists through the whole of the time given. */
  covers(unitId: string, from: string, to: string | null): boolean {
    let reached = from
    for (const state of this.states(unitId)) {
      if (state.valid_from > reached || !holdsFrom(state, reached)) continue
      if (state.valid_to === null) return true
      reached = state.valid_to
    }
    return to !== null && reached >= to
  }

  /** Days from this one on at which any unit changes, with the day itself. */
  turns(on: string): string[] {
    const days = new Set([on])
    for (const state of this.all()) {
      if (state.valid_from > on) days.add(state.valid_from)
    }
    return [...days].toSorted()
  }

  /** True when going up from the unit on that day comes back to where one was. */
  circlesOn(unitId: string, on: string): boolean {
    const seen = new Set<string>()
    for (let at: string | null = unitId; at !== null;) {
      if (seen.has(at)) return true
      seen.add(at)
      at = this.stateOn(at, on)?.parent_id ?? null
    }
    return false
  }

  /** How many units lie above it on the day. */
  depthOn(unitId: string, on: string): number {
    const seen = new Set<string>()
    for (let at: string | null = unitId; at !== null && !seen.has(at);) {
      seen.add(at)
      at = this.stateOn(at, on)?.parent_id ?? null
    }
    return seen.size
  }
}
