import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { FieldError } from '../../parts/form-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { addField, addPart, movePart, removePart } from './design-acts.ts'
import type { PartDraft } from './design.ts'
import { FieldCard } from './field-card.tsx'
import { ReorderButtons } from './reorder-buttons.tsx'
import type { Design } from './use-design.ts'

/** What was published once: its fields and choices are not taken away any more. */
export type Used = {
  readonly fields: ReadonlySet<string>
  /** `f2 c1` */
  readonly choices: ReadonlySet<string>
}

/** 様式: the parts of the form, with their fields. */
export function FormPart({ design, used }: { design: Design; used: Used }): ReactNode {
  const { t } = useTranslation()
  const { draft, change, errorAt, focus } = design
  const error = errorAt('parts')
  return (
    <Section title={t('procedures.form.title')}>
      <p className="mb-3 text-[0.875rem]">{t('procedures.form.what')}</p>
      {error !== undefined && <FieldError id="parts-error">{error}</FieldError>}
      <div className="grid gap-6">
        {draft.parts.map((part, index) => (
          <Part key={part.id} part={part} at={index} design={design} used={used} />
        ))}
        <span>
          <Button
            id={fieldId('parts')}
            reason={draft.parts.length >= 10 ? t('procedures.form.partsFull') : undefined}
            onPress={() => {
              const next = addPart(draft)
              change(next.draft, 'parts')
              focus(`part.${next.id}.label`)
            }}
          >
            {t('procedures.form.addPart')}
          </Button>
        </span>
      </div>
    </Section>
  )
}

function Part({
  part,
  at,
  design,
  used,
}: {
  part: PartDraft
  at: number
  design: Design
  used: Used
}): ReactNode {
  const { t } = useTranslation()
  const { draft, change, errorAt, focus } = design
  const place = `part.${part.id}`
  const title = t('procedures.form.part', { number: at + 1 })
  const go = (by: -1 | 1): void => {
    change(movePart(draft, at, by))
    focus(`${place}.${by === -1 ? 'up' : 'down'}`, `${place}.${by === -1 ? 'down' : 'up'}`)
  }
  return (
    <fieldset className="grid gap-4 border-l-4 border-solid-gray-300 pl-4 max-sm:pl-3">
      <legend className="font-bold">{title}</legend>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-60 flex-1">
          <TextField
            compact
            name={`${place}.label`}
            label={t('procedures.form.partLabel')}
            required
            value={part.label}
            error={errorAt(`${place}.label`)}
            onChange={(label) =>
              change(
                {
                  ...draft,
                  parts: draft.parts.map((each) => (each.id === part.id ? { ...each, label } : each)),
                },
                `${place}.label`,
              )
            }
          />
        </div>
        <ReorderButtons
          place={place}
          name={part.label.trim() === '' ? title : t('procedures.quoted', { name: part.label.trim() })}
          up={at === 0 ? undefined : () => go(-1)}
          down={at === draft.parts.length - 1 ? undefined : () => go(1)}
          remove={() => {
            change(removePart(draft, at, used.fields), 'parts', place)
            focus('parts')
          }}
          removeReason={draft.parts.length === 1 ? t('procedures.form.partLast') : undefined}
        />
      </div>
      {part.fields.length === 0 && (
        <p className="text-[0.875rem] text-solid-gray-700">{t('procedures.form.empty')}</p>
      )}
      <ol className="grid gap-3">
        {part.fields.map((field) => (
          <FieldCard key={field.key} field={field} design={design} used={used} />
        ))}
      </ol>
      <span>
        <Button
          id={fieldId(`${place}.add`)}
          size="small"
          reason={part.fields.length >= 40 ? t('procedures.form.fieldsFull') : undefined}
          label={t('procedures.form.addFieldTo', {
            name: part.label.trim() === '' ? title : part.label.trim(),
          })}
          onPress={() => {
            const next = addField(draft, part.id)
            change(next.draft, 'parts')
            focus(`field.${next.key}.label`)
          }}
        >
          {t('procedures.form.addField')}
        </Button>
      </span>
    </fieldset>
  )
}
