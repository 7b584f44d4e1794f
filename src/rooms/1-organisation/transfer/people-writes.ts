import type { Insertable } from 'kysely'
import { formatDate } from '#ground/clock/calendar.ts'
import { newId } from '#ground/ids/ids.ts'
import { plannedName } from '#authority/names.ts'
import { personRow } from '#authority/rows.ts'
import type {
  AbsenceTable,
  ActingRightTable,
  AppointmentTable,
  PersonNameTable,
  PersonTable,
  PostTable,
} from '#authority/tables.ts'
import { rankOfTitle } from '../import/titles.ts'
import { mainAppointments, termAppointments, type TransferChange, type UnitRef } from './change.ts'
import { newName } from './new-name.ts'
import { levelOf } from './rise.ts'
import type { Staff, StaffAppointment, StaffPerson, StaffPost } from './staff.ts'

/** A change of a plan with the id of its row. */
export type PlannedChange = { readonly id: string; readonly change: TransferChange }

export type PeopleWrites = {
  readonly posts: readonly Insertable<PostTable>[]
  readonly people: readonly Insertable<PersonTable>[]
  readonly appointments: readonly Insertable<AppointmentTable>[]
  readonly absences: readonly Insertable<AbsenceTable>[]
  readonly lent: readonly Insertable<ActingRightTable>[]
  readonly names: readonly Insertable<PersonNameTable>[]
  /** Why a change cannot be made, by its id. */
  readonly problems: ReadonlyMap<string, string>
  /** 異動 with which the rank rises. */
  readonly rising: ReadonlySet<string>
  /** Former staff who come back on the day: their validity is opened then and not before. */
  readonly returning: readonly { readonly personId: string; readonly until: string | null }[]
}

type PersonChange = Extract<
  TransferChange,
  {
    kind:
      | 'hire'
      | 'move'
      | 'promote'
      | 'retire'
      | 'extend'
      | 'rename'
      | 'leave'
      | 'return'
      | 'add-post'
      | 'end-post'
  }
>
type Seat = {
  unit: UnitRef | null
  bodyId?: string | undefined
  title: string
  rank?: StaffPost['rank'] | undefined
}

const mains: ReadonlySet<string> = new Set(mainAppointments)
/** Of these a person has one in a plan. */
const decisive: ReadonlySet<string> = new Set(['hire', 'move', 'promote', 'retire', 'extend'])

class Unable extends Error {
  override readonly name = 'Unable'
}
function unable(message: string): never {
  throw new Unable(message)
}

/**
 * What the changes about people write, given the organisation of the day (with the plan's own units in it). Pure but
 * for new ids. A change that cannot be made gets its sentence and writes nothing; the others stand.
 */
