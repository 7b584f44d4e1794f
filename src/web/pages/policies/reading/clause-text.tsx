import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import type { TableOut } from '../types.ts'
import { ClauseRow } from './clause-row.tsx'
import { blocksOf, headingLevels, type Outline } from './outline.ts'
import { TableBlock } from './table-block.tsx'
import type { Hit } from './use-found.ts'
import type { Select } from './use-selection.ts'

const nothing: ReadonlySet<string> = new Set()

/** The text of an edition, clause by clause. */
export function ClauseText({
  outline,
  tables,
  current,
  hits,
  select,
  noted = nothing,
}: {
  outline: Outline
  tables: readonly TableOut[]
  current: string | undefined
  hits: ReadonlyMap<string, Hit>
  select: Select
  /** Clauses that something chosen elsewhere rests on. */
  noted?: ReadonlySet<string>
}): ReactNode {
  const text = useRef<HTMLDivElement>(null)
  const blocks = useMemo(() => blocksOf(outline), [outline])
  const levels = useMemo(() => headingLevels(outline), [outline])
  const tableOf = useMemo(() => new Map(tables.map((table) => [table.wid, table])), [tables])
  useEffect(() => {
    const pane = text.current
    // one listener for the whole text: pressing anywhere in a clause selects it, as its number does by keyboard
    const onClick = (event: MouseEvent): void => {
      if (!(event.target instanceof Element)) return
      const wid = event.target.closest<HTMLElement>('[data-wid]')?.dataset['wid']
      const link = event.target.closest('a, button')
      if (wid === undefined || (link !== null && !link.hasAttribute('data-clause-link'))) return
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      // whoever is marking words to copy them keeps their marks
      if (link === null && getSelection()?.isCollapsed === false) return
      event.preventDefault()
      select(wid, 'pick')
    }
    pane?.addEventListener('click', onClick)
    return () => pane?.removeEventListener('click', onClick)
  }, [select])
  const stop = current !== undefined && outline.at.has(current) ? current : outline.nodes[0]?.wid
  return (
    <div ref={text} data-clause-text="">
      {blocks.map((block) =>
        block.kind === 'clause' ? (
          <ClauseRow
            key={block.node.wid}
            node={block.node}
            level={levels.get(block.node.wid) ?? 2}
            current={block.node.wid === current}
            stop={block.node.wid === stop}
            hit={hits.get(block.node.wid)}
            noted={noted.has(block.node.wid)}
            table={tableOf.get(block.node.wid)}
          />
        ) : (
          <TableBlock
            key={`${block.owner.wid}-rows`}
            owner={block.owner}
            rows={block.rows}
            table={tableOf.get(block.owner.wid)}
            // only the table that holds the clause is drawn again
            current={holds(block.rows, current) ? current : undefined}
            stop={holds(block.rows, stop) ? stop : undefined}
            hits={hits}
          />
        ),
      )}
    </div>
  )
}

function holds(
  rows: readonly { row: { wid: string }; items: readonly { wid: string }[] }[],
  wid?: string,
): boolean {
  return rows.some(({ row, items }) => row.wid === wid || items.some((item) => item.wid === wid))
}
