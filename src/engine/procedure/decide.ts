import { capacityText } from '#authority/capacity.ts'
import { personNames, standingsOf, unitsAbove } from '#authority/reads.ts'
import { mayDecide, type Verdict } from '#authority/rules.ts'
import { authoritySlots } from '#authority/slots.ts'
import type { Standing } from '#authority/standing.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { requireStepUp } from '#ground/operation/step-up.ts'
import { writeBook } from './book.ts'
import { addEvent, definitionOf, lockCase, maySee, noSuchCase, type Case } from './case.ts'
import { confirmProblems, itemsToConfirm } from './confirm-items.ts'
import type { ProcedureDefinition } from './definition.ts'
import { requireIntact, requireStillTrue } from './same-facts.ts'
import { citedRules, type ProcedurePorts } from './ports.ts'
import { askedSeat, nameOfSeat, saveSeats, type SeatRow, seatsOf } from './seats.ts'
import { after, type ApplicationState } from './states.ts'
import { actsOfStep, type Outcome, owesWords, type SeatAct, take } from './step-machine.ts'

export type DecideInput = {
  applicationId: string
  act: SeatAct
  contentHash: string
  reason?: string | undefined
  exceptionReason?: string | undefined
  /** Keys of what was confirmed one by one. */
  confirmed?: readonly string[] | undefined
  /** Set when it is decided together with others. */
  bundle?: {
    readonly id: string
    /** How many were to be decided together. */
    readonly size: number
    /** Refuses what must be decided by itself. */
    mayBeIn(file: Case, open: readonly SeatRow[]): Promise<void>
  }
}

type Allowed = Extract<Verdict, { allowed: true }>
/** A seat somebody acts in, and with what right. */
export type Taken = { readonly seat: SeatRow; readonly verdict: Allowed }

/**
 * Acts in the open seats of a case: who may is judged by today's organisation, what is decided is bound by its hash, and
 * applicant and decider are kept apart by the rule and by the database. Whoever may act in several open seats of the
 * step does so at once, with a decision in each.
 * @throws Refusal 'not-found' (also for who may not even see it), 'forbidden' with the reason, 'conflict' when
 * the case was decided, withdrawn or changed meanwhile.
 */
export async function decideCase(
  act: Act,
  input: DecideInput,
  ports: ProcedurePorts,
): Promise<{ state: ApplicationState }> {
  const { personId, rights } = personOf(act)
  const file = await lockCase(act.tx, input.applicationId)
  const definition = await definitionOf(ports, act.tx, file.procedure)
  const standings = await standingsOf(act.tx, personId, act.today, file.applicant_id)
  await requireSight(act, file, { personId, rights, standings })

  const seats = await seatsOf(act.tx, file.application_id)
  const open = seats.filter((seat) => seat.state === 'open')
  if (open.length === 0 || (changesState(input.act) && after(file.state, input.act) === null)) {
    return refuse('conflict', alreadyMoved(file))
  }
  if (input.contentHash !== file.content_hash) {
    return refuse(
      'conflict',
      'あなたが見たあとで申請の内容が変わりました。開き直して、新しい内容を確かめてから決めてください。',
    )
  }
  requireIntact(file)
  await input.bundle?.mayBeIn(file, open)
  if (owesWords.has(input.act) && (input.reason ?? '') === '') {
    const message = input.act === 'answer' ? '回答を書いてください' : '理由を書いてください'
    return refuse('invalid', `${message}。申請者に届き、記録に残ります。`, {
      problems: [{ at: 'reason', message }],
    })
  }
  const asked = open.filter((seat) => actsOfStep[seat.act].includes(input.act))
  if (asked.length === 0) {
    return refuse(
      'conflict',
      `この申請は今「${open[0]?.word ?? ''}」の段にあり、その操作はできません。画面を開き直してください。`,
    )
  }
  const caseUnits = await unitsAbove(act.tx, [file.unit_id], act.today)
  const found = seatsToTake({
    seats: asked,
    file,
    standings,
    personId,
    caseUnits,
    ...(input.exceptionReason === undefined ? {} : { exception: { reason: input.exceptionReason } }),
  })
  if (found.taken.length === 0) {
    const cites = await citedRules(ports, act.tx, found.refused?.cites ?? [], act.today)
    return refuse('forbidden', found.refused?.reason ?? '', { cites })
  }
  const confirmed = input.act === 'grant' ? requireConfirmed(definition, found.taken, input) : null
  if (input.act === 'grant') await requireStillTrue(act, file, definition)
  // The most senior decisions ask who sits there once more, in whatever capacity they are made.
  if (found.taken.some(({ verdict }) => verdict.standing.office === 'ciso')) requireStepUp(act.actor, act.at)

  const { taken } = found
  const { outcome, seats: next } = take(
    seats,
    taken.map(({ seat }) => seat),
    input.act,
  )
  const { ids, capacity } = await writeDecisions(act, file, personId, taken, input)
  await saveSeats(act, seats, next, ids)
  const moved = stateAfter(file, outcome, act.at)
  await act.recorder.save('application', moved)
  const word = wordOf(definition, input.act, taken[0]?.seat)
  const together = input.bundle === undefined ? null : `${input.bundle.size}件をまとめて決裁`
  const exception = taken.find(({ verdict }) => verdict.exception !== undefined)?.verdict.exception
  await addEvent(
    act,
    { applicationId: file.application_id },
    {
      act: word,
      actorId: personId,
      capacity,
      note:
        exception === undefined
          ? (input.reason ?? together ?? confirmed)
          : `やむを得ない場合: ${exception.reason}`,
      contentHash: file.content_hash,
    },
  )
  if (file.state === 'waiting' && moved.state === 'granted') await writeBook(act, definition, moved, ports)
  act.recorder.describe({
    act: word,
    subject: {
      kind: 'application',
      id: file.application_id,
      label: `${definition.name} ${file.number ?? ''}`,
    },
    capacity,
    editionId: file.edition_id,
    ...(together === null ? {} : { note: together }),
    ...(confirmed === null ? {} : { note: confirmed }),
    ...(exception === undefined ? {} : { note: `兼務の禁止の例外: ${exception.reason}` }),
  })
  return { state: moved.state }
}

