import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { TextArea } from '../../parts/text-field.tsx'

const longest = 1000

/** Acts that owe words. */
export type WordsAct = 'refuse' | 'send-back' | 'disagree' | 'answer' | 'revoke'

const labels = {
  refuse: 'caseFile.reasonRefuse',
  'send-back': 'caseFile.reasonSendBack',
  disagree: 'caseFile.reasonDisagree',
  answer: 'caseFile.reasonAnswer',
  revoke: 'caseFile.revokeTitle',
} as const
const confirms = {
  refuse: 'caseFile.confirmRefuse',
  'send-back': 'caseFile.confirmSendBack',
  disagree: 'caseFile.confirmDisagree',
  answer: 'caseFile.confirmAnswer',
  revoke: 'caseFile.verbs.revoke',
} as const

/** The words an act owes — why, or the answer itself — asked for where the buttons were. */
export function ReasonForm({
  act,
  word,
  busy,
  onDecide,
  onCancel,
}: {
  act: WordsAct
  word: string
  busy: boolean
  onDecide: (reason: string) => void
  onCancel: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  useEffect(() => document.getElementById(fieldId('reason'))?.focus(), [])
  const refusing = act === 'refuse' || act === 'revoke'
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
        label={t(labels[act], { word })}
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
          {t(confirms[act], { word })}
        </Button>
        <Button look="text" onPress={onCancel}>
          {t('caseFile.cancel')}
        </Button>
      </div>
    </form>
  )
}
