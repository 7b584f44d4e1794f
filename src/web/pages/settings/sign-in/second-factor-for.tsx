import { setSignInRule, signInRuleList } from '#authority/sign-in/contract-sessions.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../api/use-command.ts'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { CheckboxGroup } from '../../../parts/checkbox.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import type { Rules } from './rule-list.tsx'

const rightKeys = [
  'policy.manage',
  'organisation.manage',
  'settings.manage',
  'ledger.read',
  'audit.read',
] as const
const rightWords = {
  'policy.manage': 'policyManage',
  'organisation.manage': 'organisationManage',
  'settings.manage': 'settingsManage',
  'ledger.read': 'ledgerRead',
  'audit.read': 'auditRead',
} as const

/** Whose sign-in needs a second way. Nobody's until it is set; everybody may have one. */
export function SecondFactorFor({ rules }: { rules: Rules }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [offices, setOffices] = useState<readonly string[]>(rules.secondFactorFor.offices)
  const [rights, setRights] = useState<readonly string[]>(rules.secondFactorFor.rights)
  const save = useCommand(setSignInRule, () =>
    queryClient.invalidateQueries({ queryKey: [signInRuleList.name] }),
  )
  const send = (): void =>
    save.mutate({
      name: 'secondFactorFor',
      value: {
        offices: rules.offices.flatMap(({ office }) => (offices.includes(office) ? [office] : [])),
        rights: rightKeys.filter((right) => rights.includes(right)),
      },
    })
  return (
    <Section title={t('settings.signIn.second')}>
      <div className="grid max-w-[768px] gap-4">
        <p className="text-[0.875rem]">{t('settings.signIn.secondWhat')}</p>
        {save.isError && <RefusalNotice error={save.error} />}
        {save.isSuccess && (
          <Notice kind="success" live>
            {t('settings.signIn.saved')}
          </Notice>
        )}
        <CheckboxGroup
          name="second-offices"
          label={t('settings.signIn.offices')}
          row
          value={offices}
          onChange={setOffices}
          choices={rules.offices.map(({ office, word }) => ({ value: office, label: word }))}
        />
        <CheckboxGroup
          name="second-rights"
          label={t('settings.signIn.rights')}
          row
          value={rights}
          onChange={setRights}
          choices={rightKeys.map((right) => ({
            value: right,
            label: t(`account.rightNames.${rightWords[right]}`),
          }))}
        />
        <div>
          <Button
            look="filled"
            busy={save.isPending}
            onPress={send}
            {...(rules.mayManage ? {} : { reason: t('settings.signIn.denied') })}
          >
            {t('settings.signIn.save')}
          </Button>
        </div>
      </div>
    </Section>
  )
}
