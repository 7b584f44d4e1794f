import type { SignInAnswer } from '#authority/sign-in/contract.ts'
import { directorySignIn, signInProviders } from '#authority/sign-in/providers/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { problemsOf } from '../../../api/check.ts'
import type { OutputOf } from '../../../api/client.ts'
import { messageAt, type Problem } from '../../../api/problem.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Button } from '../../../parts/button.tsx'
import { ErrorSummary } from '../../../parts/error-summary.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { PasswordField, TextField } from '../../../parts/text-field.tsx'

type Provider = OutputOf<typeof signInProviders>['providers'][number]

/**
 * The other systems of the city one may sign in with. When they cannot be read nothing is said of them: the password
 * works all the same.
 */
export function OtherWays({
  tenant,
  to,
  onAnswer,
}: {
  /** Code of the 団体; undefined where there is only one. */
  tenant: string | undefined
  /** Where to go afterwards. */
  to: string | undefined
  onAnswer: (answer: SignInAnswer) => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const known = useQuery({
    ...reading(signInProviders, tenant === undefined ? {} : { tenant }),
    retry: false,
  })
  const [directory, setDirectory] = useState<string>()
  const providers = known.data?.providers ?? []
  if (providers.length === 0) return null
  const begin = ({ providerId }: Provider): void => {
    const address = new URLSearchParams({
      provider: providerId,
      ...(tenant === undefined ? {} : { tenant }),
      ...(to === undefined ? {} : { to }),
    })
    globalThis.location.assign(`/auth/begin?${address.toString()}`)
  }
  return (
    <section
      aria-label={t('otherWays.title')}
      className="mt-6 grid gap-3 border-t border-solid-gray-420 pt-4"
    >
      <h2 className="text-[1rem]">{t('otherWays.title')}</h2>
      {providers.map((provider) =>
        provider.kind === 'ldap' ? (
          <div key={provider.providerId}>
            <Button
              size="large"
              wide
              expanded={directory === provider.providerId}
              onPress={() =>
                setDirectory(directory === provider.providerId ? undefined : provider.providerId)
              }
            >
              {t('otherWays.with', { name: provider.name })}
            </Button>
            {directory === provider.providerId && (
              <DirectoryForm provider={provider} tenant={tenant} onAnswer={onAnswer} />
            )}
          </div>
        ) : (
          <Button key={provider.providerId} size="large" wide onPress={() => begin(provider)}>
            {t('otherWays.with', { name: provider.name })}
          </Button>
        ),
      )}
    </section>
  )
}

function DirectoryForm({
  provider,
  tenant,
  onAnswer,
}: {
  provider: Provider
  tenant: string | undefined
  onAnswer: (answer: SignInAnswer) => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const enter = useCommand(directorySignIn, onAnswer)
  return (
    <form
      noValidate
      aria-label={t('otherWays.with', { name: provider.name })}
      className="mt-3 grid gap-4 rounded-8 border border-solid-gray-420 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        const input = {
          providerId: provider.providerId,
          login,
          password,
          ...(tenant === undefined ? {} : { tenant }),
        }
        const found = problemsOf(directorySignIn.input, input)
        setProblems(found)
        if (found.length === 0) enter.mutate(input)
      }}
    >
      <ErrorSummary
        problems={problems}
        labels={{ login: t('otherWays.login'), password: t('otherWays.password') }}
      />
      {enter.isError && <RefusalNotice error={enter.error} />}
      <TextField
        name="directory-login"
        label={t('otherWays.login')}
        required
        value={login}
        onChange={setLogin}
        autoComplete="username"
        error={messageAt(problems, 'login')}
      />
      <PasswordField
        name="directory-password"
        label={t('otherWays.password')}
        required
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        error={messageAt(problems, 'password')}
      />
      <Button type="submit" look="filled" size="large" wide busy={enter.isPending}>
        {t('signIn.go')}
      </Button>
    </form>
  )
}
