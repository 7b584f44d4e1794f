import type { z } from 'zod'
import { addDays, addMonths, formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { personNames } from '#authority/reads.ts'
import type { endAbsence, saveAbsence } from './contract-commands.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>

/** An absence can be noted afterwards for this many days: somebody who fell ill writes it on his return. */
const LATE_DAYS = 31
/** An absence longer than this is a slip of the hand; leave it open instead. */
const LONGEST_MONTHS = 36

/**
 * Notes that somebody is away, so that deputies may decide. For oneself, or for anybody by the policy office.
 * Refuses a period that is empty, absurd, or overlaps one already noted.
 */
export async function saveAbsenceFor(act: Act, input: In<typeof saveAbsence>): Promise<{ id: string }> {
  const personId = whose(act, input.personId)
  const name = (await personNames(act.tx, [personId])).get(personId)
  if (name === undefined) refuse('not-found', 'この職員は登録されていません。')
  const { from, to } = input
  if (to !== null && to <= from) {
    wrong('to', '戻る日は、不在が始まる日より後の日にしてください。', to)
  }
  if (from < addDays(act.today, -LATE_DAYS)) {
    wrong('from', `不在は${LATE_DAYS}日前までさかのぼって登録できます。始まる日を確かめてください。`, from)
  }
  if (from > addMonths(act.today, 12)) {
    wrong('from', '1年より先の不在は登録できません。始まる日を確かめてください。', from)
  }
  if (to !== null && to > addMonths(from, LONGEST_MONTHS)) {
    wrong('to', '不在の期間が3年を超えています。戻る日が決まっていないときは、戻る日を空けてください。', to)
  }
  const overlapping = await act.tx
    .selectFrom('absence')
    .select(['valid_from', 'valid_to'])
    .where('person_id', '=', personId)
    .whereRef('valid_to', 'is distinct from', 'valid_from')
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', from)]))
    .$if(to !== null, (rows) => rows.where('valid_from', '<', to ?? from))
    .orderBy('valid_from')
    .executeTakeFirst()
  if (overlapping !== undefined) {
    const back =
      overlapping.valid_to === null ? '戻る日は未定' : `戻る日は${formatDate(overlapping.valid_to)}`
    refuse(
      'conflict',
      `${formatDate(overlapping.valid_from)}からの不在がすでに登録されています(${back})。先にその不在を終えてください。`,
    )
  }
  const row = { tenant_id: act.tenantId, id: newId(), person_id: personId, reason: input.reason }
  const saved = await act.recorder.save('absence', { ...row, valid_from: from, valid_to: to })
  act.recorder.describe({ act: '不在の登録', subject: { kind: 'person', id: personId, label: name } })
  return { id: saved.id }
}

/** Ends an absence on the day of return; one that has not begun is called off. */
export async function endAbsenceOf(
  act: Act,
  input: In<typeof endAbsence>,
): Promise<{ id: string; from: string; to: string }> {
  const absence = await act.tx
    .selectFrom('absence')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (absence === undefined || !maySpeakFor(act, absence.person_id)) {
    return refuse('not-found', 'この不在は登録されていません。')
  }
  const asked = input.backOn ?? act.today
  const to = asked < absence.valid_from ? absence.valid_from : asked
  if (absence.valid_to !== null && absence.valid_to <= act.today) {
    refuse('conflict', `この不在は${formatDate(absence.valid_to)}にすでに終わっています。`)
  }
  if (absence.valid_to !== null && to > absence.valid_to) {
    wrong('backOn', `戻る日は、登録されている${formatDate(absence.valid_to)}より後にはできません。`, to)
  }
  // Who decided as deputy in the meantime did so rightly; the past is not taken away from under them.
  if (to < act.today) {
    wrong('backOn', '戻る日を過ぎた日にすることはできません。今日か、これからの日にしてください。', to)
  }
  await act.recorder.save('absence', { ...absence, valid_to: to })
  act.recorder.describe({ act: '不在の終了', subject: { kind: 'person', id: absence.person_id } })
  return { id: absence.id, from: absence.valid_from, to }
}

function whose(act: Act, asked: string | undefined): string {
  const { actor } = act
  const personId = asked ?? (actor.kind === 'person' ? actor.personId : undefined)
  if (personId === undefined) {
    return refuse('invalid', '誰の不在かを選んでください。', {
      problems: [{ at: 'personId', message: '職員を選んでください。' }],
    })
  }
  if (!maySpeakFor(act, personId)) {
    refuse('forbidden', 'ほかの職員の不在を登録できるのは、本人と情報セキュリティの事務局だけです。')
  }
  return personId
}

function maySpeakFor(act: Act, personId: string): boolean {
  const { actor } = act
  if (actor.kind !== 'person') return actor.kind !== 'nobody'
  return actor.personId === personId || actor.rights.has('organisation.manage')
}

function wrong(at: string, message: string, value: string): never {
  refuse('invalid', message, { problems: [{ at, message, value }] })
}
