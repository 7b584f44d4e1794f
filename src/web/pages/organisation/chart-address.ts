import { isDate } from '#ground/clock/date.ts'
import { defaultStringifySearch } from '@tanstack/react-router'

/** What the chart shows, as it stands in the address. */
export type ChartView = {
  /** The day as of which to look; empty: today. */
  readonly on: string
  /** Key of the node whose details stand beside the chart. */
  readonly at: string
  /** Units whose lower units are shown. */
  readonly open: readonly string[]
}

/** Reads the chart from the search part of an address; what makes no sense is left out. */
export function readChartView(search: Readonly<Record<string, unknown>>): ChartView {
  const text = (key: string): string => {
    const value = search[key]
    return typeof value === 'string' ? value : ''
  }
  return {
    on: isDate(text('on')) ? text('on') : '',
    at: text('at'),
    open: [
      ...new Set(
        text('open')
          .split(',')
          .filter((id) => id !== ''),
      ),
    ].slice(0, 40),
  }
}

/** The search part of the address of the chart. */
export function chartSearch(view: ChartView): Record<string, string> {
  return {
    ...(view.on === '' ? {} : { on: view.on }),
    ...(view.at === '' ? {} : { at: view.at }),
    ...(view.open.length === 0 ? {} : { open: view.open.join(',') }),
  }
}

/** Address of a page of the organisation with a search part; empty values are left out. */
export function organisationHref(path: string, search: Readonly<Record<string, string>> = {}): string {
  const kept = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''))
  return `/organisation${path}${defaultStringifySearch(kept)}`
}

/** Address of the chart with a place chosen. */
export function chartHref(view: { readonly on: string; readonly at: string }): string {
  return `/organisation${defaultStringifySearch(chartSearch({ ...view, open: [] }))}`
}

/** The chart with a unit's lower units shown or hidden. Hiding also hides what was open inside it. */
export function toggledUnit(view: ChartView, unitId: string, inside: readonly string[]): ChartView {
  if (!view.open.includes(unitId)) return { ...view, open: [...view.open, unitId] }
  return { ...view, open: view.open.filter((id) => id !== unitId && !inside.includes(id)) }
}
