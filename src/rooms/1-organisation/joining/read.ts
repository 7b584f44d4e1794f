import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { z } from 'zod'
import { describePeople } from '#authority/people.ts'
import { unitNames } from '#authority/reads.ts'
import { unitsUnder } from '#authority/units.ts'
import { daysBetween } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { answeredUnits, answersFor } from '../answered-units.ts'
import { signedAmong } from '../consent/lists.ts'
import { confirmingSeats, mayConfirm } from './confirming.ts'
import type { ChecklistRow, listChecklists, showChecklist } from './contract.ts'
import { checklistItems, JOINING_MECHANISM, type ChecklistItem, type HeldKind } from './definition.ts'
import { mainPlaces, unitsBelowEach } from './places.ts'
import type { Held, JoiningPorts } from './ports.ts'
import {
  closingBlocks,
  heldFor,
  mustBeZero,
  owedTo,
  unreadFor,
  type HeldThings,
  type ItemNow,
} from './rules.ts'
import type { ChecklistItemTable, ChecklistTable } from './tables.ts'

export type Checklist = Selectable<ChecklistTable>
type Item = Selectable<ChecklistItemTable>

/** What each of the people holds on the day, by person, with a list for every kind that can be read. */
async function thingsOf(
  act: Act,
  ports: JoiningPorts,
  personIds: readonly string[],
): Promise<(personId: string, left: ReadonlySet<string> | null) => HeldThings> {
  const read: { kind: HeldKind; found: ReadonlyMap<string, readonly Held[]> }[] = []
  for (const { kind, read: ask } of ports.sources()) {
    read.push({ kind, found: await ask(act.tx, [...new Set(personIds)], act.today) })
  }
  return (personId, left) => {
    const things = new Map<HeldKind, readonly Held[]>()
    for (const { kind, found } of read) {
      things.set(kind, [...(things.get(kind) ?? []), ...owedTo(left, found.get(personId) ?? [])])
    }
    return things
  }
}

/** The units whose things a checklist asks back: of a mover those of the unit he leaves, else everything. */
async function unitsLeft(
  act: Act,
  lists: readonly Pick<Checklist, 'event' | 'unit_id'>[],
): Promise<(list: Pick<Checklist, 'event' | 'unit_id'>) => ReadonlySet<string> | null> {
  const moving = lists.flatMap((list) => (list.event === 'move' ? (list.unit_id ?? []) : []))
  const below = await unitsBelowEach(act.tx, moving, act.today)
  return (list) => (list.event === 'move' && list.unit_id !== null ? (below.get(list.unit_id) ?? null) : null)
}

function definitionOf(item: string): ChecklistItem {
  const found = checklistItems.find((each) => each.key === item)
  if (found === undefined) throw new TypeError(`a checklist holds an unknown item ${item}`)
  return found
}

