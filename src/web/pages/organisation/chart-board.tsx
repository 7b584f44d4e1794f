import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toggledUnit, type ChartView } from './chart-address.ts'
import { BoardContext, type Board } from './board-context.ts'
import { OfficeRow } from './chart-office.tsx'
import { UnitGroup } from './chart-units.tsx'
import { childrenIn, type Chart, type ChartData, type ChartNode } from './chart-tree.ts'

/**
 * The chart as a tree one can walk with the arrow keys: the council, the highest office, below it the chief, below
 * it the departments with their sections and teams. Drawn in levels, read as nested lists.
 */
export function ChartBoard({
  laid,
  top,
  opened,
  view,
  onShow,
}: {
  laid: Chart
  top: ChartData
  opened: ReadonlyMap<string, ChartData>
  view: ChartView
  onShow: (view: ChartView) => void
}): ReactNode {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const first = laid.council ?? laid.ciso ?? laid.chief ?? laid.departments[0]
  const toggle = (node: ChartNode): ChartView => {
    const { unit } = node
    if (unit === undefined || node.kind !== 'unit') return view
    const below = opened.get(unit.id) ?? top
    return toggledUnit(
      view,
      unit.id,
      childrenIn(below, unit.id).flatMap((child) => child.unit?.id ?? []),
    )
  }
  const board: Board = {
    view,
    entry: view.at === '' ? (first?.key ?? '') : view.at,
    frame,
    childrenOf: (node) => {
      const { unit } = node
      if (unit === undefined) return { nodes: [], rest: 0, loading: false }
      const data = opened.get(unit.id)
      const nodes = childrenIn(data ?? top, unit.id)
      return { nodes, rest: Math.max(0, unit.childCount - nodes.length), loading: data === undefined }
    },
    toggle: (node) => onShow(toggle(node)),
    take: (node) => {
      const opens = node.unit !== undefined && node.kind === 'unit'
      const again = view.at === node.key
      const isOpen = node.unit !== undefined && view.open.includes(node.unit.id)
      onShow({ ...(opens && (again || !isOpen) ? toggle(node) : view), at: node.key })
    },
  }
  const departments = (
    <UnitGroup
      nodes={laid.departments}
      rest={Math.max(0, top.total - laid.departments.length)}
      level={laid.chief === undefined ? 1 : 3}
      label={t('organisation.levels.department')}
      note={t('organisation.levelNotes.department')}
      name={t('organisation.levels.department')}
    />
  )
  return (
    <BoardContext value={board}>
      <div ref={frame} className="rounded-8 border border-solid-gray-420 p-4 max-sm:p-3">
        <p
          id="chart-keys"
          className="noprint mb-3 text-[0.875rem] leading-[1.5] text-solid-gray-600 max-sm:sr-only"
        >
          {t('organisation.keys')}
        </p>
        <ul {...treeRole} aria-label={t('organisation.chart')} aria-describedby="chart-keys">
          {laid.council !== undefined && <OfficeRow node={laid.council} level={1} row="council" />}
          {laid.ciso !== undefined && (
            <OfficeRow node={laid.ciso} level={1} row="ciso">
              {laid.chief !== undefined && (
                <OfficeRow node={laid.chief} level={2} row="chief">
                  {departments}
                </OfficeRow>
              )}
            </OfficeRow>
          )}
          {(laid.ciso === undefined || laid.chief === undefined) && <li {...noRole}>{departments}</li>}
          {laid.beside.length > 0 && (
            <li {...noRole}>
              <UnitGroup
                nodes={laid.beside}
                rest={0}
                level={1}
                label={t('organisation.levels.beside')}
                note={t('organisation.levelNotes.beside')}
                name={t('organisation.levels.beside')}
              />
            </li>
          )}
        </ul>
      </div>
    </BoardContext>
  )
}

const treeRole = { role: 'tree' }
const noRole = { role: 'none' }
