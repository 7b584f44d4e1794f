import type { ConsentContentView } from '#rooms/1-organisation/consent/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'

/** Exactly what is agreed to: edition, clauses, sentence, and the number they are bound by. */
export function ConsentText({ content }: { content: ConsentContentView }): ReactNode {
  const { t } = useTranslation()
  // long, so it has its own pane that the keyboard can scroll
  const pane = { tabIndex: 0, role: 'region', 'aria-label': t('consent.text.pane') }
  return (
    <div className="grid gap-6">
      <Section
        title={t('consent.text.clauses')}
        aside={
          <>
            {content.title} {content.label} <DateText value={content.effectiveFrom} />{' '}
            {t('consent.text.effective')}
          </>
        }
      >
        <div {...pane} className="max-h-[50vh] overflow-auto rounded-8 border border-solid-gray-300 p-4">
          <dl className="grid gap-2 leading-[1.7]">
            {content.clauses.map((clause) => (
              <div key={clause.number} className="grid gap-x-4 sm:grid-cols-[144px_minmax(0,1fr)]">
                <dt className="text-solid-gray-700">{clause.number}</dt>
                <dd>
                  {clause.heading !== '' && <b className="block">{clause.heading}</b>}
                  {clause.text}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      </Section>
      <Section title={t('consent.text.statement')}>
        <p className="text-[1.125rem] leading-[1.7]">{content.statement}</p>
        <p className="mt-2 text-[0.875rem] leading-[1.6] break-all text-solid-gray-600">
          {t('consent.text.hash')} {content.contentHash}
          <br />
          {t('consent.text.proof')}
        </p>
      </Section>
    </div>
  )
}
