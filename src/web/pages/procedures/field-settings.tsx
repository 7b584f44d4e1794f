import { registerKinds } from '#engine/register/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Checkbox } from '../../parts/checkbox.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { FieldDraft, FieldType } from './design.ts'
import type { Design } from './use-design.ts'

type Figure = 'maxLength' | 'min' | 'max' | 'maxEntries'
const figures: Readonly<Partial<Record<FieldType, readonly Figure[]>>> = {
  text: ['maxLength'],
  'long-text': ['maxLength'],
  number: ['min', 'max'],
  entries: ['maxEntries'],
  files: ['maxEntries'],
}

/** What a field of its type can be told beside its name: limits, the register, a hint. */
export function FieldSettings({
  field,
  design,
  set,
}: {
  field: FieldDraft
  design: Design
  set: (next: Partial<FieldDraft>, about: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const { errorAt } = design
  const place = `field.${field.key}`
  const own = figures[field.type] ?? []
  // what is wrong opens it; it closes only by hand, not under whoever is mending it
  const [open, setOpen] = useState(false)
  const wrong = [...own, 'hint', 'counter'].some((what) => errorAt(`${place}.${what}`) !== undefined)
  return (
    <>
      {field.type === 'entries' && <RegisterField field={field} design={design} set={set} />}
      <details
        open={open || wrong}
        onToggle={(event) => setOpen(event.currentTarget.open)}
        className="text-[0.875rem]"
      >
        <summary className="cursor-pointer py-1 text-key-900 underline max-sm:min-h-11 max-sm:py-2.5">
          {t(own.length === 0 ? 'procedures.field.moreHint' : 'procedures.field.more')}
        </summary>
        <div className="mt-2 grid gap-3">
          <TextField
            compact
            name={`${place}.hint`}
            label={t('procedures.field.hint')}
            hint={t('procedures.field.hintHint')}
            value={field.hint}
            error={errorAt(`${place}.hint`)}
            onChange={(hint) => set({ hint }, `${place}.hint`)}
          />
          <div className="flex flex-wrap gap-3">
            {own.map((what) => (
              <div key={what} className="w-44">
                <TextField
                  compact
                  inputMode="numeric"
                  name={`${place}.${what}`}
                  label={t(`procedures.field.${what}`)}
                  value={field[what]}
                  maxLength={12}
                  error={errorAt(`${place}.${what}`)}
                  onChange={(typed) => set({ [what]: typed }, `${place}.${what}`)}
                />
              </div>
            ))}
            {field.type === 'number' && (
              <div className="w-44">
                <TextField
                  compact
                  name={`${place}.counter`}
                  label={t('procedures.field.counter')}
                  value={field.counter}
                  error={errorAt(`${place}.counter`)}
                  onChange={(counter) => set({ counter }, `${place}.counter`)}
                />
              </div>
            )}
          </div>
        </div>
      </details>
    </>
  )
}

/** Which register lines are chosen from, and whether those of other units too. */
function RegisterField({
  field,
  design,
  set,
}: {
  field: FieldDraft
  design: Design
  set: (next: Partial<FieldDraft>, about: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const registers = useQuery({ ...reading(registerKinds, {}), staleTime: 60_000 })
  const place = `field.${field.key}`
  const known = registers.data?.registers ?? []
  const choices = known.map(({ key, name }) => ({ value: key, label: name }))
  const unknown = field.register !== '' && !known.some(({ key }) => key === field.register)
  return (
    <div className="grid gap-3 sm:grid-cols-2 sm:items-end">
      <SelectField
        compact
        name={`${place}.register`}
        label={t('procedures.field.register')}
        required
        value={field.register}
        choices={unknown ? [...choices, { value: field.register, label: t('procedures.loading') }] : choices}
        error={registers.isError ? t('procedures.field.registerUnread') : design.errorAt(`${place}.register`)}
        onChange={(register) => set({ register }, `${place}.register`)}
      />
      <Checkbox
        name={`${place}.anyUnit`}
        checked={field.anyUnit}
        onChange={(anyUnit) => set({ anyUnit }, `${place}.anyUnit`)}
      >
        {t('procedures.field.anyUnit')}
      </Checkbox>
    </div>
  )
}
