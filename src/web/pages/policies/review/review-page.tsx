import { policyReadNorms } from '#policy/contract-norms.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../api/use-command.ts'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { readingAddress } from '../addresses.ts'
import { useEdition } from '../reading/use-edition.ts'
import type { NormsOut } from './types.ts'
import { useNorms, usePatchNorms } from './use-review.ts'
import { Workbench } from './workbench.tsx'

const from = '/house/policies/$editionId/review'

/** 読み取りの確認: the text on the left with the words that were cues, what was read of it on the right. */
export function ReviewPage(): ReactNode {
  const { t } = useTranslation()
  const { editionId } = useParams({ from })
  const edition = useEdition(editionId)
  const norms = useNorms(editionId)
  if (edition.state === 'ready' && norms.data !== undefined && norms.data.norms.length > 0) {
    return <Workbench key={editionId} edition={edition.data} outline={edition.outline} data={norms.data} />
  }
  return (
    <>
      <PageHead title={t('review.title')} lead={t('review.lead')} />
      {edition.state === 'failed' ? (
        <ErrorState bare error={edition.error} onRetry={edition.retry} />
      ) : norms.isError ? (
        <ErrorState bare error={norms.error} onRetry={() => void norms.refetch()} />
      ) : norms.data === undefined || edition.state === 'pending' ? (
        <Loading />
      ) : (
        <Nothing data={norms.data} />
      )}
    </>
  )
}

/** No norms: not read yet, or read and there are none. Two different answers. */
function Nothing({ data }: { data: NormsOut }): ReactNode {
  const { t } = useTranslation()
  const { refresh } = usePatchNorms(data.editionId)
  const read = useCommand(policyReadNorms, refresh)
  const toText = <ButtonLink href={readingAddress(data.editionId)}>{t('policies.prepare.read')}</ButtonLink>
  if (data.read) {
    return (
      <Notice kind="warning" title={t('review.noNorms')}>
        <p className="mb-2">{t('review.noNormsWhat')}</p>
        {toText}
      </Notice>
    )
  }
  return (
    <div className="grid gap-4">
      {read.isError && <RefusalNotice error={read.error} />}
      <Notice kind="info" title={t('review.noneRead')}>
        <p className="mb-2">{t(data.mayManage ? 'review.noneReadWhat' : 'review.noneReadOther')}</p>
        <div className="flex flex-wrap gap-2">
          {data.mayManage && (
            <Button
              look="filled"
              busy={read.isPending}
              onPress={() => read.mutate({ editionId: data.editionId })}
            >
              {t('review.readNow')}
            </Button>
          )}
          {toText}
        </div>
      </Notice>
    </div>
  )
}
