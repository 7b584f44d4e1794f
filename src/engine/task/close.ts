import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { closeTask, TaskState } from './contract.ts'
import { closingOf, sightOf, viewerOf } from './lists.ts'

/**
 * Closes a task by hand: who may is judged by today's organisation, and in which right is kept with it.
 * @throws Refusal 'not-found' for who may not see it, 'conflict' when it was closed meanwhile, 'forbidden' with the
 * reason, 'invalid' when it is dropped without saying why.
 */
export async function closeByHand(
  act: Act,
  input: z.output<typeof closeTask.input>,
): Promise<{ state: TaskState }> {
  const { personId } = personOf(act)
  const viewer = await viewerOf(act)
  const task = await sightOf(act, input.taskId, viewer, true)
  if (task.state !== 'open') {
    return refuse('conflict', 'このやることは、ほかの人がもう閉じています。一覧を開き直してください。')
  }
  const verdict = await closingOf(act, task, viewer)
  if (!verdict.allowed) return refuse('forbidden', verdict.reason)
  if (input.state === 'dropped' && input.outcome.length < 5) {
    return refuse('invalid', '行わない理由を5文字以上で書いてください。記録に残ります。', {
      problems: [{ at: 'outcome', message: '行わない理由を5文字以上で書いてください' }],
    })
  }
  await act.recorder.save('task', {
    ...task,
    state: input.state,
    outcome: input.outcome,
    closed_at: act.at,
    closed_by: personId,
    closed_capacity: verdict.capacity,
    closed_right_of: verdict.rightOf,
  })
  act.recorder.describe({
    act: input.state === 'done' ? 'やることの完了' : 'やることの取りやめ',
    subject: { kind: 'task', id: task.id, label: task.title },
    capacity: verdict.capacity,
    note: input.outcome,
  })
  return { state: input.state }
}
