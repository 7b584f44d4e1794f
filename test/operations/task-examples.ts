import { openTasks } from '#engine/task/tasks.ts'
import type { City } from '#test/world.ts'
import type { Examples } from './examples.ts'

/** A task of the manager of 長寿支援課, about one of his people. */
async function opened(city: City): Promise<string> {
  const [taskId] = await city.perform(async (act) => {
    const ids = await openTasks(act, [
      {
        kind: 'ids.difference',
        title: '退職した人のIDが残っています',
        owner: { office: 'sec-manager', unitId: city.ids.unit.longevity },
        aboutId: city.ids.person.applicant,
        subject: { kind: 'test', id: 'one' },
        dueOn: '2026-11-20',
      },
    ])
    act.recorder.describe({ act: 'やることの登録', subject: { kind: 'test', id: 'one' } })
    return ids
  })
  return taskId ?? ''
}

/** やること: what anybody owes. */
export const taskExamples: Examples = {
  'task.list': {
    as: 'manager',
    input: async ({ city }) => {
      await opened(city)
      return {
        view: 'mine',
        state: 'open',
        area: 'ids',
        overdue: true,
        aboutId: city.ids.person.applicant,
        page: 1,
        size: 50,
      }
    },
    everybody: '見えるのは、自分が行うやることだけ',
  },
  'task.show': {
    as: 'manager',
    input: async ({ city }) => ({ taskId: await opened(city) }),
    refusedFor: 'stranger',
  },
  'task.close': {
    as: 'manager',
    input: async ({ city }) => ({ taskId: await opened(city), state: 'done', outcome: '抹消を確かめた' }),
    refusedFor: 'stranger',
  },
  'task.remind': {
    as: 'system',
    input: async ({ city }) => {
      await opened(city)
      return { office: 'sec-manager', unitId: city.ids.unit.longevity }
    },
  },
}