/** A page of checklists of the units the viewer answers for, and his own. A fixed number of queries. */
export async function pageOfChecklists(
  act: Act,
  input: z.output<typeof listChecklists.input>,
  ports: JoiningPorts,
): Promise<z.input<typeof listChecklists.output>> {
  const { personId, rights } = personOf(act)
  const answered = await answeredUnits(act)
  const own = sql`c.person_id = ${personId}::uuid`
  const filters: RawBuilder<unknown>[] = [
    answered.units === 'all' ? sql`true` : sql`(${own} or c.unit_id = any(${[...answered.units]}::uuid[]))`,
    input.state === 'open' ? sql`c.state = 'open'` : sql`c.state <> 'open'`,
  ]
  if (input.event !== undefined) filters.push(sql`c.event = ${input.event}`)
  if (input.overdue === true) filters.push(sql`c.state = 'open' and c.due_on < ${act.today}::date`)
  if (input.personId !== undefined) filters.push(sql`c.person_id = ${input.personId}::uuid`)
  if (input.unitId !== undefined) {
    const units = await unitsUnder(act.tx, [input.unitId], act.today)
    filters.push(sql`c.unit_id = any(${units}::uuid[])`)
  }
  const where = sql.join(filters, sql` and `)
  const order = input.state === 'open' ? sql`c.due_on, c.checklist_id` : sql`c.closed_at desc, c.checklist_id`
  const { rows } = await sql<Checklist>`
    select c.* from checklist c where ${where} order by ${order}
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(act.tx)
  const counted = await sql<{ total: number; overdue: number }>`
    select count(*) as total, count(*) filter (where c.state = 'open' and c.due_on < ${act.today}::date) as overdue
      from checklist c where ${where}`.execute(act.tx)
  return {
    on: act.today,
    rows: await rowsOf(act, ports, rows),
    total: counted.rows[0]?.total ?? 0,
    overdue: counted.rows[0]?.overdue ?? 0,
    mayOpen:
      rights.has('organisation.manage') ||
      answered.standings.some((each) => each.office === 'sec-manager' || each.office === 'sec-leader'),
    page: input.page,
    size: input.size,
  }
}

async function rowsOf(act: Act, ports: JoiningPorts, lists: readonly Checklist[]): Promise<ChecklistRow[]> {
  if (lists.length === 0) return []
  const personIds = lists.map((list) => list.person_id)
  const items = await itemsOf(
    act,
    lists.map((list) => list.checklist_id),
  )
  const things = await thingsOf(act, ports, personIds)
  const left = await unitsLeft(act, lists)
  const signed = await signedAmong(act, personIds)
  const people = await describePeople(act.tx, personIds, act.today)
  const units = await unitNames(
    act.tx,
    lists.flatMap((list) => list.unit_id ?? []),
    act.today,
  )
  return lists.map((list) => {
    const now = itemsNow(items.get(list.checklist_id) ?? [], signed.has(list.person_id))
    const held = things(list.person_id, left(list))
    const settled = now.filter((each) => each.state !== 'open' || isSigned(each))
    const out =
      list.state === 'open'
        ? now.flatMap((each) =>
            mustBeZero(each.definition, list.event) ? heldFor(each.definition, held) : [],
          )
        : []
    return {
      ...headOf(act, list, people.get(list.person_id)?.name ?? '', units.get(list.unit_id ?? '') ?? ''),
      settled: settled.length,
      items: now.length,
      held: out.length,
    }
  })
}

function headOf(act: Act, list: Checklist, name: string, unitName: string) {
  return {
    checklistId: list.checklist_id,
    event: list.event,
    person: { personId: list.person_id, name },
    unitName,
    postTitle: list.post_title,
    appointment: list.appointment,
    effectiveOn: list.effective_on,
    dueOn: list.due_on,
    overdueDays: list.state === 'open' ? Math.max(0, daysBetween(list.due_on, act.today)) : 0,
    state: list.state,
  }
}

async function itemsOf(act: Act, checklistIds: readonly string[]): Promise<Map<string, Item[]>> {
  const rows = await act.tx
    .selectFrom('checklist_item')
    .selectAll()
    .where('checklist_id', 'in', [...checklistIds])
    .orderBy('place')
    .execute()
  const found = new Map<string, Item[]>()
  for (const row of rows) {
    const of = found.get(row.checklist_id)
    if (of === undefined) found.set(row.checklist_id, [row])
    else of.push(row)
  }
  return found
}

function itemsNow(items: readonly Item[], signed: boolean): ItemNow[] {
  return items.map((row) => ({ definition: definitionOf(row.item), state: row.state, signed }))
}

const isSigned = (each: ItemNow): boolean => each.definition.bySignature === true && each.signed

/**
 * The checklist as it stands at this moment, locked for the rest of the act when asked: items, what is held, who may
 * confirm. @throws Refusal 'not-found', also for who may not even see it.
 */
export async function standing(act: Act, checklistId: string, ports: JoiningPorts, lock: boolean) {
  const { personId } = personOf(act)
  const query = act.tx.selectFrom('checklist').selectAll().where('checklist_id', '=', checklistId)
  const list = await (lock ? query.forUpdate() : query).executeTakeFirst()
  const missing = (): never => refuse('not-found', 'その手続は見つかりません。一覧から選び直してください。')
  if (list === undefined) return missing()
  const answered = await answeredUnits(act, list.person_id)
  if (list.person_id !== personId && !answersFor(answered, list.unit_id)) return missing()
  const rows = (await itemsOf(act, [checklistId])).get(checklistId) ?? []
  const signed = await signedAmong(act, [list.person_id])
  const things = await thingsOf(act, ports, [list.person_id])
  const left = await unitsLeft(act, [list])
  const held = things(list.person_id, left(list))
  const places = await mainPlaces(act.tx, [list.person_id], act.today)
  const backAgain = list.event === 'leave' && act.today >= list.effective_on && places.has(list.person_id)
  const seats = await confirmingSeats(act.tx, {
    unitId: list.unit_id,
    aboutId: list.person_id,
    on: act.today,
  })
  const verdict = mayConfirm({
    seats,
    actorId: personId,
    aboutId: list.person_id,
    standings: answered.standings,
  })
  const items = itemsNow(rows, signed.has(list.person_id))
  const blocked = closingBlocks({
    event: list.event,
    effectiveOn: list.effective_on,
    today: act.today,
    backAgain,
    items,
    things: held,
  })
  return { list, rows, items, held, backAgain, verdict, blocked, actorId: personId }
}

/** Everything the page of one checklist shows. A fixed number of queries. */
export async function viewChecklist(
  act: Act,
  checklistId: string,
  ports: JoiningPorts,
): Promise<z.input<typeof showChecklist.output>> {
  const now = await standing(act, checklistId, ports, false)
  const { list } = now
  const involved = [
    list.person_id,
    list.opened_by ?? [],
    list.closed_by ?? [],
    list.closed_right_of ?? [],
    ...now.rows.flatMap((row) => [row.settled_by ?? [], row.right_of ?? []]),
  ].flat()
  const people = await describePeople(act.tx, involved, act.today)
  const nameOf = (id: string): string => people.get(id)?.name ?? ''
  const units = await unitNames(act.tx, [list.unit_id ?? []].flat(), act.today)
  const cites = (await ports.citations(act.tx, [JOINING_MECHANISM], act.today)).get(JOINING_MECHANISM) ?? []
  const used = (personId: string, capacity: string | null, rightOf: string | null) => ({
    personId,
    name: nameOf(personId),
    capacity: capacity ?? '',
    rightOf: rightOf === null ? null : nameOf(rightOf),
  })
  return {
    ...headOf(act, list, nameOf(list.person_id), units.get(list.unit_id ?? '') ?? ''),
    unitId: list.unit_id,
    openedAt: list.opened_at,
    openedBy: list.opened_by === null ? null : { personId: list.opened_by, name: nameOf(list.opened_by) },
    closedAt: list.closed_at,
    closedBy:
      list.closed_by === null ? null : used(list.closed_by, list.closed_capacity, list.closed_right_of),
    outcome: list.outcome,
    items: now.rows.map((row) => {
      const definition = definitionOf(row.item)
      const bound = cites.filter((cite) => cite.slot === definition.slot)
      const signature = definition.bySignature === true && now.items.some(isSigned)
      return {
        item: row.item,
        label: definition.label,
        means: definition.means,
        state: signature && row.state === 'open' ? 'done' : row.state,
        note: row.note,
        settledAt: row.settled_at,
        settledBy: row.settled_by === null ? null : used(row.settled_by, row.capacity, row.right_of),
        cites: bound.map(({ slot, documentMark, label, editionId, wid }) => ({
          slot,
          documentMark,
          label,
          editionId,
          wid,
        })),
        confirmedClause: bound.some((cite) => cite.confirmed),
        mustBeZero: mustBeZero(definition, list.event),
        held: heldFor(definition, now.held).map(({ kind, held }) => ({
          kind,
          id: held.id,
          label: held.label,
          detail: held.detail ?? null,
          href: held.href ?? null,
        })),
        unread: unreadFor(definition, now.held),
        bySignature: definition.bySignature === true,
      }
    }),
    backAgain: now.backAgain,
    confirming: now.verdict.allowed
      ? { allowed: true, capacity: now.verdict.standing.capacity }
      : now.verdict,
    blocked: list.state === 'open' ? now.blocked : [],
  }
}
