import { fold } from '#ground/words/fold.ts'
import { personName } from '#authority/reads.ts'
import type { Difference } from './difference.ts'
import { rankOfTitle } from '../import/titles.ts'
import {
  addPostOf,
  endPostOf,
  hireOf,
  kanaDiffers,
  leaveFor,
  leaveOf,
  mainChangeOf,
  mainOf,
  renameOf,
  retireOf,
  type Scene,
  type Seat,
  seatOf,
  sideKinds,
  sitsIn,
} from './one-person.ts'
import type { Held, Organisation, PersonFact } from './organisation.ts'
import type { Place } from './places.ts'
import { mainKinds } from './order-words.ts'
import type { StaffRow } from './staff-row.ts'

export type Found = {
  readonly differences: readonly Difference[]
  readonly contacts: number
  readonly emptied: readonly string[]
}
type WholeScene = Scene & {
  readonly known: ReadonlyMap<string, PersonFact>
  /** Numbers that lines with another one (zeros lost) most likely mean: nobody of these is missing. */
  readonly meant: ReadonlySet<string>
}

/** A whole-staff file as of the day: whoever is in it is in office, whoever is not may have left. */
export function compareWhole(
  rows: readonly StaffRow[],
  organisation: Organisation,
  scene: WholeScene,
  coversSides: boolean | undefined,
): Found {
  const { on, known } = scene
  const placed = new Map<StaffRow, Place>()
  for (const row of rows) {
    const place = placeOf(row, scene)
    if (place !== undefined) placed.set(row, place)
    if (row.from !== null && row.from > on) {
      row.wrong(
        'from',
        '発令日が、比べる日より後です。その日の案に取り込むか、比べる日を直してください。',
        row.from,
      )
    }
  }
  const byNumber = Map.groupBy(
    rows.filter((row) => row.number !== ''),
    (row) => row.number,
  )
  for (const same of byNumber.values()) checkRows(same, on)
  const sidesKnown = coversSides ?? rows.some((row) => 'side' in row.appointed)
  const differences: Difference[] = []
  let contacts = 0
  const named = new Set(scene.meant)
  const stays = new Set<string>()
  for (const [number, same] of byNumber) {
    named.add(number)
    if (same.some((row) => row.problems.length > 0)) {
      waitTogether(same)
      continue
    }
    const person = known.get(number)
    const present = same.filter((row) => isPresent(row, on))
    for (const row of present) {
      const place = placed.get(row)
      if (typeof place === 'object' && place.id !== null) stays.add(place.id)
    }
    if (person !== undefined && person.serving) {
      if (contactsDiffer(same, person)) contacts += 1
      differences.push(...ofServing(person, present, same, placed, scene, sidesKnown))
    } else differences.push(...ofNew(person, present, placed))
  }
  for (const person of organisation.people) {
    if (!person.serving || named.has(person.number)) continue
    const lapses = person.held.length > 0 && person.held.every((held) => held.until === on)
    differences.push(
      retireOf(scene, person, {
        line: null,
        reason: lapses ? '任期満了' : 'ファイルにない',
        mark: lapses ? 'term-over' : 'missing',
        chosen: lapses,
      }),
    )
  }
  return { differences, contacts, emptied: emptiedUnits(organisation, stays) }
}

function placeOf(row: StaffRow, { places }: Scene): Place | undefined {
  const place = places.find(row)
  if (place !== 'nothing') return place
  const rank = row.rank ?? rankOfTitle(row.title, null)
  if (rank === 'vice-mayor' || rank === 'member') return 'body'
  if (row.title !== '') row.wrong('unitCode', '所属が空です。所属コードか所属を入れてください。')
  return undefined
}

/** Rows of one person are taken together or not at all. */
function waitTogether(same: readonly StaffRow[]): void {
  const wrong = same.find((row) => row.problems.length > 0)
  for (const row of same) {
    if (row.problems.length === 0)
      row.wrong('number', `同じ職員の${wrong?.line ?? ''}行に誤りがあるため、比べていません。`, row.number)
  }
}

/** A row whose term or service is over by the day speaks of the past. */
function isPresent(row: StaffRow, on: string): boolean {
  const over = (date: string | null | undefined): boolean => typeof date === 'string' && date <= on
  return !over(row.until) && !over(row.gone)
}

/** Rows of one number must speak of one person, with one main appointment, each said once. */
function checkRows(same: readonly StaffRow[], on: string): void {
  if (same.length < 2) return
  const lines = same.map((row) => `${row.line}行`).join('・')
  const names = new Set(
    same.flatMap((row) => (row.name === undefined ? [] : fold(row.name.family + row.name.given))),
  )
  if (names.size > 1) {
    for (const row of same) {
      const message = `職員番号「${row.number}」が、違う氏名の行で重複しています(${lines})。番号か氏名を直してください。`
      row.wrong('number', message, row.number)
    }
    return
  }
  const seen = new Map<string, StaffRow>()
  for (const row of same) {
    const kind = 'main' in row.appointed ? row.appointed.main : row.appointed.side
    const key = [row.unitCode, row.unitName, row.title, kind].join('\n')
    const first = seen.get(key)
    if (first === undefined) seen.set(key, row)
    else row.wrong('number', `${first.line}行と同じ内容です。どちらか1行だけにしてください。`, row.number)
  }
  const mains = same.filter((row) => 'main' in row.appointed && isPresent(row, on))
  for (const row of mains) {
    const other = mains.find((each) => each !== row)
    if (other === undefined || row.problems.length > 0) continue
    const message = `職員番号「${row.number}」の本務が${other.line}行にもあります。兼務なら任用区分に「兼務」を入れてください。`
    row.wrong('number', message, row.number)
  }
}

