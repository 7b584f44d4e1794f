import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { afterPress } from './after-press.ts'
import { IconButton } from './button.tsx'
import { readDateEntry } from './date-entry.ts'
import { FormField, type FieldProps } from './form-field.tsx'
import { join } from './join.ts'
import { Loading } from './states.tsx'

const CalendarBoard = lazy(() => import('./calendar-board.tsx'))

export type DateFieldProps = FieldProps & {
  /** What is in the field, as typed; or a day '2026-11-25'. */
  value: string
  /**
   * `date` is the day meant ('2026-11-25'), or null while the text is empty or is no day. Send `date`, keep `typed`.
   */
  onChange: (typed: string, date: string | null) => void
  earliest?: string
  latest?: string
}

/**
 * A date, typed as people write it (令和8年11月25日, R8.11.25, 2026-11-25) or taken from a calendar. On leaving the
 * field the text becomes the 和暦 it was understood as; a text that is no date stays and is explained.
 */
export function DateField({ value, onChange, earliest, latest, ...field }: DateFieldProps): ReactNode {
  const { t } = useTranslation()
  const [left, setLeft] = useState(false)
  /** What was typed is read as this day; shown until one is elsewhere. */
  const [readAs, setReadAs] = useState<string>()
  const [open, setOpen] = useState(false)
  const range = {
    ...(earliest === undefined ? {} : { earliest }),
    ...(latest === undefined ? {} : { latest }),
  }
  const entry = readDateEntry(value, range)
  const isPlainDay = entry.kind === 'date' && entry.date === value
  const own = left && entry.kind === 'wrong' ? entry.message : undefined
  const error = field.error ?? own
  const take = (typed: string): void => {
    const read = readDateEntry(typed, range)
    setReadAs(read.kind === 'date' && read.shown !== typed && read.date !== typed ? read.shown : undefined)
    onChange(typed, read.kind === 'date' ? read.date : null)
  }
  return (
    <FormField
      {...field}
      hint={field.hint ?? (field.compact === true ? undefined : t('parts.date.hint'))}
      error={error}
      after={readAs === undefined ? undefined : t('parts.date.normalised', { date: readAs })}
    >
      {({ className, ...ids }) => (
        <div className="relative">
          <div className="flex gap-1">
            <input
              {...ids}
              type="text"
              autoComplete="off"
              value={isPlainDay ? entry.shown : value}
              onChange={(event) => {
                setLeft(false)
                take(event.target.value)
              }}
              onBlur={() => {
                afterPress(() => {
                  setLeft(true)
                  setReadAs(undefined)
                })
                if (entry.kind === 'date' && entry.shown !== value) onChange(entry.shown, entry.date)
              }}
              className={join(className, 'min-w-0 flex-1')}
            />
            <IconButton
              icon="calendar"
              label={`${field.label} ${t('parts.date.open')}`}
              expanded={open}
              onPress={() => setOpen(!open)}
            />
          </div>
          {open && (
            <Suspense fallback={<Loading />}>
              <CalendarBoard
                label={`${field.label} ${t('parts.date.calendar')}`}
                date={entry.kind === 'date' ? entry.date : null}
                earliest={earliest}
                latest={latest}
                onChoose={(date) => {
                  setOpen(false)
                  setLeft(true)
                  setReadAs(undefined)
                  onChange(readDateEntry(date).kind === 'date' ? shownOf(date) : date, date)
                  document.getElementById(ids.id)?.focus()
                }}
                onClose={() => {
                  setOpen(false)
                  document.getElementById(ids.id)?.focus()
                }}
              />
            </Suspense>
          )}
        </div>
      )}
    </FormField>
  )
}

function shownOf(date: string): string {
  const entry = readDateEntry(date)
  return entry.kind === 'date' ? entry.shown : date
}
