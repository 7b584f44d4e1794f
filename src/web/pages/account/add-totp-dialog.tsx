import { beginTotp, confirmTotp } from '#authority/sign-in/contract-methods.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { QrCode } from './qr-code.tsx'

/** An app for codes: named, read from the QR code, confirmed with its first code. */
export function AddTotpDialog({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: (codes: readonly string[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [begun, setBegun] = useState<OutputOf<typeof beginTotp>>()
  const begin = useFormCommand(beginTotp, { name: t('account.methodName') }, setBegun)
  return (
    <Dialog open onClose={onClose} title={t('account.totp.add')}>
      {begun === undefined ? (
        <form
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            begin.send({ name })
          }}
        >
          <p>{t('account.totp.how')}</p>
          {begin.refusal !== null && <RefusalNotice error={begin.refusal} />}
          <TextField
            name="totp-name"
            label={t('account.methodName')}
            hint={t('account.methodNameHint')}
            required
            maxLength={60}
            value={name}
            onChange={setName}
            error={messageAt(begin.problems, 'name')}
          />
          <div className="flex justify-end gap-4">
            <Button look="text" onPress={onClose}>
              {t('parts.cancel')}
            </Button>
            <Button type="submit" look="filled" busy={begin.busy}>
              {t('account.totp.next')}
            </Button>
          </div>
        </form>
      ) : (
        <ConfirmTotp begun={begun} onClose={onClose} onAdded={onAdded} />
      )}
    </Dialog>
  )
}

function ConfirmTotp({
  begun,
  onClose,
  onAdded,
}: {
  begun: OutputOf<typeof beginTotp>
  onClose: () => void
  onAdded: (codes: readonly string[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const confirm = useFormCommand(confirmTotp, { code: t('account.totp.code') }, ({ recoveryCodes }) =>
    onAdded(recoveryCodes),
  )
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.send({ totpId: begun.totpId, code })
      }}
    >
      <p>{t('account.totp.read')}</p>
      <QrCode text={begun.uri} label={t('account.totp.qr')} />
      <p className="text-[0.875rem]">
        {t('account.totp.byHand')}
        <span className="block font-mono break-all">{(begun.secret.match(/.{1,4}/g) ?? []).join(' ')}</span>
      </p>
      {confirm.refusal !== null && <RefusalNotice error={confirm.refusal} />}
      <TextField
        name="totp-code"
        label={t('account.totp.code')}
        hint={t('account.totp.codeHint')}
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        value={code}
        onChange={setCode}
        error={messageAt(confirm.problems, 'code')}
      />
      <div className="flex justify-end gap-4">
        <Button look="text" onPress={onClose}>
          {t('parts.cancel')}
        </Button>
        <Button type="submit" look="filled" busy={confirm.busy}>
          {t('account.totp.go')}
        </Button>
      </div>
    </form>
  )
}
