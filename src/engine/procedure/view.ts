import { decidersOf, standingsOf, unitsAbove } from '#authority/reads.ts'
import { describePeople, type Described } from '#authority/people.ts'
import { offices, officeCodes, type OfficeCode } from '#authority/offices.ts'
import { mayDecide } from '#authority/rules.ts'
import type { Standing } from '#authority/standing.ts'
import type { z } from 'zod'
import { daysBetween } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { definitionOf, findCase, noSuchCase, type Case } from './case.ts'
import type { CaseView, caseView } from './contract.ts'
import { requireSight, seatOf, wordOf } from './decide.ts'
import type { Form, ProcedureDefinition } from './definition.ts'
import { followWord, mayFollow, type FollowAct } from './follow.ts'
import { AUTHORITY, mechanismOf, type ProcedurePorts } from './ports.ts'
import { after, isEditable } from './states.ts'

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

export type DeciderLine = {
  personId: string
  name: string
  postTitle: string
  capacity: string
  awayUntil: string | null
}

/** Who decides in a seat, holders who are away first. Three queries. */
export async function deciderLines(
  tx: Tx,
  seat: { office: OfficeCode; unitId: string | null; matter: string },
  applicantId: string,
  on: string,
): Promise<DeciderLine[]> {
  const { deciders, away } = await decidersOf(tx, { ...seat, applicantId }, on)
  const people = await describePeople(
    tx,
    [...deciders, ...away].map((each) => each.personId),
    on,
  )
  return [
    ...away.map((each) => ({ ...nameOf(people, each.personId), capacity: '不在', awayUntil: each.until })),
    ...deciders.map((each) => ({
      ...nameOf(people, each.personId),
      capacity: each.standing.capacity,
      awayUntil: null,
    })),
  ]
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
  const definition = definitionOf(ports, file.procedure)
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
    .execute()
  const events = await act.tx
    .selectFrom('application_event')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('place')
    .limit(200)
    .execute()
  const people = await describePeople(
    act.tx,
    [
      file.applicant_id,
      ...decisions.flatMap((each) => [each.decider_id, each.right_of_person_id ?? '', each.holder_id ?? '']),
      ...events.map((each) => each.actor_id ?? ''),
    ].filter((id) => id !== ''),
    act.today,
  )
  const unit = await act.tx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('id', '=', file.unit_id)
    .executeTakeFirstOrThrow()
  const words = await officeWords(act.tx, act.today)
  const unitIds = new Set(await unitsAbove(act.tx, [file.unit_id]))
  const seat = file.state === 'waiting' ? seatOf(file) : null
  const deciders = seat === null ? [] : await deciderLines(act.tx, seat, file.applicant_id, act.today)
  const mechanism = mechanismOf(definition)
  const filedOn = file.filed_at === null ? act.today : jstDate(file.filed_at)
  const found = await ports.citations(act.tx, [mechanism, AUTHORITY], filedOn)
  const cites = found.get(mechanism) ?? []
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
    unit: { unitId: unit.id, name: unit.name },
    applicant: nameOf(people, file.applicant_id),
    form: mutable(file.form),
    entries: file.facts.entries.map((entry) => ({ ...entry, values: { ...entry.values } })),
    edition: { editionId: file.edition_id, label: await ports.editionLabel(act.tx, file.edition_id) },
    filedAt: file.filed_at,
    decidedAt: file.decided_at,
    startedAt: file.started_at,
    finishedAt: file.finished_at,
    periodFrom: file.period_from,
    periodTo: file.period_to,
    validUntil: file.valid_until,
    overdueDays: overdueDays(file, act.today),
    step:
      seat === null
        ? null
        : {
            office: seat.office,
            officeWord: officeWordOf(seat.office, words),
            raised: file.step_raised,
            why: file.step_why,
            deciders,
          },
    standings: seat === null ? [] : standingLines(file, standings, personId, words),
    acts: possibleActs({ act, definition, file, personId, standings, unitIds, words }),
    decisions: decisions.map((each) => ({
      decisionId: each.decision_id,
      act: each.act,
      decider: nameOf(people, each.decider_id),
      capacity: each.capacity,
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

/** One line per capacity the viewer could have used, usable or not, for the decision box. */
function standingLines(
  file: Case,
  standings: readonly Standing[],
  personId: string,
  words: ReadonlyMap<string, string>,
): { capacity: string; usable: boolean; text: string }[] {
  const seat = seatOf(file)
  const fitting = standings.filter((each) => each.office === seat.office && each.unitId === seat.unitId)
  if (fitting.length === 0) {
    return [
      {
        capacity: '本人',
        usable: false,
        text: `あなたは今日、この課の${officeWordOf(seat.office, words)}ではありません`,
      },
    ]
  }
  return fitting.map((each) => {
    const blocked = personId === file.applicant_id || each.rightOf.personId === file.applicant_id
    return {
      capacity: each.capacity,
      usable: !blocked,
      text: blocked ? `${each.because.text}。ただし申請者のため使えません` : each.because.text,
    }
  })
}

function possibleActs(ask: {
  act: Act
  definition: ProcedureDefinition
  file: Case
  personId: string
  standings: readonly Standing[]
  unitIds: ReadonlySet<string>
  words: ReadonlyMap<string, string>
}): CaseView['acts'] {
  const { definition, file, personId, standings } = ask
  const acts: CaseView['acts'] = []
  if (file.state === 'waiting') {
    const verdict = mayDecide({
      step: seatOf(file),
      standings,
      applicantId: file.applicant_id,
      actorId: personId,
      word: officeWordOf(file.step_office, ask.words),
    })
    for (const act of ['grant', 'refuse', 'send-back'] as const) {
      acts.push({
        act,
        word: wordOf(definition, act),
        allowed: verdict.allowed,
        capacity: verdict.allowed ? verdict.standing.capacity : null,
        reason: verdict.allowed ? null : verdict.reason,
        cites: [...verdict.cites],
      })
    }
  }
  const follow: readonly FollowAct[] = ['start', 'finish', 'pull-back', 'withdraw']
  for (const act of follow) {
    if (after(file.state, act) === null) continue
    const verdict = mayFollow({ ...ask, file, act, today: ask.act.today })
    // Only the applicant's own retreat is offered to him; to others it would be noise.
    if (!verdict.allowed && (act === 'pull-back' || act === 'withdraw')) continue
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
    acts.push({ act: 'file', word: '直して申請', allowed: true, capacity: '本人', reason: null, cites: [] })
  }
  return acts
}
