import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoredFile } from '../../api/client.ts'
import { FileField } from '../../parts/file-field.tsx'
import { fileSize } from '../../parts/file-size.ts'
import { Chosen } from './chosen.tsx'
import type { RegisterColumn } from './list-address.ts'

/** Files of a line: each is sent when it is chosen, and stands in the list with its way out. */
export function FilesField({
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
  const [sent, setSent] = useState<ReadonlyMap<string, StoredFile>>(new Map())
  const ids = value === '' ? [] : value.split(' ')
  const nameOf = (id: string): string => {
    const file = sent.get(id)
    return file === undefined ? (names[id] ?? t('registers.unnamed')) : `${file.name}(${fileSize(file.size)})`
  }
  return (
    <div>
      <FileField
        {...field}
        value={null}
        onChange={(file) => {
          if (file === null) return
          setSent((before) => new Map(before).set(file.fileId, file))
          onChange([...ids, file.fileId].join(' '))
        }}
      />
      <Chosen
        label={column.label}
        ids={ids}
        nameOf={nameOf}
        onRemove={(id) => onChange(ids.filter((each) => each !== id).join(' '))}
      />
    </div>
  )
}
