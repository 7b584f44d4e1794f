import type { registerKinds, registerList } from '#engine/register/contract.ts'
import { defaultStringifySearch } from '@tanstack/react-router'
import type { InputOf, OutputOf } from '../../api/client.ts'

export type Register = OutputOf<typeof registerKinds>['registers'][number]
export type RegisterColumn = Register['columns'][number]
export type RegisterRow = OutputOf<typeof registerList>['rows'][number]

/** What a list is narrowed to in one column: any of some values, or a range with both ends included. */
export type Condition =
  | { readonly any: readonly string[] }
  | { readonly from?: string | undefined; readonly to?: string | undefined }

export type ListState = 'current' | 'closed' | 'all'

/** What a list shows, as it stands in the address. */
export type ListView = {
  readonly word: string
  readonly unit: string
  readonly state: ListState
  readonly where: Readonly<Record<string, Condition>>
  readonly sort: string
  readonly descending: boolean
  readonly page: number
  /** The entry open beside the list; empty when none is. */
  readonly open: string
}

export const emptyView: ListView = {
  word: '',
  unit: '',
  state: 'current',
  where: {},
  sort: 'number',
  descending: false,
  page: 1,
  open: '',
}

export const pageSize = 50
const conditionPrefix = 'w_'

/** Reads a list from the search part of an address. What makes no sense is left out: addresses are typed too. */
export function readListView(search: Readonly<Record<string, unknown>>): ListView {
  const text = (key: string): string => plainText(search[key])
  const page = Number(text('page'))
  const where: Record<string, Condition> = {}
  for (const key of Object.keys(search)) {
    const condition = key.startsWith(conditionPrefix) ? readCondition(text(key)) : undefined
    if (condition !== undefined) where[key.slice(conditionPrefix.length)] = condition
  }
  const state = text('state')
  return {
    word: text('q').slice(0, 200),
    unit: text('unit'),
    state: state === 'closed' || state === 'all' ? state : 'current',
    where,
    sort: text('sort') === '' ? 'number' : text('sort'),
    descending: text('dir') === 'desc',
    page: Number.isInteger(page) && page >= 1 ? page : 1,
    open: text('open'),
  }
}

/** The address of a register showing this list. */
export function listHref(register: string, view: ListView): string {
  return `/registers/${encodeURIComponent(register)}${defaultStringifySearch(searchOf(view))}`
}

/** The search part of the address of a list; what is as usual is left out. */
export function searchOf(view: ListView): Record<string, string> {
  const search: Record<string, string> = {}
  if (view.word !== '') search['q'] = view.word
  if (view.unit !== '') search['unit'] = view.unit
  if (view.state !== 'current') search['state'] = view.state
  for (const [key, condition] of Object.entries(view.where)) {
    const written = writeCondition(condition)
    if (written !== '') search[conditionPrefix + key] = written
  }
  if (view.sort !== 'number') search['sort'] = view.sort
  if (view.descending) search['dir'] = 'desc'
  if (view.page > 1) search['page'] = String(view.page)
  if (view.open !== '') search['open'] = view.open
  return search
}

/** Whether anything narrows the list. */
export function isNarrowed(view: ListView): boolean {
  return (
    view.word !== '' || view.unit !== '' || view.state !== 'current' || Object.keys(view.where).length > 0
  )
}

/** The part of the input that lists and exports share. Conditions on columns the register lacks are left out. */
export function conditionsOf(register: Register, view: ListView) {
  const filters: NonNullable<InputOf<typeof registerList>['filters']> = {}
  for (const column of register.columns) {
    const condition = view.where[column.key]
    if (condition === undefined || !column.filter) continue
    filters[column.key] = serverCondition(column, condition)
  }
  const sortable = register.columns.some((column) => column.key === view.sort && column.sort)
  return {
    register: register.key,
    state: view.state,
    sort: sortable || view.sort === 'updated' ? view.sort : 'number',
    direction: view.descending ? ('desc' as const) : ('asc' as const),
    ...(view.word === '' ? {} : { search: view.word }),
    ...(view.unit === '' ? {} : { units: [view.unit] }),
    ...(Object.keys(filters).length === 0 ? {} : { filters }),
  }
}

function serverCondition(column: RegisterColumn, condition: Condition) {
  const value = (text: string): string | number | boolean => {
    if (column.type === 'number') return Number(text)
    if (column.type === 'flag') return text === 'yes'
    return text
  }
  if ('any' in condition) return { any: condition.any.map(value) }
  const end = (text: string): string | number => (column.type === 'number' ? Number(text) : text)
  return {
    ...(condition.from === undefined ? {} : { from: end(condition.from) }),
    ...(condition.to === undefined ? {} : { to: end(condition.to) }),
  }
}

const between = '..'

function readCondition(text: string): Condition | undefined {
  if (text === '') return undefined
  const [from = '', to] = text.split(between)
  if (to === undefined) return { any: text.split(',').filter((value) => value !== '') }
  if (from === '' && to === '') return undefined
  return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) }
}

function writeCondition(condition: Condition): string {
  if ('any' in condition) return condition.any.join(',')
  const { from = '', to = '' } = condition
  return from === '' && to === '' ? '' : `${from}${between}${to}`
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
