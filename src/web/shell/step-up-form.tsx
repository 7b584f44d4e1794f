import { stepUp, stepUpQuestion } from '#authority/sign-in/contract-methods.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../api/api.ts'
import type { InputOf } from '../api/client.ts'
import { passkeysWork, provePasskey } from '../api/passkey.ts'
import { useCommand } from '../api/use-command.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Notice } from '../parts/notice.tsx'
import { ErrorState, Loading, RefusalNotice } from '../parts/states.tsx'
import { PasswordField, TextField } from '../parts/text-field.tsx'
import { sessionQuery } from './session.ts'

/** The question itself, fetched when it is first asked. */
export default function StepUpForm({ onEnd }: { onEnd: (confirmed: boolean) => void }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const question = useQuery({ ...reading(stepUpQuestion, {}), gcTime: 0, staleTime: 0 })
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [gaveUp, setGaveUp] = useState(false)
  const confirm = useCommand(stepUp, async (told) => {
    if (told.result === 'confirmed') return onEnd(true)
    setPassword('')
    setCode('')
    if (told.sessionEnded) await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
    else await question.refetch()
  })
  const send = (input: InputOf<typeof stepUp>): void => {
    setGaveUp(false)
    confirm.mutate(input)
  }
  const told = confirm.data?.result === 'refused' ? confirm.data.message : undefined
  const prove = async (): Promise<void> => {
    const asked = question.data?.passkey
    if (asked === null || asked === undefined) return
    const proof = await provePasskey(asked)
    if (proof === null) setGaveUp(true)
    else send({ kind: 'passkey', ...proof })
  }
  const methods = question.data?.methods ?? []
  return (
    <Dialog open onClose={() => onEnd(false)} title={t('shell.stepUp.title')}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (code.trim() !== '') send({ kind: 'totp', code })
          else if (password !== '') send({ kind: 'password', password })
        }}
      >
        <p>{t('shell.stepUp.why', { minutes: question.data?.minutes ?? 15 })}</p>
        {told !== undefined && !confirm.isPending && (
          <Notice kind="error" live>
            {told}
          </Notice>
        )}
        {confirm.isError && <RefusalNotice error={confirm.error} />}
        {gaveUp && (
          <Notice kind="warning" live>
            {t('shell.stepUp.gaveUp')}
          </Notice>
        )}
        {question.isPending && <Loading />}
        {question.isError && <ErrorState error={question.error} onRetry={() => void question.refetch()} />}
        {methods.includes('passkey') && passkeysWork() && (
          <Button onPress={() => void prove()}>{t('shell.stepUp.passkey')}</Button>
        )}
        {methods.includes('password') && (
          <PasswordField
            name="step-up-password"
            label={t('shell.stepUp.password')}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
          />
        )}
        {methods.includes('totp') && (
          <TextField
            name="step-up-code"
            label={t('shell.stepUp.code')}
            hint={t('shell.stepUp.codeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            value={code}
            onChange={setCode}
          />
        )}
        <div className="flex flex-wrap justify-end gap-4">
          <Button look="text" onPress={() => onEnd(false)}>
            {t('parts.cancel')}
          </Button>
          <Button type="submit" look="filled" busy={confirm.isPending}>
            {t('shell.stepUp.go')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
