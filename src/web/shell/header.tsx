import { useLocation, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../parts/anchor.tsx'
import { Icon, Mark } from '../parts/icons.tsx'
import { IconButton } from '../parts/button.tsx'
import { landing, liesIn, openPlaces, type PlaceKey } from './places.ts'
import { useMe } from './session.ts'
import { useSearchKey } from './use-search-key.ts'
import { WhoMenu } from './who-menu.tsx'

const PhoneMenu = lazy(() => import('./phone-menu.tsx'))

/** How many things wait in a place. Left out where nothing is counted. */
export type PlaceCounts = Partial<Readonly<Record<PlaceKey, number>>>

/** The head of the page: mark and city, the places with their counts, search, who. 56 high. */
export function Header({ counts }: { counts: PlaceCounts }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const { pathname } = useLocation()
  const { tenant } = useMe()
  const [menuOpen, setMenuOpen] = useState(false)
  useSearchKey()
  return (
    <div className="flex h-14 items-stretch gap-4 xl:gap-6 border-b border-solid-gray-420 bg-white px-6 max-sm:justify-between max-sm:gap-2 max-sm:px-4">
      <Brand href={landing(router.routesByPath)} city={tenant.name} />
      <nav aria-label={t('shell.nav')} className="flex min-w-0 flex-1 max-desk:hidden">
        {openPlaces(router.routesByPath).map(({ key, path }) => (
          <Anchor
            key={key}
            href={path}
            current={liesIn(pathname, path) ? 'page' : undefined}
            className="nowrap flex items-center gap-1.5 border-y-4 border-transparent px-2 xl:px-3 text-solid-gray-800 no-underline hover:bg-solid-gray-50 hover:underline aria-[current]:border-b-key-900 aria-[current]:font-bold aria-[current]:text-key-900"
          >
            {t(`shell.places.${key}`)}
            <PlaceCount value={counts[key]} />
          </Anchor>
        ))}
      </nav>
      <div className="flex items-center gap-2 max-desk:ml-auto">
        {'/search' in router.routesByPath && (
          <span className="max-desk:hidden">
            <IconButton
              icon="search"
              label={t('shell.search')}
              onPress={() => router.history.push('/search')}
            />
          </span>
        )}
        <span className="max-desk:hidden">
          <WhoMenu />
        </span>
        <button
          type="button"
          aria-expanded={menuOpen}
          onClick={() => setMenuOpen(true)}
          className="flex h-11 items-center gap-1.5 rounded-8 px-2 font-bold hover:bg-solid-gray-50 desk:hidden"
        >
          <Icon name="menu" />
          {t('shell.menu')}
        </button>
      </div>
      {menuOpen && (
        <Suspense>
          <PhoneMenu counts={counts} onClose={() => setMenuOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** The mark and the name of the city. */
export function Brand({ href, city }: { href: string; city?: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <Anchor
      href={href}
      className="flex items-center gap-3 text-[1.125rem] font-bold whitespace-nowrap text-solid-gray-900 no-underline hover:underline"
    >
      <Mark />
      {t('shell.product')}
      {city !== undefined && (
        <span className="border-l border-solid-gray-300 pl-3 text-[0.875rem] font-normal">{city}</span>
      )}
    </Anchor>
  )
}

/** A count beside a place; nothing for zero, as nothing waits. */
export function PlaceCount({ value }: { value: number | undefined }): ReactNode {
  const { t } = useTranslation()
  if (value === undefined || value === 0) return null
  return (
    <span className="min-w-[22px] rounded-[11px] bg-solid-gray-700 px-1.5 text-center text-[0.875rem] leading-[22px] font-bold text-white">
      <span aria-hidden>{value}</span>
      <span className="sr-only">{t('shell.count', { count: value })}</span>
    </span>
  )
}
