import { changePassword } from '#authority/sign-in/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemsOf } from '../../api/check.ts'
import { ApiProblem, messageAt, type Problem } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { PasswordField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { sessionQuery, useMe } from '../../shell/session.ts'

/** Change one's own password; the first thing to do with an issued one. */
export function PasswordPage(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const router = useRouter()
  const { mustChangePassword } = useMe()
  const [values, setValues] = useState({ current: '', next: '', again: '' })
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const change = useCommand(changePassword, async () => {
    setValues({ current: '', next: '', again: '' })
    await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
    if (mustChangePassword) router.history.push('/')
  })
  const refused = change.error instanceof ApiProblem ? change.error.problems : []
  const shown = problems.length > 0 ? problems : refused
  const field = (name: keyof typeof values) => ({
    name,
    label: t(`password.${name}`),
    required: true,
    value: values[name],
    error: messageAt(shown, name),
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  })
  const send = (): void => {
    const { again, ...input } = values
    const found = problemsOf(changePassword.input, input)
    if (input.next !== '' && input.next === input.current)
      found.push({ at: 'next', message: t('password.same') })
    if (again !== input.next) found.push({ at: 'again', message: t('password.different') })
    setProblems(found)
    if (found.length === 0) change.mutate(input)
  }
  return (
    <>
      <PageHead title={t('password.title')} lead={t('password.lead')} />
      <form
        noValidate
        className="grid max-w-[480px] gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {mustChangePassword && <Notice kind="warning">{t('password.must')}</Notice>}
        {change.isSuccess && (
          <Notice kind="success" live>
            {t('password.done')}
          </Notice>
        )}
        <ErrorSummary
          problems={shown}
          labels={{ current: t('password.current'), next: t('password.next'), again: t('password.again') }}
        />
        {change.isError && shown.length === 0 && <RefusalNotice error={change.error} />}
        <PasswordField {...field('current')} autoComplete="current-password" />
        <PasswordField {...field('next')} hint={t('password.nextHint')} autoComplete="new-password" />
        <PasswordField {...field('again')} autoComplete="new-password" />
        <ButtonRow end>
          {!mustChangePassword && (
            <ButtonLink href="/account" look="text" size="large">
              {t('parts.back')}
            </ButtonLink>
          )}
          <Button type="submit" look="filled" size="large" busy={change.isPending}>
            {t('password.go')}
          </Button>
        </ButtonRow>
      </form>
    </>
  )
}
