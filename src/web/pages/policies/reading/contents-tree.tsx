import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../parts/icons.tsx'
import { join } from '../../../parts/join.ts'
import type { ClauseNode } from '../types.ts'
import { above, nodeOf, shortName, visible, type Outline } from './outline.ts'
import { treeMove } from './tree-keys.ts'

const indents = ['pl-2', 'pl-5', 'pl-8', 'pl-11', 'pl-14', 'pl-17', 'pl-20'] as const

/** 目次: the tree of the clauses. Arrow keys open, close and move; Enter goes to the clause. */
export function ContentsTree({
  outline,
  current,
  onSelect,
}: {
  outline: Outline
  current: string | undefined
  onSelect: (wid: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const tree = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [pointed, setPointed] = useState<string>()
  const [followed, setFollowed] = useState<string>()
  if (current !== undefined && followed !== current) {
    // what is selected elsewhere comes into sight here
    setFollowed(current)
    setPointed(current)
    setOpen(new Set([...open, ...above(outline, current).map((node) => node.wid)]))
  }
  const items = useMemo(() => visible(outline, open), [outline, open])
  useEffect(() => {
    if (current === undefined) return
    itemIn(tree.current, current)?.scrollIntoView({ block: 'nearest' })
  }, [current, items])
  const stop = items.some((node) => node.wid === pointed) ? pointed : items[0]?.wid
  const turn = (wid: string): void =>
    setOpen((before) => {
      const next = new Set(before)
      if (!next.delete(wid)) next.add(wid)
      return next
    })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const move = treeMove(event.key, stop, items, open, (wid) => (outline.children.get(wid)?.length ?? 0) > 0)
    if (move === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (move.kind === 'turn') turn(move.wid)
    if (move.kind === 'take') onSelect(move.wid)
    if (move.kind === 'go') {
      setPointed(move.wid)
      itemIn(tree.current, move.wid)?.focus()
    }
  }
  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return
    const wid = event.target.closest<HTMLElement>('[data-wid]')?.dataset['wid']
    const node = wid === undefined ? undefined : nodeOf(outline, wid)
    if (node === undefined) return
    setPointed(node.wid)
    if (event.target.closest('[data-turn]') !== null) return turn(node.wid)
    if (!open.has(node.wid) && outline.children.has(node.wid)) turn(node.wid)
    onSelect(node.wid)
  }
  return (
    <div
      ref={tree}
      role="tree"
      tabIndex={-1}
      aria-label={t('policies.reading.contents')}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {items.map((node) => (
        <TreeItem
          key={node.wid}
          node={node}
          hanging={open.has(node.wid) ? node.bound : (outline.hanging.get(node.wid) ?? 0)}
          state={!outline.children.has(node.wid) ? 'leaf' : open.has(node.wid) ? 'open' : 'closed'}
          current={node.wid === current}
          stop={node.wid === stop}
        />
      ))}
    </div>
  )
}

function itemIn(tree: HTMLElement | null, wid: string): HTMLElement | null {
  return tree?.querySelector<HTMLElement>(`[data-wid="${CSS.escape(wid)}"]`) ?? null
}

function TreeItem({
  node,
  hanging,
  state,
  current,
  stop,
}: {
  node: ClauseNode
  hanging: number
  state: 'leaf' | 'open' | 'closed'
  current: boolean
  stop: boolean
}): ReactNode {
  const { t } = useTranslation()
  const states = {
    'aria-level': node.depth + 1,
    'aria-selected': current,
    ...(state === 'leaf' ? {} : { 'aria-expanded': state === 'open' }),
  }
  return (
    <div
      role="treeitem"
      {...states}
      data-wid={node.wid}
      tabIndex={stop ? 0 : -1}
      className={join(
        'flex cursor-pointer items-start gap-1 border-l-4 py-1 pr-3 text-[0.875rem] leading-[1.5] max-sm:min-h-11 max-sm:py-2.5',
        'focus-visible:-outline-offset-4 focus-visible:shadow-none',
        indents[Math.min(node.depth, indents.length - 1)],
        current ? 'border-key-900 bg-key-100 font-bold' : 'border-transparent hover:bg-key-50',
        node.depth === 0 && 'font-bold',
      )}
    >
      <span
        data-turn={state === 'leaf' ? undefined : ''}
        className="grid size-5 flex-none place-items-center"
      >
        {state !== 'leaf' && <Icon name={state === 'open' ? 'down' : 'right'} size={14} />}
      </span>
      <span className={join('min-w-0 flex-1', !current && 'truncate')}>
        {node.label !== '' && <span className="nowrap mr-1.5">{node.label}</span>}
        {shortName(node)}
      </span>
      {hanging > 0 && (
        <span className="nowrap rounded-4 border border-blue-700 bg-blue-50 px-1.5 text-[0.875rem] leading-5 font-normal text-blue-900 tabular-nums">
          <span className="sr-only">{t('policies.mechanisms')} </span>
          {hanging}
        </span>
      )}
    </div>
  )
}
