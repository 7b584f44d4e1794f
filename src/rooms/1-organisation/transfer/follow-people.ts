import { personName } from '#authority/reads.ts'
import { takeName } from '#authority/names.ts'
import { refOf } from './add-changes.ts'
import type { Day } from './follow-up.ts'
import { newName } from './new-name.ts'

/** 改姓 from the day, and the validity of those who come back. */
export async function followPeople(day: Day): Promise<void> {
  const { plan } = day
  const returning = await day.read((tx) =>
    tx.selectFrom('transfer_return').selectAll().where('plan_id', '=', plan.id).execute(),
  )
  for (const { person_id, until } of returning) {
    await day.once('people', `return:${person_id}`, async (act) => {
      const person = await act.tx
        .selectFrom('person')
        .selectAll()
        .where('id', '=', person_id)
        .forUpdate()
        .executeTakeFirstOrThrow()
      // What he was before stays in his appointments; from today he is somebody again.
      await act.recorder.save('person', { ...person, valid_to: until })
      act.recorder.describe({
        act: '再採用',
        subject: { kind: 'person', id: person_id, label: personName(person) },
        note: plan.title,
      })
      return { kind: '再採用', label: personName(person), what: '在籍を再開しました' }
    })
  }
  for (const row of day.rows) {
    const { change } = row
    if (change.kind !== 'rename') continue
    await day.once('people', row.id, async (act) => {
      const ref = refOf(change)
      const person = await act.tx
        .selectFrom('person')
        .selectAll()
        .where((at) =>
          ref !== undefined && 'id' in ref
            ? at('id', '=', ref.id)
            : at('number', '=', ref === undefined ? '' : ref.number),
        )
        .forUpdate()
        .executeTakeFirst()
      if (person === undefined) return null
      const name = newName(person, change)
      const taken = name === null ? null : await takeName(act, person.id, name, plan.effective_on)
      const planned = await act.tx
        .selectFrom('person_name')
        .select('id')
        .where('person_id', '=', person.id)
        .where('state', '=', 'planned')
        .where('valid_from', '<=', plan.effective_on)
        .execute()
      await act.recorder.removeAll('person_name', planned)
      if (taken === null || name === null) return null
      const before = personName(person)
      const after = personName(name)
      act.recorder.describe({
        act: '改姓',
        subject: { kind: 'person', id: person.id, label: after },
        note: `${before} → ${after}`,
      })
      return { kind: '改姓', label: after, what: `${before} → ${after}` }
    })
  }
}
