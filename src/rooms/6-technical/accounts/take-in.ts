import { sql } from 'kysely'
import { storeNew, type NewLine } from '#engine/register/store.ts'
import type { Values } from '#engine/register/definition.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { oneAtATime } from '#policy/one-at-a-time.ts'
import { accountRegister } from './definition.ts'
import { loginKey } from './export-reading.ts'
import { peopleOn, type PersonOn } from './people-on.ts'
import { sectionsOn } from '#authority/sections.ts'

/** Lines registered in one transaction. */
const PART = 2_000

type Line = {
  login: string
  key: string
  privileged: boolean | null
  person_number: string | null
  address: string | null
}

/**
 * Registers IDs that a list has and the register does not, a part at a time; disabled ones are left out. The holder is
 * found by 職員番号, else by a mail address that one person has; where neither tells, the ID stays without a holder,
 * which the next comparison says.
 */
export async function takeIn(act: Act, snapshotId: string): Promise<{ added: number; left: number }> {
  const { tx } = act
  await oneAtATime(act, 'ids.take-in')
  const snapshot = await tx
    .selectFrom('account_snapshot as s')
    .innerJoin('register_entry as e', (join) =>
      join.onRef('e.tenant_id', '=', 's.tenant_id').onRef('e.entry_id', '=', 's.system_id'),
    )
    .select(['s.system_id', 's.file_name', 'e.unit_id', 'e.label'])
    .where('s.snapshot_id', '=', snapshotId)
    .executeTakeFirst()
  if (snapshot === undefined) return refuse('not-found', 'その書出しはありません。')
  const { rows: known } = await sql<{ login: string }>`
    select values ->> 'login' as login from register_entry
     where register = 'account' and text_2 = ${snapshot.system_id}`.execute(tx)
  const there = new Set(known.map((row) => loginKey(row.login)))
  const { rows: lines } = await sql<Line>`
    select login, login_key as key, privileged, person_number, address from account_line
     where snapshot_id = ${snapshotId}::uuid and enabled is distinct from false order by seq`.execute(tx)
  const fresh = lines.filter((line) => !there.has(line.key))
  const part = fresh.slice(0, PART)
  const people = await peopleOn(tx, act.today, await sectionsOn(tx, act.today))
  const find = holderFinder(people)
  await storeNew(
    act,
    accountRegister,
    {
      origin: 'import',
      why: `「${snapshot.label}」の書出し「${snapshot.file_name}」から登録`,
      source: { kind: 'account-snapshot', id: snapshotId },
    },
    part.map((line): NewLine => {
      const holder = find(line)
      const values: Values = {
        login: line.login,
        system: snapshot.system_id,
        kind: line.privileged === true ? 'privileged' : 'personal',
        state: 'live',
        ...(holder === undefined ? {} : { holder }),
      }
      const unitId = (holder === undefined ? null : people.get(holder)?.sectionId) ?? snapshot.unit_id
      return { unitId, values }
    }),
  )
  act.recorder.describe({
    act: '利用者IDの登録',
    subject: { kind: 'register:system', id: snapshot.system_id, label: snapshot.label },
    note: `書出し「${snapshot.file_name}」から${part.length}件`,
  })
  return { added: part.length, left: fresh.length - part.length }
}

function holderFinder(people: ReadonlyMap<string, PersonOn>): (line: Line) => string | undefined {
  const byNumber = new Map<string, string>()
  const byMail = new Map<string, string | null>()
  for (const [id, person] of people) {
    byNumber.set(person.number, id)
    if (person.mail === null) continue
    const mail = person.mail.toLowerCase()
    byMail.set(mail, byMail.has(mail) ? null : id)
  }
  return (line) =>
    (line.person_number === null ? undefined : byNumber.get(line.person_number)) ??
    (line.address === null ? undefined : (byMail.get(line.address.toLowerCase()) ?? undefined))
}
