import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldId } from '../../parts/field-id.ts'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { Chosen } from './chosen.tsx'
import type { RegisterColumn } from './list-address.ts'
import { searchFor } from './lookups.ts'

/** Several persons or lines: those chosen stand above the field, each with its way out; the field finds the next one. */
export function SeveralField({
  column,
  field,
  value,
  names,
  onChange,
}: {
  column: RegisterColumn
  field: { name: string; label: string; required: boolean; error: string | undefined; hint?: string }
  /** Ids with blanks between. */
  value: string
  names: Readonly<Record<string, string>>
  onChange: (value: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [taken, setTaken] = useState<ReadonlyMap<string, Found>>(new Map())
  const search = searchFor(column)
  if (search === undefined) return null
  const ids = value === '' ? [] : value.split(' ')
  const nameOf = (id: string): string => taken.get(id)?.label ?? names[id] ?? t('registers.unnamed')
  const remove = (id: string): void => {
    onChange(ids.filter((each) => each !== id).join(' '))
    // The button that was pressed is gone.
    document.getElementById(fieldId(column.key))?.focus()
  }
  return (
    <div>
      <LookupField
        {...field}
        about={`${column.type}:${column.register ?? ''}`}
        search={search}
        chosen={null}
        onChoose={(found) => {
          if (found === null || ids.includes(found.id)) return
          setTaken((before) => new Map(before).set(found.id, found))
          onChange([...ids, found.id].join(' '))
        }}
      />
      <Chosen label={column.label} ids={ids} nameOf={nameOf} onRemove={remove} />
    </div>
  )
}
