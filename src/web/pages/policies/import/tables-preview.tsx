import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../parts/card.tsx'
import type { Imported } from '../types.ts'

/** Tables that must be confirmed by form once the text is kept. */
export function TablesPreview({ tables }: { tables: Imported['tables'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('policies.tables.title')} aside={t('policies.import.places', { count: tables.length })}>
      <p className="mb-2 text-[0.875rem]">{t('policies.import.tablesWhat')}</p>
      <ul className="grid gap-2">
        {tables.map((table) => (
          <li key={table.eid}>
            <details className="rounded-8 border border-solid-gray-300 px-3 py-2">
              <summary className="cursor-pointer max-sm:py-2">
                <b>{table.number}</b> {t(`policies.tables.kinds.${table.kind}`)}{' '}
                {t('policies.tables.guessed', { count: table.guess.length })}
              </summary>
              <p className="provision mt-2 text-[0.875rem] whitespace-pre-wrap">{table.raw}</p>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  )
}
