import { useLocation, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../parts/anchor.tsx'
import { Button } from '../parts/button.tsx'
import { Drawer } from '../parts/dialog.tsx'
import { PlaceCount, type PlaceCounts } from './header.tsx'
import { liesIn, openPlaces } from './places.ts'
import { useMe } from './session.ts'
import { useSignOut } from './use-sign-out.ts'

const line =
  'flex min-h-12 items-center justify-between gap-2 border-b border-solid-gray-200 px-2 text-solid-gray-800 no-underline hover:bg-solid-gray-50 aria-[current]:border-l-4 aria-[current]:border-l-key-900 aria-[current]:font-bold aria-[current]:text-key-900'

/** The places, the person and the way out, on narrow screens. Loaded when it is opened. */
export default function PhoneMenu({
  counts,
  onClose,
}: {
  counts: PlaceCounts
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const { pathname } = useLocation()
  const { person } = useMe()
  const signOut = useSignOut()
  return (
    <Drawer open onClose={onClose} title={t('shell.menu')}>
      <nav aria-label={t('shell.nav')}>
        {openPlaces(router.routesByPath).map(({ key, path }) => (
          <Anchor
            key={key}
            href={path}
            current={liesIn(pathname, path) ? 'page' : undefined}
            onFollow={onClose}
            className={line}
          >
            {t(`shell.places.${key}`)}
            <PlaceCount value={counts[key]} />
          </Anchor>
        ))}
        {'/search' in router.routesByPath && (
          <Anchor href="/search" onFollow={onClose} className={line}>
            {t('shell.search')}
          </Anchor>
        )}
        <Anchor href="/account" onFollow={onClose} className={line}>
          <span>
            {t('shell.account')}
            <span className="block text-[0.875rem] font-normal">
              {person.unitName} {person.postTitle} {person.name}
            </span>
          </span>
        </Anchor>
      </nav>
      <div className="mt-4">
        <Button wide busy={signOut.isPending} onPress={() => signOut.mutate()}>
          {t('shell.signOut')}
        </Button>
      </div>
    </Drawer>
  )
}
