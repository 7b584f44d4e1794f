import { standingsOf } from '#authority/reads.ts'
import { reviseEntry } from '#engine/register/engine.ts'
import { getEntry, type Entry } from '#engine/register/reads.ts'
import { holds, type OrganisationPort } from '#engine/register/access.ts'
import { addDays, formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { systemRegister } from '../systems/definition.ts'
import { accountRegister } from './definition.ts'
import { requestCheck } from './request-check.ts'
import { bestIn, PRIVILEGE, sightOf } from './who-may.ts'
import { sectionsOn } from '#authority/sections.ts'

/**
 * Writes into the register that IDs were removed from their systems. By whoever writes the register for the section of
 * the ID, or answers for the system, where the removing is done.
 */
export async function removeAccounts(
  act: Act,
  input: { entryIds: readonly string[]; removedOn?: string | undefined; note?: string | undefined },
  organisation: OrganisationPort,
): Promise<{ removed: number }> {
  const sight = await sightOf(act, organisation)
  const removedOn = input.removedOn ?? act.today
  if (removedOn > act.today) {
    refuse('invalid', '抹消した日が先の日付です。抹消した後に書いてください。', {
      problems: [{ at: 'removedOn', message: '今日までの日を入れてください。', value: removedOn }],
    })
  }
  const logins: string[] = []
  for (const entryId of new Set(input.entryIds.map((id) => id.toLowerCase()))) {
    const entry = await readable(act, entryId, sight)
    await reviseEntry(
      act,
      accountRegister,
      entryId,
      { state: 'removed', removed_on: removedOn },
      { by: 'event', why: input.note ?? '抹消したことの記入' },
    )
    logins.push(entry.label)
  }
  await requestCheck(act)
  act.recorder.describe({
    act: '利用者IDの抹消',
    subject: {
      kind: 'register:account',
      id: input.entryIds[0] ?? '',
      label: logins.join('、').slice(0, 200),
    },
    note: `${logins.length}件`,
  })
  return { removed: logins.length }
}

/** The ID, when the actor may write it. @throws Refusal 'not-found' where he may not even see it. */
async function readable(
  act: Act,
  entryId: string,
  sight: Awaited<ReturnType<typeof sightOf>>,
): Promise<Entry> {
  const entry = await getEntry(act.tx, accountRegister, entryId)
  const system = await getEntry(act.tx, systemRegister, String(entry.values['system']))
  const owns = sight.manages || holds(sight.systems.write, system.unitId)
  if (owns || holds(sight.accounts.write, entry.unitId)) return entry
  if (!holds(sight.accounts.read, entry.unitId)) {
    return refuse('not-found', 'その利用者IDは見つかりません。一覧から選び直してください。')
  }
  return refuse(
    'forbidden',
    `「${entry.label}」を抹消したと書けるのは、そのIDの課の役割の人か、システムを所管する課の役割の人です。`,
  )
}

/** Days an approval may last at most: it is looked at again every year. */
const LONGEST_DAYS = 366

/**
 * Approves who uses a privileged ID, until a day. By the 統括情報セキュリティ責任者 or by whoever answers for the
 * system's section; never by the holder himself.
 */
export async function approvePrivilege(
  act: Act,
  input: { entryId: string; until: string; reason: string },
  organisation: OrganisationPort,
): Promise<{ entryId: string; until: string; capacity: string }> {
  const { personId } = personOf(act)
  const entry = await getEntry(act.tx, accountRegister, input.entryId)
  const system = await getEntry(act.tx, systemRegister, String(entry.values['system']))
  const section = (await sectionsOn(act.tx, act.today)).of(system.unitId)
  const standings = await standingsOf(act.tx, personId, act.today)
  const standing =
    bestIn(standings, section?.office ?? 'sec-manager', section?.unitId ?? system.unitId, PRIVILEGE) ??
    bestIn(standings, 'chief-iso', null, PRIVILEGE)
  if (standing === undefined) {
    const sight = await sightOf(act, organisation)
    return holds(sight.accounts.read, entry.unitId)
      ? refuse(
          'forbidden',
          '特権IDの承認は、統括情報セキュリティ責任者か、システムを所管する課の情報セキュリティ管理者が行います。',
        )
      : refuse('not-found', 'その利用者IDは見つかりません。一覧から選び直してください。')
  }
  const holder = entry.values['holder']
  if (entry.values['kind'] === 'vendor') {
    refuse('conflict', '委託事業者のIDに特権は承認できません。職員の特権IDで作業してください。')
  }
  if (holder === undefined)
    refuse('conflict', '利用者の決まっていないIDです。先に台帳で利用者を定めてください。')
  if (holder === personId)
    refuse('forbidden', 'あなた自身の特権IDのため、承認できません。ほかの人の承認を受けてください。')
  if (entry.values['state'] !== 'live') refuse('conflict', '利用中でないIDには、特権を承認できません。')
  if (input.until < act.today || input.until > addDays(act.today, LONGEST_DAYS)) {
    refuse('invalid', '特権の期限は、今日から1年以内の日を入れてください。', {
      problems: [{ at: 'until', message: '今日から1年以内の日を入れてください。', value: input.until }],
    })
  }
  await reviseEntry(
    act,
    accountRegister,
    input.entryId,
    { approved_by: personId, approved_on: act.today, approved_until: input.until },
    { by: 'event', why: input.reason },
  )
  await requestCheck(act)
  act.recorder.describe({
    act: '特権の承認',
    subject: { kind: 'register:account', id: entry.entryId, label: `${entry.number} ${entry.label}` },
    capacity: standing.capacity,
    note: `${formatDate(input.until)}まで。${input.reason}`,
  })
  return { entryId: entry.entryId, until: input.until, capacity: standing.capacity }
}
