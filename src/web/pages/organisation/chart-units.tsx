import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { join } from '../../parts/join.ts'
import { Loading } from '../../parts/states.tsx'
import { useBoard } from './board-context.ts'
import { ChartBox, groupId } from './chart-box.tsx'
import { canOpen, leaderOf, type ChartNode } from './chart-tree.ts'

const noRole = { role: 'none' }
const groupRole = { role: 'group' }

/** The boxes of one level; an opened one shows its lower units in a band of its own right below. */
export function UnitGroup({
  nodes,
  rest,
  level,
  label,
  note,
  name,
  id,
  loading = false,
  inner = false,
}: {
  nodes: readonly ChartNode[]
  rest: number
  level: number
  label: string
  note: string
  /** What the list is called when it is read out. */
  name: string
  id?: string
  loading?: boolean
  inner?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const words = (
    <p className="text-[0.875rem] leading-[1.5]">
      <b className="block">{label}</b>
      <span className="text-solid-gray-600">{note}</span>
    </p>
  )
  return (
    <div
      className={join(
        'grid gap-x-4 gap-y-3',
        inner
          ? 'col-span-full rounded-8 border-l-4 border-key-900 bg-solid-gray-50 p-3 md:grid-cols-[96px_minmax(0,1fr)]'
          : 'border-y border-solid-gray-200 py-4 sm:grid-cols-[96px_minmax(0,1fr)]',
      )}
    >
      {words}
      <div className="min-w-0">
        <ul
          {...groupRole}
          id={id}
          aria-label={name}
          className="grid grid-flow-row-dense grid-cols-[repeat(auto-fill,minmax(136px,1fr))] gap-3 max-sm:grid-cols-1"
        >
          {nodes.map((node) => (
            <UnitItem key={node.key} node={node} level={level} />
          ))}
        </ul>
        {loading && <Loading />}
        {rest > 0 && !loading && (
          <p className="mt-2 text-[0.875rem]">{t('organisation.moreBelow', { figure: rest })}</p>
        )}
      </div>
    </div>
  )
}

function UnitItem({ node, level }: { node: ChartNode; level: number }): ReactNode {
  const { view, childrenOf } = useBoard()
  const opens = canOpen(node)
  const open = opens && node.unit !== undefined && view.open.includes(node.unit.id)
  return (
    <li {...noRole} className="contents">
      <ChartBox node={node} level={level} open={opens ? open : undefined} owns={open} />
      {open && <Below node={node} level={level + 1} {...childrenOf(node)} />}
    </li>
  )
}

function Below({
  node,
  level,
  nodes,
  rest,
  loading,
}: {
  node: ChartNode
  level: number
  nodes: readonly ChartNode[]
  rest: number
  loading: boolean
}): ReactNode {
  const { t } = useTranslation()
  const leader = leaderOf(node)
  const isSection = leader !== undefined || nodes.every((each) => each.unit?.kind === '係')
  const key = isSection ? 'team' : 'section'
  return (
    <UnitGroup
      inner
      id={groupId(node)}
      nodes={leader === undefined ? nodes : [leader, ...nodes]}
      rest={rest}
      loading={loading}
      level={level}
      label={`${node.name} ${t(`organisation.levels.${key}`)}`}
      note={t(`organisation.levelNotes.${key}`)}
      name={t('organisation.under', { name: node.name })}
    />
  )
}
