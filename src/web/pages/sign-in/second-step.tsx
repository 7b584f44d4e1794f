import { secondFactor, secondFactorQuestion, type SignInAnswer } from '#authority/sign-in/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/api.ts'
import { problemsOf } from '../../api/check.ts'
import type { InputOf } from '../../api/client.ts'
import { passkeysWork, provePasskey } from '../../api/passkey.ts'
import { ApiProblem, messageAt, type Problem } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'

type Waiting = Extract<SignInAnswer, { result: 'second-factor' }>

/** The second step: the passkey, the code of an app, or a code kept on paper. */
export function SecondStep({
  waiting,
  onDone,
  onAgain,
}: {
  waiting: Waiting
  onDone: (answer: SignInAnswer) => Promise<void>
  /** Back to the first step, with what to say there. */
  onAgain: (message: string | undefined) => void
}): ReactNode {
  const { t } = useTranslation()
  const hasApp = waiting.methods.includes('totp')
  const hasPasskey = waiting.methods.includes('passkey') && passkeysWork()
  const [onPaper, setOnPaper] = useState(!hasApp && !hasPasskey)
  const [code, setCode] = useState('')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [gaveUp, setGaveUp] = useState(false)
  const show = useCommand(secondFactor, onDone)
  const over = show.error instanceof ApiProblem && show.error.status === 409 ? show.error.detail : undefined
  const wrong =
    show.error instanceof ApiProblem && [401, 423, 403].includes(show.error.status)
      ? show.error.detail
      : undefined
  const send = (input: InputOf<typeof secondFactor>): void => {
    setGaveUp(false)
    const found = problemsOf(secondFactor.input, input)
    setProblems(found)
    if (found.length === 0) show.mutate(input)
  }
  const prove = async (): Promise<void> => {
    const question = await call(secondFactorQuestion, {}).catch(() => null)
    if (question === null) return onAgain(t('signIn.second.over'))
    const proof = await provePasskey(question)
    if (proof === null) setGaveUp(true)
    else send({ kind: 'passkey', ...proof })
  }
  if (over !== undefined) {
    return (
      <div className="grid gap-4">
        <Notice kind="error" live title={t('signIn.refused')}>
          {over}
        </Notice>
        <Button onPress={() => onAgain(undefined)}>{t('signIn.second.again')}</Button>
      </div>
    )
  }
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        send(onPaper ? { kind: 'recovery', code } : { kind: 'totp', code })
      }}
    >
      <h2 className="text-[1.125rem]">{t('signIn.second.title')}</h2>
      <p>{t('signIn.second.lead')}</p>
      {wrong !== undefined && !show.isPending && (
        <Notice kind="error" live title={t('signIn.refused')}>
          {wrong}
        </Notice>
      )}
      {show.isError && wrong === undefined && <RefusalNotice error={show.error} />}
      {gaveUp && (
        <Notice kind="warning" live>
          {t('signIn.passkeyGaveUp')}
        </Notice>
      )}
      {hasPasskey && (
        <Button size="large" wide busy={show.isPending} onPress={() => void prove()}>
          {t('signIn.passkey')}
        </Button>
      )}
      {(hasApp || onPaper) && (
        <>
          <TextField
            name="code"
            label={t(onPaper ? 'signIn.second.recovery' : 'signIn.second.code')}
            hint={t(onPaper ? 'signIn.second.recoveryHint' : 'signIn.second.codeHint')}
            required
            inputMode={onPaper ? 'text' : 'numeric'}
            autoComplete={onPaper ? 'off' : 'one-time-code'}
            maxLength={onPaper ? 40 : 10}
            value={code}
            onChange={setCode}
            error={messageAt(problems, 'code')}
          />
          <Button type="submit" look="filled" size="large" wide busy={show.isPending}>
            {t('signIn.second.go')}
          </Button>
        </>
      )}
      <div className="flex flex-wrap gap-4">
        {waiting.methods.includes('recovery') && (
          <Button
            look="text"
            onPress={() => {
              setOnPaper(!onPaper)
              setCode('')
              setProblems([])
            }}
          >
            {t(onPaper ? 'signIn.second.useOther' : 'signIn.second.useRecovery')}
          </Button>
        )}
        <Button look="text" onPress={() => onAgain(undefined)}>
          {t('signIn.second.again')}
        </Button>
      </div>
    </form>
  )
}
