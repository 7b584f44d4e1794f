import { checklistEvents, type ChecklistEvent } from '#rooms/1-organisation/joining/definition.ts'

/** What the list of checklists is narrowed by; all of it is part of the address. */
export type JoiningSearch = {
  state?: 'closed'
  event?: ChecklistEvent
  overdue?: true
  page?: number
}

/** Reads the address leniently: what makes no sense is left out. */
export function readJoiningSearch(raw: Readonly<Record<string, unknown>>): JoiningSearch {
  const event = checklistEvents.find((each) => each === raw['event'])
  const { page } = raw
  return {
    ...(raw['state'] === 'closed' ? { state: 'closed' as const } : {}),
    ...(event === undefined ? {} : { event }),
    ...(raw['overdue'] === true ? { overdue: true as const } : {}),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 && page <= 100_000 ? { page } : {}),
  }
}
