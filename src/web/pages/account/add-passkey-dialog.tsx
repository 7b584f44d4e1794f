import { addPasskey, newPasskeyQuestion } from '#authority/sign-in/contract-methods.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/api.ts'
import { makePasskey } from '../../api/passkey.ts'
import { ApiProblem } from '../../api/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { TextField } from '../../parts/text-field.tsx'

/** Names a passkey and has the device make it. */
export function AddPasskeyDialog({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: (codes: readonly string[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  const add = async (): Promise<string | undefined> => {
    if (name.trim() === '') return t('account.passkeys.needName')
    try {
      const question = await call(newPasskeyQuestion, {})
      const response = await makePasskey(question)
      if (response === null) return t('account.passkeys.gaveUp')
      if (response === 'known') return t('account.passkeys.known')
      const { recoveryCodes } = await call(addPasskey, { name, token: question.token, response })
      onAdded(recoveryCodes)
      return undefined
    } catch (error) {
      return error instanceof ApiProblem ? error.detail : t('account.passkeys.gaveUp')
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('account.passkeys.add')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            look="filled"
            busy={busy}
            onPress={() => {
              setBusy(true)
              setTold(undefined)
              void add().then((message) => {
                setTold(message)
                setBusy(false)
              })
            }}
          >
            {t('account.passkeys.make')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p>{t('account.passkeys.how')}</p>
        {told !== undefined && (
          <Notice kind="error" live>
            {told}
          </Notice>
        )}
        <TextField
          name="passkey-name"
          label={t('account.methodName')}
          hint={t('account.methodNameHint')}
          required
          maxLength={60}
          value={name}
          onChange={setName}
        />
      </div>
    </Dialog>
  )
}
