import { signIn, type Me, type SignInAnswer } from '#authority/sign-in/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemsOf } from '../../api/check.ts'
import { ApiProblem, messageAt, type Problem } from '../../api/problem.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { PasswordField, TextField } from '../../parts/text-field.tsx'
import { landing } from '../../shell/places.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { safeTarget } from '../../shell/safe-target.ts'
import { setupQuery, takeUpSession } from '../../shell/session.ts'
import { stepMethods } from './other/back.ts'
import { OtherWays } from './other/other-ways.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { SecondStep } from './second-step.tsx'
import { SamplePeople, type SamplePerson } from './sample-people.tsx'

/** Sign in; in an installation with the sample city its people stand beside, ready to be tried. */
export function SignInPage(): ReactNode {
  const { t } = useTranslation()
  const setup = useQuery(setupQuery)
  const [chosen, setChosen] = useState<SamplePerson | null>(null)
  if (setup.isPending) return <Loading />
  if (setup.isError) return <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />
  const { tenants, demoPeople, canStartCity, demo } = setup.data
  const demoCode = tenants.find((tenant) => tenant.kind === 'demo')?.code
  const form = (
    // a chosen person fills the form anew
    <SignInForm key={chosen?.login ?? ''} tenants={tenants} chosen={chosen} demoCode={demoCode} />
  )
  return (
    <>
      <PageHead title={t('signIn.title')} lead={t('signIn.lead')} />
      {demo.state === 'ready' && demoPeople.length > 0 ? (
        <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,384px)_minmax(0,1fr)]">
          {form}
          <SamplePeople people={demoPeople} chosen={chosen} onChoose={setChosen} />
        </div>
      ) : (
        <div className="max-w-[480px]">{form}</div>
      )}
      {canStartCity && (
        <p className="mt-8 text-[0.875rem]">
          <Anchor href="/start">{t('signIn.start')}</Anchor>
        </p>
      )}
    </>
  )
}

type Tenant = { readonly code: string; readonly name: string; readonly kind: Me['tenant']['kind'] }

function SignInForm({
  tenants,
  chosen,
  demoCode,
}: {
  tenants: readonly Tenant[]
  chosen: SamplePerson | null
  demoCode: string | undefined
}): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const queryClient = useQueryClient()
  const { to, expired, trouble, step } = useSearch({ from: '/entry/sign-in' })
  const [tenant, setTenant] = useState(chosen === null ? (tenants[0]?.code ?? '') : (demoCode ?? ''))
  const [login, setLogin] = useState(chosen?.login ?? '')
  const [password, setPassword] = useState(chosen?.password ?? '')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  // whoever comes back from another system may have one more step to go
  const [waiting, setWaiting] = useState<Extract<SignInAnswer, { result: 'second-factor' }> | undefined>(
    step === undefined ? undefined : { result: 'second-factor', methods: stepMethods(step) },
  )
  const [again, setAgain] = useState<string>()
  const taken = async (answer: SignInAnswer): Promise<void> => {
    if (answer.result === 'second-factor') setWaiting(answer)
    if (answer.result !== 'signed-in') return
    await takeUpSession(queryClient)
    const target = safeTarget(to) ?? landing(router.routesByPath)
    router.history.push(answer.mustChangePassword ? '/password' : answer.mustAddFactor ? '/account' : target)
  }
  const enter = useCommand(signIn, taken)
  const refusal = refusalOf(enter.data, enter.error)
  const send = (): void => {
    const input = { login, password, ...(tenants.length > 1 ? { tenant } : {}) }
    const found = problemsOf(signIn.input, input)
    setProblems(found)
    if (found.length === 0) enter.mutate(input)
  }
  if (waiting !== undefined) {
    return (
      <SecondStep
        waiting={waiting}
        onDone={taken}
        onAgain={(message) => {
          setWaiting(undefined)
          setPassword('')
          setAgain(message)
        }}
      />
    )
  }
  return (
    <div>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          setAgain(undefined)
          send()
        }}
      >
        {again !== undefined && (
          <Notice kind="warning" live>
            {again}
          </Notice>
        )}
        {trouble !== undefined && refusal === undefined && again === undefined && (
          <Notice kind="error" live title={t('otherWays.trouble.title')}>
            {t(`otherWays.trouble.${trouble}`)}
          </Notice>
        )}
        {expired === true && refusal === undefined && <Notice kind="info">{t('signIn.expired')}</Notice>}
        <ErrorSummary
          problems={problems}
          labels={{ login: t('signIn.login'), password: t('signIn.password') }}
        />
        {refusal !== undefined && !enter.isPending && (
          <Notice kind="error" live title={t(refusal.locked ? 'signIn.locked' : 'signIn.refused')}>
            {refusal.message}
          </Notice>
        )}
        {enter.isError && refusal === undefined && <RefusalNotice error={enter.error} />}
        {chosen !== null && problems.length === 0 && refusal === undefined && (
          <output className="text-[0.875rem] text-solid-gray-600">
            {t('signIn.filled', { name: chosen.name })}
          </output>
        )}
        {tenants.length > 1 && (
          <SelectField
            name="tenant"
            label={t('signIn.tenant')}
            value={tenant}
            onChange={setTenant}
            choices={tenants.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <TextField
          name="login"
          label={t('signIn.login')}
          required
          value={login}
          onChange={setLogin}
          autoComplete="username"
          error={messageAt(problems, 'login')}
        />
        <PasswordField
          name="password"
          label={t('signIn.password')}
          required
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          error={messageAt(problems, 'password')}
        />
        <Button type="submit" look="filled" size="large" wide busy={enter.isPending}>
          {t('signIn.go')}
        </Button>
        <PasskeyButton tenant={tenants.length > 1 ? tenant : undefined} onDone={taken} />
        <p className="text-[0.875rem] text-solid-gray-600">{t('signIn.help')}</p>
      </form>
      <OtherWays tenant={tenants.length > 1 ? tenant : undefined} to={safeTarget(to)} onAnswer={taken} />
    </div>
  )
}

type Refused = { readonly locked: boolean; readonly message: string }

/** A wrong password or a lock, however the door told it; undefined for every other failure. */
function refusalOf(answer: OutputOf<typeof signIn> | undefined, error: Error | null): Refused | undefined {
  if (answer?.result === 'refused') return { locked: answer.reason === 'locked', message: answer.message }
  if (!(error instanceof ApiProblem) || ![401, 403, 423].includes(error.status)) return undefined
  return { locked: error.status !== 401, message: error.detail }
}
