import { openTasks } from '#engine/task/tasks.ts'
import { addDays } from '#ground/clock/calendar.ts'
import type { Act, Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { issueConsentLink, openConsentLink, signByLink } from '#rooms/1-organisation/consent/contract.ts'
import { openChecklists } from '#rooms/1-organisation/joining/open.ts'

/** The section in which the guide tries things. */
const SECTION = '0404'

type Temporary = { id: string; name: string; until: string }

/**
 * 任期満了の手続 of two people of 長寿支援課, a signature by link of one of them, and a task of the section's manager. The
 * others beside the regular staff have not signed yet.
 */
export async function playJoining(given: {
  runner: Runner
  tenantId: string
  today: string
  managerId: string
  unitId: string
}): Promise<void> {
  const { runner, tenantId, today, managerId, unitId } = given
  const maker: Actor = { kind: 'system', job: 'sample-city' }
  const people = await runner.perform('sample.joining', { tenantId, actor: maker }, async (act) => {
    const found = await temporaryStaff(act)
    await openChecklists(
      act,
      found.slice(0, 2).map(({ id, until }) => ({ personId: id, event: 'leave', effectiveOn: until })),
      'hand',
    )
    await openTasks(act, [
      {
        kind: 'organisation.leader',
        title: '情報化推進リーダーの後任を確かめてください',
        detail: '4月に交代する予定です。後任が決まったら、役割の一覧で確かめて済みにしてください。',
        owner: { office: 'sec-manager', unitId },
        subject: { kind: 'unit', id: unitId },
        dueOn: addDays(today, 14),
      },
    ])
    act.recorder.describe({
      act: '手続の開始',
      subject: { kind: 'tenant', id: tenantId, label: '見本の任期満了' },
    })
    return found
  })
  const [first] = people
  if (first === undefined) return
  const manager: Actor = {
    kind: 'person',
    personId: managerId,
    accountId: managerId,
    rights: new Set(),
  }
  const { path } = issueConsentLink.output.parse(
    await runner.run(issueConsentLink.name, { tenantId, actor: manager }, { personId: first.id }),
  )
  const guest = { tenantId, actor: { kind: 'nobody' } as const }
  const token = path.split('#')[1] ?? ''
  const { content } = openConsentLink.output.parse(await runner.run(openConsentLink.name, guest, { token }))
  await runner.run(signByLink.name, guest, {
    token,
    contentHash: content.contentHash,
    name: first.name,
    agreed: true,
  })
}

/** Those of the section who are appointed until a day, by staff number. One query. */
async function temporaryStaff(act: Act): Promise<Temporary[]> {
  const rows = await act.tx
    .selectFrom('appointment as a')
    .innerJoin('person as n', (join) =>
      join.onRef('n.tenant_id', '=', 'a.tenant_id').onRef('n.id', '=', 'a.person_id'),
    )
    .innerJoin('post as p', (join) =>
      join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.post_id'),
    )
    .innerJoin('unit as u', (join) =>
      join.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.unit_id'),
    )
    .select(['n.id', 'n.family', 'n.given', 'a.valid_to'])
    .where('a.kind', '=', '会計年度任用')
    .where('u.code', 'like', `${SECTION}%`)
    .where('a.valid_from', '<=', act.today)
    .where('a.valid_to', '>', act.today)
    .orderBy('n.number')
    .limit(3)
    .execute()
  return rows.flatMap((row) =>
    row.valid_to === null ? [] : [{ id: row.id, name: `${row.family} ${row.given}`, until: row.valid_to }],
  )
}
