import { signInRuleList } from '#authority/sign-in/contract-sessions.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { PersonSessions } from './person-sessions.tsx'
import { RuleList } from './rule-list.tsx'
import { SecondFactorFor } from './second-factor-for.tsx'
import { Stops } from './stops.tsx'

/** The rules of signing in with their clauses, who needs a second way, stopped rights, and the devices of a person. */
export function SignInSettings(): ReactNode {
  const { t } = useTranslation()
  const read = useQuery(reading(signInRuleList, {}))
  if (read.isPending) return <Loading />
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const rules = read.data
  return (
    <div className="grid gap-8">
      <h2 className="sr-only">{t('settings.tab.signIn')}</h2>
      <RuleList rules={rules} />
      <SecondFactorFor rules={rules} />
      {rules.mayStop && <Stops />}
      {rules.mayManage && <PersonSessions />}
    </div>
  )
}
