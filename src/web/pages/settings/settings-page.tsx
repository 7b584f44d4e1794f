import { useLocation, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../parts/button.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { Accounts } from './accounts.tsx'
import { City } from './city.tsx'
import { Directory } from './directory.tsx'
import { Operations } from './operations.tsx'
import { Providers } from './providers/providers.tsx'
import { Screen } from './screen.tsx'
import { SignInSettings } from './sign-in/sign-in-settings.tsx'
import { Values } from './values.tsx'

const tabs = {
  values: Values,
  accounts: Accounts,
  signIn: SignInSettings,
  providers: Providers,
  directory: Directory,
  screen: Screen,
  city: City,
  operations: Operations,
} as const
const keys = [
  'values',
  'accounts',
  'signIn',
  'providers',
  'directory',
  'screen',
  'city',
  'operations',
] as const

/** What can be set, each kind in a tab of its own; which one is in the address. */
export function SettingsPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { rights } = useMe()
  const tab = useLocation({
    select: ({ search }) => keys.find((key) => key === Reflect.get(search, 'tab')) ?? 'values',
  })
  return (
    <>
      <PageHead
        title={t('settings.title')}
        lead={t('settings.lead')}
        actions={
          rights.includes('policy.manage') && <ButtonLink href="/forms">{t('forms.title')}</ButtonLink>
        }
      />
      <Tabs
        label={t('settings.tabs')}
        value={tab}
        onChange={(key) =>
          void navigate({ to: '/settings', search: { tab: key }, resetScroll: false, replace: true })
        }
        items={keys.map((key) => {
          const Content = tabs[key]
          return { key, title: t(`settings.tab.${key}`), content: () => <Content /> }
        })}
      />
    </>
  )
}
