import { policyDiscard } from '#policy/contract.ts'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../api/use-command.ts'
import { Button } from '../../../parts/button.tsx'
import { ConfirmDialog } from '../../../parts/dialog.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { listAddress } from '../addresses.ts'
import { useRefreshPolicies } from '../bindings/use-slots.ts'
import type { EditionOut } from '../types.ts'

/** Takes a draft back, as when the wrong file was imported. */
export function DiscardButton({ data }: { data: EditionOut }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const refresh = useRefreshPolicies()
  const [open, setOpen] = useState(false)
  const command = useCommand(policyDiscard, async () => {
    // first away from the pages of the draft, which is no longer there to be read again
    await router.navigate({ to: listAddress })
    await refresh()
  })
  const name = `${data.policy.title} ${data.edition.label}`
  return (
    <div>
      <Button danger onPress={() => setOpen(true)}>
        {t('policies.discard.act')}
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('policies.discard.title', { name })}
        act={t('policies.discard.act')}
        danger
        busy={command.isPending}
        onConfirm={() => command.mutate({ editionId: data.edition.editionId })}
      >
        <p>{t('policies.discard.what')}</p>
        {command.isError && <RefusalNotice error={command.error} />}
      </ConfirmDialog>
    </div>
  )
}
