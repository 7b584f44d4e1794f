import { kinds, type NormKind } from '#policy/norms/types.ts'

/** The addresses of the pages of a city's text, and what their search parts mean. */

const edition = (editionId: string): string => `/policies/${encodeURIComponent(editionId)}`

export const listAddress = '/policies'
export const importAddress = '/policies/import'

/** The text of an edition, at a clause. */
export function readingAddress(editionId: string, at?: string): string {
  return at === undefined ? edition(editionId) : `${edition(editionId)}?at=${encodeURIComponent(at)}`
}

/** What is left to do before an edition is in force. */
export function prepareAddress(editionId: string): string {
  return `${edition(editionId)}/prepare`
}

/** The review of what was read, at a norm, and only of what is to be checked. */
export function reviewAddress(editionId: string, at?: string, only?: 'check' | 'later'): string {
  return `${edition(editionId)}/review${searchWords({ at, only })}`
}

/** The values the text leaves open. */
export function valuesAddress(editionId: string): string {
  return `${edition(editionId)}/values`
}

/** What an officer should look at in the text. */
export function findingsAddress(editionId: string): string {
  return `${edition(editionId)}/findings`
}

/** The words the text defines. */
export function termsAddress(editionId: string): string {
  return `${edition(editionId)}/terms`
}

/** The norms with the mechanisms they rest on: all, or those in one state. */
export function bindingsAddress(editionId: string, show?: BindingState): string {
  return `${edition(editionId)}/bindings${searchWords({ show })}`
}

/** The norms by which somebody permits, approves or is heard, with the mechanisms they rest on. */
export function approvalsAddress(editionId: string): string {
  return `${edition(editionId)}/bindings?approvals=true`
}

/** The clauses the mechanisms rest on, with one of the mechanisms' slots chosen. */
export function slotsAddress(editionId: string, slot?: string, at?: string): string {
  return `${edition(editionId)}/slots${searchWords({ slot, at })}`
}

/** 新旧対照表 of an edition, against the one before it unless another is named. */
export function compareAddress(editionId: string): string {
  return `${edition(editionId)}/compare`
}

/** What an amendment touches, and what is to become of it. */
export function impactAddress(editionId: string, search: ImpactSearch = {}): string {
  const words = new URLSearchParams()
  if (search.page !== undefined && search.page > 1) words.set('page', String(search.page))
  if (search.open === true) words.set('open', 'true')
  return `${edition(editionId)}/impact${words.size === 0 ? '' : `?${words.toString()}`}`
}

/** A document apart from its editions: its readers, its place among the others, its publication. */
export function documentAddress(policyId: string): string {
  return `/policies/documents/${encodeURIComponent(policyId)}`
}

/** The form by which a table is confirmed. */
export function tableAddress(editionId: string, wid: string): string {
  return `${edition(editionId)}/tables/${encodeURIComponent(wid)}`
}

export type BindingState = 'gap' | 'planned' | 'bound'
const bindingStates: readonly BindingState[] = ['gap', 'planned', 'bound']

export type ReviewSearch = { at?: string; only?: 'check' | 'later' }
export type NormBindingsSearch = {
  show?: BindingState
  approvals?: true
  chapter?: string
  kind?: NormKind
  page?: number
}

export type ReadingSearch = { at?: string; q?: string }
export type BindingsSearch = ReadingSearch & { slot?: string; gaps?: true }
export type CompareSearch = { with?: string; all?: true }
export type ImpactSearch = { page?: number; open?: true }
export type FindSearch = { q?: string; page?: number }

/** Reads `?at=` (a clause) and `?q=` (words looked for) of a reading page. */
export function readingSearch(search: Record<string, unknown>): ReadingSearch {
  const at = plain(search['at'])
  const q = plain(search['q']).slice(0, 100)
  return { ...(at === '' ? {} : { at }), ...(q === '' ? {} : { q }) }
}

/** The same with the slot that is being decided, and whether only gaps are listed. */
export function bindingsSearch(search: Record<string, unknown>): BindingsSearch {
  const slot = plain(search['slot'])
  return {
    ...readingSearch(search),
    ...(slot === '' ? {} : { slot }),
    ...(search['gaps'] === true ? { gaps: true as const } : {}),
  }
}

/** Reads `?at=` (a norm) and `?only=` of the review. */
export function reviewSearch(search: Record<string, unknown>): ReviewSearch {
  const at = plain(search['at'])
  const { only } = search
  return { ...(at === '' ? {} : { at }), ...(only === 'check' || only === 'later' ? { only } : {}) }
}

/** Reads `?show=`, `?approvals=true`, `?chapter=`, `?kind=` and `?page=` of the bindings. */
export function normBindingsSearch(search: Record<string, unknown>): NormBindingsSearch {
  const show = bindingStates.find((each) => each === search['show'])
  const chapter = plain(search['chapter']).slice(0, 200)
  const kind = kinds.find((each) => each === search['kind'])
  const page = Number(plain(search['page']))
  return {
    ...(show === undefined ? {} : { show }),
    ...(search['approvals'] === true ? { approvals: true as const } : {}),
    ...(chapter === '' ? {} : { chapter }),
    ...(kind === undefined ? {} : { kind }),
    ...(Number.isInteger(page) && page > 1 && page <= 1000 ? { page } : {}),
  }
}

/** Reads `?with=` (another edition) and `?all=true` (unchanged clauses too). */
export function compareSearch(search: Record<string, unknown>): CompareSearch {
  const other = plain(search['with'])
  return {
    ...(other === '' ? {} : { with: other }),
    ...(search['all'] === true ? { all: true as const } : {}),
  }
}

/** Reads `?page=` and `?open=true` (undecided only). */
export function impactSearch(search: Record<string, unknown>): ImpactSearch {
  const page = pageOf(search['page'])
  return {
    ...(page === undefined ? {} : { page }),
    ...(search['open'] === true ? { open: true as const } : {}),
  }
}

function pageOf(value: unknown): number | undefined {
  const page = Number(plain(value))
  return Number.isInteger(page) && page > 1 && page <= 100_000 ? page : undefined
}

/** Reads `?q=` and `?page=` of the search over everything. */
export function findSearch(search: Record<string, unknown>): FindSearch {
  const q = plain(search['q']).slice(0, 100)
  const page = pageOf(search['page'])
  return { ...(q === '' ? {} : { q }), ...(page === undefined ? {} : { page }) }
}

/** The same page with other words looked for; without any when they are empty. */
export function withWord<S extends ReadingSearch>(before: S, word: string): S {
  const next = { ...before }
  delete next.q
  return word.trim() === '' ? next : { ...next, q: word }
}

/** The same list with gaps only, or with everything. */
export function withGaps(before: BindingsSearch, only: boolean): BindingsSearch {
  const next = { ...before }
  delete next.gaps
  return only ? { ...next, gaps: true } : next
}

/** The router reads `?q=7` as a number. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function searchWords(parts: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) search.set(name, value)
  const words = search.toString()
  return words === '' ? '' : `?${words}`
}
