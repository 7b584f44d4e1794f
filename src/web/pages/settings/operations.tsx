import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The list of operations other systems may use: the same contracts these pages are made of. */
export function Operations(): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="grid max-w-[60em] gap-3">
      <h2 className="text-[1.125rem]">{t('settings.tab.operations')}</h2>
      <p className="text-[0.875rem]">{t('settings.operations.what')}</p>
      <p>
        <a href="/api/openapi.json" target="_blank" rel="noreferrer">
          {t('settings.operations.open')}
        </a>
        <span className="ml-2 text-[0.875rem] text-solid-gray-600">({t('settings.operations.newTab')})</span>
      </p>
    </div>
  )
}
