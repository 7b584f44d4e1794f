import {
  changeKinds,
  type ChangeKindName,
  type DifferenceMarkName,
  marks,
} from '#rooms/1-organisation/hr/contract.ts'
import { pageIn, textIn } from '../organisation/list-search.ts'

/** Which differences are shown; part of the address. */
export type View = {
  readonly q: string
  readonly kind: ChangeKindName | undefined
  readonly mark: DifferenceMarkName | undefined
  readonly chosen: '' | 'yes' | 'no'
  readonly page: number
}

export function readView(search: Readonly<Record<string, unknown>>): View {
  const chosen = textIn(search, 'chosen')
  return {
    q: textIn(search, 'q').slice(0, 100),
    kind: changeKinds.find((each) => each === textIn(search, 'kind')),
    mark: marks.find((each) => each === textIn(search, 'mark')),
    chosen: chosen === 'yes' || chosen === 'no' ? chosen : '',
    page: pageIn(search),
  }
}

/** The address of a view of a comparison. */
export function viewHref(comparisonId: string, view: Partial<View>): string {
  const { q = '', kind, mark, chosen = '', page = 1 } = view
  const search = new URLSearchParams()
  if (q !== '') search.set('q', q)
  if (kind !== undefined) search.set('kind', kind)
  if (mark !== undefined) search.set('mark', mark)
  if (chosen !== '') search.set('chosen', chosen)
  if (page !== 1) search.set('page', String(page))
  const text = search.toString()
  return `/organisation/transfers/import/${comparisonId}${text === '' ? '' : `?${text}`}`
}
