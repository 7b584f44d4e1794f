import { startCity } from '#rooms/setup/contract.ts'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemsOf } from '../../api/check.ts'
import { ApiProblem, messageAt, type Problem } from '../../api/problem.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { FieldGroup, FieldPair } from '../../parts/form-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { PasswordField, TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { SetupCodeField } from './setup-code-field.tsx'
import { useSetup } from './use-setup.ts'

const fieldNames = [
  'name',
  'code',
  'unitName',
  'familyName',
  'givenName',
  'personNumber',
  'login',
  'password',
  'again',
] as const
type FieldName = (typeof fieldNames)[number]

const blank: Readonly<Record<FieldName, string>> = {
  name: '',
  code: '',
  unitName: '情報政策課',
  familyName: '',
  givenName: '',
  personNumber: '',
  login: '',
  password: '',
  again: '',
}

/** A body of one's own: its name and the first administrator. */
export function CityForm({ onBack }: { onBack: () => void }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const [values, setValues] = useState(blank)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const {
    command: start,
    asksCode,
    code,
    setCode,
  } = useSetup(startCity, () => router.navigate({ to: '/sign-in' }))
  const refused = start.error instanceof ApiProblem ? start.error.problems : []
  const shown = problems.length > 0 ? problems : refused
  const field = (name: FieldName) => ({
    name,
    label: t(`start.city.${name}`),
    required: true,
    value: values[name],
    error: messageAt(shown, name),
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  })
  const send = (): void => {
    const { again, ...input } = values
    const found = problemsOf(startCity.input, input)
    if (again !== input.password) found.push({ at: 'again', message: t('start.city.againWrong') })
    setProblems(found)
    if (found.length === 0) start.mutate(input)
  }
  const labels = Object.fromEntries(fieldNames.map((name) => [name, t(`start.city.${name}`)]))
  return (
    <>
      <PageHead title={t('start.city.heading')} lead={t('start.city.lead')} />
      <form
        noValidate
        className="max-w-[768px]"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <ErrorSummary problems={shown} labels={labels} />
        {start.isError && shown.length === 0 && (
          <div className="mb-6">
            <RefusalNotice error={start.error} />
          </div>
        )}
        <FieldGroup legend={t('start.city.body')}>
          <TextField {...field('name')} hint={t('start.city.nameHint')} />
          <FieldPair>
            <TextField {...field('code')} hint={t('start.city.codeHint')} />
            <TextField {...field('unitName')} />
          </FieldPair>
        </FieldGroup>
        <FieldGroup legend={t('start.city.person')}>
          <FieldPair>
            <TextField {...field('familyName')} autoComplete="family-name" />
            <TextField {...field('givenName')} autoComplete="given-name" />
            <TextField {...field('personNumber')} />
            <TextField {...field('login')} hint={t('start.city.loginHint')} autoComplete="username" />
            <PasswordField
              {...field('password')}
              hint={t('start.city.passwordHint')}
              autoComplete="new-password"
            />
            <PasswordField {...field('again')} autoComplete="new-password" />
          </FieldPair>
        </FieldGroup>
        {asksCode && (
          <div className="mb-6">
            <SetupCodeField code={code} onChange={setCode} />
          </div>
        )}
        <ButtonRow end>
          <Button look="text" size="large" onPress={onBack}>
            {t('parts.back')}
          </Button>
          <Button type="submit" look="filled" size="large" busy={start.isPending}>
            {t('start.city.go')}
          </Button>
        </ButtonRow>
      </form>
    </>
  )
}
