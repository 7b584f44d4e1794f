import { changePassword, passwordRules } from '#authority/sign-in/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button, ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { Columns } from '../../parts/card.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { PasswordField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { sessionQuery, useMe } from '../../shell/session.ts'
import { PasswordMeter } from './meter.tsx'
import { PasswordRules } from './rules.tsx'

/** Change one's own password; the first thing to do with an issued one. */
export function PasswordPage(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const router = useRouter()
  const { mustChangePassword } = useMe()
  const rules = useQuery(reading(passwordRules, {}))
  const [values, setValues] = useState({ current: '', next: '', again: '' })
  const form = useFormCommand(
    changePassword,
    { current: t('password.current'), next: t('password.next'), again: t('password.again') },
    async () => {
      setValues({ current: '', next: '', again: '' })
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
      if (mustChangePassword) router.history.push('/')
    },
  )
  const field = (name: keyof typeof values) => ({
    name,
    label: t(`password.${name}`),
    required: true,
    value: values[name],
    error: messageAt(form.problems, name),
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  })
  const send = (): void => {
    const { again, ...input } = values
    form.send(input, (found) => {
      if (input.next !== '' && input.next === input.current)
        found.push({ at: 'next', message: t('password.same') })
      if (again !== input.next) found.push({ at: 'again', message: t('password.different') })
      return found
    })
  }
  return (
    <>
      <PageHead title={t('password.title')} lead={t('password.lead')} />
      <Columns
        sideLabel={t('password.rules')}
        side={
          <>
            {rules.isPending && <Loading />}
            {rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
            {rules.isSuccess && <PasswordRules rules={rules.data} />}
          </>
        }
        main={
          <form
            noValidate
            className="grid max-w-[480px] gap-4"
            onSubmit={(event) => {
              event.preventDefault()
              send()
            }}
          >
            {mustChangePassword && <Notice kind="warning">{t('password.must')}</Notice>}
            {form.done && (
              <Notice kind="success" live>
                {t('password.done')}
              </Notice>
            )}
            <ErrorSummary problems={form.problems} labels={form.labels} />
            {form.refusal !== null && <RefusalNotice error={form.refusal} />}
            <PasswordField {...field('current')} autoComplete="current-password" />
            <PasswordField
              {...field('next')}
              hint={t('password.nextHint', { count: rules.data?.minLength ?? 10 })}
              autoComplete="new-password"
            />
            <PasswordMeter
              password={values.next}
              ownWords={rules.data?.ownWords ?? []}
              minLength={rules.data?.minLength ?? 10}
            />
            <PasswordField {...field('again')} autoComplete="new-password" />
            <ButtonRow end>
              {!mustChangePassword && (
                <ButtonLink href="/account" look="text" size="large">
                  {t('parts.back')}
                </ButtonLink>
              )}
              <Button type="submit" look="filled" size="large" busy={form.busy}>
                {t('password.go')}
              </Button>
            </ButtonRow>
          </form>
        }
      />
    </>
  )
}
