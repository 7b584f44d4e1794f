import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DateField } from '../../parts/date-field.tsx'
import { LookupField } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { fromKey, isRange, toKey, type FilterForm } from './filter-form.ts'
import type { RegisterColumn } from './list-address.ts'
import { searchFor } from './lookups.ts'

type Given = {
  column: RegisterColumn
  form: FilterForm
  wrong: ReadonlySet<string>
  onChange: (key: string, value: string) => void
  /** Names of what ids point to, as far as the list has told. */
  names: Readonly<Record<string, string>>
}

/** The filter of one column, drawn from its definition. */
export function FilterField({ column, form, wrong, onChange, names }: Given): ReactNode {
  const { t } = useTranslation()
  const value = form.values[column.key] ?? ''
  const name = `filter.${column.key}`
  if (isRange(column)) return <RangeField {...{ column, form, wrong, onChange, names }} />
  if (column.type === 'choice' || column.type === 'class' || column.type === 'flag') {
    const choices =
      column.type === 'flag'
        ? [
            { value: 'yes', label: t('registers.search.yes') },
            { value: 'no', label: t('registers.search.no') },
          ]
        : column.choices
    return (
      <SelectField
        compact
        name={name}
        label={column.label}
        value={value}
        choices={choices}
        emptyLabel={t('registers.search.all')}
        onChange={(next) => onChange(column.key, next)}
      />
    )
  }
  const search = searchFor(column)
  if (search === undefined) {
    return (
      <TextField
        compact
        name={name}
        label={column.label}
        value={value}
        onChange={(next) => onChange(column.key, next)}
      />
    )
  }
  return (
    <LookupField
      compact
      name={name}
      label={column.label}
      about={`${column.type}:${column.register ?? ''}`}
      search={search}
      chosen={value === '' ? null : { id: value, label: names[value] ?? t('registers.unnamed') }}
      onChoose={(found) => onChange(column.key, found?.id ?? '')}
    />
  )
}

function RangeField({ column, form, wrong, onChange }: Given): ReactNode {
  const { t } = useTranslation()
  const ends = [
    { key: fromKey(column), label: t('registers.search.from', { name: column.label }) },
    { key: toKey(column), label: t('registers.search.to', { name: column.label }) },
  ]
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      {ends.map(({ key, label }) => {
        const field = { compact: true, name: `filter.${key}`, label, value: form.values[key] ?? '' }
        return column.type === 'date' ? (
          <DateField key={key} {...field} onChange={(typed) => onChange(key, typed)} />
        ) : (
          <TextField
            key={key}
            {...field}
            inputMode="numeric"
            error={wrong.has(key) ? t('registers.search.wrongNumber') : undefined}
            onChange={(next) => onChange(key, next)}
          />
        )
      })}
    </div>
  )
}
