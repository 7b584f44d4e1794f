import { issueAccount } from '#authority/sign-in/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useMe } from '../../shell/session.ts'
import { searchPeople } from '../organisation/lookups.ts'
import { AccountSlip, type Issued } from './account-slip.tsx'

/** A sign-in ID and a first password for somebody. The password is shown once and kept nowhere. */
export function Accounts(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  const [issued, setIssued] = useState<Issued>()
  const mayIssue = rights.includes('settings.manage')
  return (
    <div className="grid max-w-[768px] gap-4">
      <h2 className="noprint text-[1.125rem]">{t('settings.tab.accounts')}</h2>
      <p className="noprint text-[0.875rem]">{t('settings.accounts.what')}</p>
      {!mayIssue && <Button reason={t('settings.accounts.denied')}>{t('settings.accounts.go')}</Button>}
      {mayIssue && issued === undefined && <IssueForm onIssued={setIssued} />}
      {issued !== undefined && <AccountSlip issued={issued} onNext={() => setIssued(undefined)} />}
    </div>
  )
}

function IssueForm({ onIssued }: { onIssued: (issued: Issued) => void }): ReactNode {
  const { t } = useTranslation()
  const [person, setPerson] = useState<Found | null>(null)
  const [login, setLogin] = useState('')
  const form = useFormCommand(
    issueAccount,
    { personId: t('settings.accounts.person'), login: t('settings.accounts.login') },
    ({ initialPassword }) =>
      onIssued({ name: person?.label ?? '', note: person?.note ?? '', login: login.trim(), initialPassword }),
  )
  const send = (): void =>
    form.send({ personId: person?.id ?? '', login }, (found) =>
      found.map((problem) =>
        problem.at === 'personId' || (problem.at === 'login' && login.trim() === '')
          ? { ...problem, message: t('settings.accounts.needed') }
          : problem,
      ),
    )
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <ErrorSummary problems={form.problems} labels={form.labels} />
      {form.refusal !== null && <RefusalNotice error={form.refusal} />}
      <LookupField
        name="personId"
        label={t('settings.accounts.person')}
        hint={t('settings.accounts.personHint')}
        required
        about="people"
        search={searchPeople}
        chosen={person}
        onChoose={setPerson}
        error={messageAt(form.problems, 'personId')}
      />
      <TextField
        name="login"
        label={t('settings.accounts.login')}
        hint={t('settings.accounts.loginHint')}
        required
        maxLength={100}
        value={login}
        onChange={setLogin}
        error={messageAt(form.problems, 'login')}
      />
      <ButtonRow end>
        <Button type="submit" look="filled" size="large" busy={form.busy}>
          {t('settings.accounts.go')}
        </Button>
      </ButtonRow>
    </form>
  )
}
