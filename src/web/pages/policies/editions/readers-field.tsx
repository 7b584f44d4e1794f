import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { SelectField } from '../../../parts/select-field.tsx'
import type { DocumentOut } from './document-page.tsx'

type Readers = DocumentOut['readers']

/** Those who may read a document that is not public: units and offices, each once. */
export function ReadersField({
  readers,
  choices,
  onChange,
}: {
  readers: Readers
  choices: DocumentOut['choices']
  onChange: (readers: Readers) => void
}): ReactNode {
  const { t } = useTranslation()
  const add = (kind: 'unit' | 'office', id: string): void => {
    const named = (kind === 'unit' ? choices.units : choices.offices).find((each) => each.id === id)
    if (named === undefined || readers.some((each) => each.kind === kind && each.id === id)) return
    onChange([...readers, { kind, id, name: named.name }])
  }
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-bold leading-[1.5]">{t('editions.document.readers')}</legend>
      <p className="text-[0.875rem] leading-[1.5] text-solid-gray-600">
        {t('editions.document.readersHint')}
      </p>
      {readers.length > 0 && (
        <ul className="grid gap-1">
          {readers.map((reader) => (
            <li
              key={`${reader.kind}${reader.id}`}
              className="flex items-center gap-3 border-b border-solid-gray-200 py-1"
            >
              <span className="flex-1">{reader.name}</span>
              <Button
                size="small"
                label={t('editions.document.removeOne', { name: reader.name })}
                onPress={() => onChange(readers.filter((each) => each !== reader))}
              >
                {t('editions.document.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          compact
          name="addUnit"
          label={t('editions.document.addUnit')}
          value=""
          emptyLabel={t('parts.choose')}
          choices={choices.units.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(id) => add('unit', id)}
        />
        <SelectField
          compact
          name="addOffice"
          label={t('editions.document.addOffice')}
          value=""
          emptyLabel={t('parts.choose')}
          choices={choices.offices.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(id) => add('office', id)}
        />
      </div>
    </fieldset>
  )
}
