import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Chips } from '../../parts/chip.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { FieldError } from '../../parts/form-field.tsx'
import { join } from '../../parts/join.ts'
import { AssetChips } from '../case/asset-chips.tsx'
import { listIn, type Field } from './draft.ts'
import { EntryPicker } from './entry-picker.tsx'
import type { Entry, FieldFilling } from './use-draft.ts'

const most = 20

/** Lines of a register the application is about: the chosen ones with their classes, and the way to choose more. */
export function EntriesField({
  field,
  label,
  filling,
}: {
  field: Field
  label: string
  filling: FieldFilling
}): ReactNode {
  const { t } = useTranslation()
  const noteId = useId()
  const [picking, setPicking] = useState(false)
  const ids = listIn(filling.draft, field.key)
  const limit = field.maxEntries ?? most
  const error = filling.errorAt(field.key)
  const entries = filling.entriesOf(field.key)
  const describedBy = join(field.hint !== undefined && `${noteId}h`, error !== undefined && `${noteId}e`)
  const remove = (id: string): void => {
    filling.set(
      field.key,
      ids.filter((each) => each !== id),
    )
    // the button that was pressed is gone
    document.getElementById(fieldId(field.key))?.focus()
  }
  return (
    <fieldset aria-describedby={describedBy === '' ? undefined : describedBy}>
      <legend className="mb-2 flex items-center gap-2 leading-[1.5] font-bold">
        {label}
        {field.required && (
          <span className="nowrap text-[0.875rem] font-normal text-error-2">{t('parts.required')}</span>
        )}
      </legend>
      {field.hint !== undefined && (
        <p id={`${noteId}h`} className="-mt-1.5 mb-2 text-[0.875rem] leading-[1.5] text-solid-gray-600">
          {field.hint}
        </p>
      )}
      {ids.length === 0 ? (
        <p className="mb-2 text-solid-gray-600">{t('apply.entriesNone')}</p>
      ) : (
        <ul
          className={join(
            'mb-2 rounded-8',
            error === undefined ? 'border border-solid-gray-300' : 'border-2 border-error-1',
          )}
        >
          {ids.map((id) => (
            <Chosen
              key={id}
              entry={entries.find((entry) => entry.entryId === id)}
              onRemove={() => remove(id)}
            />
          ))}
        </ul>
      )}
      <Button
        id={fieldId(field.key)}
        reason={ids.length >= limit ? t('apply.entriesFull', { count: limit }) : undefined}
        onPress={() => setPicking(true)}
      >
        {t('apply.entriesAdd')}
      </Button>
      {error !== undefined && <FieldError id={`${noteId}e`}>{error}</FieldError>}
      {field.register !== undefined && (
        <EntryPicker
          open={picking}
          onClose={() => setPicking(false)}
          register={field.register}
          chosen={ids}
          full={ids.length >= limit}
          onChoose={(entry) => {
            filling.learn(entry)
            filling.set(field.key, [...ids, entry.entryId])
          }}
        />
      )}
    </fieldset>
  )
}

function Chosen({ entry, onRemove }: { entry: Entry | undefined; onRemove: () => void }): ReactNode {
  const { t } = useTranslation()
  const name = entry?.label ?? t('apply.entriesGone')
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-solid-gray-200 px-4 py-2 leading-[1.5] last:border-b-0">
      <span className="min-w-0 flex-1 basis-48">
        <b>{name}</b> <span className="nowrap text-[0.875rem] text-solid-gray-600">{entry?.number}</span>
      </span>
      {entry !== undefined && (
        <Chips>
          <AssetChips values={entry.values} />
        </Chips>
      )}
      <Button look="text" label={t('apply.entriesRemoveOf', { name })} onPress={onRemove}>
        {t('apply.entriesRemove')}
      </Button>
    </li>
  )
}
