import type { OfficeRule } from '#authority/offices.ts'
import { personRow, unitRow } from '#authority/rows.ts'
import type { Tx } from '#ground/database/database.ts'
import { newId } from '#ground/ids/ids.ts'
import type { History } from './history.ts'

export type Ids = { of(name: string): string; name(id: string): string }

/** Writes a history into the tables of a tenant; returns the id of each name and the name of each id. */
export async function writeHistory(tx: Tx, tenant_id: string, history: History): Promise<Ids> {
  const byName = new Map<string, string>()
  const of = (name: string): string => {
    const known = byName.get(name)
    if (known !== undefined) return known
    const id = newId()
    byName.set(name, id)
    return id
  }
  const orNull = (name: string | null): string | null => (name === null ? null : of(name))
  const valid = (row: { from: string; to: string | null }) => ({ valid_from: row.from, valid_to: row.to })
  const body_id = newId()
  await tx
    .insertInto('body')
    .values({ tenant_id, id: body_id, name: '市長部局', valid_from: '2026-04-01', valid_to: null })
    .execute()
  // A parent before its children: the first state of a line is the line.
  const lines = ['部', '局', '一課', '二課', '係']
  const begun = new Set<string>()
  const states = history.units.toSorted(
    (a, b) => lines.indexOf(a.unit) - lines.indexOf(b.unit) || (a.from < b.from ? -1 : 1),
  )
  for (const [index, state] of states.entries()) {
    const first = !begun.has(state.unit)
    begun.add(state.unit)
    const row = unitRow({
      tenant_id,
      id: first ? of(state.unit) : newId(),
      body_id,
      parent_id: orNull(state.parent),
      code: `${index}`,
      name: state.name,
      kind: state.kind,
      symbol: null,
      policy_office: state.policyOffice,
      ...valid(state),
    })
    await tx
      .insertInto('unit')
      .values(first ? row : { ...row, continues_id: of(state.unit) })
      .execute()
  }
  await tx
    .insertInto('post')
    .values(
      history.posts.map((post) => ({
        tenant_id,
        id: of(post.id),
        body_id,
        unit_id: orNull(post.unit),
        title: post.id,
        rank: post.rank,
        ...valid(post),
      })),
    )
    .execute()
  await tx
    .insertInto('person')
    .values(
      history.people.map((person) =>
        personRow({
          tenant_id,
          id: of(person.id),
          number: person.id,
          family: person.id,
          mail: null,
          extension: null,
          ...valid(person),
        }),
      ),
    )
    .execute()
  const ruleOf = (rule: OfficeRule): OfficeRule => {
    switch (rule.by) {
      case 'post':
        return { ...rule, postId: of(rule.postId) }
      case 'members':
        return { ...rule, unitId: of(rule.unitId) }
      case 'person':
        return { ...rule, personId: of(rule.personId), unitId: orNull(rule.unitId) }
      default:
        return rule
    }
  }
  const insert = async (rows: readonly (() => Promise<unknown>)[]): Promise<void> => {
    for (const row of rows) await row()
  }
  await insert(
    history.appointments.map(
      (row) => () =>
        tx
          .insertInto('appointment')
          .values({
            tenant_id,
            id: newId(),
            person_id: of(row.person),
            post_id: of(row.post),
            kind: row.kind,
            ...valid(row),
          })
          .execute(),
    ),
  )
  await insert(
    history.absences.map(
      (row) => () =>
        tx
          .insertInto('absence')
          .values({ tenant_id, id: newId(), person_id: of(row.person), reason: '出張', ...valid(row) })
          .execute(),
    ),
  )
  await insert(
    history.deputies.map(
      (row) => () =>
        tx
          .insertInto('deputy_order')
          .values({
            tenant_id,
            id: newId(),
            post_id: of(row.post),
            place: row.place,
            deputy_post_id: of(row.deputy),
            basis: '規程',
            eid: null,
            ...valid(row),
          })
          .execute(),
    ),
  )
  await insert(
    history.rights.map(
      (row) => () =>
        tx
          .insertInto('acting_right')
          .values({
            tenant_id,
            id: of(row.id),
            kind: row.kind,
            post_id: of(row.post),
            holder_post_id: orNull(row.toPost),
            holder_person_id: orNull(row.toPerson),
            giver_person_id: orNull(row.giver),
            given_by: row.giver === null ? '規程' : '本人',
            applies_when: row.when,
            scope: { offices: row.offices, matters: row.matters, units: row.units?.map(of) ?? null },
            basis: '規程',
            eid: null,
            ...valid(row),
          })
          .execute(),
    ),
  )
  await insert(
    history.rules.map(
      (row, sort) => () =>
        tx
          .insertInto('office_rule')
          .values({
            tenant_id,
            id: newId(),
            office: row.office,
            word: row.office,
            scope: row.scope,
            rule: ruleOf(row.rule),
            eid: null,
            sort,
            ...valid(row),
          })
          .execute(),
    ),
  )
  const byId = new Map([...byName].map(([name, id]) => [id, name]))
  return { of, name: (id) => byId.get(id) ?? id }
}
