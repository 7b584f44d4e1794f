import { isDate } from '#ground/clock/date.ts'

/** 組織図 names the units; 体制図 names the offices in them and who holds each. */
export const mapKinds = ['offices', 'units'] as const
export type MapKind = (typeof mapKinds)[number]

/** Sizes offered, in per cent of the usual text. */
export const zooms = [25, 35, 50, 65, 80, 100, 130, 170] as const

/** What the chart of the whole organisation shows, as it stands in the address. */
export type MapView = {
  /** The day as of which to look; empty: today. */
  readonly on: string
  readonly kind: MapKind
  /** Levels of units shown; 0: all of them. */
  readonly depth: number
  readonly zoom: number
  /** A part of the name of the units to be marked. */
  readonly q: string
}

export const usualView: MapView = { on: '', kind: 'offices', depth: 0, zoom: 100, q: '' }

/** Reads the view from the search part of an address; what makes no sense becomes the usual. */
export function readMapView(search: Readonly<Record<string, unknown>>): MapView {
  const { on, kind, depth, zoom, q } = search
  return {
    on: typeof on === 'string' && isDate(on) ? on : '',
    kind: mapKinds.find((each) => each === kind) ?? usualView.kind,
    depth: typeof depth === 'number' && Number.isInteger(depth) && depth > 0 && depth < 10 ? depth : 0,
    zoom: zooms.find((each) => each === zoom) ?? usualView.zoom,
    q: typeof q === 'string' ? q.slice(0, 50) : '',
  }
}

/** The search part of the address; what is usual is left out. */
export function mapSearch(view: MapView): Partial<MapView> {
  return {
    ...(view.on === '' ? {} : { on: view.on }),
    ...(view.kind === usualView.kind ? {} : { kind: view.kind }),
    ...(view.depth === 0 ? {} : { depth: view.depth }),
    ...(view.zoom === usualView.zoom ? {} : { zoom: view.zoom }),
    ...(view.q === '' ? {} : { q: view.q }),
  }
}

/** The next size up or down; the same at the end. */
export function zoomed(zoom: number, by: 1 | -1): number {
  const at = zooms.findIndex((each) => each === zoom)
  return zooms[at + by] ?? zoom
}

/** The largest size at which the chart, this high at its present size, fits into so many pixels. */
export function fittingZoom(zoom: number, height: number, room: number): number {
  // half the size takes a quarter of the surface: the columns get narrower as well as lower
  const wanted = zoom * Math.sqrt(room / Math.max(1, height))
  return zooms.findLast((each) => each <= wanted) ?? zooms[0]
}