export function planPeople(staff: Staff, changes: readonly PlannedChange[], tenantId: string): PeopleWrites {
  const { on } = staff
  const posts = new Map<string, Insertable<PostTable>>()
  const people = new Map<string, Insertable<PersonTable>>()
  const appointments = new Map<string, Insertable<AppointmentTable>>()
  const absences = new Map<string, Insertable<AbsenceTable>>()
  const lent = new Map<string, Insertable<ActingRightTable>>()
  const names = new Map<string, Insertable<PersonNameTable>>()
  const problems = new Map<string, string>()
  const rising = new Set<string>()
  const returning: { personId: string; until: string | null }[] = []
  const hired = new Map<string, string>()
  const decided = new Map<string, string>()
  const byNumber = new Map([...staff.people.values()].map((person) => [person.number, person]))
  const unitByCode = new Map([...staff.units.values()].map((unit) => [unit.code, unit]))
  const postByPlace = new Map<string, { id: string; title: string; rank: StaffPost['rank'] }>()
  for (const post of staff.posts.values()) {
    if (post.valid_to !== null && post.valid_to <= on) continue
    if (post.valid_from > on) continue
    const at = placeOf(post.body_id, post.unit_id, post.title)
    if (!postByPlace.has(at)) postByPlace.set(at, post)
  }

  const unitOf = (ref: UnitRef) => {
    const unit = 'id' in ref ? staff.units.get(ref.id) : unitByCode.get(ref.code)
    return (
      unit ??
      unable(
        'code' in ref
          ? `所属コード「${ref.code}」の所属は、発令日にはありません。所属の新設を案に加えるか、コードを確かめてください。`
          : 'この所属は、発令日にはありません。廃止される所属でないか確かめてください。',
      )
    )
  }
  const seatOf = (seat: Seat): { id: string; rank: StaffPost['rank'] } => {
    const unit = seat.unit === null ? null : unitOf(seat.unit)
    const bodyId = unit?.bodyId ?? seat.bodyId ?? staff.bodies[0]
    if (bodyId === undefined) return unable('機関が登録されていません。先に組織を取り込んでください。')
    if (unit === null && !staff.bodies.includes(bodyId)) return unable('この機関は、発令日にはありません。')
    const at = placeOf(bodyId, unit?.id ?? null, seat.title)
    const found = postByPlace.get(at)
    if (found !== undefined) return found
    const row = {
      tenant_id: tenantId,
      id: newId(),
      body_id: bodyId,
      unit_id: unit?.id ?? null,
      title: seat.title,
      rank: seat.rank ?? rankOfTitle(seat.title, unit?.kind ?? null),
      sort: 0,
      valid_from: on,
      valid_to: null,
    }
    postByPlace.set(at, row)
    posts.set(row.id, row)
    return row
  }
  const known = (
    change: Exclude<PersonChange, { kind: 'hire' }>,
  ): StaffPerson | { id: string; hired: true } => {
    const ref = change.person
    if ('number' in ref) {
      const fresh = hired.get(ref.number)
      if (fresh !== undefined) return { id: fresh, hired: true }
    }
    const person = 'id' in ref ? staff.people.get(ref.id) : byNumber.get(ref.number)
    if (person === undefined) {
      return unable(
        'number' in ref
          ? `職員番号「${ref.number}」の職員は登録されていません。番号を確かめてください。`
          : 'この職員は登録されていません。',
      )
    }
    if (person.valid_from > on)
      return unable(`${formatDate(person.valid_from)}からの職員です。発令日を確かめてください。`)
    const ended = person.valid_to !== null && person.valid_to <= on
    if (ended && !(change.kind === 'extend' && person.valid_to === on)) {
      return unable(`${formatDate(person.valid_to ?? on)}に退職の登録があります。`)
    }
    return person
  }
  const appointmentsOf = (personId: string): readonly StaffAppointment[] =>
    staff.appointments.get(personId) ?? []
  const openOn = (row: { valid_from: string; valid_to: string | null }): boolean =>
    row.valid_from < on && (row.valid_to === null || row.valid_to > on)
  const ranUntil = (row: { valid_from: string; valid_to: string | null }): boolean =>
    row.valid_from < on && (row.valid_to === null || row.valid_to >= on)
  const planOf = (personId: string): string => {
    const title = staff.planned.get(personId)
    return title === undefined ? '' : `(確定した案「${title}」)`
  }
  const refuseLater = (personId: string, rows: readonly StaffAppointment[]): void => {
    const later = rows.find(
      (row) => row.valid_from >= on && (row.valid_to === null || row.valid_to > row.valid_from),
    )
    if (later === undefined) return
    unable(
      `${formatDate(later.valid_from)}からの発令がすでに登録されています${planOf(personId)}。先にそれを取り消すか、この行を外してください。`,
    )
  }
  const checkUntil = (until: string | null, kind: string): void => {
    if (until !== null && until <= on) unable('終わりの日は、発令日より後の日にしてください。')
    if (until === null && termAppointments.has(mainAppointments.find((each) => each === kind) ?? '本務')) {
      unable(`${kind}には、任期の終わりの日が必要です。`)
    }
  }
  const appointTo = (
    personId: string,
    postId: string,
    kind: Insertable<AppointmentTable>['kind'],
    until: string | null,
  ): void => {
    const row = { tenant_id: tenantId, id: newId(), person_id: personId, post_id: postId, kind }
    appointments.set(row.id, { ...row, valid_from: on, valid_to: until })
  }
  const decide = (id: string, personId: string, kind: string): void => {
    if (decided.has(personId)) {
      unable('同じ職員について、採用・異動・退職・任期の更新が二つ以上あります。一つにしてください。')
    }
    if (decisive.has(kind)) decided.set(personId, id)
  }

  const apply = (id: string, change: PersonChange): void => {
    switch (change.kind) {
      case 'hire': {
        checkUntil(change.until, change.appointment)
        if (hired.has(change.number)) unable(`職員番号「${change.number}」の採用が二つあります。`)
        const former = byNumber.get(change.number)
        const validTo = change.until
        if (former === undefined) {
          const seat = seatOf(change)
          const row = personRow({
            tenant_id: tenantId,
            number: change.number,
            family: change.family,
            given: change.given,
            family_kana: change.familyKana,
            given_kana: change.givenKana,
            mail: change.mail,
            extension: change.extension,
            valid_from: on,
            valid_to: validTo,
          })
          people.set(row.id, row)
          hired.set(change.number, row.id)
          decided.set(row.id, id)
          appointTo(row.id, seat.id, change.appointment, change.until)
          return
        }
        if (former.valid_to === null || former.valid_to > on) {
          unable(
            `職員番号「${change.number}」は、${former.family}${former.given}さんがいま使っています${planOf(former.id)}。番号を確かめてください。`,
          )
        }
        decide(id, former.id, change.kind)
        refuseLater(former.id, appointmentsOf(former.id))
        const seat = seatOf(change)
        // Opened today, his validity would let a former employee be somebody before the day.
        if (former.valid_to === on) people.set(former.id, { ...former, valid_to: validTo })
        else returning.push({ personId: former.id, until: validTo })
        hired.set(change.number, former.id)
        appointTo(former.id, seat.id, change.appointment, change.until)
        return
      }
      case 'move':
      case 'promote': {
        const person = known(change)
        checkUntil(change.until, change.appointment)
        decide(id, person.id, change.kind)
        const mine = appointmentsOf(person.id).filter((row) => mains.has(row.kind))
        refuseLater(person.id, mine)
        const seat = seatOf(change)
        // One whose unit ends on the day has been ended with it; he rises from where he was all the same.
        const before = mine.filter(ranUntil)
        if (before.some((row) => openOn(row) && row.post_id === seat.id && row.kind === change.appointment)) {
          unable('いまと同じ職です。変わらない行は案から外してください。')
        }
        const level = Math.max(0, ...before.map((row) => levelAt(staff, row.post_id)))
        const unit = change.unit === null ? null : unitOf(change.unit)
        if (before.length > 0 && levelOf({ rank: seat.rank, unitKind: unit?.kind ?? null }) > level)
          rising.add(id)
        for (const row of before.filter(openOn)) appointments.set(row.id, { ...row, valid_to: on })
        appointTo(person.id, seat.id, change.appointment, change.until)
        return
      }
      case 'retire': {
        const person = known(change)
        if ('hired' in person) return unable('同じ案で採用される職員です。')
        decide(id, person.id, change.kind)
        const mine = appointmentsOf(person.id)
        refuseLater(person.id, mine)
        if (person.valid_from >= on) return unable('発令日より前から在籍する職員だけが退職できます。')
        for (const row of mine.filter(openOn)) appointments.set(row.id, { ...row, valid_to: on })
        for (const row of staff.absences.get(person.id) ?? []) {
          if (row.valid_from < on) absences.set(row.id, { ...row, valid_to: on })
        }
        for (const row of staff.lent.get(person.id) ?? []) {
          if (row.valid_from < on) lent.set(row.id, { ...row, valid_to: on })
        }
        people.set(person.id, { ...person, valid_to: on })
        return
      }
      case 'extend': {
        const person = known(change)
        if ('hired' in person) return unable('同じ案で採用される職員です。')
        if (change.until !== null && change.until <= on)
          unable('任期の終わりの日は、発令日より後の日にしてください。')
        decide(id, person.id, change.kind)
        const mine = appointmentsOf(person.id).filter((row) => mains.has(row.kind))
        refuseLater(person.id, mine)
        const running = mine.find(ranUntil)
        if (running === undefined) return unable('更新する任用がありません。採用か異動として入れてください。')
        checkUntil(change.until, running.kind)
        if (running.valid_to === change.until)
          unable('いまと同じ任期です。変わらない行は案から外してください。')
        appointments.set(running.id, { ...running, valid_to: change.until })
        if (person.valid_to !== null && person.valid_to === running.valid_to) {
          people.set(person.id, { ...person, valid_to: change.until })
        }
        return
      }
      case 'rename': {
        const person = known(change)
        if ('hired' in person) return unable('同じ案で採用される職員です。採用の行の氏名を直してください。')
        const name = newName(person, change)
        if (name === null) return unable('いまと同じ氏名です。変わらない行は案から外してください。')
        if (names.has(person.id)) return unable('同じ職員の改姓が二つあります。一つにしてください。')
        names.set(person.id, plannedName(tenantId, person.id, name, on))
        return
      }
      case 'leave': {
        const person = known(change)
        if (change.until !== null && change.until <= on)
          unable('戻る日は、休職の始まる日より後の日にしてください。')
        const overlap = (staff.absences.get(person.id) ?? []).find(
          (row) =>
            row.valid_to !== row.valid_from && (change.until === null || row.valid_from < change.until),
        )
        if (overlap !== undefined) {
          unable(
            `${formatDate(overlap.valid_from)}からの不在がすでに登録されています。先にそれを終えてください。`,
          )
        }
        const row = { tenant_id: tenantId, id: newId(), person_id: person.id, reason: change.reason }
        absences.set(row.id, { ...row, valid_from: on, valid_to: change.until })
        return
      }
      case 'return': {
        const person = known(change)
        const away = (staff.absences.get(person.id) ?? []).find(openOn)
        if (away === undefined) return unable('発令日に続いている休職・不在がありません。')
        absences.set(away.id, { ...away, valid_to: on })
        return
      }
      case 'add-post': {
        const person = known(change)
        if (change.until !== null && change.until <= on)
          unable('終わりの日は、発令日より後の日にしてください。')
        const seat = seatOf(change)
        const clash = appointmentsOf(person.id).find(
          (row) => row.post_id === seat.id && (row.valid_to === null || row.valid_to > on),
        )
        if (clash !== undefined) unable(`すでに${clash.kind}でその職に発令されています。`)
        appointTo(person.id, seat.id, change.appointment, change.until)
        return
      }
      case 'end-post': {
        const person = known(change)
        const side = appointmentsOf(person.id).filter((row) => {
          if (mains.has(row.kind) || !openOn(row)) return false
          const post = staff.posts.get(row.post_id)
          if (post?.title !== change.title) return false
          if (change.unit === null) return post.unit_id === null
          return 'id' in change.unit
            ? post.unit_id === change.unit.id
            : post.unit_id === (unitByCode.get(change.unit.code)?.id ?? null)
        })
        if (side.length === 0) unable('解除する兼務などの発令がありません。所属と職名を確かめてください。')
        for (const row of side) appointments.set(row.id, { ...row, valid_to: on })
        return
      }
    }
  }

  // Hires first: other lines may speak of the number they bring.
  const personal = changes.flatMap(({ id, change }) => (isPersonal(change) ? [{ id, change }] : []))
  const ordered = [
    ...personal.filter(({ change }) => change.kind === 'hire'),
    ...personal.filter(({ change }) => change.kind !== 'hire'),
  ]
  for (const { id, change } of ordered) {
    try {
      apply(id, change)
    } catch (error) {
      if (!(error instanceof Unable)) throw error
      problems.set(id, error.message)
    }
  }

  return {
    posts: usedPosts(),
    people: [...people.values()],
    appointments: [...appointments.values()],
    absences: [...absences.values()],
    lent: [...lent.values()],
    names: [...names.values()],
    problems,
    rising,
    returning,
  }

  /** A change that failed after its post was thought of leaves no post behind. */
  function usedPosts(): Insertable<PostTable>[] {
    const used = new Set([...appointments.values()].map((row) => row.post_id))
    return [...posts.values()].filter((row) => used.has(row.id))
  }
}

function placeOf(bodyId: string, unitId: string | null, title: string): string {
  return `${unitId ?? bodyId}\n${title}`
}

function isPersonal(change: TransferChange): change is PersonChange {
  return change.kind === 'hire' || 'person' in change
}

function levelAt(staff: Staff, postId: string): number {
  const post = staff.posts.get(postId)
  if (post === undefined) return 0
  const unit = post.unit_id === null ? null : (staff.units.get(post.unit_id)?.kind ?? '課')
  return levelOf({ rank: post.rank, unitKind: unit })
}
