import { startDemo } from '#rooms/setup/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { setupQuery } from '../../shell/session.ts'
import { CityForm } from './city-form.tsx'
import { SetupCodeField } from './setup-code-field.tsx'
import { useSetup } from './use-setup.ts'

/** The first page of a new installation: try it with a sample city, or begin with one's own. */
export function StartPage(): ReactNode {
  const { t } = useTranslation()
  const [ownCity, setOwnCity] = useState(false)
  const setup = useQuery({
    ...setupQuery,
    refetchInterval: (query) => (query.state.data?.demo.state === 'making' ? 700 : false),
  })
  if (setup.isPending) return <Loading />
  if (setup.isError) return <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />
  if (ownCity) return <CityForm onBack={() => setOwnCity(false)} />
  const { canStartCity, demo } = setup.data
  return (
    <>
      <PageHead title={t('start.title')} lead={t('start.lead')} />
      <div className="grid gap-8 sm:grid-cols-2 max-sm:gap-4">
        <DemoCard demo={demo} />
        <Card title={t('start.city.title')}>
          <div className="grid gap-4">
            <p>{t('start.city.what')}</p>
            {canStartCity ? (
              <Button size="large" wide onPress={() => setOwnCity(true)}>
                {t('start.city.open')}
              </Button>
            ) : (
              <Button size="large" wide reason={t('start.city.closed')}>
                {t('start.city.open')}
              </Button>
            )}
          </div>
        </Card>
      </div>
      <p className="mt-8 text-[0.875rem] text-solid-gray-600">{t('start.offline')}</p>
    </>
  )
}

type Demo =
  | { state: 'absent' }
  | { state: 'making'; done: number; total: number }
  | { state: 'failed'; message: string }
  | { state: 'ready' }

/** The sample city: offered, on its way, failed or ready. */
function DemoCard({ demo }: { demo: Demo }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const [asked, setAsked] = useState(false)
  const { command: start, asksCode, code, setCode } = useSetup(startDemo)
  useEffect(() => {
    // only those who waited for it are taken on; others chose to look at this page
    if (asked && demo.state === 'ready') void router.navigate({ to: '/sign-in' })
  }, [asked, demo.state, router])
  return (
    <Card title={t('start.demo.title')} strong>
      <div className="grid gap-4">
        <p>{t('start.demo.what')}</p>
        {start.isError && <RefusalNotice error={start.error} />}
        {demo.state === 'failed' && (
          <Notice kind="error" live title={t('start.demoFailed')}>
            <p>{demo.message}</p>
          </Notice>
        )}
        {demo.state === 'making' && (
          <div>
            <p className="mb-2 font-bold">{t('start.demo.making')}</p>
            <MakingProgress done={demo.done} total={demo.total} />
            <p className="text-[0.875rem] text-solid-gray-600">{t('start.demo.makingWhat')}</p>
          </div>
        )}
        {demo.state === 'ready' && (
          <>
            <p>{t('start.demoReady')}</p>
            <ButtonLink href="/sign-in" look="filled" size="large" wide>
              {t('start.signIn')}
            </ButtonLink>
          </>
        )}
        {(demo.state === 'absent' || demo.state === 'failed') && (
          <>
            {asksCode && <SetupCodeField code={code} onChange={setCode} />}
            <Button
              look="filled"
              size="large"
              wide
              busy={start.isPending}
              onPress={() => {
                setAsked(true)
                start.mutate({})
              }}
            >
              {t('start.demo.go')}
            </Button>
            <p className="text-[0.875rem] text-solid-gray-600">{t('start.demo.note')}</p>
          </>
        )}
      </div>
    </Card>
  )
}

/** How far the sample city is; until its steps have been counted, only that it is under way. */
function MakingProgress({ done, total }: { done: number; total: number }): ReactNode {
  const { t } = useTranslation()
  if (total <= 1) return <ProgressBar label={t('start.demo.making')} />
  return (
    <ProgressBar label={t('start.demo.making')} done={done} total={total}>
      {t('start.demo.steps', {
        done: done.toLocaleString('ja-JP'),
        total: total.toLocaleString('ja-JP'),
      })}
    </ProgressBar>
  )
}
