import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../parts/button.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { Columns, Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { LanguageChoice } from '../../shell/language-choice.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { Methods } from './methods.tsx'
import { Sessions } from './sessions.tsx'

const rightKeys = {
  'policy.manage': 'policyManage',
  'organisation.manage': 'organisationManage',
  'ledger.read': 'ledgerRead',
  'audit.read': 'auditRead',
  'settings.manage': 'settingsManage',
} as const

/** Who is signed in, with what rights, and how this desk shows things. */
export function AccountPage(): ReactNode {
  const { t } = useTranslation()
  const { person, tenant, rights, previousSignInAt, failuresSince, mustAddFactor } = useMe()
  const names = Object.entries(rightKeys).filter(([right]) => rights.includes(right))
  return (
    <>
      <PageHead
        title={t('account.title')}
        lead={t('account.lead')}
        actions={<ButtonLink href="/password">{t('account.password')}</ButtonLink>}
      />
      <Columns
        sideLabel={t('account.screen')}
        main={
          <>
            <Section title={t('account.who')}>
              <DefinitionList
                large
                items={[
                  { key: 'name', term: t('account.name'), is: person.name },
                  { key: 'post', term: t('account.post'), is: person.postTitle },
                  { key: 'unit', term: t('account.unit'), is: person.unitName },
                  { key: 'city', term: t('account.city'), is: tenant.name },
                  {
                    key: 'rights',
                    term: t('account.rights'),
                    is:
                      names.length === 0 ? (
                        t('account.noRights')
                      ) : (
                        <Chips>
                          {names.map(([right, key]) => (
                            <StateChip key={right} means="note">
                              {t(`account.rightNames.${key}`)}
                            </StateChip>
                          ))}
                        </Chips>
                      ),
                  },
                  {
                    key: 'last',
                    term: t('account.lastSignIn'),
                    is:
                      previousSignInAt === null ? t('account.never') : <DateText value={previousSignInAt} />,
                  },
                  {
                    key: 'failures',
                    term: t('account.failures'),
                    is: t('account.failureCount', { count: failuresSince }),
                  },
                ]}
              />
            </Section>
            <Methods />
            {!mustAddFactor && <Sessions />}
          </>
        }
        side={
          <Section title={t('account.screen')}>
            <p className="text-[0.875rem]">{t('shell.language')}</p>
            <LanguageChoice />
          </Section>
        }
      />
    </>
  )
}
