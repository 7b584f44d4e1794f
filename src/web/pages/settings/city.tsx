import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { useMe } from '../../shell/session.ts'

/** Which body this is, and the ways to what it set up. */
export function City(): ReactNode {
  const { t } = useTranslation()
  const { tenant } = useMe()
  return (
    <div className="grid max-w-[768px] gap-4">
      <h2 className="text-[1.125rem]">{t('settings.tab.city')}</h2>
      <DefinitionList
        large
        items={[
          { key: 'name', term: t('settings.city.name'), is: tenant.name },
          { key: 'code', term: t('settings.city.code'), is: tenant.code },
          {
            key: 'kind',
            term: t('settings.city.kind'),
            is: t(tenant.kind === 'demo' ? 'settings.city.demo' : 'settings.city.real'),
          },
          {
            key: 'id',
            term: t('settings.city.id'),
            is: (
              <>
                <code translate="no" className="text-[0.875rem] break-all">
                  {tenant.tenantId}
                </code>
                <span className="block text-[0.875rem] text-solid-gray-600">{t('settings.city.idWhat')}</span>
              </>
            ),
          },
        ]}
      />
      <ButtonRow>
        <ButtonLink href="/policies">{t('settings.city.policies')}</ButtonLink>
        <ButtonLink href="/organisation">{t('settings.city.organisation')}</ButtonLink>
        <ButtonLink href="/ledger">{t('settings.city.ledger')}</ButtonLink>
      </ButtonRow>
    </div>
  )
}
