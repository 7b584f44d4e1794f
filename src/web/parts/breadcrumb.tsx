import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from './anchor.tsx'

export type Crumb = { readonly label: string; readonly href?: string }

/** The way here; the last is this page and no link. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('parts.breadcrumb')}>
      <ol className="flex flex-wrap gap-2 text-[0.875rem] leading-[1.5]">
        {crumbs.map(({ label, href }, index) => (
          <li key={label} className="flex gap-2">
            {index > 0 && (
              <span aria-hidden className="text-solid-gray-600">
                ›
              </span>
            )}
            {href === undefined ? (
              <span aria-current="page">{label}</span>
            ) : (
              <Anchor href={href}>{label}</Anchor>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
