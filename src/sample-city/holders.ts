import { addMonths, dateParts, fiscalYearEnd, fiscalYearStart, addDays } from '#ground/clock/calendar.ts'
import { cast, formerHolder, vacantPost } from './cast.ts'
import { familyNames, givenNames } from './names.ts'
import type { AppointmentRow, PersonRow } from './organisation-types.ts'
import type { Seat } from './seat.ts'
import { ownHolder } from './seats.ts'
import { type Seeded, seeded } from './seeded.ts'

/** A person with the seat that is his main work. */
export type Holder = {
  readonly person: PersonRow
  readonly seat: Seat
  readonly since: string
}

type Name = Pick<PersonRow, 'family' | 'given' | 'familyKana' | 'givenKana'>

/**
 * The 1 April from which everybody sits where he sits during the last six months, so that whoever looks back
 * over the history meets the same people.
 */
export function lastRotation(today: string): string {
  return fiscalYearStart(addMonths(today, -6))
}

/** Fills every seat with people: names, numbers, and since when. The order is that of the seats. */
export function holders(seats: readonly Seat[], today: string): Holder[] {
  const random = seeded('holders')
  const names = nameStream(random)
  const numbers = numberStream()
  const rotation = lastRotation(today)
  const found: Holder[] = []
  for (const seat of seats.filter(ownHolder)) {
    const named = cast.filter(({ postKey }) => postKey === seat.key)
    for (let place = 0; place < seat.places; place += 1) {
      const member = named[place]
      const since = addMonths(rotation, -12 * yearsInSeat(seat, random))
      const hired = addMonths(since, -12 * yearsBefore(seat, random))
      const name = member ?? names()
      const number = numbers(hired)
      found.push({
        seat,
        since,
        person: {
          key: member?.key ?? `p${number}`,
          number,
          ...nameOf(name),
          mail: `${member?.key ?? `s${number}`}@kakuu.example`,
          extension: extensionOf(seat),
          validFrom: hired,
          validTo: null,
        },
      })
    }
  }
  return found
}

/** Who left the seat that stands empty, and when: a month before today. */
export function former(today: string): { person: PersonRow; appointment: AppointmentRow } {
  const left = addDays(today, -24)
  const since = addMonths(lastRotation(today), -24)
  return {
    person: {
      key: formerHolder.key,
      number: '910077',
      ...nameOf(formerHolder),
      mail: `${formerHolder.key}@kakuu.example`,
      extension: '2510',
      validFrom: '1991-04-01',
      validTo: left,
    },
    appointment: {
      personKey: formerHolder.key,
      postKey: vacantPost,
      kind: '本務',
      validFrom: since,
      validTo: left,
    },
  }
}

/** Main appointments: the present ones, and where people were before. */
export function mainAppointments(found: readonly Holder[], today: string): AppointmentRow[] {
  const yearEnd = addDays(fiscalYearEnd(today), 1)
  const present = found.map(({ person, seat, since }): AppointmentRow => {
    const entry = { personKey: person.key, postKey: seat.key, validFrom: since }
    if (seat.title === '会計年度任用職員') return { ...entry, kind: '会計年度任用', validTo: yearEnd }
    if (seat.title === '再任用職員') return { ...entry, kind: '再任用', validTo: yearEnd }
    return { ...entry, kind: '本務', validTo: null }
  })
  return [...earlier(found), ...present]
}

/** Ranks a post is usually reached from; a seat for one can only have been left when its next holder came. */
const cameFrom: Readonly<Record<string, readonly string[]>> = {
  'vice-mayor': ['部長'],
  部長: ['次長', '課長'],
  局長: ['次長', '課長', '所長'],
  次長: ['課長'],
  課長: ['課長補佐', '係長'],
  所長: ['課長補佐', '係長'],
  館長: ['係長'],
  課長補佐: ['係長'],
  副所長: ['係長'],
  係長: ['主査'],
  主査: ['主任', '主査'],
  主任: ['主事', '技師', '主任'],
  主事: ['主事'],
  技師: ['技師'],
}

function earlier(found: readonly Holder[]): AppointmentRow[] {
  const random = seeded('earlier seats')
  const left = new Set<string>()
  const rows: AppointmentRow[] = []
  for (const { person, seat, since } of found) {
    const titles = cameFrom[seat.title] ?? []
    const start = addMonths(since, -12 * random.between(2, 4))
    if (titles.length === 0 || start < person.validFrom || !random.chance(0.6)) continue
    const candidates = found.filter(
      (other) =>
        titles.includes(other.seat.title) &&
        other.seat.key !== seat.key &&
        (other.seat.rank === 'staff' || (other.since === since && !left.has(other.seat.key))),
    )
    if (candidates.length === 0) continue
    const before = random.pick(candidates).seat
    if (before.rank !== 'staff') left.add(before.key)
    rows.push({ personKey: person.key, postKey: before.key, kind: '本務', validFrom: start, validTo: since })
  }
  return rows
}

function yearsInSeat(seat: Seat, random: Seeded): number {
  if (seat.title === '会計年度任用職員' || seat.title === '再任用職員') return 0
  const roll = random.next()
  if (roll < 0.36) return 0
  if (roll < 0.66) return 1
  return roll < 0.88 ? 2 : 3
}

/** Years of service before the present seat. */
function yearsBefore(seat: Seat, random: Seeded): number {
  switch (seat.rank) {
    case 'vice-mayor':
    case 'head':
      return random.between(24, 33)
    case 'deputy-head':
      return random.between(20, 29)
    case 'section-chief':
      return random.between(15, 24)
    default:
      if (seat.title === '主査') return random.between(10, 19)
      if (seat.title === '主任') return random.between(5, 11)
      if (seat.title === '再任用職員') return random.between(38, 41)
      return random.between(0, 4)
  }
}

/** Full names, none twice. */
function nameStream(random: Seeded): () => Name {
  const used = new Set<string>(cast.map(({ family, given }) => family + given))
  return () => {
    for (;;) {
      const [family, familyKana] = random.pick(familyNames)
      const [given, givenKana] = random.pick(givenNames)
      if (used.has(family + given)) continue
      used.add(family + given)
      return { family, given, familyKana, givenKana }
    }
  }
}

/** 採用年の下2桁 and a running number: '050012'. */
function numberStream(): (hired: string) => string {
  const last = new Map<number, number>()
  return (hired) => {
    const year = dateParts(hired).year % 100
    const next = (last.get(year) ?? 0) + 1
    last.set(year, next)
    return `${String(year).padStart(2, '0')}${String(next).padStart(4, '0')}`
  }
}

/** 内線: four digits, one number for each 係. */
function extensionOf(seat: Seat): string {
  const code = (seat.unitKey ?? '').padEnd(6, '0')
  return String(
    2_000 + Number(code.slice(0, 2)) * 100 + Number(code.slice(2, 4)) * 10 + Number(code.slice(4, 6)),
  )
}

function nameOf({ family, given, familyKana, givenKana }: Name): Name {
  return { family, given, familyKana, givenKana }
}
