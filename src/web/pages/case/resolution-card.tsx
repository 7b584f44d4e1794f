import { resolveApplication, type CaseView } from '#engine/procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { didWords, verbOf } from './act-words.ts'
import { refreshCases, useTell } from './told.ts'

/** 議決: the case waits for a council; its secretariat ties the resolution to it. */
export function ResolutionCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const tell = useTell()
  const command = useCommand(resolveApplication)
  const said = view.acts.find((each) => each.act === 'resolve')
  if (said === undefined || view.step === null) return null
  const { applicationId, contentHash } = view
  return (
    <Card strong title={view.step.word}>
      <p className="text-[0.875rem]">{t('caseFile.councilWaits')}</p>
      <p className="text-[0.875rem]">
        <Anchor href="/council">{t('caseFile.toCouncil')}</Anchor>
      </p>
      {command.isError && <RefusalNotice error={command.error} />}
      <div className="mt-3">
        <Button
          look="filled"
          busy={command.isPending}
          reason={said.allowed ? undefined : (said.reason ?? undefined)}
          onPress={() =>
            command.mutate(
              { applicationId, contentHash },
              {
                onSuccess: async () => {
                  tell({
                    path: `/cases/${applicationId}`,
                    kind: 'success',
                    title: didWords(t, 'resolve', said.word),
                  })
                  await refreshCases(client)
                },
              },
            )
          }
        >
          {verbOf(t, 'resolve', said.word, null)}
        </Button>
      </div>
    </Card>
  )
}
