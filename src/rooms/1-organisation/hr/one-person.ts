import type { Difference, DifferenceMark } from './difference.ts'
import type { NewTransferChange } from '../transfer/change.ts'
import { termAppointments } from '../transfer/change.ts'
import { rankOfTitle } from '../import/titles.ts'
import { type Held, isPromotion, type PersonFact } from './organisation.ts'
import { isLeave, type MainKind, type SideKind } from './order-words.ts'
import type { Place, PlaceFinder, Where } from './places.ts'
import type { Rank, StaffRow } from './staff-row.ts'

/*
 * The differences of one person, row by row; shared by both kinds of file.
 */

export const sideKinds: ReadonlySet<string> = new Set<SideKind>(['兼務', '併任', '事務取扱', '心得', '委嘱'])

/** What the comparison of one person may use. */
export type Scene = {
  readonly on: string
  readonly places: PlaceFinder
}

export function mainOf(person: PersonFact): Held | undefined {
  const mains = person.held.filter((held) => !sideKinds.has(held.kind))
  return mains.find((held) => held.kind === '本務') ?? mains[0]
}

/** Where a row leads, with the rank its title has there. */
export type Seat = { readonly at: Where | null; readonly title: string; readonly rank: Rank }

export function seatOf(row: StaffRow, place: Exclude<Place, 'nothing'>): Seat {
  const at = place === 'body' ? null : place
  return { at, title: row.title, rank: row.rank ?? rankOfTitle(row.title, at?.kind ?? null) }
}

export const unitOf = (seat: Seat): NewSeat => ({
  unit: seat.at?.ref ?? null,
  title: seat.title,
  rank: seat.rank,
})
type NewSeat = { unit: Where['ref'] | null; title: string; rank: Rank }

export const needsOf = (seat: Seat): string[] =>
  seat.at === null || seat.at.id !== null ? [] : [seat.at.code]

/** Whether somebody sits in this seat already; one of a unit that is not there yet is nobody's. */
export const sitsIn = (held: Held, seat: Seat): boolean =>
  held.title === seat.title && (seat.at === null ? held.unitId === null : held.unitId === seat.at.id)

const seatWords = (unit: string, title: string): string => (unit === '' ? title : `${unit} ${title}`)
export const nameOfSeat = (seat: Seat): string => seatWords(seat.at?.name ?? '', seat.title)
export const nameOfHeld = (held: Held, places: PlaceFinder): string =>
  seatWords(places.nameOf(held.unitId), held.title)

export const fullName = (name: { family: string; given: string }): string =>
  name.given === '' ? name.family : `${name.family} ${name.given}`

/** A difference of a person, with what is the same for all kinds filled in. */
export function difference(
  given: Pick<Difference, 'kind' | 'line' | 'number' | 'name' | 'unit' | 'what'> & {
    change: NewTransferChange
    needs?: readonly string[]
    mark?: DifferenceMark | null
    chosen?: boolean
  },
): Difference {
  const { needs = [], mark = null, chosen = true, ...rest } = given
  return { ...rest, needs, mark, chosen }
}

/** 採用: nobody of the number is in office on the day. Undefined when the row lacks what it needs for that. */
export function hireOf(
  row: StaffRow,
  seat: Seat,
  appointment: MainKind,
  before: PersonFact | undefined,
): Difference | undefined {
  const name = row.name ?? (before === undefined ? undefined : { ...before, split: true })
  if (name === undefined) {
    row.wrong('name', '氏名が空です。採用には氏名が必要です。')
    return undefined
  }
  const until = row.until ?? null
  if (until === null && termAppointments.has(appointment)) {
    row.wrong('until', `任用区分「${appointment}」には任期の終わりが必要です。任期満了日を入れてください。`)
    return undefined
  }
  const [familyKana, givenKana] = row.kana ?? [before?.familyKana ?? '', before?.givenKana ?? '']
  const again = before === undefined ? '' : '(前にいた職員です)'
  return difference({
    kind: 'hire',
    line: row.line,
    number: row.number,
    name: fullName(name),
    unit: seat.at?.name ?? '',
    what: `${nameOfSeat(seat)}${appointment === '本務' ? '' : `(${appointment})`}${again}`,
    change: {
      kind: 'hire',
      number: row.number,
      family: name.family,
      given: name.given,
      familyKana,
      givenKana,
      mail: row.mail ?? before?.mail ?? null,
      extension: row.extension ?? before?.extension ?? null,
      ...unitOf(seat),
      appointment,
      until,
    },
    needs: needsOf(seat),
  })
}

/**
 * 改姓 and other changes of the name as it is written; undefined when it is the same. フリガナ alone is no transfer:
 * where only it differs, that is counted with mail and extension.
 */
export function renameOf(row: StaffRow, person: PersonFact): Difference | undefined {
  if (row.name === undefined) return undefined
  // 氏名 in one piece does not say where the gap is: a gap that is known stays.
  if (person.family + person.given === row.name.family + row.name.given && !row.name.split) return undefined
  const { family, given } = row.name
  if (family === person.family && given === person.given) return undefined
  const [familyKana, givenKana] = row.kana ?? [person.familyKana, person.givenKana]
  if (row.kana === undefined && person.familyKana !== '') {
    row.note(
      'name',
      '氏名が変わりますが、フリガナがないため、フリガナは今のままにします。',
      fullName(row.name),
    )
  }
  // 改姓 keeps the given name; where both are others it is more likely another person.
  const other = family !== person.family && given !== person.given && row.name.split
  if (other) {
    row.note(
      'number',
      `登録では「${fullName(person)}」です。氏も名も違います。番号の取り違えでないかを確かめてください。`,
      row.number,
    )
  }
  return difference({
    kind: 'rename',
    line: row.line,
    number: row.number,
    name: fullName(person),
    unit: '',
    what: `${fullName(person)} → ${fullName({ family, given })}`,
    change: { kind: 'rename', person: { id: person.id }, family, given, familyKana, givenKana },
    mark: other ? 'other-person' : null,
    chosen: !other,
  })
}

