import { memo, type ReactNode } from 'react'
import { join } from '../../../parts/join.ts'
import { MarkedText } from '../marked-text.tsx'
import type { ClauseNode, TableOut } from '../types.ts'
import { ClauseNumber } from './clause-number.tsx'
import { LinkedText } from './linked-text.tsx'
import type { TableRow } from './outline.ts'
import type { Hit } from './use-found.ts'
import { clauseId } from './use-selection.ts'

const none: readonly never[] = []
const cell = 'border border-solid-gray-420 p-2 align-top'

/** A confirmed table. Its rows and their items are clauses of their own, and can be selected and cited. */
export const TableBlock = memo(function TableBlock({
  owner,
  rows,
  table,
  current,
  stop,
  hits,
}: {
  owner: ClauseNode
  rows: readonly TableRow[]
  table: TableOut | undefined
  current: string | undefined
  stop: string | undefined
  hits: ReadonlyMap<string, Hit>
}): ReactNode {
  const numberOf = (node: ClauseNode): ReactNode => (
    <ClauseNumber node={node} current={node.wid === current} stop={node.wid === stop} />
  )
  return (
    <div className="mx-2 my-2 overflow-x-auto p-1">
      <table className="w-full min-w-[34rem] border-collapse text-[0.875rem] leading-[1.6]">
        <caption className="sr-only">{owner.heading ?? owner.number}</caption>
        {table !== undefined && table.columns.length > 0 && (
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col" className={join(cell, 'bg-solid-gray-50 text-left')}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(({ row, items }) => {
            // what a row says of its name: a class has its criterion there, an office who holds it
            const detail =
              row.heading ?? (owner.table === 'classification' || items.length > 0 ? row.text : '')
            const chosen = row.wid === current
            return (
              <tr
                key={row.wid}
                id={clauseId(row.wid)}
                data-wid={row.wid}
                className={join('scroll-mt-2', chosen && 'bg-key-50')}
              >
                <th
                  scope="row"
                  className={join(
                    cell,
                    'min-w-28 text-left',
                    chosen && 'shadow-[inset_4px_0_0_var(--color-key-900)]',
                  )}
                >
                  {numberOf(row)}
                </th>
                <td className={join(cell, 'min-w-32')}>
                  <MarkedText text={detail} ranges={rangesIn(row, detail, hits)} />
                </td>
                <td className={cell}>
                  {items.length === 0 && row.text !== detail && (
                    <MarkedText text={row.text} ranges={hits.get(row.wid)?.inText ?? none} />
                  )}
                  <ul>
                    {items.map((item) => (
                      <li
                        key={item.wid}
                        id={clauseId(item.wid)}
                        data-wid={item.wid}
                        className={join(
                          'flex scroll-mt-2 gap-2 px-1',
                          item.wid === current && 'bg-key-100 shadow-[inset_4px_0_0_var(--color-key-900)]',
                        )}
                      >
                        {numberOf(item)}
                        <span className="provision whitespace-pre-line">
                          <LinkedText
                            wid={item.wid}
                            text={item.text}
                            ranges={hits.get(item.wid)?.inText ?? none}
                            current={item.wid === current}
                          />
                        </span>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
})

function rangesIn(row: ClauseNode, detail: string, hits: ReadonlyMap<string, Hit>): Hit['inText'] {
  const hit = hits.get(row.wid)
  if (hit === undefined) return []
  return detail === row.heading ? hit.inHeading : hit.inText
}
