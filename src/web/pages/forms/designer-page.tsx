import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { showPaperForm } from '#engine/paper-form/contract.ts'
import { paperDocuments } from '#engine/paper-form/contract-template.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { Designer } from './designer.tsx'

export type PaperForm = OutputOf<typeof showPaperForm>

/** The papers of one procedure: what the applicant hands in, and what he gets back. Which one is in the address. */
export function DesignerPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { procedure = '' } = useParams({ strict: false })
  const document = useLocation({
    select: ({ search }) => (Reflect.get(search, 'paper') === 'notice' ? 'notice' : 'application'),
  })
  const application = useQuery(reading(showPaperForm, { procedure, document: 'application' }))
  const answered = application.data?.answered
  const name = application.data?.name ?? ''
  return (
    <>
      <PageHead
        title={name === '' ? t('forms.title') : t('forms.of', { name })}
        lead={t('forms.designLead')}
        crumbs={[
          { label: t('settings.title'), href: '/settings' },
          { label: t('forms.title'), href: '/forms' },
          { label: name === '' ? procedure : name },
        ]}
      />
      {application.isPending && <Loading />}
      {application.isError && (
        <ErrorState error={application.error} onRetry={() => void application.refetch()} />
      )}
      {application.isSuccess && (
        <Tabs
          label={t('forms.papers')}
          value={answered === true ? document : 'application'}
          onChange={(key) =>
            void navigate({
              to: '/forms/$procedure',
              params: { procedure },
              search: key === 'notice' ? { paper: 'notice' } : {},
              resetScroll: false,
            })
          }
          items={paperDocuments
            .filter((each) => each === 'application' || answered === true)
            .map((each) => ({
              key: each,
              title: t(`forms.document.${each}`),
              content: () => <Paper procedure={procedure} document={each} />,
            }))}
        />
      )}
    </>
  )
}

function Paper({ procedure, document }: { procedure: string; document: PaperForm['document'] }): ReactNode {
  const shown = useQuery(reading(showPaperForm, { procedure, document }))
  if (shown.isPending) return <Loading />
  if (shown.isError) return <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />
  // what is saved anew, by whomever, is the start of another draft
  return <Designer key={`${document} ${shown.data.version}`} form={shown.data} />
}
