import type { Tx } from '#ground/database/database.ts'
import { addDays } from '#ground/clock/calendar.ts'
import { type Frame, holdersOf, postState } from '#authority/frame.ts'
import { frameOfUnits } from '#authority/load.ts'
import { officeCodes, offices } from '#authority/offices.ts'
import { personNames } from '#authority/reads.ts'
import { vacancy, wordOf } from '#authority/route.ts'
import { actingHolders, postLabel } from '#authority/standing.ts'
import { isHeld, seatsFor, type SeatFact } from '../seats.ts'
import { unitsOn } from '../units-on.ts'
import type { Finding } from './finding.ts'

/** The organisation as the rules see it on the day before and on the day. */
export type BothDays = {
  readonly before: string
  readonly on: string
  readonly was: Frame
  readonly is: Frame
  readonly unitsBefore: readonly string[]
  readonly units: readonly string[]
}

/** Reads both days with the loader that decisions use. Six queries. */
export async function readBothDays(tx: Tx, on: string): Promise<BothDays> {
  const before = addDays(on, -1)
  const unitsBefore = (await unitsOn(tx, before)).all.map((unit) => unit.id)
  const units = (await unitsOn(tx, on)).all.map((unit) => unit.id)
  return {
    before,
    on,
    unitsBefore,
    units,
    was: await frameOfUnits(tx, unitsBefore, before, officeCodes),
    is: await frameOfUnits(tx, units, on, officeCodes),
  }
}

type Held = { readonly frame: Frame; readonly seat: SeatFact; readonly people: ReadonlySet<string> }

/** Every seat with who holds it in his own right. */
function heldSeats(frame: Frame, unitIds: readonly string[]): Map<string, Held> {
  return new Map(
    seatsFor(frame, unitIds, true).map((seat) => [
      `${seat.office} ${seat.unitId ?? ''}`,
      {
        frame,
        seat,
        people: new Set([
          ...seat.people,
          ...seat.posts.flatMap((post) => holdersOf(frame, post.id).map((holder) => holder.personId)),
        ]),
      },
    ]),
  )
}

function placeOf({ frame, seat }: Held): { word: string; unit: string } {
  const unit = seat.unitId === null ? '全庁' : (frame.units.get(seat.unitId)?.name ?? '')
  return { word: wordOf(frame, seat.office), unit }
}

/** Who gains and who loses which office, and which units are left without one. One query, for the names. */
export async function findOffices(tx: Tx, days: BothDays): Promise<Finding[]> {
  const was = heldSeats(days.was, days.unitsBefore)
  const is = heldSeats(days.is, days.units)
  const gained: { personId: string; held: Held; from: readonly string[] }[] = []
  const lost: { personId: string; held: Held; to: readonly string[] }[] = []
  for (const [key, held] of is) {
    const former = was.get(key)?.people ?? new Set()
    for (const personId of held.people) {
      if (!former.has(personId)) {
        gained.push({ personId, held, from: [...former].filter((each) => !held.people.has(each)) })
      }
    }
  }
  for (const [key, held] of was) {
    const later = is.get(key)?.people ?? new Set()
    for (const personId of held.people) {
      if (!later.has(personId)) {
        lost.push({ personId, held, to: [...later].filter((each) => !held.people.has(each)) })
      }
    }
  }
  const names = await personNames(tx, [
    ...gained.flatMap(({ personId, from }) => [personId, ...from.slice(0, 3)]),
    ...lost.flatMap(({ personId, to }) => [personId, ...to.slice(0, 3)]),
  ])
  const listed = (ids: readonly string[]): string => {
    const shown = ids.slice(0, 3).map((id) => names.get(id) ?? '')
    return ids.length > 3 ? `${shown.join('、')}ほか${ids.length - 3}人` : shown.join('、')
  }
  const findings: Finding[] = []
  for (const { personId, held, from } of gained) {
    const { word, unit } = placeOf(held)
    findings.push({
      tab: 'offices',
      kind: '就く',
      personId,
      unitId: held.seat.unitId,
      label: names.get(personId) ?? '',
      unit,
      before: offices[held.seat.office].collective ? '' : listed(from),
      after: word,
    })
  }
  for (const { personId, held, to } of lost) {
    const { word, unit } = placeOf(held)
    findings.push({
      tab: 'offices',
      kind: '離れる',
      personId,
      unitId: held.seat.unitId,
      label: names.get(personId) ?? '',
      unit,
      before: word,
      after: offices[held.seat.office].collective ? '' : listed(to),
    })
  }
  return [...findings, ...gaps(was, is)]
}

