import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LookupField } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { kindsOfUnit, type NewUnit } from './change-draft.ts'
import { searchUnitsOn } from './unit-search.ts'

/** The fields of a unit that is to be made. `prefix` tells the parts of a split from each other. */
export function NewUnitFields({
  unit,
  prefix = '',
  on,
  errorOf,
  onChange,
}: {
  unit: NewUnit
  prefix?: string
  on: string | null
  errorOf: (name: string) => string | undefined
  onChange: (unit: NewUnit) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        name={`${prefix}name`}
        label={t('reorganisation.form.name')}
        required
        maxLength={100}
        value={unit.name}
        error={errorOf(`${prefix}name`)}
        onChange={(name) => onChange({ ...unit, name })}
      />
      <TextField
        name={`${prefix}kana`}
        label={t('reorganisation.form.kana')}
        optional
        maxLength={100}
        value={unit.kana}
        onChange={(kana) => onChange({ ...unit, kana })}
      />
      <TextField
        name={`${prefix}code`}
        label={t('reorganisation.code')}
        hint={t('reorganisation.form.codeHint')}
        required
        maxLength={40}
        value={unit.code}
        error={errorOf(`${prefix}code`)}
        onChange={(code) => onChange({ ...unit, code })}
      />
      <SelectField
        name={`${prefix}unitKind`}
        label={t('reorganisation.kind')}
        value={unit.unitKind}
        choices={kindsOfUnit.map((value) => ({ value, label: value }))}
        onChange={(unitKind) => onChange({ ...unit, unitKind })}
      />
      <LookupField
        name={`${prefix}parent`}
        label={t('reorganisation.form.parent')}
        hint={t('reorganisation.form.parentHint')}
        optional
        about={`units ${on ?? ''}`}
        search={searchUnitsOn(on)}
        chosen={unit.parent}
        onChoose={(parent) => onChange({ ...unit, parent })}
      />
      <TextField
        name={`${prefix}symbol`}
        label={t('reorganisation.form.symbol')}
        hint={t('reorganisation.form.symbolHint')}
        optional
        maxLength={20}
        value={unit.symbol}
        onChange={(symbol) => onChange({ ...unit, symbol })}
      />
    </div>
  )
}