function contactsDiffer(same: readonly StaffRow[], person: PersonFact): boolean {
  return same.some(
    (row) =>
      (row.mail !== undefined && row.mail !== null && row.mail !== person.mail) ||
      (row.extension !== undefined && row.extension !== null && row.extension !== person.extension) ||
      kanaDiffers(row, person),
  )
}

type Rows = { main: { row: StaffRow; seat: Seat } | undefined; sides: { row: StaffRow; seat: Seat }[] }

function sorted(present: readonly StaffRow[], placed: ReadonlyMap<StaffRow, Place>): Rows {
  const seats = present.flatMap((row) => {
    const place = placed.get(row)
    return place === undefined || place === 'nothing' ? [] : [{ row, seat: seatOf(row, place) }]
  })
  return {
    main: seats.find(({ row }) => 'main' in row.appointed),
    sides: seats.filter(({ row }) => 'side' in row.appointed),
  }
}

function ofNew(
  person: PersonFact | undefined,
  present: readonly StaffRow[],
  placed: ReadonlyMap<StaffRow, Place>,
): Difference[] {
  const { main, sides } = sorted(present, placed)
  if (main === undefined) {
    for (const { row } of sides) {
      row.wrong(
        'appointment',
        'この職員の本務の行がありません。本務の行を加えるか、任用区分を直してください。',
      )
    }
    return []
  }
  const { row, seat } = main
  const hired = hireOf(row, seat, 'main' in row.appointed ? row.appointed.main : '本務', person)
  if (hired === undefined) return []
  const found = [hired]
  const who = { ref: { number: row.number }, name: hired.name }
  for (const each of sides) {
    if ('side' in each.row.appointed) found.push(addPostOf(each.row, who, each.seat, each.row.appointed.side))
  }
  const leave = leaveFor(row, who, [])
  return leave === undefined ? found : [...found, leave]
}

function ofServing(
  person: PersonFact,
  present: readonly StaffRow[],
  same: readonly StaffRow[],
  placed: ReadonlyMap<StaffRow, Place>,
  scene: Scene,
  sidesKnown: boolean,
): Difference[] {
  const { main, sides } = sorted(present, placed)
  if (present.length === 0) {
    const over = same.some((row) => typeof row.gone === 'string')
    return [retireOf(scene, person, { line: same[0]?.line ?? null, reason: over ? '退職' : '任期満了' })]
  }
  const found: Difference[] = []
  const put = (each: Difference | undefined): void => {
    if (each !== undefined) found.push(each)
  }
  // Where the lines of one person say different things about him, the one of his main post counts.
  const first = main?.row ?? present[0]
  if (first !== undefined) put(renameOf(first, person))
  if (main === undefined) {
    const now = mainOf(person)
    if (now === undefined || now.until === scene.on) {
      first?.wrong(
        'appointment',
        'この職員の本務の行がありません。本務の行を加えるか、任用区分を直してください。',
      )
      return []
    }
    first?.note('appointment', '本務の行がありません。本務は今のままにします。')
  } else {
    const { row, seat } = main
    // A file without 任用区分 does not say that somebody on a term has become a regular.
    const now = mainOf(person)
    const said = 'main' in row.appointed ? row.appointed.main : '本務'
    const appointment = row.saysAppointment ? said : (mainKinds.find((kind) => kind === now?.kind) ?? said)
    put(mainChangeOf(scene, row, person, seat, appointment))
    if (row.problems.length > 0) return []
  }
  const held = person.held.filter((each) => sideKinds.has(each.kind))
  const matched = new Set<Held>()
  const added: Difference[] = []
  for (const { row, seat } of sides) {
    if (!('side' in row.appointed)) continue
    const { side } = row.appointed
    const match = held.find((each) => each.kind === side && sitsIn(each, seat) && each.until !== scene.on)
    if (match !== undefined) matched.add(match)
    else added.push(addPostOf(row, { ref: { id: person.id }, name: personName(person) }, seat, side))
  }
  if (sidesKnown) found.push(...endedSides(person, held, matched, scene))
  found.push(...added)
  if (first !== undefined) put(leaveOf(first, person))
  return found
}

/**
 * 兼務 that the file no longer names. What belongs to information security itself (情報化推進リーダー, members of
 * councils) is set up here and not known to the personnel office: it stays.
 */
function endedSides(
  person: PersonFact,
  held: readonly Held[],
  matched: ReadonlySet<Held>,
  scene: Scene,
): Difference[] {
  const ends = new Map<string, Held>()
  for (const each of held) {
    if (matched.has(each) || each.until === scene.on) continue
    if (each.rank === 'leader' || each.rank === 'member' || scene.places.kindOf(each.unitId) === '会議')
      continue
    ends.set(`${each.unitId ?? ''}\n${each.title}`, each)
  }
  // 解除 ends every appointment beside the main one at a post: one that stays there must not be swept away.
  for (const each of matched) ends.delete(`${each.unitId ?? ''}\n${each.title}`)
  return [...ends.values()].map((each) => endPostOf(scene, person, each, null))
}

/** Units that have somebody today and nobody in the file: perhaps abolished. At most 50. */
function emptiedUnits(organisation: Organisation, stays: ReadonlySet<string>): string[] {
  const staffed = new Set(
    organisation.people.flatMap((person) =>
      person.serving ? person.held.flatMap((held) => held.unitId ?? []) : [],
    ),
  )
  const names = organisation.units.filter(
    (unit) => staffed.has(unit.id) && !stays.has(unit.id) && unit.kind !== '会議' && unit.kind !== '委員会',
  )
  return names.slice(0, 50).map((unit) => unit.name)
}
