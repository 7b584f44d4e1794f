import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'

/** What has been chosen for a field of several, each with its way out. */
export function Chosen({
  label,
  ids,
  nameOf,
  onRemove,
}: {
  label: string
  ids: readonly string[]
  nameOf: (id: string) => string
  onRemove: (id: string) => void
}): ReactNode {
  const { t } = useTranslation()
  if (ids.length === 0) return null
  return (
    <ul aria-label={label} className="mt-2 rounded-8 border border-solid-gray-300">
      {ids.map((id) => (
        <li
          key={id}
          className="flex items-center justify-between gap-3 border-b border-solid-gray-200 px-4 py-1.5 last:border-b-0"
        >
          {nameOf(id)}
          <Button
            look="text"
            size="small"
            label={t('registers.form.removeOf', { name: nameOf(id) })}
            onPress={() => onRemove(id)}
          >
            {t('registers.form.remove')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
