import { useParams } from '@tanstack/react-router'
import { memo, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../../parts/anchor.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { join } from '../../../parts/join.ts'
import { tableAddress } from '../addresses.ts'
import { headingLevels, type Outline } from '../reading/outline.ts'
import { CueText } from './cue-text.tsx'
import { LaterChip, NormChip, normWord } from './norm-chip.tsx'
import { isOpen } from './standing.ts'
import { reviewBlocks, type ReviewBlock } from './text-blocks.ts'
import type { NormOut } from './types.ts'

export const normRowId = (normId: string): string => `norm-${normId}`
export const normLinkId = (normId: string): string => `norm-${normId}-link`

const indents = ['', 'sm:pl-3', 'sm:pl-6', 'sm:pl-9', 'sm:pl-12'] as const
const tags = { 2: 'h2', 3: 'h3', 4: 'h4', 5: 'h5', 6: 'h6' } as const

/** The text with its norms: each can be selected, and shows where it stands and the words it was read from. */
export function ReviewText({
  outline,
  norms,
  shown,
  current,
  later,
  hrefOf,
  onSelect,
}: {
  outline: Outline
  norms: readonly NormOut[]
  /** Ids of the norms shown; null for the whole text. */
  shown: ReadonlySet<string> | null
  current: string | undefined
  later: ReadonlySet<string>
  hrefOf: (normId: string) => string
  onSelect: (normId: string) => void
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null)
  const levels = useMemo(() => headingLevels(outline), [outline])
  const blocks = useMemo(() => reviewBlocks(outline, norms, shown), [outline, norms, shown])
  useEffect(() => {
    const pane = frame.current
    // one listener for the whole text: pressing anywhere in a norm selects it, as its link does by keyboard
    const onClick = (event: MouseEvent): void => {
      if (!(event.target instanceof Element)) return
      const normId = event.target.closest<HTMLElement>('[data-norm]')?.dataset['norm']
      if (normId === undefined) return
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target.closest('[data-norm-link]')
      // whoever is marking words to copy them keeps their marks
      if (link === null && getSelection()?.isCollapsed === false) return
      event.preventDefault()
      onSelect(normId)
    }
    pane?.addEventListener('click', onClick)
    return () => pane?.removeEventListener('click', onClick)
  }, [onSelect])
  const stop = norms.some((norm) => norm.normId === current) ? current : norms[0]?.normId
  return (
    <div ref={frame}>
      {blocks.map((block) => (
        <Block
          key={block.node.wid}
          block={block}
          level={levels.get(block.node.wid) ?? 2}
          current={holds(block, current) ? current : undefined}
          stop={holds(block, stop) ? stop : undefined}
          later={later}
          hrefOf={hrefOf}
        />
      ))}
    </div>
  )
}

function holds(block: ReviewBlock, normId: string | undefined): boolean {
  return block.pieces.some((piece) => piece.kind === 'norm' && piece.norm.normId === normId)
}

const Block = memo(
  function Block({
    block,
    level,
    current,
    stop,
    later,
    hrefOf,
  }: {
    block: ReviewBlock
    level: number
    current: string | undefined
    stop: string | undefined
    later: ReadonlySet<string>
    hrefOf: (normId: string) => string
  }): ReactNode {
    const { node, pieces } = block
    const Tag = tags[level === 2 || level === 3 || level === 4 || level === 5 ? level : 6]
    return (
      <div
        className={join(
          '[contain-intrinsic-size:auto_88px] [content-visibility:auto]',
          indents[Math.min(node.depth, indents.length - 1)],
          node.heading !== null && node.depth === 0 && 'pt-4',
        )}
      >
        {node.heading !== null && (
          <Tag className="px-4 py-1 text-[1rem] leading-[1.6] font-bold">
            <span className="nowrap mr-2 inline-block font-normal text-solid-gray-700">{node.label}</span>
            {node.heading}
          </Tag>
        )}
        {node.table !== null && !node.tableConfirmed && <TableNote wid={node.wid} />}
        {pieces.map((piece, index) => {
          const label = index === 0 && node.heading === null ? node.label : ''
          if (piece.kind === 'words') {
            return (
              <Line key={piece.start} label={label}>
                <p className="provision whitespace-pre-line text-solid-gray-700">{piece.text.trim()}</p>
              </Line>
            )
          }
          const { norm } = piece
          return (
            <NormRow
              key={norm.normId}
              norm={norm}
              label={label}
              current={norm.normId === current}
              stop={norm.normId === stop}
              later={later.has(norm.normId)}
              href={hrefOf(norm.normId)}
            />
          )
        })}
      </div>
    )
  },
  (before, after) =>
    before.level === after.level &&
    before.current === after.current &&
    before.stop === after.stop &&
    before.later === after.later &&
    before.hrefOf === after.hrefOf &&
    sameBlock(before.block, after.block),
)

/** Blocks are made anew with every answer; what they show is the same as long as their norms are. */
function sameBlock(one: ReviewBlock, other: ReviewBlock): boolean {
  return (
    one.node === other.node &&
    one.pieces.length === other.pieces.length &&
    one.pieces.every((piece, index) => {
      const twin = other.pieces[index]
      if (piece.kind === 'norm') return twin?.kind === 'norm' && twin.norm === piece.norm
      return twin?.kind === 'words' && twin.text === piece.text
    })
  )
}

/** A table nobody has confirmed: its rows become norms only then. */
function TableNote({ wid }: { wid: string }): ReactNode {
  const { t } = useTranslation()
  const { editionId = '' } = useParams({ strict: false })
  return (
    <Line label="">
      <p className="flex flex-wrap items-center gap-2 text-[0.875rem]">
        <StateChip means="check">{t('policies.tables.toConfirm')}</StateChip>
        {t('review.tableFirst')}
        <Anchor href={tableAddress(editionId, wid)}>{t('policies.tables.confirm')}</Anchor>
      </p>
    </Line>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className="flex gap-2 border-l-4 border-transparent px-3 py-1.5">
      <span className="min-w-9 flex-none text-[0.875rem] leading-[2] text-solid-gray-700">{label}</span>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}

function NormRow({
  norm,
  label,
  current,
  stop,
  later,
  href,
}: {
  norm: NormOut
  label: string
  current: boolean
  stop: boolean
  later: boolean
  href: string
}): ReactNode {
  const { t } = useTranslation()
  const marked = current || (isOpen(norm) && norm.worst !== 'green')
  return (
    <div
      id={normRowId(norm.normId)}
      data-norm={norm.normId}
      className={join(
        'flex scroll-my-16 gap-2 border-l-4 px-3 py-1.5',
        current
          ? 'border-key-900 bg-key-50 text-solid-gray-900'
          : 'border-transparent hover:bg-solid-gray-50',
        norm.state === 'dismissed' && !current && 'text-solid-gray-600',
      )}
    >
      <span className="min-w-9 flex-none text-[0.875rem] leading-[2] text-solid-gray-700">{label}</span>
      <div className="min-w-0 flex-1">
        <span className="float-right ml-3 pt-1">
          <a
            id={normLinkId(norm.normId)}
            href={href}
            data-norm-link=""
            tabIndex={stop ? 0 : -1}
            aria-current={current ? 'true' : undefined}
            aria-label={`${norm.number} ${t(`review.standings.${normWord(norm)}`)}${later ? ` ${t('review.standings.later')}` : ''}`}
            aria-describedby={`${normRowId(norm.normId)}-words`}
            className="inline-flex flex-wrap justify-end gap-1 no-underline max-sm:min-h-6"
          >
            {later && <LaterChip />}
            <NormChip norm={norm} />
          </a>
        </span>
        <p
          id={`${normRowId(norm.normId)}-words`}
          className={join('provision whitespace-pre-line', marked && 'leading-[2]')}
        >
          {marked ? <CueText norm={norm} /> : norm.text}
        </p>
      </div>
    </div>
  )
}
