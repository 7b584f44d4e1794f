import { standingsOf } from '#authority/reads.ts'
import type { Standing } from '#authority/standing.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { writeBook } from './book.ts'
import { addEvent, definitionOf, lockCase, type Case } from './case.ts'
import { alreadyMoved, requireSight, stateAfter } from './decide.ts'
import type { Permitted } from './follow.ts'
import type { ProcedurePorts } from './ports.ts'
import { requireIntact, requireStillTrue } from './same-facts.ts'
import { nameOfSeat, saveSeats, seatsOf } from './seats.ts'
import type { ApplicationState } from './states.ts'
import { take } from './step-machine.ts'

/** Who may enter a resolution: the secretariat, and whoever sits in the council; nobody in his own case. Pure. */
export function mayResolve(
  file: Pick<Case, 'applicant_id'>,
  standings: readonly Standing[],
  personId: string,
): Permitted {
  if (file.applicant_id === personId) {
    return {
      allowed: false,
      reason: 'あなた自身の申請のため、議決を結び付けられません。事務局に依頼してください。',
      cites: ['organisation.separation.approval'],
    }
  }
  const standing = standings.find((each) => each.office === 'policy-office' || each.office === 'council')
  return standing === undefined
    ? { allowed: false, reason: '会議の議決を結び付けるのは、会議の事務局です。', cites: [] }
    : { allowed: true, capacity: standing.capacity }
}

/**
 * Ties the resolution of a council to the case that waits for it. The resolution must be about exactly what was filed.
 * @throws Refusal 'conflict' while there is none, or when it is about something else.
 */
export async function resolveCase(
  act: Act,
  input: { applicationId: string; contentHash: string },
  ports: ProcedurePorts,
): Promise<{ state: ApplicationState }> {
  const { personId, rights } = personOf(act)
  const file = await lockCase(act.tx, input.applicationId)
  const definition = await definitionOf(ports, act.tx, file.procedure)
  const standings = await standingsOf(act.tx, personId, act.today, file.applicant_id)
  const verdict = mayResolve(file, standings, personId)
  const seats = await seatsOf(act.tx, file.application_id)
  const open = seats.filter((seat) => seat.state === 'open' && seat.act === 'resolve')
  await requireSight(act, file, { personId, rights, standings })
  if (!verdict.allowed) return refuse('forbidden', verdict.reason)
  const [seat] = open
  if (seat === undefined) return refuse('conflict', alreadyMoved(file))
  if (input.contentHash !== file.content_hash) {
    return refuse('conflict', 'あなたが見たあとで申請の内容が変わりました。開き直して、確かめてください。')
  }
  requireIntact(file)
  const resolution = await ports.resolution(act.tx, file.application_id)
  if (resolution === null) {
    return refuse(
      'conflict',
      'この申請を可決した会議の記録がまだありません。会議の議題に加え、議決して会議を閉じてから、もう一度行ってください。',
    )
  }
  if (resolution.contentHash !== file.content_hash) {
    return refuse(
      'conflict',
      `${resolution.meeting}の議決は、今の内容とは違う申請についてのものです。今の内容を会議の議題に加えてください。`,
    )
  }
  if (resolution.outcome === '修正可決') {
    return refuse(
      'conflict',
      `${resolution.meeting}では修正のうえ可決されています。申請者に引き戻して直してもらい、直したものを議決してください。`,
    )
  }
  await requireStillTrue(act, file, definition)
  const because = `${resolution.meeting} ${resolution.number ?? ''}`.trim()
  const decisionId = newId()
  await act.recorder.save('decision', {
    tenant_id: act.tenantId,
    decision_id: decisionId,
    application_id: file.application_id,
    applicant_id: file.applicant_id,
    round: file.round,
    place: seat.place,
    seat: seat.seat,
    act: 'grant',
    content_hash: file.content_hash,
    decider_id: personId,
    capacity: '会議議決',
    right_of_person_id: null,
    right_of_post_id: null,
    acting_right_id: null,
    office: seat.office,
    unit_id: seat.unit_id,
    because,
    reason: because,
    exception_reason: null,
    decided_at: act.at,
  })
  const { seats: next, outcome } = take(seats, [seat], 'grant')
  await saveSeats(act, seats, next, new Map([[nameOfSeat(seat), decisionId]]))
  const moved = stateAfter(file, outcome, act.at)
  await act.recorder.save('application', moved)
  await addEvent(
    act,
    { applicationId: file.application_id },
    {
      act: seat.word,
      actorId: personId,
      capacity: '会議議決',
      note: because,
      contentHash: file.content_hash,
    },
  )
  if (file.state === 'waiting' && moved.state === 'granted') await writeBook(act, definition, moved, ports)
  act.recorder.describe({
    act: seat.word,
    subject: {
      kind: 'application',
      id: file.application_id,
      label: `${definition.name} ${file.number ?? ''}`,
    },
    capacity: '会議議決',
    editionId: file.edition_id,
    note: because,
  })
  return { state: moved.state }
}
