import { type Insertable, type Selectable, sql } from 'kysely'
import { type OfficeCode, officeCodes } from '#authority/offices.ts'
import type { AskedSeat } from '#authority/standing.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { chairKey, type PlannedSeat } from './plan-route.ts'
import { closeSeats, type MachineSeat, type SeatAct } from './step-machine.ts'
import type { ApplicationStepTable } from './tables.ts'

type Row = Selectable<ApplicationStepTable>

/** A seat of a case as it is kept, with what was done there. */
export type SeatRow = Row & MachineSeat & { readonly office: OfficeCode; readonly did: SeatAct | null }

/** The seats of cases in their present round, in the order of the way. One query. */
export async function seatsOfCases(
  tx: Tx,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly SeatRow[]>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('application_step as s')
    .innerJoin('application as a', (join) =>
      join
        .onRef('a.tenant_id', '=', 's.tenant_id')
        .onRef('a.application_id', '=', 's.application_id')
        .onRef('a.round', '=', 's.round'),
    )
    .leftJoin('decision as d', (join) =>
      join.onRef('d.tenant_id', '=', 's.tenant_id').onRef('d.decision_id', '=', 's.decision_id'),
    )
    .selectAll('s')
    .select('d.act as did')
    .where(sql<boolean>`s.application_id = any(${[...applicationIds]}::uuid[])`)
    .orderBy('s.place')
    .orderBy('s.seat')
    .execute()
  return Map.groupBy(rows.map(seatRow), (row) => row.application_id)
}

/** The seats of one case in its present round. One query. */
export async function seatsOf(tx: Tx, applicationId: string): Promise<readonly SeatRow[]> {
  return (await seatsOfCases(tx, [applicationId])).get(applicationId) ?? []
}

function seatRow(row: Row & { did: SeatAct | null }): SeatRow {
  const office = officeCodes.find((code) => code === row.office)
  if (office === undefined)
    throw new TypeError(`a seat of case ${row.application_id} is of an unknown office`)
  return { ...row, office }
}

/** A seat as the rules ask about it. */
export function askedSeat(
  seat: Pick<SeatRow, 'office' | 'unit_id'>,
  matter: string,
  caseUnits: readonly string[],
): AskedSeat {
  return { office: seat.office, unitId: seat.unit_id, matter, caseUnits }
}

/** A seat as screens show it. */
export function shownSeat(seat: SeatRow) {
  return {
    place: seat.place,
    seat: seat.seat,
    act: seat.act,
    word: seat.word,
    needs: seat.needs,
    office: seat.office,
    unitId: seat.unit_id,
    raised: seat.raised,
    why: seat.why,
    state: seat.state,
    decisionId: seat.decision_id,
  }
}

/** Rows for a planned way, none of it open yet. */
export function plannedRows(
  given: { readonly tenantId: string; readonly applicationId: string; readonly round: number },
  planned: readonly PlannedSeat[],
): SeatRow[] {
  return planned.map((seat) => ({
    tenant_id: given.tenantId,
    application_id: given.applicationId,
    round: given.round,
    place: seat.place,
    seat: seat.seat,
    key: seat.key,
    act: seat.act,
    word: seat.word,
    needs: seat.needs,
    office: seat.office,
    unit_id: seat.unitId,
    step_key: chairKey(seat),
    raised: seat.raised,
    why: seat.why,
    state: 'ahead',
    opened_at: null,
    closed_at: null,
    decision_id: null,
    did: null,
  }))
}

/** Stores the seats that differ from what was there, with the time of their opening and closing. */
export async function saveSeats(
  act: Act,
  before: readonly SeatRow[],
  after: readonly SeatRow[],
  decisions: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const old = new Map(before.map((seat) => [nameOfSeat(seat), seat]))
  const changed = after.filter((seat) => JSON.stringify(old.get(nameOfSeat(seat))) !== JSON.stringify(seat))
  await act.recorder.saveAll(
    'application_step',
    changed.map((seat): Insertable<ApplicationStepTable> => {
      const over = seat.state === 'done' || seat.state === 'not-needed'
      return {
        ...columnsOf(seat),
        opened_at:
          seat.state === 'open' || seat.state === 'done' ? (seat.opened_at ?? act.at) : seat.opened_at,
        closed_at: over ? (seat.closed_at ?? act.at) : null,
        decision_id: decisions.get(nameOfSeat(seat)) ?? seat.decision_id,
      }
    }),
  )
}

/** What is kept of a seat in its own row; what was done there stands in the decision. */
function columnsOf(seat: SeatRow): Row {
  const { tenant_id, application_id, round, place, seat: number, key, act, word, needs } = seat
  const { office, unit_id, step_key, raised, why, state, opened_at, closed_at, decision_id } = seat
  const chair = { office, unit_id, step_key, raised, why, state, opened_at, closed_at, decision_id }
  return { tenant_id, application_id, round, place, seat: number, key, act, word, needs, ...chair }
}

export function nameOfSeat(seat: { readonly place: number; readonly seat: number }): string {
  return `${seat.place}.${seat.seat}`
}

/** Nobody has to do anything about a case any more. */
export async function closeSeatsOf(act: Act, applicationId: string): Promise<void> {
  const before = await seatsOf(act.tx, applicationId)
  await saveSeats(act, before, closeSeats(before))
}

/** What seats somebody may see a case for: all that it ever went to. One query. */
export async function chairsOf(
  tx: Tx,
  applicationId: string,
): Promise<readonly { readonly office: string; readonly unitId: string | null }[]> {
  const rows = await tx
    .selectFrom('application_step')
    .select(['office', 'unit_id'])
    .distinct()
    .where('application_id', '=', applicationId)
    .execute()
  return rows.map((row) => ({ office: row.office, unitId: row.unit_id }))
}
