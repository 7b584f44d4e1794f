import { readAfterwards, type CaseView } from '#engine/procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { refreshCases, useTell } from './told.ts'
import { unlessConflict, useConflict } from './use-conflict.ts'

/** 後閲: shown to whose right was used in his absence, until he has read it. */
export function AfterReadingCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const tell = useTell()
  const conflict = useConflict(view.applicationId)
  const read = useCommand(readAfterwards)
  const mine = view.decisions.find(
    ({ afterReading }) => afterReading !== null && afterReading.mine && afterReading.readAt === null,
  )
  if (mine === undefined) return null
  return (
    <Card strong title={t('caseFile.afterTitle')}>
      <p className="mb-3 text-[0.875rem]">{t('caseFile.afterWhat', { name: mine.decider.name })}</p>
      <RefusalNotice error={unlessConflict(read.error)} />
      <Button
        look="filled"
        size="large"
        wide
        busy={read.isPending}
        onPress={() =>
          read.mutate(
            { decisionId: mine.decisionId },
            {
              onSuccess: async () => {
                tell({
                  path: `/cases/${view.applicationId}`,
                  kind: 'success',
                  title: t('caseFile.did.readAfterwards'),
                })
                await refreshCases(client)
              },
              onError: conflict,
            },
          )
        }
      >
        {t('caseFile.verbs.readAfterwards')}
      </Button>
    </Card>
  )
}
