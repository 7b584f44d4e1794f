import { status, verify } from '#ledger/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Columns, Panel, Section } from '../../parts/card.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { textIn } from '../organisation/list-search.ts'
import { LedgerState } from './ledger-state.tsx'
import { VerificationResult } from './verification-result.tsx'
import { VerifyProgress } from './verify-progress.tsx'

/** The ledger as it stands, its verification, and what it does not prove by itself. */
export function LedgerPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  const navigate = useNavigate()
  const jobId = useLocation({ select: ({ search }) => textIn(search, 'job') })
  const state = useQuery(reading(status, {}))
  const mayRead = rights.includes('ledger.read')
  const start = useCommand(verify, ({ jobId: started }) =>
    navigate({ to: '/ledger', search: { job: started }, resetScroll: false }),
  )
  return (
    <>
      <PageHead
        title={t('ledger.title')}
        lead={t('ledger.lead')}
        actions={
          mayRead ? (
            <>
              {rights.includes('audit.read') && <ButtonLink href="/signs">{t('signs.toSigns')}</ButtonLink>}
              <ButtonLink href="/ledger/entries">{t('ledger.entries')}</ButtonLink>
              <Button look="filled" busy={start.isPending} onPress={() => start.mutate({})}>
                {t('ledger.verify')}
              </Button>
            </>
          ) : (
            <Button reason={t('ledger.verifyDenied')}>{t('ledger.verify')}</Button>
          )
        }
      />
      {start.isError && <RefusalNotice error={start.error} />}
      {jobId !== '' && <VerifyProgress key={jobId} jobId={jobId} />}
      {state.isPending && <Loading />}
      {state.isError && <ErrorState error={state.error} onRetry={() => void state.refetch()} />}
      {state.isSuccess && (
        <Columns
          sideLabel={t('ledger.limits')}
          main={
            <>
              <Section title={t('ledger.last')}>
                <VerificationResult last={state.data.lastVerification} mayRead={mayRead} />
              </Section>
              <Section title={t('ledger.now')}>
                <LedgerState state={state.data} />
              </Section>
            </>
          }
          side={
            <Panel title={t('ledger.limits')}>
              <p className="text-[0.875rem] leading-[1.6]">{t('ledger.limitsWhat')}</p>
              <ul className="mt-2 grid list-disc gap-2 pl-5 text-[0.875rem] leading-[1.6]">
                {state.data.limits.map((limit) => (
                  <li key={limit}>{limit}</li>
                ))}
              </ul>
            </Panel>
          }
        />
      )}
    </>
  )
}
