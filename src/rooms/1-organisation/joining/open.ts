import { sql, type Insertable } from 'kysely'
import type { z } from 'zod'
import type { OfficeCode } from '#authority/offices.ts'
import { describePeople } from '#authority/people.ts'
import { stepFor } from '#authority/reads.ts'
import { openTasks, type NewTask } from '#engine/task/tasks.ts'
import { addDays } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { answeredUnits, answersFor } from '../answered-units.ts'
import '#authority/sign-in/tables.ts'
import { consentSubject, SIGN_TASK } from '../consent/signatures.ts'
import { isSigner } from '../consent/who-signs.ts'
import { confirmingSeats, mayConfirm } from './confirming.ts'
import type { openChecklist } from './contract.ts'
import { dueAfterDays, eventWords, itemsFor, JOINING_MECHANISM, type ChecklistEvent } from './definition.ts'
import { mainPlaces, type MainPlace } from './places.ts'
import type { ChecklistItemTable, ChecklistTable } from './tables.ts'

/** Somebody comes, changes his unit, or goes. */
export type JoiningEvent = {
  readonly personId: string
  readonly event: ChecklistEvent
  /** First day of the new state; of a leaver the first on which he is no longer there. */
  readonly effectiveOn: string
}

/** The task that a checklist is; closed with it. */
export const CHECKLIST_TASK = 'joining.checklist'
export const checklistSubject = (checklistId: string) => ({ kind: 'checklist', id: checklistId })

/** What keeps one event from being opened twice. */
function keyOf(event: JoiningEvent): string {
  return `${event.event}:${event.personId}:${event.effectiveOn}`
}

/**
 * Opens a checklist for each event in the act's own transaction, with its items and the task of the unit's manager.
 * Left out are events that have one already, people without a place, who moves within his unit, and who is said to
 * leave but works for the city on that day. Answers the ids of those opened. A fixed number of queries, two more per
 * unit, and two per office holder among them.
 */
export async function openChecklists(
  act: Act,
  events: readonly JoiningEvent[],
  origin: 'hand' | 'transfer' = 'transfer',
): Promise<string[]> {
  if (events.length === 0) return []
  await sql`select pg_advisory_xact_lock(hashtextextended(${`checklist:${act.tenantId}`}, 0))`.execute(act.tx)
  const known = new Set(
    (
      await act.tx
        .selectFrom('checklist')
        .select('event_key')
        .where('event_key', 'in', events.map(keyOf))
        .where('state', '<>', 'dropped')
        .execute()
    ).map((row) => row.event_key),
  )
  const places = await placesFor(act.tx, events)
  const lists: Insertable<ChecklistTable>[] = []
  for (const event of events) {
    const key = keyOf(event)
    const place = places.get(key)
    if (known.has(key) || place === undefined) continue
    known.add(key)
    lists.push({
      tenant_id: act.tenantId,
      checklist_id: newId(),
      person_id: event.personId,
      event: event.event,
      effective_on: event.effectiveOn,
      due_on: dueOn(event),
      unit_id: place.unitId,
      post_title: place.title,
      appointment: place.appointment,
      event_key: key,
      origin,
      state: 'open',
      opened_at: act.at,
      opened_by: act.actor.kind === 'person' ? act.actor.personId : null,
      closed_at: null,
    })
  }
  if (lists.length === 0) return []
  await act.recorder.saveAll('checklist', lists)
  await act.recorder.saveAll('checklist_item', lists.flatMap(itemRows))
  await openTasks(act, [...(await tasksFor(act, lists)), ...(await ownTasks(act, lists))])
  return lists.map((list) => list.checklist_id)
}

/** The last day by which it should be done: a leaver's is the last on which he is there. */
function dueOn(event: JoiningEvent): string {
  const last = event.event === 'leave' ? addDays(event.effectiveOn, -1) : event.effectiveOn
  return addDays(last, dueAfterDays[event.event])
}

/** The place that answers for each event, by its key. Three queries per day at most. */
async function placesFor(tx: Tx, events: readonly JoiningEvent[]): Promise<Map<string, MainPlace>> {
  const found = new Map<string, MainPlace>()
  for (const day of new Set(events.map((event) => event.effectiveOn))) {
    const ofDay = events.filter((event) => event.effectiveOn === day)
    const people = ofDay.map((event) => event.personId)
    const before = await mainPlaces(tx, people, addDays(day, -1))
    const after = await mainPlaces(tx, people, day)
    for (const event of ofDay) {
      const from = before.get(event.personId)
      const to = after.get(event.personId)
      const place =
        event.event === 'join'
          ? to
          : event.event === 'move'
            ? from !== undefined && from.unitId !== to?.unitId
              ? from
              : undefined
            : to === undefined
              ? from
              : undefined
      if (place !== undefined) found.set(keyOf(event), place)
    }
  }
  return found
}

function itemRows(list: Insertable<ChecklistTable>): Insertable<ChecklistItemTable>[] {
  return itemsFor(list.event, isSigner(list.appointment)).map((item, index) => ({
    tenant_id: list.tenant_id,
    checklist_id: list.checklist_id,
    item: item.key,
    place: index + 1,
    state: 'open',
    settled_at: null,
  }))
}

