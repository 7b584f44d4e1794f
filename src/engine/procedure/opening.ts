import { standingsOf } from '#authority/reads.ts'
import { unitsAbove } from '#authority/units.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Tx } from '#ground/database/database.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { definitionOf, lockCase } from './case.ts'
import { alreadyMoved, requireSight, seatsToTake } from './decide.ts'
import { citedRules, type ProcedurePorts } from './ports.ts'
import { seatsOf } from './seats.ts'

/** When a person first opened the present round of a case; null before that. One query. */
export async function openedAt(
  tx: Tx,
  file: { applicationId: string; round: number },
  personId: string,
): Promise<string | null> {
  const row = await tx
    .selectFrom('application_opening')
    .select('opened_at')
    .where('application_id', '=', file.applicationId)
    .where('round', '=', file.round)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.opened_at ?? null
}

/**
 * Notes that somebody whose turn it is has opened a case: the first time in each round counts, and stays. Reading
 * a case by itself notes nothing; the page of the case says so when it is shown to who may decide. Where somebody else
 * was faster and no seat is open any more, that it was opened afterwards is noted in the ledger, and `openedAt` is null.
 * @throws Refusal 'not-found' for who may not see it, 'forbidden' for who may not act in it today, 'conflict' when it
 * never was anybody's turn.
 */
export async function noteOpening(
  act: Act,
  applicationId: string,
  ports: ProcedurePorts,
): Promise<{ openedAt: string | null }> {
  const { personId, rights } = personOf(act)
  const file = await lockCase(act.tx, applicationId)
  const definition = await definitionOf(ports, act.tx, file.procedure)
  const standings = await standingsOf(act.tx, personId, act.today, file.applicant_id)
  await requireSight(act, file, { personId, rights, standings })
  const seats = await seatsOf(act.tx, applicationId)
  const open = seats.filter((seat) => seat.state === 'open')
  if (seats.length === 0) return refuse('conflict', alreadyMoved(file))
  const late = open.length === 0
  const caseUnits = await unitsAbove(act.tx, [file.unit_id], act.today)
  const { taken, refused } = seatsToTake({ seats: late ? seats : open, file, standings, personId, caseUnits })
  if (taken.length === 0) {
    const cites = await citedRules(ports, act.tx, refused?.cites ?? [], act.today)
    return refuse('forbidden', refused?.reason ?? '', { cites })
  }
  const round = { applicationId, round: file.round }
  const before = await openedAt(act.tx, round, personId)
  const opened = before ?? (late ? null : await noteNow(act, round, personId))
  act.recorder.describe({
    act: late ? '決定のあとの確認' : before === null ? '申請の確認' : '申請の再確認',
    subject: { kind: 'application', id: applicationId, label: `${definition.name} ${file.number ?? ''}` },
    capacity: [...new Set(taken.map(({ verdict }) => verdict.standing.capacity))].join('、'),
    editionId: file.edition_id,
  })
  return { openedAt: opened }
}

async function noteNow(
  act: Act,
  of: { applicationId: string; round: number },
  personId: string,
): Promise<string> {
  const saved = await act.recorder.save('application_opening', {
    tenant_id: act.tenantId,
    application_id: of.applicationId,
    round: of.round,
    person_id: personId,
    opened_at: act.at,
  })
  return saved.opened_at
}
