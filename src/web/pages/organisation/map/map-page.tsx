import { organisationMap } from '#rooms/1-organisation/map/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { Notice } from '../../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading } from '../../../parts/states.tsx'
import { useSettled } from '../../../parts/use-settled.ts'
import { PageHead } from '../../../shell/page-head.tsx'
import { DaySentence, dayMark } from '../day-text.tsx'
import { useClauses } from '../use-clauses.ts'
import { Seats, TopBranch } from './map-branch.tsx'
import { MapTools } from './map-tools.tsx'
import { branchesOf, found } from './map-tree.ts'
import { fittingZoom, mapSearch, readMapView, zoomed, type MapView } from './map-view.ts'

type MapData = OutputOf<typeof organisationMap>

/** Blocks of each body that stand there before the rest. */
const FIRST = 12

/** The whole organisation on one sheet as of a day: the units, or the offices in them with holders and vacancies. */
export function MapPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const view = readMapView(useLocation({ select: ({ search }) => search }))
  const show = (next: MapView): void =>
    void navigate({ to: '/organisation/map', search: mapSearch(next), replace: true, resetScroll: false })
  const data = useQuery({
    ...reading(organisationMap, view.on === '' ? {} : { on: view.on }),
    placeholderData: keepPreviousData,
  })
  const clause = useClauses(view.on === '' ? undefined : view.on)
  const sheet = useRef<HTMLElement>(null)
  return (
    <>
      <PageHead
        title={t(`organisation.map.title.${view.kind}`)}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t(`organisation.map.title.${view.kind}`) },
        ]}
        lead={t('organisation.map.lead')}
        clauses={[...new Set((data.data?.city ?? []).map((seat) => seat.eid))].flatMap(
          (eid) => clause(eid) ?? [],
        )}
      />
      {data.isPending && <Loading />}
      {data.isError && <ErrorState error={data.error} onRetry={() => void data.refetch()} />}
      {data.data !== undefined && data.data.units.length === 0 && (
        <EmptyState title={t('organisation.none')}>{t('organisation.noneWhat')}</EmptyState>
      )}
      {data.data !== undefined && data.data.units.length > 0 && (
        <>
          <MapTools
            view={view}
            today={data.data.on}
            units={data.data.units.length}
            gaps={data.data.gaps}
            found={found(data.data.units, view.q).size}
            onShow={show}
            onFit={() => {
              const { current } = sheet
              if (current === null) return
              const room = globalThis.innerHeight - 120
              show({ ...view, zoom: fittingZoom(view.zoom, current.getBoundingClientRect().height, room) })
            }}
          />
          {view.on !== '' && (
            <Notice kind="info">
              <DaySentence words={t('organisation.onOther', { date: dayMark })} day={data.data.on} />
            </Notice>
          )}
          <Sheet frame={sheet} data={data.data} view={view} onShow={show} />
        </>
      )}
    </>
  )
}

function Sheet({
  frame,
  data,
  view,
  onShow,
}: {
  frame: { current: HTMLElement | null }
  data: MapData
  view: MapView
  onShow: (view: MapView) => void
}): ReactNode {
  const { t } = useTranslation()
  const q = useSettled(view.q)
  const marks = useMemo(() => found(data.units, q), [data.units, q])
  // what is looked for is shown however deep it lies
  const bodies = useMemo(
    () => branchesOf(data.units, q.trim() === '' ? view.depth : 0),
    [data.units, view.depth, q],
  )
  // the size changes at once, what follows from it a moment later; so does what lies below the first screens
  const linked = useDeferredValue(view.zoom >= 100)
  const whole = useDeferredValue(true, false)
  const shown = useMemo(
    () => ({ t, kind: view.kind, on: view.on, linked, found: marks }),
    [t, view.kind, view.on, linked, marks],
  )
  useEffect(() => {
    frame.current?.style.setProperty('--zoom', String(view.zoom / 100))
  }, [frame, view.zoom])
  useSizeKeys((zoom) => onShow({ ...view, zoom }), view.zoom)
  useEffect(() => {
    const [first] = marks
    if (first === undefined) return
    frame.current?.querySelector(`[data-unit="${first}"]`)?.scrollIntoView({ block: 'center' })
  }, [frame, marks])
  return (
    <section
      ref={frame}
      aria-label={t('organisation.map.region')}
      className="mt-4 overflow-x-auto [zoom:var(--zoom,1)] print:[zoom:0.6]"
    >
      {view.kind === 'offices' && data.city.length > 0 && (
        <section
          aria-label={t('organisation.map.city')}
          className="mb-4 rounded-8 border-2 border-key-900 bg-white p-3"
        >
          <h2 className="text-[1.0625rem]">{t('organisation.map.city')}</h2>
          <Seats seats={data.city} t={t} />
        </section>
      )}
      {data.bodies.map((body) => {
        const branches = (bodies.get(body.id) ?? []).slice(0, whole ? undefined : FIRST)
        return (
          <section key={body.id} aria-label={body.name} className="mb-6">
            <h2 className="mb-2 text-[1.125rem]">{body.name}</h2>
            <ul className="grid items-start gap-x-4 [grid-template-columns:repeat(auto-fill,minmax(19rem,1fr))]">
              {branches.map((branch) => (
                <TopBranch key={branch.unit.id} branch={branch} shown={shown} />
              ))}
            </ul>
          </section>
        )
      })}
    </section>
  )
}

/** Plus, minus and 0 change the size while nobody types; the buttons above do the same. */
function useSizeKeys(change: (zoom: number) => void, zoom: number): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const typing =
        event.target instanceof Element && event.target.closest('input, select, textarea') !== null
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.key === '+') change(zoomed(zoom, 1))
      else if (event.key === '-') change(zoomed(zoom, -1))
      else if (event.key === '0') change(100)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
}
