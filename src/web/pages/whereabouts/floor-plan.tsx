import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { whereabouts } from '#engine/whereabouts/contract.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Icon } from '../../parts/icons.tsx'
import { join } from '../../parts/join.ts'
import { buildingsOf, levelOf } from './storeys.ts'

type Place = OutputOf<typeof whereabouts>['places'][number]
/** Places of a floor that are drawn before the rest is folded away. */
const mostOnFloor = 8

export const levelDress = {
  '3': 'border-red-900 bg-red-50',
  '2': 'border-yellow-1000 bg-yellow-50',
  '1': 'border-green-800 bg-green-50',
  '': 'border-solid-gray-420 bg-white',
} as const

/** Buildings as stacks of floors, places as blocks whose colour is the strictest class that lies there. */
export function FloorPlan({ places }: { places: readonly Place[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <ul className="grid gap-6 lg:grid-cols-2">
      {buildingsOf(places).map(({ building, floors }) => (
        <li key={building} className={floors.some((floor) => floor.places.length > 4) ? 'lg:col-span-2' : ''}>
          <h3 className="mb-1 flex items-center gap-2 font-bold">
            {building === '' ? t('whereabouts.building') : building}
          </h3>
          <ol className="border-x-2 border-t-4 border-b-2 border-solid-gray-700">
            {floors.map(({ floor, places: onFloor }) => (
              <FloorRow key={floor} floor={floor} places={onFloor} />
            ))}
          </ol>
        </li>
      ))}
    </ul>
  )
}

function FloorRow({ floor, places }: { floor: string; places: readonly Place[] }): ReactNode {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  // what was looked for is drawn in any case, then what holds the most
  const ordered = places.toSorted((a, b) => Number(b.found) - Number(a.found) || b.total - a.total)
  const shown = all ? ordered : ordered.slice(0, mostOnFloor)
  return (
    <li className="flex border-b border-solid-gray-420 last:border-b-0 max-sm:flex-col">
      <p className="w-20 shrink-0 bg-solid-gray-50 p-2 text-[0.875rem] font-bold max-sm:w-auto">
        {floor === '' ? t('whereabouts.floor') : floor}
      </p>
      <ul className="flex min-w-0 flex-1 flex-wrap gap-2 p-2">
        {shown.map((place) => (
          <PlaceBlock key={place.placeId} place={place} />
        ))}
        {!all && ordered.length > mostOnFloor && (
          <li>
            <button
              type="button"
              className="min-h-11 rounded-6 px-2 text-[0.875rem] underline hover:bg-key-50"
              onClick={() => setAll(true)}
            >
              {t('whereabouts.more', { count: ordered.length - mostOnFloor })}
            </button>
          </li>
        )}
      </ul>
    </li>
  )
}

function PlaceBlock({ place }: { place: Place }): ReactNode {
  const { t } = useTranslation()
  return (
    <li
      className={join(
        'min-w-36 flex-1 rounded-6 border-2 p-2 text-[0.875rem]',
        levelDress[levelOf(place.strictest)],
        place.found && 'ring-4 ring-key-900',
      )}
    >
      {place.found && (
        <p className="mb-1 flex items-center gap-1 font-bold text-key-900">
          <Icon name="done" size={16} />
          {t('whereabouts.here')}
        </p>
      )}
      <Anchor href={`/registers/place?open=${place.placeId}`} className="font-bold">
        {place.name}
      </Anchor>
      <p className="text-solid-gray-700">
        {place.locked ? t('whereabouts.locked') : t('whereabouts.open')}
        {place.controlled && ` ${t('whereabouts.controlled')}`}
      </p>
      {place.total === 0 ? (
        <p className="text-solid-gray-700">{t('whereabouts.empty')}</p>
      ) : (
        <ul>
          {place.things.map((thing) => (
            <li key={thing.register}>
              {thing.name} <b>{t('whereabouts.things', { count: thing.count })}</b>
              <span className="block text-solid-gray-700">
                {thing.classes
                  .map(
                    ({ label, count }) => `${label === '' ? t('whereabouts.unclassified') : label} ${count}`,
                  )
                  .join('、')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {place.out > 0 && <p className="font-bold">{t('whereabouts.outCount', { count: place.out })}</p>}
    </li>
  )
}
