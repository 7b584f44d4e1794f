import { parseDate as parseDay } from '@internationalized/date'
import { useEffect, useRef, type ReactNode } from 'react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components/Calendar'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'
import { useLanguage } from './use-language.ts'

const arrow = 'inline-flex size-9 items-center justify-center rounded-6 hover:bg-solid-gray-50 max-sm:size-11'

/** A month to choose a day from, in 和暦. Loaded only when somebody opens it. Escape closes it. */
export default function CalendarBoard({
  label,
  date,
  earliest,
  latest,
  onChoose,
  onClose,
}: {
  label: string
  date: string | null
  earliest?: string | undefined
  latest?: string | undefined
  onChoose: (date: string) => void
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const board = useRef<HTMLDivElement>(null)
  useEffect(() => {
    board.current?.querySelector<HTMLElement>('td [tabindex="0"]')?.focus()
  }, [])
  useEffect(() => {
    const away = (event: PointerEvent): void => {
      if (event.target instanceof Node && board.current?.parentElement?.contains(event.target) === false)
        onClose()
    }
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose()
    }
    document.addEventListener('pointerdown', away)
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('keydown', escape)
    }
  }, [onClose])
  return (
    <div
      ref={board}
      className="absolute top-full left-0 z-20 mt-1 rounded-8 border border-solid-gray-420 bg-white p-3 shadow-1"
    >
      <I18nProvider locale={language === 'ja' ? 'ja-JP-u-ca-japanese' : 'en-GB'}>
        <Calendar
          aria-label={label}
          value={date === null ? null : parseDay(date)}
          minValue={earliest === undefined ? null : parseDay(earliest)}
          maxValue={latest === undefined ? null : parseDay(latest)}
          onChange={(day) => onChoose(day.toString())}
        >
          <div className="flex items-center justify-between gap-2">
            <Button slot="previous" aria-label={t('parts.date.previous')} className={arrow}>
              <Icon name="left" />
            </Button>
            <Heading level={3} className="text-[1rem]" />
            <Button slot="next" aria-label={t('parts.date.next')} className={arrow}>
              <Icon name="right" />
            </Button>
          </div>
          <CalendarGrid weekdayStyle="short">
            <CalendarGridHeader>
              {(weekday) => (
                <CalendarHeaderCell className="text-[0.875rem] font-normal">{weekday}</CalendarHeaderCell>
              )}
            </CalendarGridHeader>
            <CalendarGridBody>
              {(day) => (
                <CalendarCell
                  date={day}
                  className="flex size-9 items-center justify-center rounded-6 tabular-nums hover:bg-key-200 data-[disabled]:text-solid-gray-420 data-[outside-month]:hidden data-[selected]:bg-key-900 data-[selected]:font-bold data-[selected]:text-white max-sm:size-11"
                />
              )}
            </CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      </I18nProvider>
    </div>
  )
}
