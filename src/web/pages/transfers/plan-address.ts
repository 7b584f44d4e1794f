import { findingTab, type FindingTabName } from '#rooms/1-organisation/transfer/contract.ts'
import { pageIn, textIn } from '../organisation/list-search.ts'

export const planViews = ['changes', 'report', 'done'] as const
export type PlanViewName = (typeof planViews)[number]

/** What of a plan is looked at; part of the address, so that it can be sent to a colleague. */
export type PlanView = {
  readonly view: PlanViewName
  readonly tab: FindingTabName
  readonly kind: string
  readonly show: 'all' | 'problems' | 'left-out'
  readonly q: string
  readonly page: number
  /** Work in the background that was started here. */
  readonly job: string
}

export function readPlanView(search: Readonly<Record<string, unknown>>): PlanView {
  const show = textIn(search, 'show')
  return {
    view: planViews.find((each) => each === textIn(search, 'view')) ?? 'changes',
    tab: findingTab.options.find((each) => each === textIn(search, 'tab')) ?? 'offices',
    kind: textIn(search, 'kind'),
    show: show === 'problems' || show === 'left-out' ? show : 'all',
    q: textIn(search, 'q'),
    page: pageIn(search),
    job: textIn(search, 'job'),
  }
}

export function planHref(planId: string, view: Partial<PlanView> = {}): string {
  const usual: Partial<Record<keyof PlanView, string>> = {
    view: 'changes',
    tab: 'offices',
    show: 'all',
    page: '1',
  }
  const search = new URLSearchParams()
  for (const key of ['view', 'tab', 'kind', 'show', 'q', 'page', 'job'] as const) {
    const value = view[key]
    if (value !== undefined && String(value) !== '' && String(value) !== usual[key])
      search.set(key, String(value))
  }
  const text = search.toString()
  return `/organisation/transfers/${planId}${text === '' ? '' : `?${text}`}`
}
