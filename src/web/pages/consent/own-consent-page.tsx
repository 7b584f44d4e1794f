import { ownConsent, signConsent, type ConsentContentView } from '#rooms/1-organisation/consent/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { forgetTasks } from '../tasks/forget.ts'
import { ConsentText } from './consent-text.tsx'

/** The signature of whoever is signed in, on screen. */
export function OwnConsentPage(): ReactNode {
  const { t } = useTranslation()
  const mine = useQuery(reading(ownConsent, {}))
  return (
    <>
      <PageHead title={t('consent.own.title')} lead={t('consent.own.lead')} />
      <h2 className="sr-only">{t('consent.own.title')}</h2>
      {mine.isPending && <Loading />}
      {mine.isError && <ErrorState error={mine.error} onRetry={() => void mine.refetch()} />}
      {mine.isSuccess && mine.data.appointment === null && (
        <EmptyState title={t('consent.own.notAsked')}>{t('consent.own.notAskedWhat')}</EmptyState>
      )}
      {mine.isSuccess && mine.data.appointment !== null && mine.data.closed !== null && (
        <Notice kind="warning" title={t('consent.closed')}>
          {mine.data.closed}
        </Notice>
      )}
      {mine.isSuccess && mine.data.appointment !== null && mine.data.content !== null && (
        <div className="grid max-w-[960px] gap-6">
          {mine.data.state === 'signed' ? (
            <Notice kind="success" title={t('consent.own.signed')}>
              {t('consent.own.signedWhat')}
            </Notice>
          ) : (
            <Sign content={mine.data.content} />
          )}
          {mine.data.state === 'signed' && <ConsentText content={mine.data.content} />}
        </div>
      )}
    </>
  )
}

function Sign({ content }: { content: ConsentContentView }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [agreed, setAgreed] = useState(false)
  const sign = useFormCommand(signConsent, { agreed: t('consent.text.agree') }, () =>
    forgetTasks(queryClient),
  )
  return (
    <form
      noValidate
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        // an unmarked box is sent as it is, for the schema to speak of it
        sign.send({
          editionId: content.editionId,
          contentHash: content.contentHash,
          agreed: agreed as true,
        })
      }}
    >
      {sign.refusal !== null && <RefusalNotice error={sign.refusal} />}
      <ConsentText content={content} />
      <Checkbox
        name="agreed"
        checked={agreed}
        onChange={setAgreed}
        error={messageAt(sign.problems, 'agreed')}
      >
        {t('consent.text.agree')}
      </Checkbox>
      <div>
        <Button type="submit" look="filled" size="large" busy={sign.busy}>
          {t('consent.own.sign')}
        </Button>
      </div>
    </form>
  )
}