/** Whether the file names another フリガナ for the same name. */
export function kanaDiffers(row: StaffRow, person: PersonFact): boolean {
  const same = row.name !== undefined && row.name.family + row.name.given === person.family + person.given
  if (!same || row.kana === undefined) return false
  return row.kana.join('') !== person.familyKana + person.givenKana
}

/** 異動, 昇任, 任用替え or 任期の更新; undefined when the main appointment is the same. */
export function mainChangeOf(
  scene: Scene,
  row: StaffRow,
  person: PersonFact,
  seat: Seat,
  appointment: MainKind,
): Difference | undefined {
  const { places, on } = scene
  const before = mainOf(person)
  const common = { line: row.line, number: row.number, name: fullName(person), unit: seat.at?.name ?? '' }
  const ref = { id: person.id }
  const sameKind = before?.kind === appointment
  if (before !== undefined && sameKind && sitsIn(before, seat)) {
    const until = row.until === undefined ? before.until : row.until
    // A term without a last day in the file: the file does not say.
    const said = until === null && termAppointments.has(appointment) ? before.until : until
    if (said === before.until && before.until !== on) return undefined
    if (said === on) {
      row.wrong(
        'until',
        '登録している任期が前日で終わります。続けるなら、新しい任期の終わりを入れてください。',
      )
      return undefined
    }
    return difference({
      ...common,
      kind: 'extend',
      what:
        said === null
          ? '任期の終わりをなくす'
          : `任期の終わり ${dayBefore(before.until)} → ${dayBefore(said)}`,
      change: { kind: 'extend', person: ref, until: said },
    })
  }
  const until = row.until ?? null
  if (until === null && termAppointments.has(appointment)) {
    row.wrong('until', `任用区分「${appointment}」には任期の終わりが必要です。任期満了日を入れてください。`)
    return undefined
  }
  const promoted = before !== undefined && sameKind && isPromotion(before, seat)
  const kindWords = sameKind ? '' : `(${appointment})`
  return difference({
    ...common,
    kind: promoted ? 'promote' : 'move',
    what: `${before === undefined ? '(所属なし)' : nameOfHeld(before, places)} → ${nameOfSeat(seat)}${kindWords}`,
    change: { kind: promoted ? 'promote' : 'move', person: ref, ...unitOf(seat), appointment, until },
    needs: needsOf(seat),
  })
}

export function addPostOf(row: StaffRow, person: PersonRefName, seat: Seat, side: SideKind): Difference {
  return difference({
    kind: 'add-post',
    line: row.line,
    number: row.number,
    name: person.name,
    unit: seat.at?.name ?? '',
    what: `${nameOfSeat(seat)}(${side})`,
    change: {
      kind: 'add-post',
      person: person.ref,
      ...unitOf(seat),
      appointment: side,
      until: row.until ?? null,
    },
    needs: needsOf(seat),
  })
}
type PersonRefName = { ref: { id: string } | { number: string }; name: string }

export function endPostOf(scene: Scene, person: PersonFact, held: Held, line: number | null): Difference {
  return difference({
    kind: 'end-post',
    line,
    number: person.number,
    name: fullName(person),
    unit: scene.places.nameOf(held.unitId),
    what: `${nameOfHeld(held, scene.places)}(${held.kind})を解く`,
    change: {
      kind: 'end-post',
      person: { id: person.id },
      unit: held.unitId === null ? null : { id: held.unitId },
      title: held.title,
    },
  })
}

export function retireOf(
  scene: Scene,
  person: PersonFact,
  how: { line: number | null; reason: string; mark?: DifferenceMark; chosen?: boolean },
): Difference {
  const main = mainOf(person)
  return difference({
    kind: 'retire',
    line: how.line,
    number: person.number,
    name: fullName(person),
    unit: main === undefined ? '' : scene.places.nameOf(main.unitId),
    what: `${main === undefined ? '(所属なし)' : nameOfHeld(main, scene.places)}${how.reason === '' ? '' : `(${how.reason})`}`,
    change: { kind: 'retire', person: { id: person.id }, reason: how.reason },
    mark: how.mark ?? null,
    chosen: how.chosen ?? true,
  })
}

/** 休職 and 復職; undefined when nothing changes, or the file has no such column. */
export function leaveOf(row: StaffRow, person: Pick<PersonFact, 'id' | 'family' | 'given' | 'away'>) {
  return leaveFor(row, { ref: { id: person.id }, name: fullName(person) }, person.away)
}

/** The same of somebody who is only just taken on. */
export function leaveFor(
  row: StaffRow,
  person: PersonRefName,
  reasons: readonly string[],
): Difference | undefined {
  if (row.leave === undefined) return undefined
  const away = reasons.find(isLeave)
  const common = { line: row.line, number: row.number, name: person.name, unit: '' }
  if (row.leave === null) {
    if (away === undefined) return undefined
    const change = { kind: 'return', person: person.ref } as const
    return difference({ ...common, kind: 'return', what: `${away}から戻る`, change })
  }
  if (away !== undefined) return undefined
  const reason = isLeave(row.leave) ? row.leave : `休職(${row.leave})`
  const change = { kind: 'leave', person: person.ref, reason, until: row.back } as const
  return difference({ ...common, kind: 'leave', what: reason, change })
}

function dayBefore(date: string | null): string {
  return date === null ? 'なし' : `${date}の前日`
}
