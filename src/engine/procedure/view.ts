import { capacityText } from '#authority/capacity.ts'
import { standingsOf } from '#authority/reads.ts'
import { unitNames, unitsAbove } from '#authority/units.ts'
import { describePeople, type Described } from '#authority/people.ts'
import { offices, officeCodes } from '#authority/offices.ts'
import { capacities, covers, type Standing } from '#authority/standing.ts'
import type { z } from 'zod'
import { daysBetween } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { definitionOf, findCase, noSuchCase, type Case } from './case.ts'
import type { CaseView, caseView } from './contract.ts'
import { requireSight, seatsToTake, wordOf } from './decide.ts'
import type { Form, ProcedureDefinition } from './definition.ts'
import { followed, followWord, mayFollow, stageOf, type FollowAct } from './follow.ts'
import {
  AUTHORITY,
  closedBecause,
  closedSentence,
  mechanismOf,
  type Closed,
  type ProcedurePorts,
} from './ports.ts'
import { namesIn } from './form-things.ts'
import { nameDay, shownUnit } from './name-day.ts'
import { openedAt } from './opening.ts'
import { mayResolve } from './resolve.ts'
import { rolesOf } from './roles.ts'
import { itemsToConfirm } from './confirm-items.ts'
import { describeSeats, turnOf } from './route-view.ts'
import { askedSeat, type SeatRow, seatsOf, shownSeat } from './seats.ts'
import { isEditable } from './states.ts'
import { actsOfStep } from './step-machine.ts'
import type { DecisionTable } from './tables.ts'

/** Days past the return date while the asset is still out; 0 when it is not late. */
export function overdueDays(file: Pick<Case, 'state' | 'period_to'>, today: string): number {
  if (file.state !== 'in-use' || file.period_to === null) return 0
  return Math.max(0, daysBetween(file.period_to, today))
}

/** The word of an office where no city rule is at hand. */
export function officeWordOf(code: string | null, words: ReadonlyMap<string, string>): string {
  const office = officeCodes.find((each) => each === code)
  return office === undefined ? '' : (words.get(office) ?? offices[office].word)
}

/** The city's own words for the offices. One query. */
export async function officeWords(tx: Tx, on: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('office_rule')
    .select(['office', 'word'])
    .where('valid_from', '<=', on)
    .orderBy('sort', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.office, row.word]))
}

function nameOf(
  people: ReadonlyMap<string, Described>,
  personId: string,
): { personId: string; name: string; postTitle: string; unitName: string } {
  const person = people.get(personId)
  return {
    personId,
    name: person?.name ?? '(職員の記録なし)',
    postTitle: person?.postTitle ?? '',
    unitName: person?.unitName ?? '',
  }
}

