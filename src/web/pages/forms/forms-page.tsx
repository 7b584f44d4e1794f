import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paperForms } from '#engine/paper-form/contract.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'

type Procedure = OutputOf<typeof paperForms>['procedures'][number]
type Paper = Procedure['papers'][number]

/** Every procedure with its papers: the standard one, or the city's. */
export function FormsPage(): ReactNode {
  const { t } = useTranslation()
  const forms = useQuery(reading(paperForms, {}))
  const [find, setFind] = useState('')
  const wanted = find.normalize('NFKC').trim()
  const rows = (forms.data?.procedures ?? []).filter((each) =>
    `${each.name} ${each.formNumber}`.normalize('NFKC').includes(wanted),
  )
  return (
    <>
      <PageHead
        title={t('forms.title')}
        lead={t('forms.lead')}
        crumbs={[{ label: t('settings.title'), href: '/settings' }, { label: t('forms.title') }]}
        actions={<ButtonLink href="/forms/numbering">{t('forms.numbering.title')}</ButtonLink>}
      />
      {forms.isPending && <Loading />}
      {forms.isError && <ErrorState error={forms.error} onRetry={() => void forms.refetch()} />}
      {forms.isSuccess && (
        <div className="grid gap-4">
          <div className="max-w-[320px]">
            <TextField
              name="find"
              label={t('forms.find')}
              compact
              type="search"
              value={find}
              onChange={setFind}
            />
          </div>
          {rows.length === 0 ? (
            <EmptyState title={t('forms.none')}>{t('forms.noneWhat')}</EmptyState>
          ) : (
            <Table
              caption={t('forms.title')}
              rows={rows}
              rowKey={(row) => row.key}
              columns={[
                {
                  key: 'name',
                  head: t('forms.procedure'),
                  names: true,
                  wraps: true,
                  cell: (row) => (
                    <span className="inline-flex flex-wrap items-center gap-2">
                      {row.name}
                      {row.own && <StateChip means="note">{t('forms.own')}</StateChip>}
                      {row.ended && <StateChip means="note">{t('forms.ended')}</StateChip>}
                    </span>
                  ),
                },
                { key: 'number', head: t('forms.formNumber'), cell: (row) => row.formNumber },
                ...(['application', 'notice'] as const).map((document) => ({
                  key: document,
                  head: t(`forms.document.${document}`),
                  wraps: true,
                  cell: (row: Procedure) => <PaperCell procedure={row} document={document} />,
                })),
              ]}
            />
          )}
        </div>
      )}
    </>
  )
}

function PaperCell({
  procedure,
  document,
}: {
  procedure: Procedure
  document: Paper['document']
}): ReactNode {
  const { t } = useTranslation()
  const paper = procedure.papers.find((each) => each.document === document)
  if (paper === undefined) return <span className="text-solid-gray-600">{t('forms.notAnswered')}</span>
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Anchor href={`/forms/${procedure.key}${document === 'notice' ? '?paper=notice' : ''}`}>
        {t(paper.edited ? 'forms.edited' : 'forms.standard')}
        <span className="sr-only">
          {t('forms.openOf', { name: procedure.name, paper: t(`forms.document.${document}`) })}
        </span>
      </Anchor>
      {paper.edited && paper.changedAt !== null && (
        <span className="text-[0.8125rem] text-solid-gray-700">
          <DateText value={paper.changedAt} /> {paper.changedBy}
        </span>
      )}
      {paper.problems > 0 && (
        <StateChip means="overdue">{t('forms.problemCount', { count: paper.problems })}</StateChip>
      )}
    </span>
  )
}