const manager: OfficeCode = 'sec-manager'
/** Nobody: what is asked is where the office sits, whoever the person is. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

async function tasksFor(act: Act, lists: readonly Insertable<ChecklistTable>[]): Promise<NewTask[]> {
  const seats = new Map<string | null, { office: OfficeCode; unitId: string | null }>()
  for (const unitId of new Set(lists.map((list) => list.unit_id ?? null))) {
    const step = await stepFor(act.tx, { office: manager, unitId, applicantId: NOBODY, on: act.today })
    seats.set(
      unitId,
      step.kind === 'gap' ? { office: manager, unitId } : { office: step.office, unitId: step.unitId },
    )
  }
  const people = await describePeople(
    act.tx,
    lists.map((list) => list.person_id),
    act.today,
  )
  return lists.map((list) => ({
    kind: CHECKLIST_TASK,
    title: `${people.get(list.person_id)?.name ?? ''}さんの${eventWords[list.event]}の手続を進める`,
    owner: seats.get(list.unit_id ?? null) ?? { office: manager, unitId: list.unit_id ?? null },
    aboutId: list.person_id,
    subject: checklistSubject(list.checklist_id),
    href: `/joining/${list.checklist_id}`,
    cites: { mechanism: JOINING_MECHANISM, slot: list.event === 'join' ? 'train' : 'return' },
    dueOn: list.due_on,
    closesThere: true,
    once: `checklist:${list.checklist_id}`,
  }))
}

/** Who has to sign and can sign in is asked to sign on screen. One query. */
async function ownTasks(act: Act, lists: readonly Insertable<ChecklistTable>[]): Promise<NewTask[]> {
  const signing = lists.filter((list) => list.event === 'join' && isSigner(list.appointment))
  if (signing.length === 0) return []
  const accounts = await act.tx
    .selectFrom('account')
    .select('person_id')
    .where(
      'person_id',
      'in',
      signing.map((list) => list.person_id),
    )
    .where('disabled_at', 'is', null)
    .execute()
  const able = new Set(accounts.map((row) => row.person_id))
  return signing
    .filter((list) => able.has(list.person_id))
    .map((list) => ({
      kind: SIGN_TASK,
      title: '規程の内容を確かめ、同意の署名をする',
      owner: { personId: list.person_id },
      subject: consentSubject(list.person_id),
      href: '/joining/consent',
      cites: { mechanism: JOINING_MECHANISM, slot: 'sign' },
      dueOn: list.due_on,
      closesThere: true,
      once: `consent:${list.checklist_id}`,
    }))
}

/**
 * Opens one by hand.
 * @throws Refusal 'not-found' for a person of a unit the actor does not answer for, 'forbidden', 'invalid' when the
 * person has no place on that day, 'conflict' when the event has one already.
 */
export async function openByHand(
  act: Act,
  input: z.output<typeof openChecklist.input>,
): Promise<{ checklistId: string }> {
  const { personId: actorId, rights } = personOf(act)
  const person = (await describePeople(act.tx, [input.personId], act.today)).get(input.personId)
  const event: JoiningEvent = { ...input }
  const place = (await placesFor(act.tx, [event])).get(keyOf(event))
  const answered = await answeredUnits(act, input.personId)
  const today = (await mainPlaces(act.tx, [input.personId], act.today)).get(input.personId)
  const unitId = place?.unitId ?? today?.unitId ?? null
  if (person === undefined || !answersFor(answered, unitId)) {
    return refuse('not-found', 'その職員は、あなたが受け持つ所属に見つかりません。職員を選び直してください。')
  }
  if (!rights.has('organisation.manage') || actorId === input.personId) {
    const seats = await confirmingSeats(act.tx, { unitId, aboutId: input.personId, on: act.today })
    const verdict = mayConfirm({ seats, actorId, aboutId: input.personId, standings: answered.standings })
    if (!verdict.allowed) return refuse('forbidden', verdict.reason)
  }
  if (place === undefined) {
    return refuse('invalid', `${person.name}さんには、その日に${eventWords[input.event]}がありません。`, {
      problems: [{ at: 'effectiveOn', message: whyNoPlace[input.event] }],
    })
  }
  const [checklistId] = await openChecklists(act, [event], 'hand')
  if (checklistId === undefined) {
    return refuse(
      'conflict',
      `${person.name}さんのこの${eventWords[input.event]}の手続は、もう始まっています。一覧から開いてください。`,
    )
  }
  act.recorder.describe({
    act: '手続の開始',
    subject: { kind: 'checklist', id: checklistId, label: `${person.name} ${eventWords[input.event]}` },
  })
  return { checklistId }
}

const whyNoPlace: Readonly<Record<ChecklistEvent, string>> = {
  join: '採用の発令がその日から有効か、確かめてください',
  move: '所属の変わる発令がその日にあるか、確かめてください',
  leave: 'その日まで在職し、その日から在職しない発令になっているか、確かめてください',
}
