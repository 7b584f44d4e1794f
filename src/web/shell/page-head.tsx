import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Breadcrumb, type Crumb } from '../parts/breadcrumb.tsx'
import { ClauseLinks, type Clause } from '../parts/clause-link.tsx'
import { visits } from './visits.ts'
import { sessionQuery } from './session.ts'

/**
 * The head of every page: where it is, its title (also the title of the window), what it is for with its clauses,
 * and its buttons. It takes the focus when one comes from another page, so that readers hear where they are.
 */
export function PageHead({
  title,
  lead,
  clauses = [],
  crumbs,
  actions,
}: {
  title: string
  lead?: ReactNode
  clauses?: readonly Clause[]
  crumbs?: readonly Crumb[]
  actions?: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  const { data: me } = useQuery({ ...sessionQuery, enabled: false })
  const city = me?.tenant.name ?? ''
  useEffect(() => {
    document.title =
      city === '' ? t('shell.pageTitleBare', { page: title }) : t('shell.pageTitle', { page: title, city })
  }, [t, title, city])
  useEffect(() => {
    // the first page keeps the browser's own focus
    if (visits.count > 0) heading.current?.focus({ preventScroll: true })
    visits.count += 1
  }, [pathname])
  return (
    <>
      {crumbs !== undefined && <Breadcrumb crumbs={crumbs} />}
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="text-[1.5rem] leading-[1.5]">
            {title}
          </h1>
          {(lead !== undefined || clauses.length > 0) && (
            <div className="text-[0.875rem] leading-[1.5]">
              {lead} {clauses.length > 0 && <ClauseLinks clauses={clauses} />}
            </div>
          )}
        </div>
        {actions !== undefined && <div className="noprint flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </>
  )
}