/** Seats that nobody holds from the day, new ones first: vacancies, units without manager or leader. */
function gaps(was: ReadonlyMap<string, Held>, is: ReadonlyMap<string, Held>): Finding[] {
  const found: (Finding & { fresh: boolean })[] = []
  for (const [key, held] of is) {
    if (isHeld(held.frame, held.seat)) continue
    const former = was.get(key)
    const fresh = former === undefined || isHeld(former.frame, former.seat)
    const { word, unit } = placeOf(held)
    found.push({
      tab: 'units',
      kind: `${word}がいない`,
      unitId: held.seat.unitId,
      label: unit,
      unit,
      before: fresh ? (former === undefined ? '新しい所属' : 'いた') : '前からいない',
      after: word,
      note: vacancy(held.frame, held.seat.office, held.seat.unitId, held.seat.posts),
      href: held.seat.unitId === null ? '/organisation/offices' : `/organisation?unit=${held.seat.unitId}`,
      fresh,
    })
  }
  return found.toSorted((a, b) => Number(b.fresh) - Number(a.fresh)).map((each): Finding => ({ ...each }))
}

/** Deputies and lent rights that have nobody any more, or that were somebody's own to give. One query. */
export async function findRights(tx: Tx, days: BothDays): Promise<Finding[]> {
  const { was, is } = days
  const names = await personNames(tx, [
    ...was.acting.flatMap((right) => [...actingHolders(was, right), ...actingHolders(is, right)]),
    ...was.deputies.flatMap((deputy) =>
      [was, is].flatMap((frame) => holdersOf(frame, deputy.deputyPostId).map((each) => each.personId)),
    ),
  ])
  const listed = (ids: readonly string[]): string => ids.map((id) => names.get(id) ?? '').join('、')
  const label = (frame: Frame, postId: string): string => {
    const post = frame.posts.get(postId)
    return post === undefined ? '(なくなる職)' : postLabel(frame, post)
  }
  const findings: Finding[] = []
  for (const right of was.acting) {
    const before = actingHolders(was, right)
    const still = is.acting.find((each) => each.id === right.id)
    const after = still === undefined ? [] : actingHolders(is, still)
    const goes = !is.posts.has(right.postId)
    if (!goes && still !== undefined && same(before, after)) continue
    findings.push({
      tab: 'rights',
      kind: right.kind,
      label: `${label(was, right.postId)}の${right.kind}`,
      unit: unitOf(was, right.postId),
      before: listed(before),
      after: goes || after.length === 0 ? '担う人がいなくなる' : listed(after),
      note: goes
        ? `${right.basis} 職がなくなるため、この権限は終わります。`
        : after.length === 0
          ? `${right.basis} 新しく登録するまで、だれも代われません。`
          : right.basis,
    })
  }
  for (const deputy of was.deputies) {
    const before = holdersOf(was, deputy.deputyPostId).map((each) => each.personId)
    const after = is.posts.has(deputy.deputyPostId)
      ? holdersOf(is, deputy.deputyPostId).map((each) => each.personId)
      : []
    const goes = !is.posts.has(deputy.postId)
    if (!goes && same(before, after)) continue
    findings.push({
      tab: 'rights',
      kind: '代決',
      label: `${label(was, deputy.postId)}の代決 第${deputy.place}順位`,
      unit: unitOf(was, deputy.postId),
      before: listed(before),
      after: goes ? '職がなくなる' : after.length === 0 ? '代決する人がいなくなる' : listed(after),
      note:
        postState(is, deputy.postId) === 'vacant' && !goes ? '代決される職も空席になります。' : deputy.basis,
    })
  }
  return findings
}

function unitOf(frame: Frame, postId: string): string {
  const unitId = frame.posts.get(postId)?.unitId ?? null
  return unitId === null ? '' : (frame.units.get(unitId)?.name ?? '')
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each))
}
