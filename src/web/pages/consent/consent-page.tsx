import { openConsentLink, signByLink } from '#rooms/1-organisation/consent/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { ConsentText } from './consent-text.tsx'

/**
 * The page of a link that is used once, without an account. The secret stands behind the # of the address, which no
 * browser sends anywhere; it goes to the server in the body of the request only.
 */
export function ConsentPage(): ReactNode {
  const { t } = useTranslation()
  const { hash } = useLocation()
  const token = hash.replace(/^#/, '')
  const opened = useQuery({
    queryKey: ['consent.open-link', token],
    queryFn: ({ signal }) => call(openConsentLink, { token }, { signal }),
    enabled: token !== '',
    staleTime: Infinity,
    retry: false,
  })
  const [signed, setSigned] = useState<string>()
  if (signed !== undefined) {
    return (
      <>
        <PageHead title={t('consent.page.title')} />
        <Notice kind="success" live title={t('consent.page.done')}>
          {t('consent.page.doneWhat', { label: signed })}
        </Notice>
      </>
    )
  }
  return (
    <>
      <PageHead
        title={t('consent.page.title')}
        lead={opened.isSuccess && t('consent.page.lead', { city: opened.data.city, name: opened.data.name })}
      />
      {token === '' && (
        <Notice kind="error" title={t('consent.page.missing')}>
          {t('consent.page.missingWhat')}
        </Notice>
      )}
      {token !== '' && opened.isPending && <Loading />}
      {opened.isError &&
        (opened.error instanceof ApiProblem ? (
          <Notice kind="error" live title={t('consent.page.refused')}>
            {opened.error.detail}
          </Notice>
        ) : (
          <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />
        ))}
      {opened.isSuccess && <SignForm token={token} opened={opened.data} onSigned={setSigned} />}
    </>
  )
}

function SignForm({
  token,
  opened,
  onSigned,
}: {
  token: string
  opened: OutputOf<typeof openConsentLink>
  onSigned: (label: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [agreed, setAgreed] = useState(false)
  const labels = { name: t('consent.page.name'), agreed: t('consent.text.agree') }
  const sign = useFormCommand(signByLink, labels, ({ label }) => onSigned(label))
  return (
    <form
      noValidate
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        // an unmarked box is sent as it is, for the schema to speak of it
        sign.send({ token, contentHash: opened.content.contentHash, name, agreed: agreed as true })
      }}
    >
      <ErrorSummary problems={sign.problems} labels={labels} />
      {sign.refusal !== null && <RefusalNotice error={sign.refusal} />}
      <ConsentText content={opened.content} />
      <Checkbox
        name="agreed"
        checked={agreed}
        onChange={setAgreed}
        error={messageAt(sign.problems, 'agreed')}
      >
        {t('consent.text.agree')}
      </Checkbox>
      <div className="max-w-[480px]">
        <TextField
          name="name"
          label={t('consent.page.name')}
          hint={t('consent.page.nameHint')}
          required
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={setName}
          error={messageAt(sign.problems, 'name')}
        />
      </div>
      <p className="text-[0.875rem]">
        {t('consent.page.until')} <DateText value={opened.expiresAt} />
      </p>
      <div>
        <Button type="submit" look="filled" size="large" busy={sign.busy}>
          {t('consent.page.sign')}
        </Button>
      </div>
    </form>
  )
}
