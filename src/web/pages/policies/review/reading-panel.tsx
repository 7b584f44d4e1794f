import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../../parts/date-text.tsx'
import { cardFields, isEmpty, type Choice } from './candidates.ts'
import { FieldCard, type Numbered } from './field-card.tsx'
import { FieldEditor } from './field-editor.tsx'
import { LaterChip, NormChip } from './norm-chip.tsx'
import { RefsCard } from './refs-card.tsx'
import type { Correction, Field, NormOut, Role } from './types.ts'

/** What was read of the selected norm, field by field. */
export function ReadingPanel({
  norm,
  place,
  later,
  looked,
  choices,
  roles,
  editing,
  busy,
  mayManage,
  onChoose,
  onEdit,
  onSave,
}: {
  norm: NormOut
  place: { readonly at: number; readonly of: number } | null
  later: boolean
  looked: ReadonlySet<Field>
  choices: readonly Choice[]
  roles: readonly Role[]
  editing: Field | undefined
  busy: boolean
  mayManage: boolean
  onChoose: (choice: Choice) => void
  onEdit: (field: Field | undefined) => void
  onSave: (correction: Correction) => void
}): ReactNode {
  const { t } = useTranslation()
  const numbered: Numbered[] = choices.map((choice, index) => ({ choice, number: index + 1 }))
  const shown = cardFields.filter(
    (field) =>
      field === 'subject' || !isEmpty(norm.reading, field) || (norm.colour[field] ?? 'green') !== 'green',
  )
  const rest = cardFields.filter((field) => !shown.includes(field))
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h2 className="flex flex-wrap items-center gap-2 text-[1.125rem] leading-[1.5]">
          {norm.number}
          <NormChip norm={norm} />
          {later && <LaterChip />}
        </h2>
        <span className="text-[0.875rem] text-solid-gray-700">
          {place !== null && t('review.place', place)}
          {norm.decidedBy !== null && (
            <>
              {t('review.decidedBy', { name: norm.decidedBy })}{' '}
              <DateText value={norm.decidedAt} form="short" />
            </>
          )}
        </span>
      </div>
      <p className="provision hidden rounded-6 bg-solid-gray-50 px-3 py-1.5 text-[0.875rem] max-lg:block">
        {norm.text}
      </p>
      <dl className="grid gap-1.5" aria-label={t('review.readingOf', { number: norm.number })}>
        {shown.map((field) => (
          <FieldCard
            key={field}
            norm={norm}
            field={field}
            looked={looked.has(field)}
            choices={numbered.filter(({ choice }) => choice.field === field)}
            roles={roles}
            editing={editing === field}
            busy={busy}
            mayManage={mayManage}
            onChoose={onChoose}
            onEdit={() => onEdit(field)}
            onSave={onSave}
            onCancel={() => onEdit(undefined)}
          />
        ))}
        <RefsCard norm={norm} />
      </dl>
      {mayManage && editing !== undefined && rest.includes(editing) && (
        <section
          aria-label={t('review.editOf', { field: t(`review.fields.${editing}`) })}
          className="rounded-6 border border-solid-gray-300 px-3 py-2"
        >
          <FieldEditor
            reading={norm.reading}
            field={editing}
            roles={roles}
            busy={busy}
            onSave={onSave}
            onCancel={() => onEdit(undefined)}
          />
        </section>
      )}
      {rest.length > 0 && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 px-1 text-[0.875rem] leading-[1.5] text-solid-gray-700">
          <span>{t('review.emptyFields')}</span>
          {rest.map((field) =>
            mayManage ? (
              <button
                key={field}
                type="button"
                aria-label={t('review.addField', { field: t(`review.fields.${field}`) })}
                onClick={() => onEdit(field)}
                className="nowrap rounded-4 text-key-900 underline underline-offset-[3px] hover:bg-key-50 max-sm:min-h-11 max-sm:px-1"
              >
                {t(`review.fields.${field}`)}
              </button>
            ) : (
              <span key={field}>{t(`review.fields.${field}`)}</span>
            ),
          )}
        </p>
      )}
    </div>
  )
}
