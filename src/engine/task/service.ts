import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { closeByHand } from './close.ts'
import { closeTask, listTasks, showTask } from './contract.ts'
import { taskReminder } from './daily.ts'
import { pageOfTasks, viewTask } from './lists.ts'
import type { TaskPorts } from './ports.ts'

/** やること of the whole house: what anybody owes, as a person or by the offices he holds today. */
export function taskOperations(ports: TaskPorts): Implementation[] {
  return [
    implement(listTasks, (act, input) => pageOfTasks(act, input, ports)),
    implement(showTask, (act, input) => viewTask(act, input.taskId, ports)),
    implement(closeTask, closeByHand),
    taskReminder,
  ]
}
