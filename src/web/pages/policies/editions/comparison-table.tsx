import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../../parts/anchor.tsx'
import { Chips, StateChip } from '../../../parts/chip.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { readingAddress } from '../addresses.ts'
import type { Range } from '../types.ts'
import { NormChanges, type Comparison } from './compare-page.tsx'
import { folded, type Folded } from './folded-rows.ts'

type Row = Comparison['rows'][number]
type Side = NonNullable<Row['after']>

/** 改正後 | 改正前 | 備考, as it is laid before a council. Stretches without change are folded into one line. */
export function ComparisonTable({ data }: { data: Comparison }): ReactNode {
  const { t } = useTranslation()
  return (
    <table className="w-full table-fixed border-collapse text-[0.875rem] leading-[1.7] max-sm:block">
      <caption className="sr-only">{t('editions.compare.title')}</caption>
      <thead className="max-sm:sr-only">
        <tr>
          <Head edition={data.after} word={t('editions.compare.after')} />
          <Head edition={data.before} word={t('editions.compare.before')} />
          <th scope="col" className={`${headDress} w-[24%]`}>
            {t('editions.compare.note')}
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {folded(data.rows).map((item) => (
          <Line key={item.key} item={item} data={data} />
        ))}
      </tbody>
    </table>
  )
}

const headDress =
  'sticky top-0 z-10 bg-solid-gray-50 p-2 text-left font-bold shadow-[inset_0_-1px_0_var(--color-solid-gray-600)]'
const cellDress =
  'border border-solid-gray-300 p-2 align-top max-sm:block max-sm:border-0 max-sm:border-b max-sm:border-dashed'

function Head({ edition, word }: { edition: Comparison['before']; word: string }): ReactNode {
  return (
    <th scope="col" className={headDress}>
      {word}
      {edition !== null && (
        <span className="ml-2 font-normal">
          {edition.label} <DateText value={edition.effectiveFrom} />
        </span>
      )}
    </th>
  )
}

function Line({ item, data }: { item: Folded<Row>; data: Comparison }): ReactNode {
  const { t } = useTranslation()
  if (item.kind === 'folded') {
    return (
      <tr className="max-sm:block">
        <td colSpan={3} className={`${cellDress} bg-solid-gray-50 text-center text-solid-gray-700`}>
          {t('editions.compare.same', { count: item.count })}
        </td>
      </tr>
    )
  }
  const { row } = item
  return (
    <tr className="max-sm:mb-4 max-sm:block max-sm:border-2 max-sm:border-solid-gray-536">
      <SideCell
        side={row.after}
        editionId={data.after.editionId}
        word={t('editions.compare.after')}
        missing={t('editions.compare.deleted')}
      />
      <SideCell
        side={row.before}
        editionId={data.before?.editionId}
        word={t('editions.compare.before')}
        missing={t('editions.compare.added')}
      />
      <td className={cellDress}>
        <Chips>
          {row.changes.map((change) => (
            <StateChip key={change} means="note">
              {t(`editions.compare.changes.${change}`)}
            </StateChip>
          ))}
        </Chips>
        {row.note !== '' &&
          !row.changes.some((change) => t(`editions.compare.changes.${change}`) === row.note) && (
            <p>{row.note}</p>
          )}
        {row.related.length > 0 && <p>{row.related.map((place) => place.number).join('、')}</p>}
        {row.norms.length > 0 && <NormChanges norms={row.norms} />}
      </td>
    </tr>
  )
}

function SideCell({
  side,
  editionId,
  word,
  missing,
}: {
  side: Side | null
  editionId: string | undefined
  word: string
  missing: string
}): ReactNode {
  return (
    <td className={cellDress}>
      <span className="hidden font-bold text-solid-gray-700 max-sm:block">{word}</span>
      {side === null ? (
        <span className="text-solid-gray-700">{missing}</span>
      ) : (
        <div className="provision">
          {editionId === undefined ? (
            side.number
          ) : (
            <Anchor href={readingAddress(editionId, side.wid)}>
              {side.numberChanged ? <Changed>{side.number}</Changed> : side.number}
            </Anchor>
          )}{' '}
          {side.heading !== null && (
            <b>
              <Marked text={side.heading} marks={side.headingMarks} />
            </b>
          )}
          {side.text !== '' && (
            <p className="whitespace-pre-line">
              <Marked text={side.text} marks={side.textMarks} />
            </p>
          )}
        </div>
      )}
    </td>
  )
}

/** Underlined and bold as on paper: never by colour alone. */
function Changed({ children }: { children: ReactNode }): ReactNode {
  return (
    <mark className="bg-yellow-100 font-bold text-inherit underline decoration-2 underline-offset-4">
      {children}
    </mark>
  )
}

function Marked({ text, marks }: { text: string; marks: readonly Range[] }): ReactNode {
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, end } of marks) {
    if (start > at) parts.push(text.slice(at, start))
    parts.push(<Changed key={start}>{text.slice(start, end)}</Changed>)
    at = end
  }
  parts.push(text.slice(at))
  return <>{parts}</>
}
