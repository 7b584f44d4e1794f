import { describePeople } from '#authority/people.ts'
import { placesOf, standingsOf } from '#authority/reads.ts'
import { sectionsOf } from '#authority/units.ts'
import { caseCounts, findCase, maySee } from '#engine/procedure/case.ts'
import { entryCounts } from '#engine/register/counts.ts'
import type { Tx } from '#ground/database/database.ts'
import { isId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { citationsOfAll } from '#policy/reads.ts'
import { mechanisms } from './mechanisms.ts'

/*
 * What one room asks of another, answered here because neither may know the other: the plugs of `house.ts`.
 */

/** What nobody has bound to a clause yet: shown on the first page of those who can mend it. */
export async function gaps(
  tx: Tx,
  rights: ReadonlySet<string>,
  on: string,
): Promise<{ kind: string; text: string }[]> {
  if (!rights.has('policy.manage')) return []
  const open: { kind: string; text: string }[] = []
  const cites = await citationsOfAll(
    tx,
    mechanisms.map((mechanism) => mechanism.key),
    on,
  )
  for (const mechanism of mechanisms) {
    const bound = new Set((cites.get(mechanism.key) ?? []).map((cite) => cite.slot))
    for (const slot of mechanism.slots) {
      if (!bound.has(slot.slot)) open.push({ kind: mechanism.kind, text: `${mechanism.name}: ${slot.need}` })
    }
  }
  return open
}

/** How often a mechanism has been used: shown beside the clause it rests on. */
export async function counts(tx: Tx, keys: readonly string[]) {
  const used = await caseCounts(tx)
  const lines = await entryCounts(tx)
  const found = new Map<string, { label: string; value: number }[]>()
  for (const key of keys) {
    const value = used.get(key) ?? lines.get(key)
    if (value !== undefined) found.set(key, [{ label: used.has(key) ? '申請' : '登録', value }])
  }
  return found
}

export async function nameActors(
  tx: Tx,
  personIds: readonly string[],
  on: string,
): Promise<Map<string, string>> {
  const people = await describePeople(tx, personIds, on)
  return new Map([...people].map(([id, person]) => [id, person.name]))
}

export async function describePerson(tx: Tx, personId: string, on: string) {
  return (await describePeople(tx, [personId], on)).get(personId) ?? null
}

export async function unitsOf(tx: Tx, personId: string, on: string): Promise<string[]> {
  const places = await placesOf(tx, personId, on)
  return sectionsOf(
    tx,
    places.flatMap((place) => place.unitId ?? []),
  )
}

/** Whose records somebody may see follows from who may see the thing itself. */
export async function maySeeSubject(act: Act, subject: { kind: string; id: string }): Promise<boolean> {
  if (act.actor.kind !== 'person') return true
  if (subject.kind !== 'application') return act.actor.rights.has('ledger.read')
  if (!isId(subject.id)) return false
  const file = await findCase(act.tx, subject.id)
  if (file === undefined) return false
  const standings = await standingsOf(act.tx, act.actor.personId, act.today, file.applicant_id)
  return maySee(
    act.tx,
    {
      applicantId: file.applicant_id,
      unitId: file.unit_id,
      stepUnitId: file.step_unit_id,
      applicationId: file.application_id,
    },
    { ...act.actor, standings },
  )
}
