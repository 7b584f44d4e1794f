import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { TextArea } from '../../parts/text-field.tsx'

const longest = 1000

/** The reason a refusal or a sending back must have, asked for where the buttons were. */
export function ReasonForm({
  act,
  word,
  busy,
  onDecide,
  onCancel,
}: {
  act: 'refuse' | 'send-back'
  word: string
  busy: boolean
  onDecide: (reason: string) => void
  onCancel: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  useEffect(() => document.getElementById(fieldId('reason'))?.focus(), [])
  const refusing = act === 'refuse'
  return (
    <form
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault()
        const count = [...reason.trim()].length
        if (count > 0 && count <= longest) return onDecide(reason.trim())
        setError(count === 0 ? t('caseFile.reasonMissing') : t('caseFile.reasonLong', { count }))
        document.getElementById(fieldId('reason'))?.focus()
      }}
    >
      <TextArea
        name="reason"
        label={refusing ? t('caseFile.reasonRefuse', { word }) : t('caseFile.reasonSendBack')}
        hint={t('caseFile.reasonHint')}
        required
        value={reason}
        error={error}
        onChange={(next) => {
          setReason(next)
          setError(undefined)
        }}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" look={refusing ? 'outline' : 'filled'} danger={refusing} busy={busy}>
          {refusing ? t('caseFile.confirmRefuse', { word }) : t('caseFile.confirmSendBack')}
        </Button>
        <Button look="text" onPress={onCancel}>
          {t('caseFile.cancel')}
        </Button>
      </div>
    </form>
  )
}
