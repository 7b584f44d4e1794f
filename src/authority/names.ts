import { sql } from 'kysely'
import type { Insertable, Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { addDays } from '#ground/clock/date.ts'
import { newId } from '#ground/ids/ids.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { fold } from '#ground/words/fold.ts'
import { personRow } from './rows.ts'
import type { PersonNameTable, PersonTable } from './tables.ts'

/** A name in its parts. */
export type NameParts = {
  readonly family: string
  readonly given: string
  readonly familyKana: string
  readonly givenKana: string
}

/** The row of a name that somebody will bear from a day on; the caller saves it (and takes it back when he must). */
export function plannedName(
  tenantId: string,
  personId: string,
  name: NameParts,
  from: string,
): Insertable<PersonNameTable> {
  return nameRow(tenantId, personId, name, { state: 'planned', valid_from: from, valid_to: null })
}

function nameRow(
  tenantId: string,
  personId: string,
  name: NameParts,
  period: Pick<PersonNameTable, 'state' | 'valid_from'> & { valid_to: string | null },
): Insertable<PersonNameTable> {
  const { family, given, familyKana, givenKana } = name
  return {
    tenant_id: tenantId,
    id: newId(),
    person_id: personId,
    family,
    given,
    family_kana: familyKana,
    given_kana: givenKana,
    search: `${fold(family + given)} ${fold(familyKana + givenKana)}`,
    ...period,
  }
}

export type TakenName = { readonly personId: string; readonly before: string; readonly after: string }

/**
 * 改姓 in force from a day: the name borne so far is kept as a former one, and `person` holds the new one. Doing it
 * twice is doing it once. For a later day plan it (`plannedName`) and let `applyPlannedNames` do it on the day.
 * The caller describes the act. Three queries a person.
 */
export async function takeName(
  act: Act,
  personId: string,
  name: NameParts,
  from: string,
): Promise<TakenName | null> {
  const person = await act.tx
    .selectFrom('person')
    .selectAll()
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (person === undefined) return refuse('not-found', 'この職員は登録されていません。')
  if (sameName(person, name)) return null
  const since = await act.tx
    .selectFrom('person_name')
    .select('valid_to')
    .where('person_id', '=', personId)
    .where('state', '=', 'former')
    .orderBy('valid_to', 'desc')
    .limit(1)
    .executeTakeFirst()
  const begun = since?.valid_to ?? person.valid_from
  const differs = person.family !== name.family || person.given !== name.given
  if (differs) {
    const valid_from = begun < from ? begun : addDays(from, -1)
    const before = { ...person, familyKana: person.family_kana, givenKana: person.given_kana }
    const period = { state: 'former' as const, valid_from, valid_to: from }
    await act.recorder.save('person_name', nameRow(act.tenantId, personId, before, period))
  }
  await act.recorder.save('person', renamed(person, name))
  return { personId, before: person.family + person.given, after: name.family + name.given }
}

/**
 * Applies every planned name whose day has come, at most `most` of them, and takes the plans away. For the work of
 * the day: safe to run again, also days late. The caller describes the act. Answers who was renamed.
 */
export async function applyPlannedNames(act: Act, on: string, most = 5_000): Promise<TakenName[]> {
  const due = await act.tx
    .selectFrom('person_name')
    .selectAll()
    .where('state', '=', 'planned')
    .where('valid_from', '<=', on)
    .orderBy('valid_from')
    .orderBy('id')
    .limit(most)
    .execute()
  const taken: TakenName[] = []
  for (const row of due) {
    const done = await takeName(act, row.person_id, partsOf(row), row.valid_from)
    if (done !== null) taken.push(done)
    await act.recorder.remove('person_name', { id: row.id })
  }
  return taken
}

/** Former and planned names of people, oldest first. One query. */
export async function otherNames(
  tx: Tx,
  personIds: readonly string[],
): Promise<Map<string, Selectable<PersonNameTable>[]>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('person_name')
    .selectAll()
    .where('person_id', 'in', [...new Set(personIds)])
    .orderBy('valid_from')
    .execute()
  return Map.groupBy(rows, (row) => row.person_id)
}

/** SQL: whether a person `n` is found by folded terms under the name he bears now or one he bore. */
export function foundByName(terms: readonly string[]) {
  return sql<boolean>`(n.search like all(${[...terms]}::text[]) or exists (
    select 1 from person_name former
     where former.tenant_id = n.tenant_id and former.person_id = n.id and former.state = 'former' and former.search like all(${[...terms]}::text[])))`
}

function partsOf(row: Selectable<PersonNameTable>): NameParts {
  return { family: row.family, given: row.given, familyKana: row.family_kana, givenKana: row.given_kana }
}

function sameName(person: Selectable<PersonTable>, name: NameParts): boolean {
  return (
    person.family === name.family &&
    person.given === name.given &&
    person.family_kana === name.familyKana &&
    person.given_kana === name.givenKana
  )
}

function renamed(person: Selectable<PersonTable>, name: NameParts): Insertable<PersonTable> {
  const { search: _search, ...row } = person
  return personRow({
    ...row,
    family: name.family,
    given: name.given,
    family_kana: name.familyKana,
    given_kana: name.givenKana,
  })
}
