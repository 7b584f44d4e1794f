import { taskViews, type TaskView } from '#engine/task/contract.ts'

/** What the list of tasks is narrowed by; all of it is part of the address. */
export type TasksSearch = {
  /** Left out: one's own. */
  view?: Exclude<TaskView, 'mine'>
  state?: 'closed'
  area?: string
  overdue?: true
  page?: number
}

/** Rows of a page. */
export const pageSize = 50

/** Reads the address leniently: what makes no sense is left out. */
export function readTasksSearch(raw: Readonly<Record<string, unknown>>): TasksSearch {
  const view = taskViews.find((each) => each === raw['view'])
  const { area, page } = raw
  return {
    ...(view === undefined || view === 'mine' ? {} : { view }),
    ...(raw['state'] === 'closed' ? { state: 'closed' as const } : {}),
    ...(typeof area === 'string' && area !== '' ? { area: area.slice(0, 60) } : {}),
    ...(raw['overdue'] === true ? { overdue: true as const } : {}),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 && page <= 100_000 ? { page } : {}),
  }
}
