import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckboxGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextArea, TextField } from '../../parts/text-field.tsx'
import { LookupField } from '../../parts/lookup-field.tsx'
import { searchPeople, searchUnits } from '../organisation/lookups.ts'
import { listIn, textIn, type Field } from './draft.ts'
import { EntriesField } from './entries-field.tsx'
import { FilesField } from './files-field.tsx'
import type { FieldFilling } from './use-draft.ts'

/** One field of a form, by its type. */
export function FormFieldOf({
  field,
  label,
  filling,
}: {
  field: Field
  label: string
  filling: FieldFilling
}): ReactNode {
  const { t } = useTranslation()
  const { key, required, choices = [] } = field
  const text = textIn(filling.draft, key)
  const common = {
    name: key,
    label,
    required,
    error: filling.errorAt(key),
    ...(field.hint === undefined ? {} : { hint: field.hint }),
  }
  const set = (value: string | readonly string[]): void => filling.set(key, value)
  switch (field.type) {
    case 'text':
      return <TextField {...common} value={text} onChange={set} />
    case 'number':
      return (
        <TextField
          {...common}
          label={field.counter === undefined ? label : t('apply.counted', { label, counter: field.counter })}
          inputMode="numeric"
          maxLength={20}
          value={text}
          onChange={set}
        />
      )
    case 'person':
    case 'unit':
      return (
        <LookupField
          {...common}
          about={`apply:${field.type}`}
          search={field.type === 'person' ? searchPeople : searchUnits}
          chosen={text === '' ? null : { id: text, label: filling.nameOf(text) ?? t('apply.unnamed') }}
          onChoose={(found) => {
            if (found !== null) filling.learnName(found.id, found.label)
            set(found?.id ?? '')
          }}
        />
      )
    case 'files':
      return <FilesField field={field} label={label} filling={filling} />
    case 'long-text':
      return (
        <div>
          <TextArea {...common} value={text} onChange={set} />
          {field.maxLength !== undefined && (
            <p className="mt-1 text-right text-[0.875rem] leading-[1.5] text-solid-gray-600 tabular-nums">
              {t('apply.limitHint', { count: [...text.trim()].length, limit: field.maxLength })}
            </p>
          )}
        </div>
      )
    case 'date':
      return <DateField {...common} value={text} onChange={(typed) => set(typed)} />
    case 'choice':
      return <SelectField {...common} value={text} choices={choices} onChange={set} />
    case 'checks':
      return <CheckboxGroup {...common} value={listIn(filling.draft, key)} choices={choices} onChange={set} />
    case 'entries':
      return <EntriesField field={field} label={label} filling={filling} />
  }
}
