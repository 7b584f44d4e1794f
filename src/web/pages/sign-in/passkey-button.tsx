import { passkeySignIn, passkeySignInQuestion, type SignInAnswer } from '#authority/sign-in/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/api.ts'
import { passkeysWork, provePasskey } from '../../api/passkey.ts'
import { ApiProblem } from '../../api/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'

/** Signing in without a password, where passkeys can work. A failure leaves the other ways as they are. */
export function PasskeyButton({
  tenant,
  onDone,
}: {
  tenant: string | undefined
  onDone: (answer: SignInAnswer) => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  if (!passkeysWork()) return null
  const named = tenant === undefined ? {} : { tenant }
  const enter = async (): Promise<string | undefined> => {
    try {
      const proof = await provePasskey(await call(passkeySignInQuestion, named))
      if (proof === null) return t('signIn.passkeyGaveUp')
      await onDone(await call(passkeySignIn, { ...named, ...proof }))
      return undefined
    } catch (error) {
      return error instanceof ApiProblem ? error.detail : t('signIn.passkeyGaveUp')
    }
  }
  return (
    <div className="grid gap-3">
      {told !== undefined && (
        <Notice kind="error" live>
          {told}
        </Notice>
      )}
      <Button
        size="large"
        wide
        busy={busy}
        onPress={() => {
          setBusy(true)
          setTold(undefined)
          void enter().then((message) => {
            setTold(message)
            setBusy(false)
          })
        }}
      >
        {t('signIn.passkey')}
      </Button>
      <p className="text-[0.875rem] text-solid-gray-600">{t('signIn.passkeyHint')}</p>
    </div>
  )
}