/** Everything the page of one case shows, with what the viewer may do and why not. A fixed number of queries. */
export async function viewCase(
  act: Act,
  applicationId: string,
  ports: ProcedurePorts,
): Promise<z.input<typeof caseView>> {
  const { personId, rights } = personOf(act)
  const file = (await findCase(act.tx, applicationId)) ?? noSuchCase()
  const definition = await definitionOf(ports, act.tx, file.procedure)
  const standings = await standingsOf(act.tx, personId, act.today, file.applicant_id)
  await requireSight(act, file, { personId, rights, standings })

  const decisions = await act.tx
    .selectFrom('decision')
    .leftJoin('after_reading', (join) =>
      join
        .onRef('after_reading.tenant_id', '=', 'decision.tenant_id')
        .onRef('after_reading.decision_id', '=', 'decision.decision_id'),
    )
    .selectAll('decision')
    .select(['after_reading.holder_id', 'after_reading.read_at'])
    .where('decision.application_id', '=', applicationId)
    .orderBy('decision.round')
    .orderBy('decision.decided_at')
    .orderBy('decision.place')
    .orderBy('decision.seat')
    .execute()
  const events = await act.tx
    .selectFrom('application_event')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('place')
    .limit(200)
    .execute()
  const comments = await act.tx
    .selectFrom('application_comment')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('at')
    .orderBy('comment_id')
    .limit(200)
    .execute()
  const people = await describePeople(
    act.tx,
    [
      file.applicant_id,
      file.filed_by_id ?? '',
      ...decisions.flatMap((each) => [each.decider_id, each.right_of_person_id ?? '', each.holder_id ?? '']),
      ...events.map((each) => each.actor_id ?? ''),
      ...comments.map((each) => each.author_id),
    ].filter((id) => id !== ''),
    act.today,
  )
  const unitId = shownUnit(file)
  const unitName = (await unitNames(act.tx, [unitId], nameDay(file, act.today))).get(unitId) ?? ''
  const words = await officeWords(act.tx, act.today)
  const unitIds = new Set(await unitsAbove(act.tx, [file.unit_id], act.today))
  const seats = await seatsOf(act.tx, file.application_id)
  const of = {
    matter: file.procedure,
    caseUnits: [...unitIds],
    applicantId: file.applicant_id,
    on: act.today,
  }
  const steps = await describeSeats(act.tx, seats.map(shownSeat), of)
  const turn = turnOf(steps)
  const open = seats.filter((seat) => seat.state === 'open')
  const mechanism = mechanismOf(definition)
  const filedOn = file.filed_at === null ? act.today : jstDate(file.filed_at)
  const found = await ports.citations(act.tx, [mechanism, AUTHORITY], filedOn)
  const cites = found.get(mechanism) ?? []
  // A case that may be filed again is filed under the clauses of today.
  const today =
    !isEditable(file.state) || filedOn === act.today
      ? cites
      : ((await ports.citations(act.tx, [mechanism], act.today)).get(mechanism) ?? [])
  const closed = closedBecause(definition, today, await rolesOf(act.tx, definition))
  const changes = changedFields(definition, events)

  return {
    applicationId: file.application_id,
    procedure: definition.key,
    procedureName: definition.name,
    formNumber: definition.formNumber,
    number: file.number,
    title: file.title,
    state: file.state,
    round: file.round,
    contentHash: file.content_hash,
    unit: { unitId, name: unitName },
    applicant: nameOf(people, file.applicant_id),
    form: mutable(file.form),
    entries: file.facts.entries.map((entry) => ({ ...entry, values: { ...entry.values } })),
    files: (file.facts.files ?? []).map((each) => ({ ...each })),
    names: await namesIn(act.tx, definition, file.form, nameDay(file, act.today)),
    edition: { editionId: file.edition_id, label: await ports.editionLabel(act.tx, file.edition_id) },
    openedAt: await openedAt(act.tx, { applicationId, round: file.round }, personId),
    filedAt: file.filed_at,
    decidedAt: file.decided_at,
    startedAt: file.started_at,
    revokedAt: file.revoked_at,
    filedBy: file.filed_by_id === null ? null : nameOf(people, file.filed_by_id),
    finishedAt: file.finished_at,
    periodFrom: file.period_from,
    periodTo: file.period_to,
    validUntil: file.valid_until,
    overdueDays: overdueDays(file, act.today),
    steps: steps.map((step) => ({
      ...step,
      // Nobody is named where nothing is to be done any more.
      deciders: step.state === 'open' || step.state === 'ahead' ? step.deciders : [],
    })),
    step: turn === null ? null : { ...turn, confirms: [...itemsToConfirm(definition, open)] },
    standings: standingLines(file, open, standings, personId, words, [...unitIds]),
    acts: possibleActs({
      act,
      definition,
      file,
      seats: open,
      allSeats: seats,
      personId,
      standings,
      unitIds,
      words,
      closed,
    }),
    decisions: decisions.map((each) => ({
      decisionId: each.decision_id,
      act: each.act,
      word: wordOf(definition, each.act, seatOfDecision(seats, each, file.round)),
      decider: nameOf(people, each.decider_id),
      capacity: each.capacity,
      capacityText: capacityOf(each, words, people),
      rightOf: each.right_of_person_id === null ? null : nameOf(people, each.right_of_person_id).name,
      office: each.office,
      officeWord: officeWordOf(each.office, words),
      reason: each.reason,
      exceptionReason: each.exception_reason,
      decidedAt: each.decided_at,
      round: each.round,
      afterReading:
        each.holder_id === null
          ? null
          : {
              holderName: nameOf(people, each.holder_id).name,
              readAt: each.read_at,
              mine: each.holder_id === personId,
            },
    })),
    comments: comments.map((each) => ({
      commentId: each.comment_id,
      author: nameOf(people, each.author_id),
      text: each.text,
      at: each.at,
    })),
    events: events.map((each) => ({
      place: each.place,
      act: each.act,
      actor: each.actor_id === null ? null : nameOf(people, each.actor_id),
      capacity: each.capacity,
      note: each.note,
      at: each.at,
      changed: changes.get(each.place) ?? [],
    })),
    cites: cites.map((cite) => ({ ...cite })),
    rules: (found.get(AUTHORITY) ?? []).map((cite) => ({ ...cite })),
  }
}

