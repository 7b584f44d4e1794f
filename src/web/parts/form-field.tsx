import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldId } from './field-id.ts'
import { Icon } from './icons.tsx'
import { join } from './join.ts'

export type FieldProps = {
  /** Field path as the server names it in its problems ('purpose', 'items.0.name'); the error list jumps to it. */
  name: string
  label: string
  required?: boolean | undefined
  /** Shows 任意; only where most of the form is required. */
  optional?: boolean | undefined
  hint?: ReactNode
  /** What is wrong and what value is right. */
  error?: string | undefined
  /** 40 high with a small label, for filters above lists. */
  compact?: boolean | undefined
}

/** What the control itself must carry. */
export type ControlIds = {
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
  className: string
}

/** Label above, 必須 in words, hint between label and field, error below. No placeholder. */
export function FormField({
  name,
  label,
  required = false,
  optional = false,
  hint,
  error,
  compact = false,
  after,
  children,
}: FieldProps & { after?: ReactNode; children: (ids: ControlIds) => ReactNode }): ReactNode {
  const { t } = useTranslation()
  const noteId = useId()
  const id = fieldId(name)
  const wrong = error !== undefined && error !== ''
  const describedBy = join(
    hint !== undefined && `${noteId}h`,
    wrong && `${noteId}e`,
    after !== undefined && `${noteId}a`,
  )
  return (
    <div className="block">
      <label
        htmlFor={id}
        className={join(
          'flex items-center gap-2 font-bold leading-[1.5]',
          compact ? 'mb-1.5 text-[0.875rem]' : 'mb-2',
        )}
      >
        {label}
        {required && (
          <span className="nowrap text-[0.875rem] font-normal text-error-2">{t('parts.required')}</span>
        )}
        {optional && (
          <span className="nowrap text-[0.875rem] font-normal text-solid-gray-600">
            {t('parts.optional')}
          </span>
        )}
      </label>
      {hint !== undefined && (
        <p id={`${noteId}h`} className="-mt-1.5 mb-2 text-[0.875rem] leading-[1.5] text-solid-gray-600">
          {hint}
        </p>
      )}
      {children({
        id,
        name,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': wrong ? true : undefined,
        'aria-required': required ? true : undefined,
        className: controlDress(wrong, compact),
      })}
      {after !== undefined && (
        <p id={`${noteId}a`} className="mt-1 text-[0.875rem] leading-[1.5] text-solid-gray-600">
          {after}
        </p>
      )}
      {wrong && <FieldError id={`${noteId}e`}>{error}</FieldError>}
    </div>
  )
}

/** What is wrong, under the field. */
export function FieldError({ id, children }: { id: string; children: ReactNode }): ReactNode {
  return (
    <p id={id} className="mt-1 flex gap-1.5 text-[0.875rem] leading-[1.5] text-error-2">
      <Icon name="stop" size={18} className="mt-0.5" />
      <span>{children}</span>
    </p>
  )
}

function controlDress(wrong: boolean, compact: boolean): string {
  return join(
    'block w-full rounded-8 bg-white text-[1rem] text-solid-gray-800',
    compact ? 'h-10 px-3 max-sm:h-11' : 'h-12 px-4',
    wrong ? 'border-2 border-error-1' : 'border border-solid-gray-600 hover:border-black',
  )
}

/** A numbered group of a long form: 「2 目的・場所・期間」. */
export function FieldGroup({
  legend,
  note,
  last = false,
  children,
}: {
  legend: string
  note?: ReactNode
  last?: boolean
  children: ReactNode
}): ReactNode {
  return (
    <fieldset className={join('mb-6 grid gap-4 pb-6', !last && 'border-b border-solid-gray-300')}>
      <legend className="mb-3 text-[1.125rem] leading-[1.6] font-bold text-solid-gray-900">{legend}</legend>
      {note !== undefined && <p className="-mt-2 text-[0.875rem] leading-[1.5]">{note}</p>}
      {children}
    </fieldset>
  )
}

/** Two fields side by side; one under the other on a phone, and in a narrow column that says so of its `pair`s. */
export function FieldPair({ children }: { children: ReactNode }): ReactNode {
  return <div className="pair grid grid-cols-1 gap-x-6 gap-y-4 sm:grid-cols-2">{children}</div>
}
