import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../parts/text-field.tsx'

/** The code that shows one may set this installation up. */
export function SetupCodeField({
  code,
  onChange,
}: {
  code: string
  onChange: (code: string) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <TextField
      name="setupCode"
      label={t('start.setupCode')}
      hint={t('start.setupCodeHint')}
      required
      value={code}
      onChange={(typed) => onChange(typed.trim())}
    />
  )
}
