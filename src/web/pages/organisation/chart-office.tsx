import type { SeatView } from '#rooms/1-organisation/contract.ts'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { join } from '../../parts/join.ts'
import { ChartBox, groupId } from './chart-box.tsx'
import { standingIn, type ChartNode } from './chart-tree.ts'

type Row = 'council' | 'ciso' | 'chief'

/** An office of the whole city on a level of its own, with those who stand in beside it, and what lies below. */
export function OfficeRow({
  node,
  level,
  row,
  children,
}: {
  node: ChartNode
  level: number
  row: Row
  children?: ReactNode
}): ReactNode {
  const labelId = useId()
  const deputiesId = useId()
  const beside = node.seats.flatMap(dashedBoxes)
  const below = children !== undefined
  return (
    <li {...noRole}>
      <div
        className={join(
          'grid items-center gap-x-4 gap-y-1 py-2 sm:grid-cols-[96px_minmax(0,1fr)]',
          row !== 'council' && 'border-t border-solid-gray-200',
        )}
      >
        <LevelWords id={labelId} row={row} />
        <div className="relative grid items-center gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,256px)_minmax(0,1fr)]">
          <Trunk row={row} />
          <div className="sm:col-start-2">
            <ChartBox
              node={node}
              level={level}
              open={below ? true : undefined}
              fixed
              owns={below}
              describedBy={join(labelId, beside.length > 0 && deputiesId)}
              strong={row === 'ciso' || row === 'chief'}
            />
          </div>
          {beside.length > 0 && (
            <div id={deputiesId} className="grid gap-2 sm:col-start-3">
              {beside.map(({ key, kind, line, active }) => (
                <DashedBox key={key} kind={kind} line={line} active={active} />
              ))}
            </div>
          )}
        </div>
      </div>
      {below && (
        <ul {...groupRole} id={groupId(node)} aria-label={node.name}>
          {children}
        </ul>
      )}
    </li>
  )
}

const noRole = { role: 'none' }
const groupRole = { role: 'group' }

type Dashed = {
  key: string
  kind: SeatView['acting'][number]['kind'] | '代決'
  line: string
  active: boolean
}

/** Acting rights always show; a deputy only while he decides. */
function dashedBoxes(seat: ChartNode['seats'][number]): Dashed[] {
  const rights = seat.acting.map((right) => ({
    key: `${right.kind}${right.title}${right.names.join()}`,
    kind: right.kind,
    line: [right.title, right.names.join('、')].filter((part) => part !== '').join(' '),
    active: right.active,
  }))
  const deputies = standingIn(seat)
    .filter(({ kind }) => kind === '代決')
    .map(({ title, names }) => ({
      key: `deputy${title}`,
      kind: '代決' as const,
      line: `${title} ${names.join('、')}`,
      active: true,
    }))
  return [...rights, ...deputies]
}

function DashedBox({ kind, line, active }: Omit<Dashed, 'key'>): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="relative rounded-8 border border-dashed border-solid-gray-600 bg-white px-3 py-2 text-[0.875rem] leading-[1.5] sm:before:absolute sm:before:top-1/2 sm:before:-left-6 sm:before:w-6 sm:before:border-t sm:before:border-dashed sm:before:border-solid-gray-600 sm:before:content-['']">
      <b className="block">{t(`organisation.actingKind.${kind}`)}</b>
      {line}
      {!active && <span className="block text-solid-gray-600">{t('organisation.panel.inactive')}</span>}
    </div>
  )
}

function LevelWords({ id, row }: { id: string; row: Row }): ReactNode {
  const { t } = useTranslation()
  return (
    <p id={id} className="text-[0.875rem] leading-[1.5]">
      <b className="block">{t(`organisation.levels.${row}`)}</b>
      <span className="text-solid-gray-600">{t(`organisation.levelNotes.${row}`)}</span>
    </p>
  )
}

/** The line of command behind the boxes; it begins below the council. */
function Trunk({ row }: { row: Row }): ReactNode {
  return (
    <span
      aria-hidden
      className={join(
        'absolute left-1/2 -bottom-2 border-l border-solid-gray-536 max-sm:hidden',
        row === 'council' ? 'top-1/2' : '-top-2',
      )}
    />
  )
}
