import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import type { Register } from './list-address.ts'
import { searchUnits } from '../organisation/lookups.ts'

/** The unit a line belongs to, out of those one may write for. */
export function UnitChoice({
  register,
  value,
  named,
  error,
  onChange,
}: {
  register: Register
  value: string
  named: string | undefined
  error: string | undefined
  onChange: (unitId: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [taken, setTaken] = useState<Found | null>(null)
  const field = {
    name: 'unitId',
    label: t('registers.form.unit'),
    hint: t('registers.form.unitHint', { noun: register.noun }),
    required: true,
    error,
  }
  const { writableUnits } = register
  if (writableUnits !== undefined) {
    return (
      <SelectField
        {...field}
        value={value}
        choices={writableUnits.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={onChange}
      />
    )
  }
  const known = taken?.id === value ? taken : { id: value, label: named ?? t('registers.unnamed') }
  return (
    <LookupField
      {...field}
      about="units"
      search={searchUnits}
      chosen={value === '' ? null : known}
      onChoose={(found) => {
        setTaken(found)
        onChange(found?.id ?? '')
      }}
    />
  )
}
