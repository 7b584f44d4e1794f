import type { Difference } from './difference.ts'
import type { Found } from './diff-whole.ts'
import {
  addPostOf,
  difference,
  endPostOf,
  fullName,
  hireOf,
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
import type { PersonFact } from './organisation.ts'
import { isLeave, mainKinds, type OrderKind } from './order-words.ts'
import type { StaffRow } from './staff-row.ts'
import { rankOfTitle } from '../import/titles.ts'
import { termAppointments } from '../transfer/change.ts'

type OrderScene = Scene & { readonly known: ReadonlyMap<string, PersonFact> }

/** A 発令一覧: one line per 発令; nobody else is touched. */
export function compareOrders(rows: readonly StaffRow[], scene: OrderScene): Found {
  const differences: Difference[] = []
  const hired = new Map<string, Difference>()
  checkOrders(rows)
  for (const row of rows) {
    if (row.from !== null && row.from !== scene.on) {
      row.wrong('from', '発令日が、この案の発令日と違います。その日の案に取り込んでください。', row.from)
    }
    if (row.problems.length > 0 || row.number === '') continue
    const found = ofOrder(row, scene, hired)
    if (row.problems.length > 0) continue
    for (const each of found) if (each.kind === 'hire') hired.set(row.number, each)
    differences.push(...found)
  }
  return { differences, contacts: 0, emptied: [] }
}

const mainOrders: ReadonlySet<OrderKind> = new Set(['hire', 'move', 'promote', 'retire'])

/** One person is moved once a day: two lines that each give him a main post cannot both be true. */
function checkOrders(rows: readonly StaffRow[]): void {
  const byNumber = Map.groupBy(
    rows.filter((row) => row.number !== ''),
    (row) => row.number,
  )
  for (const same of byNumber.values()) {
    if (same.length < 2) continue
    const mains = same.filter((row) => {
      const kind = kindOf(row)
      return kind !== undefined && mainOrders.has(kind) && 'main' in row.appointed
    })
    const [first, ...others] = mains
    if (first === undefined || others.length === 0) continue
    const lines = mains.map((row) => `${row.line}行`).join('・')
    for (const row of mains) {
      const message = `職員番号「${row.number}」の本務の発令が${mains.length}行あります(${lines})。1行だけにするか、兼務なら発令区分を「兼務」にしてください。`
      row.wrong('number', message, row.number)
    }
  }
}

function kindOf(row: StaffRow): OrderKind | undefined {
  if (row.action !== undefined) return row.action
  return row.actionWord === '' ? 'move' : undefined
}

function ofOrder(row: StaffRow, scene: OrderScene, hired: ReadonlyMap<string, Difference>): Difference[] {
  const person = scene.known.get(row.number)
  const serving = person !== undefined && person.serving ? person : undefined
  const kind = kindOf(row)
  if (kind === undefined || kind === 'ignore') {
    if (kind === 'ignore')
      row.note('action', '組織と役割に関わらない発令のため、取り込みません。', row.actionWord)
    return []
  }
  checkOld(row, scene, serving)
  if (serving === undefined) return ofUnknown(row, scene, person, kind, hired)
  const renamed = renameOf(row, serving)
  const found = renamed === undefined ? [] : [renamed]
  switch (kind) {
    case 'hire':
    case 'move':
    case 'promote': {
      if ('side' in row.appointed) return [...found, ...addSide(row, scene, serving)]
      const seat = mainSeat(row, scene, serving)
      if (seat === undefined) return []
      const now = mainOf(serving)
      const said = row.appointed.main
      const appointment = row.saysAppointment ? said : (mainKinds.find((each) => each === now?.kind) ?? said)
      const changed = mainChangeOf(scene, row, serving, seat, appointment)
      if (changed === undefined) return found
      // The file's own word for it wins over what we would have called it.
      return [...found, kind === 'promote' && changed.change.kind === 'move' ? asPromotion(changed) : changed]
    }
    case 'retire':
      return [...found, retireOf(scene, serving, { line: row.line, reason: row.actionWord })]
    case 'extend':
      return [...found, ...extension(row, serving, scene)]
    case 'rename':
      if (row.name === undefined) row.wrong('name', '新しい氏名が空です。入力してください。')
      return found
    case 'leave': {
      const given = row.leave ?? row.actionWord
      const each = leaveOf({ ...row, leave: given }, serving)
      return each === undefined ? found : [...found, each]
    }
    case 'return': {
      const away = serving.away.find(isLeave)
      if (away === undefined)
        row.note('action', 'この職員の休職は登録されていません。復職は取り込みません。', row.actionWord)
      const each = leaveOf({ ...row, leave: null }, serving)
      return each === undefined ? found : [...found, each]
    }
    case 'add-post':
      return [...found, ...addSide(row, scene, serving)]
    case 'end-post':
      return [...found, ...endSide(row, scene, serving)]
  }
}

function asPromotion(each: Difference): Difference {
  return each.change.kind === 'move'
    ? { ...each, kind: 'promote', change: { ...each.change, kind: 'promote' } }
    : each
}

/** What a file says of where somebody was is compared with what is registered: a stale file shows itself here. */
function checkOld(row: StaffRow, scene: OrderScene, person: PersonFact | undefined): void {
  if (person === undefined || (row.oldUnitCode === '' && row.oldUnitName === '')) return
  const old = scene.places.old(row)
  const now = mainOf(person)
  if (now === undefined || (old !== undefined && old.id === now.unitId)) return
  row.note(
    'oldUnitName',
    `旧所属が登録(${scene.places.nameOf(now.unitId)})と違います。番号と氏名を確かめてください。`,
    row.oldUnitName === '' ? row.oldUnitCode : row.oldUnitName,
  )
}

function ofUnknown(
  row: StaffRow,
  scene: OrderScene,
  person: PersonFact | undefined,
  kind: OrderKind,
  hired: ReadonlyMap<string, Difference>,
): Difference[] {
  const justHired = hired.get(row.number)
  if (kind === 'add-post' && justHired !== undefined) {
    const seat = newSeat(row, scene)
    if (seat === undefined || !('side' in row.appointed)) return []
    return [addPostOf(row, { ref: { number: row.number }, name: justHired.name }, seat, row.appointed.side)]
  }
  const comes =
    kind === 'hire' || (kind === 'move' && (row.actionWord === '' || /派遣|出向/u.test(row.actionWord)))
  if (!comes || !('main' in row.appointed)) {
    row.wrong(
      'number',
      'この職員番号の職員は在職していません。番号を確かめるか、採用の発令を先に入れてください。',
      row.number,
    )
    return []
  }
  const seat = newSeat(row, scene)
  if (seat === undefined) return []
  const word = /派遣/u.test(row.actionWord) && !row.saysAppointment ? '派遣' : row.appointed.main
  const each = hireOf(row, seat, word, person)
  return each === undefined ? [] : [each]
}

/** The seat a line leads to; an empty unit or title stays what it is. */
function mainSeat(row: StaffRow, scene: Scene, person: PersonFact): Seat | undefined {
  const now = mainOf(person)
  const place = scene.places.find(row)
  if (place === undefined) return undefined
  const title = row.title === '' ? (now?.title ?? '') : row.title
  if (title === '') {
    row.wrong('title', '職名が空です。入力してください。')
    return undefined
  }
  const given = { ...row, title }
  if (place !== 'nothing') return seatOf(given, place)
  if (now === undefined) {
    row.wrong('unitCode', '新しい所属が空です。入力してください。')
    return undefined
  }
  if (row.title === '') row.wrong('unitCode', '新しい所属と職名が、どちらも空です。入力してください。')
  const rank = row.rank ?? rankOfTitle(title, scene.places.kindOf(now.unitId))
  if (now.unitId === null) return { at: null, title, rank }
  const kind = scene.places.kindOf(now.unitId)
  if (kind === null) return undefined
  const at = {
    ref: { id: now.unitId },
    id: now.unitId,
    code: '',
    name: scene.places.nameOf(now.unitId),
    kind,
  }
  return { at, title, rank }
}

function newSeat(row: StaffRow, scene: Scene): Seat | undefined {
  if (row.title === '') {
    row.wrong('title', '職名が空です。入力してください。')
    return undefined
  }
  const place = scene.places.find(row)
  if (place === undefined) return undefined
  if (place !== 'nothing') return seatOf(row, place)
  const rank = row.rank ?? rankOfTitle(row.title, null)
  if (rank === 'vice-mayor' || rank === 'member') return seatOf(row, 'body')
  row.wrong('unitCode', '所属が空です。入力してください。')
  return undefined
}

function extension(row: StaffRow, person: PersonFact, scene: Scene): Difference[] {
  const now = mainOf(person)
  if (now === undefined) {
    row.wrong('action', 'この職員には、更新する任用がありません。')
    return []
  }
  const until = row.until ?? null
  if (until === null && termAppointments.has(mainKinds.find((each) => each === now.kind) ?? '本務')) {
    row.wrong('until', '新しい任期の終わりが空です。任期満了日を入れてください。')
    return []
  }
  if (until !== null && until <= scene.on) {
    row.wrong('until', '新しい任期の終わりが発令日より前です。直してください。')
    return []
  }
  if (until === now.until) return []
  return [
    difference({
      kind: 'extend',
      line: row.line,
      number: row.number,
      name: fullName(person),
      unit: scene.places.nameOf(now.unitId),
      what: until === null ? '任期の終わりをなくす' : `任期の終わり → ${until}の前日`,
      change: { kind: 'extend', person: { id: person.id }, until },
    }),
  ]
}

function addSide(row: StaffRow, scene: Scene, person: PersonFact): Difference[] {
  const seat = newSeat(row, scene)
  if (seat === undefined || !('side' in row.appointed)) return []
  const { side } = row.appointed
  const same = person.held.some((held) => held.kind === side && sitsIn(held, seat) && held.until !== scene.on)
  return same ? [] : [addPostOf(row, { ref: { id: person.id }, name: fullName(person) }, seat, side)]
}

function endSide(row: StaffRow, scene: Scene, person: PersonFact): Difference[] {
  const held = person.held.filter((each) => sideKinds.has(each.kind) && each.until !== scene.on)
  // 解除 names the post in the columns for where somebody was, or else in those for where he goes.
  const old = scene.places.old(row)
  const place = old === undefined ? scene.places.find(row) : undefined
  const unitId = old?.id ?? (typeof place === 'object' ? place.id : undefined)
  const fits = held.filter(
    (each) =>
      (unitId === undefined || each.unitId === unitId) && (row.title === '' || each.title === row.title),
  )
  const [first] = fits
  if (first === undefined) {
    if (held.length === 0)
      row.note('action', 'この職員の兼務は登録されていません。解除は取り込みません。', row.actionWord)
    else row.wrong('unitCode', '解く兼務が見つかりません。所属と職名を確かめてください。')
    return []
  }
  if (unitId === undefined && fits.length > 1) {
    row.wrong('unitCode', `兼務が${fits.length}つあります。解く兼務の所属を入れてください。`)
    return []
  }
  return [endPostOf(scene, person, first, row.line)]
}
