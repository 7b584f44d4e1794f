import { useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icons.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { useKeyIn } from '../../../parts/use-key-in.ts'
import type { Role } from './types.ts'

const shownAtOnce = 8

/** Offices out of those the document names, and others typed freely. */
export function RolePicker({
  name,
  label,
  value,
  roles,
  onChange,
}: {
  name: string
  label: string
  value: readonly Role[]
  roles: readonly Role[]
  onChange: (value: Role[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const groupId = useId()
  const [typed, setTyped] = useState('')
  const [all, setAll] = useState(false)
  const chosen = new Set(value.map((role) => role.word))
  const word = typed.trim()
  const found = roles.filter((role) => !chosen.has(role.word) && (word === '' || role.word.includes(word)))
  const list = [
    ...value,
    ...(all || word !== '' ? found : found.slice(0, Math.max(0, shownAtOnce - value.length))),
  ]
  const addTyped = (): void => {
    if (word === '') return
    if (!chosen.has(word)) {
      const known = roles.find((role) => role.word === word)
      onChange([...value, known ?? { word: word.slice(0, 80), office: null }])
    }
    setTyped('')
  }
  const typing = useRef<HTMLDivElement>(null)
  useKeyIn(typing, 'Enter', () => {
    // with nothing typed, Enter sends the form it stands in
    addTyped()
    return word !== ''
  })
  return (
    <fieldset>
      <legend className="mb-1 text-[0.875rem] leading-[1.5] font-bold">{label}</legend>
      <div
        id={groupId}
        className="mb-2 grid max-h-48 gap-1 overflow-auto rounded-6 border border-solid-gray-300 p-2"
      >
        {list.length === 0 && <p className="text-[0.875rem]">{t('review.roles.none')}</p>}
        {list.map((role) => (
          <label
            key={role.word}
            className="flex items-start gap-2 text-[0.875rem] leading-[1.5] max-sm:min-h-11 max-sm:py-2"
          >
            <input
              type="checkbox"
              className="mt-0.5 size-5 flex-none accent-key-900"
              checked={chosen.has(role.word)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...value, role] : value.filter((other) => other.word !== role.word),
                )
              }
            />
            {role.word}
          </label>
        ))}
        {!all && word === '' && found.length > list.length - value.length && (
          <button
            type="button"
            onClick={() => setAll(true)}
            className="flex items-center gap-1 justify-self-start text-[0.875rem] text-key-900 underline underline-offset-[3px]"
          >
            <Icon name="down" size={14} />
            {t('review.showAll')}
          </button>
        )}
      </div>
      <div ref={typing} className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            compact
            name={`${name}-free`}
            label={t('review.roles.free')}
            value={typed}
            maxLength={80}
            onChange={setTyped}
          />
        </div>
        <Button size="middle" onPress={addTyped}>
          {t('review.roles.add')}
        </Button>
      </div>
    </fieldset>
  )
}

/** すべて or いずれか, where there are two or more. */
export function JoinChoice({
  name,
  value,
  onChange,
}: {
  name: string
  value: 'all' | 'any'
  onChange: (value: 'all' | 'any') => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.875rem]">
      <legend className="sr-only">{t('review.roles.join')}</legend>
      <span aria-hidden className="font-bold">
        {t('review.roles.join')}
      </span>
      {(['all', 'any'] as const).map((join) => (
        <label key={join} className="flex items-center gap-1.5 max-sm:min-h-11">
          <input
            type="radio"
            name={name}
            checked={value === join}
            onChange={() => onChange(join)}
            className="size-5 accent-key-900"
          />
          {t(join === 'all' ? 'review.all' : 'review.any')}
        </label>
      ))}
    </fieldset>
  )
}
