import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import type { Register } from './list-address.ts'

/** The pages of one register: its list, how it stands, what may be disposed of, and what the city has set. */
export function RegisterWays({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const base = `/registers/${register.key}`
  const ways = [
    { href: base, words: t('registers.ways.list') },
    { href: `${base}/front`, words: t('registers.ways.front') },
    { href: `${base}/expired`, words: t('registers.ways.expired') },
    { href: `${base}/settings`, words: t('registers.ways.settings') },
  ]
  return (
    <nav
      aria-label={t('registers.ways.label', { name: register.name })}
      className="noprint mb-4 flex flex-wrap gap-x-5 gap-y-1 text-[0.875rem]"
    >
      {ways.map(({ href, words }) =>
        href === pathname ? (
          <span key={href} aria-current="page" className="font-bold">
            {words}
          </span>
        ) : (
          <Anchor key={href} href={href}>
            {words}
          </Anchor>
        ),
      )}
    </nav>
  )
}
