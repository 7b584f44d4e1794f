import type { MapSeat } from '#rooms/1-organisation/map/contract.ts'
import type { TFunction } from 'i18next'
import { memo, type ReactNode } from 'react'
import { Anchor } from '../../../parts/anchor.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { join } from '../../../parts/join.ts'
import { chartHref } from '../chart-address.ts'
import type { Branch } from './map-tree.ts'
import type { MapKind } from './map-view.ts'

type Shown = {
  /** Asked for once by the page: a listener in each of thousands of lines takes a second to set up. */
  readonly t: TFunction
  readonly kind: MapKind
  readonly on: string
  /** Names lead to the unit; a name too small to be pressed does not. */
  readonly linked: boolean
  /** Units to be marked. */
  readonly found: ReadonlySet<string>
}

/** A unit of the uppermost level with everything below it: one block of the chart, never broken over two columns. */
export const TopBranch = memo(function TopBranch({
  branch,
  shown,
}: {
  branch: Branch
  shown: Shown
}): ReactNode {
  const long = branch.below.length > 20
  return (
    <li
      className={join('mb-3 rounded-8 border border-solid-gray-420 bg-white', !long && 'break-inside-avoid')}
    >
      <div
        className={join(
          'rounded-8 bg-solid-gray-50 px-3 py-2',
          branch.below.length > 0 && 'rounded-b-none border-b border-solid-gray-420',
        )}
      >
        <UnitLine branch={branch} shown={shown} top />
      </div>
      {branch.below.length > 0 && <Below branches={branch.below} shown={shown} />}
    </li>
  )
})

function Below({ branches, shown }: { branches: readonly Branch[]; shown: Shown }): ReactNode {
  return (
    <ul className="my-1 ml-3">
      {branches.map((branch) => (
        <li
          key={branch.unit.id}
          className="relative border-l border-solid-gray-420 pl-4 before:absolute before:top-[0.95em] before:left-0 before:w-3 before:border-t before:border-solid-gray-420 before:content-[''] last:border-transparent last:after:absolute last:after:top-0 last:after:-left-px last:after:h-[0.95em] last:after:border-l last:after:border-solid-gray-420 last:after:content-['']"
        >
          <UnitLine branch={branch} shown={shown} />
          {branch.below.length > 0 && <Below branches={branch.below} shown={shown} />}
        </li>
      ))}
    </ul>
  )
}

function UnitLine({
  branch,
  shown,
  top = false,
}: {
  branch: Branch
  shown: Shown
  top?: boolean
}): ReactNode {
  const { t } = shown
  const { unit, hidden } = branch
  const marked = shown.found.has(unit.id)
  const name = (
    <span
      data-unit={unit.id}
      className={join(
        top && 'font-bold',
        marked && 'bg-yellow-300 outline-2 outline-offset-2 outline-yellow-700',
      )}
    >
      {unit.name}
    </span>
  )
  return (
    <div className="py-0.5 pr-2 break-inside-avoid">
      <p className={join('flex flex-wrap items-baseline gap-x-2 leading-[1.5]', top && 'text-[1.0625rem]')}>
        {shown.linked ? (
          <Anchor href={chartHref({ on: shown.on, at: `unit:${unit.id}` })}>{name}</Anchor>
        ) : (
          name
        )}
        <span className="text-[0.8125rem] text-solid-gray-600">
          {t('organisation.map.staff', { figure: unit.staff })}
        </span>
        {unit.policyOffice && <StateChip means="note">{t('organisation.policyOffice')}</StateChip>}
      </p>
      {shown.kind === 'offices' && <Seats seats={unit.seats} t={t} />}
      {hidden > 0 && (
        <p className="text-[0.8125rem] text-solid-gray-600">
          {t('organisation.map.hidden', { figure: hidden })}
          {branch.gaps > unit.seats.filter((seat) => seat.gap !== null).length && (
            <> {t('organisation.map.gapsBelow', { figure: branch.gaps })}</>
          )}
        </p>
      )}
    </div>
  )
}

/** The offices of one place: who holds each, who stands in today, what is missing. */
export function Seats({ seats, t }: { seats: readonly MapSeat[]; t: TFunction }): ReactNode {
  if (seats.length === 0) return null
  return (
    <ul className="text-[0.875rem] leading-[1.5]">
      {seats.map((seat) => (
        <li key={seat.office} className="flex flex-wrap items-baseline gap-x-1.5">
          <span className="text-solid-gray-600">{seat.word}</span>
          {seat.gap !== null && <StateChip means="vacant">{t('organisation.vacant')}</StateChip>}
          {seat.holders.map((holder) => (
            <span key={holder.personId}>
              {holder.line}
              {holder.away && (
                <>
                  {' '}
                  <StateChip means="absent">{t('organisation.away')}</StateChip>
                </>
              )}
            </span>
          ))}
          {seat.more > 0 && <span>{t('organisation.others', { figure: seat.more })}</span>}
          {seat.standIns.map((line) => (
            <span key={line} className="border border-dashed border-solid-gray-600 px-1">
              {line}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}
