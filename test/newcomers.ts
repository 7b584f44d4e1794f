import { personRow } from '#authority/rows.ts'
import type { AppointmentKind } from '#authority/tables.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { City, UnitName } from './world.ts'

let next = 70_000

/** Somebody new in the test city, with a post of his own; from `from` until (not including) `to`. */
export async function appointed(
  city: City,
  given: {
    unit?: UnitName
    kind?: AppointmentKind
    from?: string
    to?: string | null
    family?: string
    given?: string
    /** Appoints somebody who is there already. */
    personId?: string
  } = {},
): Promise<string> {
  const personId = given.personId ?? newId()
  await city.perform(async (act) => {
    const body = await act.tx.selectFrom('body').select('id').executeTakeFirstOrThrow()
    const valid = { valid_from: given.from ?? '2026-04-01', valid_to: given.to ?? null }
    if (given.personId === undefined) {
      await act.recorder.save('person', {
        ...personRow({
          tenant_id: city.tenantId,
          number: String(next++),
          family: given.family ?? '高橋',
          given: given.given ?? '直子',
          mail: null,
          extension: null,
          valid_from: valid.valid_from,
          valid_to: null,
        }),
        id: personId,
      })
    }
    const postId = newId()
    await act.recorder.save('post', {
      tenant_id: city.tenantId,
      id: postId,
      body_id: body.id,
      unit_id: city.ids.unit[given.unit ?? 'longevity'],
      title: '事務補助員',
      rank: 'staff',
      ...valid,
      valid_to: null,
    })
    await act.recorder.save('appointment', {
      tenant_id: city.tenantId,
      id: newId(),
      person_id: personId,
      post_id: postId,
      kind: given.kind ?? '会計年度任用',
      ...valid,
    })
    act.recorder.describe({ act: '任用', subject: { kind: 'person', id: personId } })
  })
  return personId
}

/** The same person as somebody signed in. */
export const actorFor = (personId: string): Actor => ({
  kind: 'person',
  personId,
  accountId: personId,
  rights: new Set(),
})

/** Ends everything somebody holds on a day: from it he works for the city no more. */
export async function leaves(city: City, personId: string, on: string): Promise<void> {
  await city.perform(async (act) => {
    const rows = await act.tx
      .selectFrom('appointment')
      .selectAll()
      .where('person_id', '=', personId)
      .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
      .execute()
    await act.recorder.saveAll(
      'appointment',
      rows.map((row) => ({ ...row, valid_to: on })),
    )
    act.recorder.describe({ act: '退職', subject: { kind: 'person', id: personId } })
  })
}
