import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { SelectField } from '../../parts/select-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { ChoicesField } from './choices-field.tsx'
import { canMoveField, changeField, moveField, removeField } from './design-acts.ts'
import type { FieldDraft, FieldType } from './design.ts'
import { FieldSettings } from './field-settings.tsx'
import type { Used } from './form-part.tsx'
import { fieldName } from './labels.ts'
import { ReorderButtons } from './reorder-buttons.tsx'
import type { Design } from './use-design.ts'

const types: readonly FieldType[] = [
  'text',
  'long-text',
  'number',
  'date',
  'choice',
  'checks',
  'entries',
  'person',
  'unit',
  'files',
]

/** One field of the form: its name, its type, whether it has to be filled in, and what its type asks for. */
export function FieldCard({
  field,
  design,
  used,
}: {
  field: FieldDraft
  design: Design
  used: Used
}): ReactNode {
  const { t } = useTranslation()
  const { draft, change, errorAt, focus } = design
  const place = `field.${field.key}`
  const name = fieldName(t, field)
  const ran = used.fields.has(field.key)
  const set = (next: Partial<FieldDraft>, about: string): void =>
    change(changeField(draft, field.key, next), about)
  const go = (by: -1 | 1): (() => void) | undefined => {
    if (!canMoveField(draft, field.key, by)) return undefined
    return () => {
      change(moveField(draft, field.key, by))
      focus(`${place}.${by === -1 ? 'up' : 'down'}`, `${place}.${by === -1 ? 'down' : 'up'}`)
    }
  }
  if (field.gone) {
    return (
      <li className="flex flex-wrap items-center gap-3 rounded-8 border border-dashed border-solid-gray-536 px-4 py-2">
        <span className="min-w-0 flex-1">
          <s>{name}</s> <StateChip means="outside">{t('procedures.field.gone')}</StateChip>
          <span className="block text-[0.875rem] text-solid-gray-700">{t('procedures.field.goneWhat')}</span>
        </span>
        <Button
          id={fieldId(`${place}.label`)}
          size="small"
          label={t('procedures.field.backOf', { name })}
          onPress={() => {
            set({ gone: false }, place)
            focus(`${place}.label`)
          }}
        >
          {t('procedures.field.back')}
        </Button>
      </li>
    )
  }
  return (
    <li className="grid gap-3 rounded-8 border border-solid-gray-300 bg-white p-4 max-sm:p-3">
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_220px]">
        <TextField
          compact
          name={`${place}.label`}
          label={t('procedures.field.label')}
          required
          value={field.label}
          error={errorAt(`${place}.label`)}
          onChange={(label) => set({ label }, `${place}.label`)}
        />
        {ran ? (
          <div className="text-[0.875rem] leading-[1.5]">
            <p className="mb-1.5 font-bold">{t('procedures.field.type')}</p>
            <p>{t(`procedures.types.${field.type}`)}</p>
            <p className="text-solid-gray-700">{t('procedures.field.typeKept')}</p>
          </div>
        ) : (
          <SelectField
            compact
            name={`${place}.type`}
            label={t('procedures.field.type')}
            value={field.type}
            choices={types.map((value) => ({ value, label: t(`procedures.types.${value}`) }))}
            onChange={(value) => set({ type: types.find((type) => type === value) ?? field.type }, place)}
          />
        )}
      </div>
      {(field.type === 'choice' || field.type === 'checks') && (
        <ChoicesField field={field} design={design} used={used} />
      )}
      <FieldSettings field={field} design={design} set={set} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Checkbox
          name={`${place}.needed`}
          checked={!field.optional}
          onChange={(needed) => set({ optional: !needed }, 'validity')}
        >
          {t('procedures.field.needed')}
        </Checkbox>
        <ReorderButtons
          place={place}
          name={name}
          up={go(-1)}
          down={go(1)}
          remove={() => {
            const part = draft.parts.find((each) => each.fields.some(({ key }) => key === field.key))
            change(removeField(draft, field.key, used.fields), 'parts', place)
            // a field that was in use stays in its place, with the way back
            focus(ran ? `${place}.label` : `part.${part?.id ?? ''}.add`)
          }}
        />
      </div>
    </li>
  )
}
