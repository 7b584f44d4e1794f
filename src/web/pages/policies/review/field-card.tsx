import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from '../../../parts/icons.tsx'
import { join } from '../../../parts/join.ts'
import type { Choice } from './candidates.ts'
import { wordsOf } from './cue-segments.ts'
import { FieldEditor } from './field-editor.tsx'
import { choiceWords, FieldValue, fieldWords } from './field-value.tsx'
import { KeyCap } from '../../../parts/key-cap.tsx'
import type { Colour, Correction, Field, NormOut, Role } from './types.ts'

const frames: Readonly<Record<Colour, { card: string; ink: string; icon: IconName }>> = {
  green: { card: 'border-l-green-800', ink: 'text-green-900', icon: 'done' },
  amber: { card: 'border-l-yellow-400 bg-yellow-50', ink: 'text-yellow-1200', icon: 'warning' },
  red: { card: 'border-l-red-900 bg-red-50', ink: 'text-red-1000', icon: 'stop' },
}

export type Numbered = { readonly choice: Choice; readonly number: number }

/** One field of a reading: what was read, from which words, and what an officer can do about it. */
export function FieldCard({
  norm,
  field,
  looked,
  choices,
  roles,
  editing,
  busy,
  mayManage,
  onChoose,
  onEdit,
  onSave,
  onCancel,
}: {
  norm: NormOut
  field: Field
  /** An officer said that it is right. */
  looked: boolean
  choices: readonly Numbered[]
  roles: readonly Role[]
  editing: boolean
  busy: boolean
  mayManage: boolean
  onChoose: (choice: Choice) => void
  onEdit: () => void
  onSave: (correction: Correction) => void
  onCancel: () => void
}): ReactNode {
  const { t } = useTranslation()
  // an officer who corrected one field has not yet said that the others are right
  const colour = looked || norm.state === 'confirmed' ? 'green' : (norm.colour[field] ?? 'green')
  const { card, ink, icon } = frames[colour]
  const name =
    field === 'approval' && norm.reading.approval !== null
      ? t('review.approvalOf', { act: norm.reading.approval.act })
      : t(`review.fields.${field}`)
  return (
    <div
      data-field={field}
      className={join(
        'grid grid-cols-[104px_minmax(0,1fr)] gap-x-2 rounded-6 border border-l-8 border-solid-gray-300 px-3 py-1.5 leading-[1.5]',
        card,
      )}
    >
      <dt className="font-bold">{name}</dt>
      <dd className="min-w-0">
        {editing ? (
          <FieldEditor
            reading={norm.reading}
            field={field}
            roles={roles}
            busy={busy}
            onSave={onSave}
            onCancel={onCancel}
          />
        ) : (
          <>
            <div className="flex items-start justify-between gap-2">
              <div className="min-w-0">
                <FieldValue reading={norm.reading} field={field} />
              </div>
              {mayManage && (
                <button
                  type="button"
                  aria-label={t('review.editOf', { field: name })}
                  onClick={onEdit}
                  className="nowrap rounded-4 px-1 text-[0.875rem] text-key-900 underline underline-offset-[3px] hover:bg-key-50 max-sm:min-h-11 max-sm:px-2"
                >
                  {t('review.edit')}
                </button>
              )}
            </div>
            <p className={join('flex items-start gap-1 text-[0.875rem]', ink)}>
              <Icon name={icon} size={16} label={t(`review.colours.${colour}`)} className="mt-[3px]" />
              <span className="min-w-0">
                <Why norm={norm} field={field} looked={looked} />
              </span>
            </p>
            {mayManage && choices.length > 0 && (
              <div className="mt-1 flex flex-wrap gap-1.5">
                {choices.map(({ choice, number }) => (
                  <button
                    key={number}
                    type="button"
                    aria-disabled={busy ? true : undefined}
                    aria-label={t('review.choiceLabel', {
                      number,
                      field: name,
                      choice: choiceWords(choice, t),
                    })}
                    onClick={busy ? undefined : () => onChoose(choice)}
                    className="inline-flex min-h-8 items-center gap-1.5 rounded-6 border border-key-900 bg-white px-2 text-[0.875rem] leading-[1.3] font-bold text-key-900 hover:bg-key-200 hover:underline max-sm:min-h-11"
                  >
                    <KeyCap>{number}</KeyCap> {choiceWords(choice, t)}
                  </button>
                ))}
              </div>
            )}
          </>
        )}
      </dd>
    </div>
  )
}

/** The words it was read from, or why there are none. */
function Why({ norm, field, looked }: { norm: NormOut; field: Field; looked: boolean }): ReactNode {
  const { t } = useTranslation()
  const quoted = wordsOf(norm, field)
    .map((words) => t('review.quote', { words: shortened(words) }))
    .join(' ')
  if (norm.changed.includes(field)) {
    return norm.machine === null
      ? t('review.byOfficer')
      : t('review.byOfficerWas', { was: fieldWords(norm.machine, field, t) })
  }
  if (looked || norm.state === 'confirmed') {
    return (norm.colour[field] ?? 'green') === 'green' && quoted !== ''
      ? quoted
      : `${t('review.looked')} ${quoted}`
  }
  const colour = norm.colour[field]
  if (colour === 'red') {
    return norm.reading.subject.roles.length > 0 && field === 'subject'
      ? t('review.noCueRead')
      : t('review.noCue')
  }
  if (colour !== 'amber') return quoted === '' ? t('review.colours.green') : quoted
  const from = norm.reading.subject.from
  const inherited = field === 'subject' && (from === 'lead-in' || from === 'previous' || from === 'inferred')
  return `${inherited ? t(`review.inherited.${from}`) : t('review.twoReadings')}${quoted === '' ? '' : ` ${quoted}`}`
}

/** A long cue is quoted by its beginning and its end. */
function shortened(words: string): string {
  const letters = [...words.replaceAll('\n', ' ')]
  if (letters.length <= 32) return letters.join('')
  return `${letters.slice(0, 14).join('')}…${letters.slice(-14).join('')}`
}
