import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { personNames, standingsOf } from '../reads.ts'
import { liftStop, stopList, stopPerson } from './contract-sessions.ts'
import type { SignInPorts } from './ports.ts'
import './tables.ts'

/**
 * Stopped rights: the 統括情報セキュリティ責任者 (in whatever capacity), or the office that works for him, stops somebody's
 * use. It takes effect in every open session with the next request, and in every act of the person.
 */
export function stopOperations(ports: SignInPorts): Implementation[] {
  return [
    implement(stopPerson, async (act, input) => {
      const { personId } = personOf(act)
      const capacity = await requireStopper(act)
      if (input.personId === personId) return refuse('conflict', '自分の利用は止められません。')
      const names = await personNames(act.tx, [input.personId])
      const name = names.get(input.personId)
      if (name === undefined) return refuse('not-found', 'その職員は見つかりません。')
      const from = input.from === undefined ? act.at : new Date(input.from).toISOString()
      const until = input.until === undefined ? null : new Date(input.until).toISOString()
      if (until !== null && (until <= from || until <= act.at)) {
        return refuse('invalid', '止める期間を直してください。', {
          problems: [{ at: 'until', message: '終わりは、始まりと今より後にしてください' }],
        })
      }
      const stopId = newId()
      await act.recorder.save('account_stop', {
        tenant_id: act.tenantId,
        stop_id: stopId,
        person_id: input.personId,
        reason: input.reason,
        stop_from: from,
        stop_until: until,
        stopped_by: personId,
        capacity,
        lifted_at: null,
        lifted_by: null,
        lift_note: '',
      })
      if (from <= act.at) await endSessionsOf(act, input.personId)
      await ports.tellOfStop(act, {
        stopId,
        personId: input.personId,
        name,
        reason: input.reason,
        until,
        lifted: false,
      })
      act.recorder.describe({
        act: '利用の停止',
        subject: { kind: 'person', id: input.personId, label: name },
        capacity,
        note: input.reason,
      })
      return { stopId }
    }),

    implement(liftStop, async (act, input) => {
      const { personId } = personOf(act)
      const capacity = await requireStopper(act)
      const row = await act.tx
        .selectFrom('account_stop')
        .selectAll()
        .where('stop_id', '=', input.stopId)
        .forUpdate()
        .executeTakeFirst()
      if (row === undefined) return refuse('not-found', 'その停止は見つかりません。')
      if (row.lifted_at !== null) return refuse('conflict', 'この停止はもう解かれています。')
      if (row.person_id === personId) return refuse('forbidden', '自分の利用の停止は解けません。')
      await act.recorder.save('account_stop', {
        ...row,
        lifted_at: act.at,
        lifted_by: personId,
        lift_note: input.note,
      })
      const name = (await personNames(act.tx, [row.person_id])).get(row.person_id) ?? '職員'
      await ports.tellOfStop(act, {
        stopId: row.stop_id,
        personId: row.person_id,
        name,
        reason: input.note,
        until: row.stop_until,
        lifted: true,
      })
      act.recorder.describe({
        act: '利用の停止の解除',
        subject: { kind: 'person', id: row.person_id, label: name },
        capacity,
        note: input.note,
      })
      return {}
    }),

    implement(stopList, async (act, input) => {
      await requireStopper(act)
      const { total } = await act.tx
        .selectFrom('account_stop')
        .select((each) => each.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      const rows = await act.tx
        .selectFrom('account_stop')
        .selectAll()
        .orderBy('stop_from', 'desc')
        .orderBy('stop_id')
        .limit(input.size)
        .offset((input.page - 1) * input.size)
        .execute()
      const names = await personNames(
        act.tx,
        rows.flatMap((row) => [row.person_id, ...(row.stopped_by === null ? [] : [row.stopped_by])]),
      )
      return {
        total,
        stops: rows.map((row) => ({
          stopId: row.stop_id,
          personId: row.person_id,
          name: names.get(row.person_id) ?? '職員',
          reason: row.reason,
          from: row.stop_from,
          until: row.stop_until,
          state: stateOf(row, act.at),
          stoppedBy: row.stopped_by === null ? '' : (names.get(row.stopped_by) ?? '職員'),
          capacity: row.capacity,
          liftNote: row.lift_note,
        })),
      }
    }),
  ]
}

function stateOf(
  row: { lifted_at: string | null; stop_from: string; stop_until: string | null },
  at: string,
): 'coming' | 'now' | 'over' | 'lifted' {
  const now = Date.parse(at)
  if (row.lifted_at !== null) return 'lifted'
  if (Date.parse(row.stop_from) > now) return 'coming'
  return row.stop_until !== null && Date.parse(row.stop_until) <= now ? 'over' : 'now'
}

/** In what capacity the actor may stop somebody's use; null for none. Two queries. */
export async function stopperCapacity(act: Act): Promise<string | null> {
  const { personId, rights } = personOf(act)
  const standings = await standingsOf(act.tx, personId, act.today)
  const chief = standings.find((standing) => standing.office === 'chief-iso' && standing.matters === null)
  if (chief !== undefined) return chief.capacity === '本人' ? chief.word : `${chief.word}(${chief.capacity})`
  return rights.has('settings.manage') ? '事務局' : null
}

async function requireStopper(act: Act): Promise<string> {
  return (
    (await stopperCapacity(act)) ??
    refuse('forbidden', '利用の停止は、統括情報セキュリティ責任者か、その事務を行う情報政策課が行います。')
  )
}

async function endSessionsOf(act: Act, personId: string): Promise<void> {
  const accounts = await act.tx
    .selectFrom('account')
    .select('account_id')
    .where('person_id', '=', personId)
    .execute()
  const ids = accounts.map((row) => row.account_id)
  if (ids.length === 0) return
  await act.tx.deleteFrom('session').where('account_id', 'in', ids).execute()
  await act.tx.deleteFrom('sign_in_attempt').where('account_id', 'in', ids).execute()
}
