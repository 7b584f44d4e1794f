import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paperFormHistory } from '#engine/paper-form/contract.ts'
import type { PaperTemplate } from '#engine/paper-form/contract-template.ts'
import { reading } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import type { PaperForm } from './designer-page.tsx'

/** What was saved so far, newest first; an earlier one can be taken into the draft. */
export function Versions({
  form,
  onTake,
}: {
  form: PaperForm
  onTake: (template: PaperTemplate) => void
}): ReactNode {
  const { t } = useTranslation()
  const history = useQuery(reading(paperFormHistory, { procedure: form.key, document: form.document }))
  return (
    <Section title={t('forms.versions')}>
      {history.isPending && <Loading />}
      {history.isError && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
      {history.data?.versions.length === 0 && (
        <EmptyState title={t('forms.noVersions')}>{t('forms.noVersionsWhat')}</EmptyState>
      )}
      {history.isSuccess && history.data.versions.length > 0 && (
        <Table
          caption={t('forms.versions')}
          rows={history.data.versions}
          rowKey={(row) => String(row.version)}
          columns={[
            { key: 'version', head: t('forms.version'), cell: (row) => t('forms.versionOf', row) },
            { key: 'at', head: t('forms.since'), cell: (row) => <DateText value={row.at} /> },
            { key: 'by', head: t('forms.by'), cell: (row) => row.by },
            {
              key: 'what',
              head: t('forms.what'),
              wraps: true,
              cell: (row) => row.template?.title ?? t('forms.standard'),
            },
            {
              key: 'take',
              head: t('forms.act'),
              cell: ({ template, version }) =>
                template === null ? null : (
                  <Button
                    look="text"
                    size="small"
                    label={t('forms.takeOf', { version })}
                    onPress={() => onTake(template)}
                  >
                    {t('forms.take')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Section>
  )
}
