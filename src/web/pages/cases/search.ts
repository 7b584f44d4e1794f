import { applicationStates, type ApplicationState } from '#engine/procedure/states.ts'

/** What a list of cases is narrowed by; all of it is part of the address. */
export type CasesSearch = {
  /** Left out: one's own. */
  view?: 'office'
  /** Left out: the list. */
  as?: 'board'
  state?: ApplicationState
  overdue?: true
  procedure?: string
  /** A unit with all below it. */
  unit?: string
  search?: string
  page?: number
}

const isUnit = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** Rows of a page. */
export const pageSize = 50
/** The server stops counting here: there are this many or more. */
export const countLimit = 10_000

/** Reads the address leniently: what makes no sense is left out, so that an old link still opens a list. */
export function readCasesSearch(raw: Readonly<Record<string, unknown>>): CasesSearch {
  const state = applicationStates.find((each) => each === raw['state'])
  const procedure = readText(raw['procedure'], 60)
  const unit = readText(raw['unit'], 36)
  const search = readText(raw['search'], 100)
  const page = readPage(raw['page'])
  return {
    ...(raw['view'] === 'office' ? { view: 'office' as const } : {}),
    ...(raw['as'] === 'board' ? { as: 'board' as const } : {}),
    ...(state === undefined ? {} : { state }),
    ...(raw['overdue'] === true ? { overdue: true as const } : {}),
    ...(procedure === undefined ? {} : { procedure }),
    ...(unit !== undefined && isUnit.test(unit) ? { unit } : {}),
    ...(search === undefined ? {} : { search }),
    ...(page === undefined ? {} : { page }),
  }
}

/** The inbox: everything in it waits, so there is no state to choose. */
export type InboxSearch = Pick<CasesSearch, 'procedure' | 'search' | 'page'>

export function readInboxSearch(raw: Readonly<Record<string, unknown>>): InboxSearch {
  const { procedure, search, page } = readCasesSearch(raw)
  return {
    ...(procedure === undefined ? {} : { procedure }),
    ...(search === undefined ? {} : { search }),
    ...(page === undefined ? {} : { page }),
  }
}

/** Whether anything narrows the list. */
export function isNarrowed({ state, overdue, procedure, unit, search }: CasesSearch): boolean {
  return [state, overdue, procedure, unit, search].some((each) => each !== undefined)
}

function readText(value: unknown, longest: number): string | undefined {
  // the router reads ?search=412 as a number
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value).trim().slice(0, longest)
  return text === '' ? undefined : text
}

function readPage(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 1 && value <= 100_000
    ? value
    : undefined
}