/** @throws Refusal 'invalid' with a problem for each item left open. Returns them in words for the record. */
function requireConfirmed(
  definition: ProcedureDefinition,
  taken: readonly Taken[],
  { confirmed = [] }: DecideInput,
): string | null {
  const items = itemsToConfirm(
    definition,
    taken.map(({ seat }) => seat),
  )
  const problems = confirmProblems(items, confirmed)
  if (problems.length > 0) {
    return refuse('invalid', '許可する前に、確かめる事項をすべて確かめて印を付けてください。', { problems })
  }
  return items.length === 0 ? null : `確かめた事項: ${items.map(({ text }) => text).join('、')}`
}

function changesState(act: SeatAct): act is 'grant' | 'refuse' | 'send-back' {
  return act === 'grant' || act === 'refuse' || act === 'send-back'
}

/** The case after an act in its seats. What only has to be told holds already, whatever becomes of its seats. */
export function stateAfter(file: Case, outcome: Outcome, at: string): Case {
  const version = file.version + 1
  if (outcome === 'goes-on' || file.state !== 'waiting') return { ...file, version }
  return { ...file, state: outcome, decided_at: at, version }
}

/** Whoever asks for a permission does not give it, for himself or for somebody else. */
const filedIt: Verdict = {
  allowed: false,
  reason: 'あなたが申請者に代わって出した申請のため、決定できません。ほかの決定者の決定を受けてください。',
  cites: [authoritySlots.separationOfApproval],
}

/** The open seats a person may act in now; none, and the best reason why not. Pure. */
export function seatsToTake(ask: {
  seats: readonly SeatRow[]
  file: Pick<Case, 'procedure' | 'applicant_id'> & Partial<Pick<Case, 'filed_by_id'>>
  standings: readonly Standing[]
  personId: string
  caseUnits: readonly string[]
  word?: (seat: SeatRow) => string
  exception?: { readonly reason: string }
}): { taken: Taken[]; refused: Extract<Verdict, { allowed: false }> | null } {
  const judged = ask.seats.map((seat) => ({
    seat,
    verdict:
      seat.act === 'decide' && ask.file.filed_by_id === ask.personId
        ? filedIt
        : mayDecide({
            step: askedSeat(seat, ask.file.procedure, ask.caseUnits),
            standings: ask.standings,
            applicantId: ask.file.applicant_id,
            actorId: ask.personId,
            ...(ask.word === undefined ? {} : { word: ask.word(seat) }),
            ...(ask.exception === undefined ? {} : { exception: ask.exception }),
          }),
  }))
  const allowed = judged.flatMap(({ seat, verdict }) => (verdict.allowed ? [{ seat, verdict }] : []))
  // Where the exception is not needed it is not used.
  const clean = allowed.filter(({ verdict }) => verdict.exception === undefined)
  const able = clean.length > 0 ? clean : allowed
  const [first] = able
  // Of 又は one seat is enough.
  const taken = first?.seat.needs === 'any' ? [first] : able
  const refusals = judged.flatMap(({ verdict }) => (verdict.allowed ? [] : [verdict]))
  // What comes nearest to a right says most: somebody who holds none is told whose turn it is.
  const refused =
    refusals.find(({ cites }) => !cites.includes(authoritySlots.structure)) ?? refusals[0] ?? null
  return { taken, refused }
}

