import type { CaseView } from '#engine/procedure/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList, type Definition } from '../../parts/definition-list.tsx'
import { FileLink } from './file-link.tsx'
import { contentRows } from './form-content.tsx'
import { useKind } from './kinds.ts'

/** What was asked for, by the fields of the form. */
export function CaseContent({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const kind = useKind(view.procedure)
  const { applicant, filedBy } = view
  const items: Definition[] = [
    {
      key: ' applicant',
      term: t('caseFile.applicant'),
      is: (
        <>
          {t('caseFile.applicantWas', {
            name: applicant.name,
            unit: applicant.unitName,
            post: applicant.postTitle,
          })}
          {filedBy !== null && (
            <span className="block">
              {t('caseFile.filedBy', {
                name: filedBy.name,
                unit: filedBy.unitName,
                post: filedBy.postTitle,
              })}
            </span>
          )}
        </>
      ),
    },
    ...contentRows(t, kind?.fields ?? [], view.form, view, (file) => (
      <FileLink applicationId={view.applicationId} file={file} />
    )),
  ]
  if (view.validUntil !== null && (view.state === 'granted' || view.state === 'in-use')) {
    items.push({
      key: ' valid',
      term: t('caseFile.validUntil', { word: kind?.grantWord ?? t('caseFile.anyDecision') }),
      is: <DateText value={view.validUntil} />,
    })
  }
  items.push({
    key: ' edition',
    term: t('caseFile.edition'),
    is: (
      <>
        {view.edition.label}
        <span className="block text-[0.875rem] text-solid-gray-600">{t('caseFile.editionNote')}</span>
      </>
    ),
  })
  return (
    <Section title={t('caseFile.content')}>
      <DefinitionList large items={items} />
    </Section>
  )
}
