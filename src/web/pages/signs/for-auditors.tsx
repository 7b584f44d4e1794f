import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'

/** The way to the signs, whoever looks. */
export function useSignCrumbs(): readonly { label: string; href: string }[] {
  const { t } = useTranslation()
  return [
    { label: t('signs.crumb'), href: '/ledger' },
    { label: t('signs.title'), href: '/signs' },
  ]
}

/** What is behind it is for auditors; others are told so, and nothing is asked of the server. */
export function ForAuditors({ children }: { children: () => ReactNode }): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  if (rights.includes('audit.read')) return children()
  return (
    <>
      <PageHead
        title={t('signs.title')}
        crumbs={[{ label: t('signs.crumb'), href: '/ledger' }, { label: t('signs.title') }]}
      />
      <EmptyState title={t('signs.denied')}>
        <p>{t('signs.deniedWhat')}</p>
      </EmptyState>
    </>
  )
}
