import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectField } from '../../../parts/select-field.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { cadenceWords } from './field-value.tsx'
import { cadences, triggerTypes } from './reading-choices.ts'
import type { Reading } from './types.ts'

type Trigger = Reading['trigger']

/** どんなとき: the kind of time, its interval, and the words of the event. */
export function TriggerFields({
  value,
  onChange,
}: {
  value: Trigger
  onChange: (value: Trigger) => void
}): ReactNode {
  const { t } = useTranslation()
  const periodic = value.type === 'periodic' || value.type === 'periodic-or-event'
  const known: readonly string[] = cadences
  const intervals = [
    ...(value.cadence !== null && !known.includes(value.cadence) ? [value.cadence] : []),
    ...cadences,
  ]
  return (
    <>
      <SelectField
        compact
        name="trigger"
        label={t('review.triggerType')}
        value={value.type}
        choices={triggerTypes.map((type) => ({ value: type, label: t(`review.triggers.${type}`) }))}
        onChange={(chosen) => {
          const type = triggerTypes.find((each) => each === chosen)
          if (type === undefined) return
          const keeps = type === 'periodic' || type === 'periodic-or-event'
          onChange({ ...value, type, cadence: keeps ? value.cadence : null })
        }}
      />
      {periodic && (
        <SelectField
          compact
          name="cadence"
          label={t('review.cadenceLabel')}
          value={value.cadence ?? ''}
          emptyLabel={t('review.cadence.open')}
          choices={intervals.map((each) => ({ value: each, label: cadenceWords(each, t) }))}
          onChange={(cadence) => onChange({ ...value, cadence: cadence === '' ? null : cadence })}
        />
      )}
      {value.type !== 'continuous' && value.type !== 'none' && (
        <TextField
          compact
          name="eventText"
          label={t('review.eventText')}
          maxLength={300}
          value={value.eventText ?? ''}
          onChange={(eventText) => onChange({ ...value, eventText })}
        />
      )}
    </>
  )
}
