import {
  consentForm,
  issueConsentLink,
  revokeConsentLink,
  SCAN_LIMIT,
  type Signer,
} from '#rooms/1-organisation/consent/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../api/api.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { forgetTasks } from '../tasks/forget.ts'
import { PaperForm, type PaperEdition } from './paper-form.tsx'

/** The two ways to get a signature from somebody who does not sign in: a link used once, or paper. */
export function SignatureDialog({
  signer,
  edition,
  onClose,
  onKept,
}: {
  signer: Signer
  edition: PaperEdition
  onClose: () => void
  onKept: () => void
}): ReactNode {
  const { t } = useTranslation()
  const printing = useMutation({ mutationFn: () => saveFile(consentForm, { personId: signer.personId }) })
  return (
    <Dialog open onClose={onClose} title={t('consent.dialog.title', { name: signer.name })}>
      <div className="grid gap-6">
        <p className="text-[0.875rem]">{t('consent.dialog.own')}</p>
        <LinkPart signer={signer} />
        <Section level={3} title={t('consent.dialog.paperTitle')}>
          <div className="grid gap-4">
            <p className="text-[0.875rem]">{t('consent.dialog.paperWhat')}</p>
            {printing.isError && <RefusalNotice error={printing.error} />}
            <div>
              <Button icon="print" busy={printing.isPending} onPress={() => printing.mutate()}>
                {t('consent.dialog.form')}
              </Button>
            </div>
            <PaperForm personId={signer.personId} edition={edition} limit={SCAN_LIMIT} onKept={onKept} />
          </div>
        </Section>
      </div>
    </Dialog>
  )
}

function LinkPart({ signer }: { signer: Signer }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [copied, setCopied] = useState(false)
  const issue = useCommand(issueConsentLink, () => {
    setCopied(false)
    return forgetTasks(queryClient)
  })
  const revoke = useCommand(revokeConsentLink, async () => {
    issue.reset()
    await forgetTasks(queryClient)
  })
  const link = issue.data === undefined ? undefined : `${globalThis.location.origin}${issue.data.path}`
  return (
    <Section level={3} title={t('consent.dialog.linkTitle')}>
      <div className="grid gap-3">
        <p className="text-[0.875rem]">{t('consent.dialog.linkWhat')}</p>
        {signer.link !== null && issue.data === undefined && !revoke.isSuccess && (
          <p className="text-[0.875rem]">
            {t('consent.link')} <DateText value={signer.link.expiresAt} />
          </p>
        )}
        {issue.isError && <RefusalNotice error={issue.error} />}
        {revoke.isError && <RefusalNotice error={revoke.error} />}
        {link !== undefined && (
          <>
            <TextField
              name="link"
              label={t('consent.link')}
              hint={t('consent.dialog.made')}
              readOnly
              value={link}
              onChange={() => undefined}
            />
            <p className="text-[0.875rem]">
              {t('consent.page.until')} <DateText value={issue.data?.expiresAt ?? null} />
            </p>
          </>
        )}
        <output className="text-[0.875rem] empty:hidden">
          {copied && t('consent.dialog.copied')}
          {revoke.isSuccess && issue.data === undefined && t('consent.dialog.revoked')}
        </output>
        <div className="flex flex-wrap gap-3">
          {link === undefined ? (
            <Button busy={issue.isPending} onPress={() => issue.mutate({ personId: signer.personId })}>
              {t('consent.dialog.make')}
            </Button>
          ) : (
            // over plain HTTP a browser gives no clipboard; the field can be copied by hand
            'clipboard' in navigator && (
              <Button onPress={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}>
                {t('consent.dialog.copy')}
              </Button>
            )
          )}
          {(signer.link !== null || link !== undefined) && !(revoke.isSuccess && link === undefined) && (
            <Button
              look="text"
              busy={revoke.isPending}
              onPress={() => revoke.mutate({ personId: signer.personId })}
            >
              {t('consent.dialog.revoke')}
            </Button>
          )}
        </div>
      </div>
    </Section>
  )
}
