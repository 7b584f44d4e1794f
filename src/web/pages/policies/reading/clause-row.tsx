import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Chips, StateChip } from '../../../parts/chip.tsx'
import { join } from '../../../parts/join.ts'
import { MarkedText } from '../marked-text.tsx'
import type { ClauseNode, TableOut } from '../types.ts'
import { ClauseNumber } from './clause-number.tsx'
import { LinkedText } from './linked-text.tsx'
import { RawTable } from './raw-table.tsx'
import type { Hit } from './use-found.ts'
import { clauseId } from './use-selection.ts'

const indents = [
  'pl-2',
  'pl-4 sm:pl-5',
  'pl-6 sm:pl-10',
  'pl-8 sm:pl-15',
  'pl-10 sm:pl-20',
  'pl-12 sm:pl-25',
] as const
const none: readonly never[] = []

const headingTags = { 2: 'h2', 3: 'h3', 4: 'h4', 5: 'h5', 6: 'h6' } as const
const headingSizes = [
  'text-[1.125rem] leading-[1.6]',
  'text-[1.0625rem] leading-[1.6]',
  'text-[1rem] leading-[1.6]',
]

export type ClauseRowProps = {
  node: ClauseNode
  level: number
  current: boolean
  /** The one clause that Tab reaches; the others are reached from it. */
  stop: boolean
  hit: Hit | undefined
  table: TableOut | undefined
  /** What is chosen beside the text rests on this clause. */
  noted: boolean
}

/** A clause as the city wrote it: its label as printed, its heading, its words, and what hangs on it. */
export const ClauseRow = memo(function ClauseRow(props: ClauseRowProps): ReactNode {
  const { node, level, current, stop, hit, table, noted } = props
  const number = <ClauseNumber node={node} current={current} stop={stop} />
  const words = node.text !== '' && (
    <p className="provision max-w-[44em] whitespace-pre-line">
      <LinkedText wid={node.wid} text={node.text} ranges={hit?.inText ?? none} current={current} />
    </p>
  )
  return (
    <div
      id={clauseId(node.wid)}
      data-wid={node.wid}
      className={join(
        'scroll-mt-14 scroll-mb-20 border-l-4 py-1.5 pr-2 [contain-intrinsic-size:auto_72px] [content-visibility:auto] print:[content-visibility:visible] lg:scroll-mb-4',
        indents[Math.min(node.depth, indents.length - 1)],
        current ? 'border-key-900 bg-key-50 print:border-transparent print:bg-white' : 'border-transparent',
        node.heading !== null && node.depth === 0 && 'pt-4',
      )}
    >
      {node.heading === null ? (
        <div className="flex gap-2">
          <span className="min-w-8 flex-none font-bold">{number}</span>
          <div className="min-w-0 flex-1">
            {words}
            <Hanging node={node} table={table} noted={noted} />
          </div>
        </div>
      ) : (
        <>
          <Heading level={level} depth={node.depth}>
            {number}
            <span className="inline-block w-2" />
            <MarkedText text={node.heading} ranges={hit?.inHeading ?? none} />
          </Heading>
          <div className="pl-2">
            {words}
            <Hanging node={node} table={table} noted={noted} />
          </div>
        </>
      )}
    </div>
  )
})

function Heading({
  level,
  depth,
  children,
}: {
  level: number
  depth: number
  children: ReactNode
}): ReactNode {
  const Tag = headingTags[level === 2 || level === 3 || level === 4 || level === 5 ? level : 6]
  return (
    <Tag className={join('font-bold text-solid-gray-900', headingSizes[Math.min(depth, 2)])}>{children}</Tag>
  )
}

function Hanging({ node, table, noted }: Pick<ClauseRowProps, 'node' | 'table' | 'noted'>): ReactNode {
  const { t } = useTranslation()
  const unconfirmed = node.table !== null && !node.tableConfirmed
  return (
    <>
      {unconfirmed && table !== undefined && <RawTable table={table} />}
      {(node.bound > 0 || unconfirmed || noted) && (
        <div className="noprint py-1">
          <Chips>
            {noted && <StateChip means="done">{t('policies.bindings.noted')}</StateChip>}
            {node.bound > 0 && (
              <StateChip means="mechanism">{t('policies.hanging', { count: node.bound })}</StateChip>
            )}
            {unconfirmed && <StateChip means="check">{t('policies.tables.toConfirm')}</StateChip>}
          </Chips>
        </div>
      )}
    </>
  )
}
