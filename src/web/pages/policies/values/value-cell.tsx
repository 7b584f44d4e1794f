import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { useKeyIn } from '../../../parts/use-key-in.ts'
import { plainValue, valueProblem } from './value-order.ts'
import type { ParameterOut } from './values-page.tsx'

/** The value of the city, and the form that sets it in its place. Enter sets it and goes on to the next. */
export function ValueCell({
  parameter,
  editing,
  busy,
  mayManage,
  onEdit,
  onSave,
}: {
  parameter: ParameterOut
  editing: boolean
  busy: boolean
  mayManage: boolean
  onEdit: (open: boolean) => void
  onSave: (value: string | null, note: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const { label, unit, value } = parameter
  if (editing && mayManage) {
    return <ValueForm parameter={parameter} busy={busy} onCancel={() => onEdit(false)} onSave={onSave} />
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 sm:min-w-64">
      {value === null ? (
        <StateChip means="vacant">{t('openValues.notSet')}</StateChip>
      ) : (
        <b className="text-[1rem]">
          {value}
          {unit}
        </b>
      )}
      {parameter.setBy !== null && (
        <span className="text-solid-gray-700">
          {t('openValues.setBy', { name: parameter.setBy })} <DateText value={parameter.setAt} form="short" />
          {parameter.note !== '' && <span className="block">{parameter.note}</span>}
        </span>
      )}
      {mayManage && (
        <Button
          size="small"
          label={t(value === null ? 'openValues.enterOf' : 'openValues.changeOf', { label })}
          onPress={() => onEdit(true)}
        >
          {t(value === null ? 'openValues.enter' : 'openValues.change')}
        </Button>
      )}
      <History parameter={parameter} />
    </div>
  )
}

function ValueForm({
  parameter,
  busy,
  onCancel,
  onSave,
}: {
  parameter: ParameterOut
  busy: boolean
  onCancel: () => void
  onSave: (value: string | null, note: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const { label, unit, usual } = parameter
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState(parameter.value ?? '')
  const [note, setNote] = useState(parameter.note)
  const [problem, setProblem] = useState<'missing' | 'not-number' | null>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  useKeyIn(form, 'Escape', () => {
    onCancel()
    return true
  })
  const send = (): void => {
    const wrong = valueProblem(typed, unit)
    setProblem(wrong)
    if (wrong === null) onSave(plainValue(typed, unit), note)
  }
  return (
    <form
      ref={form}
      noValidate
      className="grid max-w-96 gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) send()
      }}
    >
      <TextField
        compact
        name={`value-${parameter.parameter}`}
        label={t('openValues.valueOf', { label })}
        hint={unit === '' ? t('openValues.wordsHint') : t('openValues.unitHint', { unit })}
        inputMode={unit === '' ? 'text' : 'numeric'}
        maxLength={200}
        value={typed}
        error={
          problem === null
            ? undefined
            : problem === 'missing'
              ? t('openValues.missing')
              : t('openValues.notNumber', { example: usual?.value ?? '1' })
        }
        onChange={setTyped}
      />
      {usual !== null && (
        <span>
          <Button
            size="small"
            look="text"
            onPress={() => {
              setTyped(usual.value)
              form.current?.querySelector('input')?.focus()
            }}
          >
            {t('openValues.takeUsual', { value: `${usual.value}${unit}` })}
          </Button>
        </span>
      )}
      <TextField
        compact
        name={`note-${parameter.parameter}`}
        label={t('openValues.note')}
        hint={t('openValues.noteHint')}
        maxLength={500}
        value={note}
        onChange={setNote}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="small" look="filled" busy={busy}>
          {t('openValues.save')}
        </Button>
        <Button size="small" onPress={onCancel}>
          {t('openValues.cancel')}
        </Button>
        {parameter.value !== null && (
          <Button size="small" look="text" busy={busy} onPress={() => onSave(null, note)}>
            {t('openValues.takeBack')}
          </Button>
        )}
      </div>
    </form>
  )
}

/** What was set before, the latest first. */
function History({ parameter }: { parameter: ParameterOut }): ReactNode {
  const { t } = useTranslation()
  if (parameter.history.length < 2) return null
  return (
    <details className="text-[0.875rem]">
      <summary className="cursor-pointer text-key-900 underline underline-offset-[3px]">
        {t('openValues.history')}
      </summary>
      <ul className="mt-1 grid gap-1">
        {parameter.history.map((past) => (
          <li key={`${past.setAt}${past.value ?? ''}`}>
            {t('openValues.historyRow', {
              value: past.value === null ? t('openValues.empty') : `${past.value}${parameter.unit}`,
              name: past.setBy,
            })}{' '}
            <DateText value={past.validFrom} /> {past.note}
          </li>
        ))}
      </ul>
    </details>
  )
}
