import type { TFunction } from 'i18next'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextArea, TextField } from '../../parts/text-field.tsx'
import type { RegisterColumn } from './list-address.ts'
import { FilesField } from './files-field.tsx'
import { SeveralField } from './several-field.tsx'
import { searchFor } from './lookups.ts'

/** Choices up to this many stand in sight; more go into a list. */
const inSight = 4

type Given = {
  column: RegisterColumn
  value: string
  error: string | undefined
  /** Name of what the value points to, when it is known. */
  named: string | undefined
  /** Names by id, for a column of several persons or lines. */
  names: Readonly<Record<string, string>>
  onChange: (value: string) => void
}

/** The field of one column, drawn from its definition. */
export function EntryField({ column, value, error, named, names, onChange }: Given): ReactNode {
  const { t } = useTranslation()
  const field = {
    name: column.key,
    label: column.label,
    required: column.required,
    error,
    ...(column.hint === undefined ? {} : { hint: column.hint }),
  }
  switch (column.type) {
    case 'choice':
    case 'class':
      return column.choices.length <= inSight ? (
        <RadioGroup row {...field} value={value} choices={withNone(column, t)} onChange={onChange} />
      ) : (
        <SelectField
          {...field}
          value={value}
          choices={column.choices}
          emptyLabel={column.required ? undefined : t('registers.form.unanswered')}
          onChange={onChange}
        />
      )
    case 'flag':
      return (
        <RadioGroup
          row
          {...field}
          value={value}
          choices={[
            { value: 'yes', label: t('registers.form.yes') },
            { value: 'no', label: t('registers.form.no') },
            ...(column.required ? [] : [{ value: '', label: t('registers.form.unanswered') }]),
          ]}
          onChange={onChange}
        />
      )
    case 'number':
      return (
        <TextField
          {...field}
          label={column.counter === undefined ? column.label : `${column.label}(${column.counter})`}
          inputMode="numeric"
          value={value}
          onChange={onChange}
        />
      )
    case 'date':
      return <DateField {...field} value={value} onChange={(typed) => onChange(typed)} />
    case 'long-text':
      return <TextArea {...field} rows={4} value={value} onChange={onChange} />
    case 'people':
    case 'entries':
      return <SeveralField column={column} field={field} value={value} names={names} onChange={onChange} />
    case 'files':
      return <FilesField column={column} field={field} value={value} names={names} onChange={onChange} />
    case 'person':
    case 'unit':
    case 'entry':
      return <PointingField column={column} field={field} value={value} named={named} onChange={onChange} />
    default:
      return <TextField {...field} value={value} onChange={onChange} />
  }
}

function withNone(column: RegisterColumn, t: TFunction) {
  return column.required
    ? column.choices
    : [...column.choices, { value: '', label: t('registers.form.unanswered') }]
}

function PointingField({
  column,
  field,
  value,
  named,
  onChange,
}: {
  column: RegisterColumn
  field: { name: string; label: string; required: boolean; error: string | undefined; hint?: string }
  value: string
  named: string | undefined
  onChange: (value: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [taken, setTaken] = useState<Found | null>(null)
  const search = searchFor(column)
  if (search === undefined) return null
  const known = taken?.id === value ? taken : { id: value, label: named ?? t('registers.unnamed') }
  return (
    <LookupField
      {...field}
      about={`${column.type}:${column.register ?? ''}`}
      search={search}
      chosen={value === '' ? null : known}
      onChoose={(found) => {
        setTaken(found)
        onChange(found?.id ?? '')
      }}
    />
  )
}
