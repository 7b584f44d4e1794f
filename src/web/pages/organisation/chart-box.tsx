import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StateChip } from '../../parts/chip.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { useBoard } from './board-context.ts'
import type { ChartNode } from './chart-tree.ts'
import { useSeatLine } from './seat-words.tsx'
import { treeMove } from './tree-keys.ts'

/** Id of the list below a node. */
export const groupId = (node: ChartNode): string => `below-${node.key.replaceAll(':', '-')}`
const boxSelector = '[role="treeitem"]'

/** One place of the chart: its name, who holds it, and whether somebody is missing. Focusable; arrow keys move on. */
export function ChartBox({
  node,
  level,
  open,
  fixed = false,
  owns = false,
  describedBy,
  strong = false,
}: {
  node: ChartNode
  level: number
  /** Undefined: nothing lies below it. */
  open: boolean | undefined
  /** Always open. */
  fixed?: boolean
  /** A list with groupId stands beside it. */
  owns?: boolean
  describedBy?: string | undefined
  strong?: boolean
}): ReactNode {
  const board = useBoard()
  const chosen = board.view.at === node.key
  const vacant = node.gaps.some((seat) => seat.office !== 'sec-leader' || node.kind === 'leader')
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const move = treeMove(event.key, { open, fixed })
    if (move === 'stay') return
    event.preventDefault()
    if (move === 'take') board.take(node)
    else if (move === 'open' || move === 'close') board.toggle(node)
    else moveFocus(board.frame.current, event.currentTarget, move)
  }
  const item = {
    role: 'treeitem',
    tabIndex: board.entry === node.key ? 0 : -1,
    'aria-level': level,
    'aria-selected': chosen,
    'aria-expanded': open,
    'aria-owns': owns ? groupId(node) : undefined,
    'aria-describedby': describedBy,
    onKeyDown,
    onClick: (event: MouseEvent<HTMLElement>) => {
      event.currentTarget.focus()
      board.take(node)
    },
  }
  return (
    <div
      {...item}
      className={join(
        'relative min-h-16 min-w-0 cursor-pointer rounded-8 bg-white px-3 py-2 text-[0.875rem] leading-[1.5]',
        vacant
          ? 'border-2 border-dashed border-red-900'
          : strong
            ? 'border-2 border-key-900'
            : 'border border-solid-gray-600',
        chosen
          ? 'bg-key-100! shadow-[inset_4px_0_0_var(--color-key-900)] focus-visible:shadow-[0_0_0_2px_var(--color-yellow-300),inset_4px_0_0_var(--color-key-900)]'
          : 'hover:bg-key-50',
      )}
    >
      <span className="flex items-start justify-between gap-1">
        <b>{node.name}</b>
        {open !== undefined && !fixed && (
          <span
            aria-hidden
            className="noprint -m-2 flex-none rounded-6 p-2 text-key-900 hover:bg-key-200"
            ref={(element) => onPressOf(element, () => board.toggle(node))}
          >
            <Icon name={open ? 'down' : 'right'} size={16} />
          </span>
        )}
      </span>
      <BoxText node={node} />
    </div>
  )
}

function BoxText({ node }: { node: ChartNode }): ReactNode {
  const { t } = useTranslation()
  const lineOf = useSeatLine()
  const [seat] = node.seats
  if (seat === undefined) {
    return node.kind === 'unit' ? (
      <span className="block text-solid-gray-600">
        {t('organisation.panel.staffCount', { figure: node.unit?.staff ?? 0 })}
      </span>
    ) : null
  }
  if (seat.gap !== null) {
    return (
      <StateChip means="vacant">
        {headOf(seat.postTitle) === undefined
          ? t('organisation.vacant')
          : t('organisation.vacantOf', { word: headOf(seat.postTitle) })}
      </StateChip>
    )
  }
  const away = seat.holders[0]?.away ?? null
  return (
    <>
      <span className="block">{lineOf(seat)}</span>
      {away !== null && <StateChip means="absent">{t('organisation.away')}</StateChip>}
    </>
  )
}

/** 課長 of 子育て支援課長: the box says the section already. */
function headOf(postTitle: string | null): string | undefined {
  return /.長$/u.exec(postTitle ?? '')?.[0]
}

/** The arrow opens and closes without choosing the box; the arrow keys do the same, so it is no control of its own. */
function onPressOf(element: HTMLElement | null, act: () => void): (() => void) | undefined {
  if (element === null) return undefined
  const press = (event: Event): void => {
    event.stopPropagation()
    act()
  }
  element.addEventListener('click', press)
  return () => element.removeEventListener('click', press)
}

/** Moves the focus within the tree; the boxes stand in the document in the order they are walked. */
function moveFocus(
  frame: HTMLElement | null,
  from: HTMLElement,
  move: 'next' | 'previous' | 'first' | 'last' | 'into' | 'out',
): void {
  if (frame === null) return
  const boxes = [...frame.querySelectorAll<HTMLElement>(boxSelector)]
  const at = boxes.indexOf(from)
  const target = {
    next: boxes[at + 1],
    into: boxes[at + 1],
    previous: boxes[at - 1],
    first: boxes[0],
    last: boxes.at(-1),
    out: boxes
      .slice(0, at)
      .findLast((box) => Number(box.getAttribute('aria-level')) < Number(from.getAttribute('aria-level'))),
  }[move]
  target?.focus()
}
