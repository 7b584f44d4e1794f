import type { chart, SeatView } from '#rooms/1-organisation/contract.ts'
import type { OutputOf } from '../../api/client.ts'

export type ChartData = OutputOf<typeof chart>
export type ChartUnit = ChartData['units'][number]

/** A place of the chart: an office of the whole city, a unit, or the leader of a section. */
export type ChartNode = {
  /** `office:ciso`, `unit:<id>`, `leader:<unit id>`. */
  readonly key: string
  readonly kind: 'office' | 'unit' | 'leader'
  readonly name: string
  /** The offices that make the place what it is, the leading one first. */
  readonly seats: readonly SeatView[]
  readonly unit: ChartUnit | undefined
  /** Somebody is missing here. */
  readonly gaps: readonly SeatView[]
}

/** The offices in the order of command; those of the whole city that stand beside it come last. */
export type Chart = {
  readonly council: ChartNode | undefined
  readonly ciso: ChartNode | undefined
  readonly chief: ChartNode | undefined
  readonly beside: readonly ChartNode[]
  readonly departments: readonly ChartNode[]
}

const unitOffices: readonly string[] = ['dept-iso', 'sec-manager', 'sec-leader']

/** The upper levels of the chart. */
export function chartOf(data: ChartData): Chart {
  const offices = data.city.map(officeNode)
  const find = (office: string): ChartNode | undefined =>
    offices.find((node) => node.seats[0]?.office === office)
  const line = ['council', 'ciso', 'chief-iso'].map(find)
  return {
    council: line[0],
    ciso: line[1],
    chief: line[2],
    beside: offices.filter((node) => !line.includes(node)),
    departments: childrenIn(data, null),
  }
}

/** The units of an answer that stand directly below one, as nodes. */
export function childrenIn(data: ChartData, parentId: string | null): ChartNode[] {
  const known = new Set(data.units.map((unit) => unit.id))
  return data.units
    .filter((unit) =>
      parentId === null ? unit.parentId === null || !known.has(unit.parentId) : unit.parentId === parentId,
    )
    .map(unitNode)
}

/** The leader of a section as a place of his own, when the section has the office. */
export function leaderOf(node: ChartNode): ChartNode | undefined {
  const seat = node.seats.find((each) => each.office === 'sec-leader')
  if (node.unit === undefined || seat === undefined) return undefined
  return {
    key: `leader:${node.unit.id}`,
    kind: 'leader',
    name: seat.word,
    seats: [seat],
    unit: node.unit,
    gaps: gapsOf([seat]),
  }
}

function officeNode(seat: SeatView): ChartNode {
  return {
    key: `office:${seat.office}`,
    kind: 'office',
    name: seat.word,
    seats: [seat],
    unit: undefined,
    gaps: gapsOf([seat]),
  }
}

function unitNode(unit: ChartUnit): ChartNode {
  const seats = unit.seats
    .filter((seat) => unitOffices.includes(seat.office))
    .toSorted((one, other) => unitOffices.indexOf(one.office) - unitOffices.indexOf(other.office))
  return { key: `unit:${unit.id}`, kind: 'unit', name: unit.name, seats, unit, gaps: gapsOf(seats) }
}

function gapsOf(seats: readonly SeatView[]): SeatView[] {
  return seats.filter((seat) => seat.gap !== null)
}

/** Whether lower units can be shown below a node. */
export function canOpen(node: ChartNode): boolean {
  if (node.kind !== 'unit' || node.unit === undefined) return false
  return node.unit.childCount > 0 || leaderOf(node) !== undefined
}

/** Who stands in for the holder of a seat now: 職務代理 and 事務委任 in force, then the deputy who decides today. */
export function standingIn(seat: SeatView): { kind: string; title: string; names: readonly string[] }[] {
  const acting = seat.acting.filter((right) => right.active)
  const deputy = seat.deputies.find((each) => each.standsIn)
  return [
    ...acting.map(({ kind, title, names }) => ({ kind, title, names })),
    ...(deputy === undefined ? [] : [{ kind: '代決', title: deputy.title, names: deputy.names }]),
  ]
}
