import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { FileField } from '../../parts/file-field.tsx'
import { fileSize } from '../../parts/file-size.ts'
import { listIn, type Field } from './draft.ts'
import type { FieldFilling } from './use-draft.ts'

const most = 20

/** Papers that go with the application: those put in, each with its way out, and the field for the next one. */
export function FilesField({
  field,
  label,
  filling,
}: {
  field: Field
  label: string
  filling: FieldFilling
}): ReactNode {
  const { t } = useTranslation()
  // a field of its own for each paper: the one that was sent is in the list already
  const [round, setRound] = useState(0)
  const ids = listIn(filling.draft, field.key)
  const limit = field.maxEntries ?? most
  if (filling.withoutFiles !== undefined) {
    return (
      <div>
        <p className="mb-1 font-bold">
          {label}{' '}
          {field.required && (
            <span className="text-[0.875rem] font-normal text-error-2">{t('parts.required')}</span>
          )}
        </p>
        {field.hint !== undefined && (
          <p className="text-[0.875rem] leading-[1.5] text-solid-gray-600">{field.hint}</p>
        )}
        <p className="text-[0.875rem]">{filling.withoutFiles}</p>
      </div>
    )
  }
  const remove = (id: string): void => {
    filling.set(
      field.key,
      ids.filter((each) => each !== id),
    )
    // The button that was pressed is gone.
    document.getElementById(fieldId(field.key))?.focus()
  }
  return (
    <div>
      {ids.length > 0 && (
        <ul aria-label={label} className="mb-2 rounded-8 border border-solid-gray-300">
          {ids.map((id) => {
            const file = filling.fileOf(id)
            const name = file?.name ?? t('apply.unnamed')
            return (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-3 border-b border-solid-gray-200 px-4 py-1.5 last:border-b-0"
              >
                <span className="min-w-0 break-all">
                  {name}{' '}
                  {file !== undefined && (
                    <span className="nowrap text-[0.875rem] text-solid-gray-600">{fileSize(file.size)}</span>
                  )}
                </span>
                <Button
                  look="text"
                  size="small"
                  label={t('apply.entriesRemoveOf', { name })}
                  onPress={() => remove(id)}
                >
                  {t('apply.entriesRemove')}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      {ids.length >= limit ? (
        <p className="text-[0.875rem]">{t('apply.entriesFull', { count: limit })}</p>
      ) : (
        <FileField
          key={round}
          name={field.key}
          label={label}
          required={field.required}
          error={filling.errorAt(field.key)}
          {...(field.hint === undefined ? {} : { hint: field.hint })}
          value={null}
          onChange={(file) => {
            if (file === null) return
            filling.learnFile(file)
            filling.set(field.key, [...ids, file.fileId])
            setRound(round + 1)
          }}
        />
      )}
    </div>
  )
}