function seatOfDecision(
  seats: readonly SeatRow[],
  decision: { place: number | null; seat: number | null; round: number },
  round: number,
): SeatRow | undefined {
  if (decision.round !== round) return undefined
  return seats.find((seat) => seat.place === decision.place && seat.seat === decision.seat)
}

/** A paper of a case. @throws Refusal 'not-found' for who may not see the case, and for what is not with it. */
export async function readFileOf(
  act: Act,
  input: { applicationId: string; fileId: string },
): Promise<FileOutput> {
  const { personId, rights } = personOf(act)
  const file = (await findCase(act.tx, input.applicationId)) ?? noSuchCase()
  const standings = await standingsOf(act.tx, personId, act.today, file.applicant_id)
  await requireSight(act, file, { personId, rights, standings })
  const known = file.facts.files?.find((each) => each.fileId === input.fileId)
  if (known === undefined) {
    return refuse('not-found', 'そのファイルはこの申請に付いていません。画面を開き直してください。')
  }
  const { name, type, bytes } = await act.files.read(known.fileId)
  return { fileName: name, contentType: type, body: bytes }
}

export function mutable(form: Form): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
  )
}

/** Labels of the fields that differ from the round filed before. */
function changedFields(
  definition: ProcedureDefinition,
  events: readonly { place: number; form: Form | null }[],
): Map<number, string[]> {
  const changed = new Map<number, string[]>()
  let before: Form | null = null
  for (const event of events) {
    if (event.form === null) continue
    const { form } = event
    if (before !== null) {
      const last: Form = before
      changed.set(
        event.place,
        definition.fields
          .filter((field) => JSON.stringify(form[field.key]) !== JSON.stringify(last[field.key]))
          .map((field) => field.label),
      )
    }
    before = form
  }
  return changed
}

/** One line per capacity the viewer could use in the open seats, usable or not, for the decision box. */
function standingLines(
  file: Case,
  open: readonly SeatRow[],
  standings: readonly Standing[],
  personId: string,
  words: ReadonlyMap<string, string>,
  caseUnits: readonly string[],
): { capacity: string; usable: boolean; text: string }[] {
  if (open.length === 0) return []
  const lines = open.flatMap((seat) =>
    standings
      .filter((each) => each.office === seat.office && each.unitId === seat.unit_id)
      .map((each) => {
        const separated = personId === file.applicant_id || each.rightOf.personId === file.applicant_id
        const why = separated
          ? 'ただし申請者のため使えません'
          : covers(each, askedSeat(seat, file.procedure, caseUnits))
            ? each.fault
            : 'ただしこの申請は、任された範囲に含まれていません'
        return {
          capacity: each.capacity,
          usable: why === null,
          text: why === null ? each.because.text : `${each.because.text}。${why}`,
        }
      }),
  )
  if (lines.length > 0) return lines
  const chairs = [...new Set(open.map((seat) => officeWordOf(seat.office, words)))].join('、')
  return [{ capacity: '本人', usable: false, text: `あなたは今日、この課の${chairs}ではありません` }]
}

