import { derivedId } from '#ground/ids/ids.ts'
import { kindOfName, rankOfTitle } from '../../import/titles.ts'
import {
  type NewTransferChange,
  transferChange,
  type TransferChange,
  type UnitRef,
} from '../../transfer/change.ts'
import type { Held, Organisation, PersonFact, UnitFact } from '../organisation.ts'
import { isLeave } from '../order-words.ts'

/*
 * A naive, separately written reading of what changes do to an organisation: for the property that a comparison,
 * taken whole, leaves nothing to compare. Used by tests only.
 */

const sides = ['兼務', '併任', '事務取扱', '心得', '委嘱']

export function applyChanges(
  organisation: Organisation,
  changes: readonly NewTransferChange[],
): Organisation {
  const units = [...organisation.units]
  const people = new Map(organisation.people.map((person) => [person.number, person]))
  const idOf = (ref: UnitRef | null): string | null => {
    if (ref === null) return null
    const found = units.find((unit) => ('id' in ref ? unit.id === ref.id : unit.code === ref.code))
    if (found === undefined) throw new Error(`no unit ${JSON.stringify(ref)}`)
    return found.id
  }
  const whom = (ref: { id: string } | { number: string }): PersonFact => {
    const found = [...people.values()].find((each) =>
      'id' in ref ? each.id === ref.id : each.number === ref.number,
    )
    if (found === undefined) throw new Error('no such person')
    return found
  }
  const held = (change: {
    unit: UnitRef | null
    title: string
    rank?: Held['rank'] | undefined
    appointment: string
    until: string | null
  }): Held => {
    const unitId = idOf(change.unit)
    const kind = units.find((unit) => unit.id === unitId)?.kind ?? null
    const { title, appointment, until } = change
    return { unitId, title, rank: change.rank ?? rankOfTitle(title, kind), kind: appointment, until }
  }
  const apply = (change: TransferChange): void => {
    switch (change.kind) {
      case 'create-unit': {
        const unit: UnitFact = {
          id: derivedId(change.code),
          code: change.code,
          name: change.name,
          kind: kindOfName(change.name) ?? change.unitKind,
          parentId: idOf(change.parent),
        }
        units.push(unit)
        return
      }
      case 'hire': {
        const { number, family, given, familyKana, givenKana, mail, extension } = change
        const id = people.get(number)?.id ?? derivedId(number)
        const name = { number, family, given, familyKana, givenKana, mail, extension }
        people.set(number, { id, ...name, serving: true, held: [held(change)], away: [] })
        return
      }
    }
    if (!('person' in change)) throw new Error(`${change.kind} is not made by a comparison`)
    const person = whom(change.person)
    const set = (more: Partial<PersonFact>): void => void people.set(person.number, { ...person, ...more })
    const beside = person.held.filter((each) => sides.includes(each.kind))
    const mains = person.held.filter((each) => !sides.includes(each.kind))
    switch (change.kind) {
      case 'move':
      case 'promote':
        return set({ held: [held(change), ...beside] })
      case 'retire':
        return set({ held: [], serving: false })
      case 'extend':
        return set({ held: [...mains.map((each) => ({ ...each, until: change.until })), ...beside] })
      case 'rename': {
        const { family, given, familyKana, givenKana } = change
        return set({ family, given, familyKana, givenKana })
      }
      case 'leave':
        return set({ away: [...person.away, change.reason] })
      case 'return':
        return set({ away: person.away.filter((reason) => !isLeave(reason)) })
      case 'add-post':
        return set({ held: [...person.held, held(change)] })
      case 'end-post': {
        const unitId = idOf(change.unit)
        const stays = beside.filter((each) => each.unitId !== unitId || each.title !== change.title)
        return set({ held: [...mains, ...stays] })
      }
    }
  }
  for (const change of changes) apply(transferChange.parse(change))
  return { units, people: [...people.values()] }
}
