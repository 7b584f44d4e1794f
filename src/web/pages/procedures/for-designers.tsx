import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'

/** What only those who manage the rules see; others are told who does. The server decides again at each act. */
export function ForDesigners({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  if (rights.includes('policy.manage')) return children
  return (
    <>
      <PageHead title={t('procedures.title')} />
      <Section title={t('procedures.denied')}>
        <p className="mb-3">{t('procedures.deniedWhat')}</p>
        <ButtonLink href="/apply">{t('apply.toList')}</ButtonLink>
      </Section>
    </>
  )
}