/** In what right a decision was taken, with whose right it was. */
function capacityOf(
  decision: Pick<DecisionTable, 'capacity' | 'office' | 'right_of_person_id'>,
  words: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, Described>,
): string {
  const capacity = capacities.find((each) => each === decision.capacity)
  if (capacity === undefined) return decision.capacity
  const owner = decision.right_of_person_id
  return capacityText(
    capacity,
    officeWordOf(decision.office, words),
    owner === null ? null : nameOf(people, owner).name,
  )
}

/** What the open seats ask for, and whether the viewer may do it. */
function seatActsOf(ask: Parameters<typeof possibleActs>[0]): CaseView['acts'] {
  const { file, seats } = ask
  const acts = [...new Set(seats.flatMap((seat) => actsOfStep[seat.act]))]
  return acts.flatMap((act): CaseView['acts'] => {
    // What only has to be told holds already and cannot be sent back.
    if (file.state !== 'waiting' && act === 'send-back') return []
    const asked = seats.filter((seat) => actsOfStep[seat.act].includes(act))
    const { taken, refused } = seatsToTake({
      seats: asked,
      file,
      standings: ask.standings,
      personId: ask.personId,
      caseUnits: [...ask.unitIds],
      word: (seat) => officeWordOf(seat.office, ask.words),
    })
    const capacities = [...new Set(taken.map(({ verdict }) => verdict.standing.capacity))]
    return [
      {
        act,
        word: wordOf(ask.definition, act, taken[0]?.seat ?? asked[0]),
        allowed: taken.length > 0,
        capacity: taken.length > 0 ? capacities.join('、') : null,
        reason: taken.length > 0 ? null : (refused?.reason ?? null),
        cites: taken.length > 0 ? taken.flatMap(({ verdict }) => verdict.cites) : [...(refused?.cites ?? [])],
      },
    ]
  })
}

function possibleActs(ask: {
  act: Act
  definition: ProcedureDefinition
  file: Case
  /** Those that are open. */
  seats: readonly SeatRow[]
  allSeats: readonly SeatRow[]
  personId: string
  standings: readonly Standing[]
  unitIds: ReadonlySet<string>
  words: ReadonlyMap<string, string>
  closed: Closed | null
}): CaseView['acts'] {
  const { definition, file, personId } = ask
  const acts: CaseView['acts'] = []
  acts.push(...seatActsOf(ask))
  if (ask.seats.some((seat) => seat.act === 'resolve')) {
    const verdict = mayResolve(file, ask.standings, personId)
    acts.push({
      act: 'resolve',
      word: ask.seats[0]?.word ?? '',
      allowed: verdict.allowed,
      capacity: verdict.allowed ? verdict.capacity : null,
      reason: verdict.allowed ? null : verdict.reason,
      cites: verdict.allowed ? [] : [...verdict.cites],
    })
  }
  const follow: readonly FollowAct[] = ['start', 'finish', 'pull-back', 'withdraw', 'revoke']
  for (const act of follow) {
    if (followed(definition, file, act) === null) continue
    // what this procedure does not have is no act of it at all
    if ((act === 'start' || act === 'finish') && stageOf(definition, act) === undefined) continue
    const verdict = mayFollow({ ...ask, seats: ask.allSeats, file, act, today: ask.act.today })
    // Only the applicant's own retreat is offered to him; to others it would be noise.
    if (!verdict.allowed && (act === 'pull-back' || act === 'withdraw' || act === 'revoke')) continue
    acts.push({
      act,
      word: followWord(definition, act),
      allowed: verdict.allowed,
      capacity: verdict.allowed ? verdict.capacity : null,
      reason: verdict.allowed ? null : verdict.reason,
      cites: verdict.allowed ? [] : [...verdict.cites],
    })
  }
  if (isEditable(file.state) && file.applicant_id === personId) {
    const reason = ask.closed === null ? null : closedSentence(definition.name, ask.closed)
    acts.push({
      act: 'file',
      word: '直して申請',
      allowed: reason === null,
      capacity: reason === null ? '本人' : null,
      reason,
      cites: [],
    })
  }
  return acts
}
