import type { z } from 'zod'
import { describePeople } from '#authority/people.ts'
import { closeTasks } from '#engine/task/tasks.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { rightUsed } from './confirming.ts'
import type { closeChecklist, dropChecklist, settleItem } from './contract.ts'
import { checklistItems, eventWords } from './definition.ts'
import { checklistSubject } from './open.ts'
import type { JoiningPorts } from './ports.ts'
import { standing, type Checklist } from './read.ts'
import { heldFor, leftSentence, mustBeZero, unreadFor } from './rules.ts'

/** The open checklist, locked, with the right the actor confirms in. @throws Refusal 'conflict', 'forbidden'. */
async function openStanding(act: Act, checklistId: string, ports: JoiningPorts) {
  const now = await standing(act, checklistId, ports, true)
  if (now.list.state !== 'open') {
    return refuse('conflict', 'この手続は、もう終わっています。画面を開き直してください。')
  }
  if (!now.verdict.allowed) return refuse('forbidden', now.verdict.reason)
  return { ...now, used: rightUsed(now.verdict.standing) }
}

async function labelOf(act: Act, list: Checklist): Promise<string> {
  const person = (await describePeople(act.tx, [list.person_id], act.today)).get(list.person_id)
  return `${person?.name ?? ''} ${eventWords[list.event]}`
}

/**
 * Confirms one item, sets it aside with a reason, or opens it again.
 * @throws Refusal 'conflict' while something that must come back is out, or for what a signature settles.
 */
export async function settle(
  act: Act,
  input: z.output<typeof settleItem.input>,
  ports: JoiningPorts,
): Promise<void> {
  const now = await openStanding(act, input.checklistId, ports)
  const row = now.rows.find((each) => each.item === input.item)
  const definition = checklistItems.find((each) => each.key === input.item)
  if (row === undefined || definition === undefined) {
    return refuse('not-found', 'その項目は、この手続にはありません。')
  }
  const note = input.note === undefined || input.note === '' ? null : input.note
  const noteWanted = (message: string): never =>
    refuse('invalid', message, { problems: [{ at: 'note', message }] })
  if (input.state === 'done') {
    if (definition.bySignature === true) {
      return refuse(
        'conflict',
        '同意の署名が記録されると、この項目は済みになります。署名の画面で進めてください。',
      )
    }
    const left = mustBeZero(definition, now.list.event) ? heldFor(definition, now.held) : []
    if (left.length > 0) {
      return refuse('conflict', `${definition.label}は、まだ確認できません。${leftSentence(left)}`)
    }
    const unread = unreadFor(definition, now.held)
    if (unread.length > 0 && unread.length === definition.reads?.length && note === null) {
      return noteWanted('台帳で確かめられないため、何をどう確かめたかを書いてください')
    }
  }
  if (input.state === 'not-needed' && (note === null || note.length < 5)) {
    return noteWanted('要らない理由を5文字以上で書いてください')
  }
  const open = input.state === 'open'
  await act.recorder.save('checklist_item', {
    ...row,
    state: input.state,
    note: open ? null : note,
    settled_at: open ? null : act.at,
    settled_by: open ? null : now.actorId,
    capacity: open ? null : now.used.capacity,
    right_of: open ? null : now.used.rightOf,
  })
  const word = { done: '項目の確認', 'not-needed': '項目を対象外にする', open: '項目の確認の取消し' }[
    input.state
  ]
  act.recorder.describe({
    act: word,
    subject: {
      kind: 'checklist',
      id: input.checklistId,
      label: `${await labelOf(act, now.list)} ${definition.label}`,
    },
    capacity: now.used.capacity,
    ...(note === null ? {} : { note }),
  })
}

/**
 * Ends a checklist: everything is settled, and what must come back is read again at this moment and is nothing.
 * @throws Refusal 'conflict' that says what is in the way.
 */
export async function close(
  act: Act,
  input: z.output<typeof closeChecklist.input>,
  ports: JoiningPorts,
): Promise<void> {
  const now = await openStanding(act, input.checklistId, ports)
  if (now.blocked.length > 0) {
    return refuse('conflict', 'まだ終えられません。次のことを済ませてください。', {
      problems: now.blocked.map((message) => ({ message })),
    })
  }
  await act.recorder.save('checklist', {
    ...now.list,
    state: 'closed',
    closed_at: act.at,
    closed_by: now.actorId,
    closed_capacity: now.used.capacity,
    closed_right_of: now.used.rightOf,
    outcome: '残りなし',
  })
  await closeTasks(
    act,
    { subject: checklistSubject(input.checklistId) },
    { state: 'done', outcome: '手続を終えた', ...now.used },
  )
  act.recorder.describe({
    act: '手続の終了',
    subject: { kind: 'checklist', id: input.checklistId, label: await labelOf(act, now.list) },
    capacity: now.used.capacity,
    note: '残りなし',
  })
}

/** Ends a checklist whose event did not come about (取消し, 再任用). */
export async function drop(
  act: Act,
  input: z.output<typeof dropChecklist.input>,
  ports: JoiningPorts,
): Promise<void> {
  const now = await openStanding(act, input.checklistId, ports)
  await act.recorder.save('checklist', {
    ...now.list,
    state: 'dropped',
    closed_at: act.at,
    closed_by: now.actorId,
    closed_capacity: now.used.capacity,
    closed_right_of: now.used.rightOf,
    outcome: input.reason,
  })
  await closeTasks(
    act,
    { subject: checklistSubject(input.checklistId) },
    { state: 'dropped', outcome: input.reason, ...now.used },
  )
  act.recorder.describe({
    act: '手続の取りやめ',
    subject: { kind: 'checklist', id: input.checklistId, label: await labelOf(act, now.list) },
    capacity: now.used.capacity,
    note: input.reason,
  })
}