/** A decision for every seat, and 後閲 for whoever was stood in for. */
async function writeDecisions(
  act: Act,
  file: Case,
  personId: string,
  taken: readonly Taken[],
  input: DecideInput,
): Promise<{ ids: Map<string, string>; capacity: string }> {
  const owners = taken.flatMap(({ verdict }) => verdict.standing.rightOf.personId ?? [])
  const names = await personNames(act.tx, owners)
  const ids = new Map<string, string>()
  const capacities = new Set<string>()
  for (const { seat, verdict } of taken) {
    const { standing } = verdict
    const owner = standing.rightOf.personId
    capacities.add(
      capacityText(standing.capacity, standing.word, owner === null ? null : (names.get(owner) ?? '')),
    )
    const decisionId = newId()
    ids.set(nameOfSeat(seat), decisionId)
    await act.recorder.save('decision', {
      tenant_id: act.tenantId,
      decision_id: decisionId,
      application_id: file.application_id,
      applicant_id: file.applicant_id,
      round: file.round,
      place: seat.place,
      seat: seat.seat,
      act: input.act,
      content_hash: file.content_hash,
      decider_id: personId,
      capacity: standing.capacity,
      right_of_person_id: owner,
      right_of_post_id: standing.rightOf.postId,
      acting_right_id: standing.rightId,
      office: standing.office,
      unit_id: standing.unitId,
      because: standing.because.text,
      reason: input.reason ?? null,
      exception_reason: verdict.exception?.reason ?? null,
      decided_at: act.at,
      bundle_id: input.bundle?.id ?? null,
    })
    if (standing.capacity === '代決' && owner !== null) {
      await act.recorder.save('after_reading', {
        tenant_id: act.tenantId,
        decision_id: decisionId,
        application_id: file.application_id,
        holder_id: owner,
        requested_at: act.at,
        read_at: null,
      })
    }
  }
  return { ids, capacity: [...capacities].join('、') }
}

/** The clause's own verb for what is done in a seat. */
export function wordOf(
  definition: Pick<ProcedureDefinition, 'grant'>,
  act: SeatAct,
  seat: { readonly word: string } | undefined,
): string {
  const word = seat?.word ?? definition.grant.word
  switch (act) {
    case 'grant':
    case 'pass':
    case 'agree':
      return word
    case 'refuse':
      return word === definition.grant.word ? definition.grant.refusal : `不${word}`
    case 'send-back':
      return '差戻し'
    case 'disagree':
      return `${word}に不同意`
    case 'answer':
      return word === '意見' ? word : `${word}の回答`
    case 'receive':
      return `${word}の受領`
  }
}

/** Who may not see the case is told that there is none. */
export async function requireSight(
  act: Act,
  file: Case,
  viewer: { personId: string; rights: ReadonlySet<string>; standings: readonly Standing[] },
): Promise<void> {
  const visible = await maySee(
    act.tx,
    { applicantId: file.applicant_id, unitId: file.unit_id, applicationId: file.application_id },
    { ...viewer, on: act.today },
  )
  if (!visible) noSuchCase()
}

export function alreadyMoved(file: Pick<Case, 'state'>): string {
  const said: Readonly<Record<ApplicationState, string>> = {
    draft: 'まだ申請されていません',
    waiting: '決定を待っています',
    'sent-back': 'すでに差し戻されています',
    'pulled-back': '申請者が引き戻しました',
    withdrawn: '申請者が取り下げました',
    refused: 'すでに不許可になっています',
    granted: 'すでに許可されています',
    'in-use': 'すでに許可され、持ち出されています',
    done: 'すでに終わっています',
    lapsed: 'すでに効力を失っています',
    revoked: 'すでに取り消されています',
  }
  return `この申請は${said[file.state]}。画面を開き直して、今の状態を確かめてください。`
}
