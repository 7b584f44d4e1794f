import { registerClose, registerEntry, registerList } from '#engine/register/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { FoundEntry } from './entry-detail.tsx'
import type { Register } from './list-address.ts'

/** Takes a line out of the register, with a reason. It stays readable with its history. */
export function CloseDialog({
  register,
  entry,
  onClose,
}: {
  register: Register
  entry: FoundEntry['entry']
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [why, setWhy] = useState('')
  const [asked, setAsked] = useState(false)
  const close = useCommand(registerClose, async () => {
    await queryClient.invalidateQueries({ queryKey: [registerList.name] })
    await queryClient.invalidateQueries({ queryKey: [registerEntry.name] })
    onClose()
  })
  const empty = why.trim() === ''
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={t('registers.closing.title', { number: entry.number })}
      act={t('registers.closing.go')}
      busy={close.isPending}
      onConfirm={() => {
        setAsked(true)
        if (empty) return
        close.mutate({
          register: register.key,
          entryId: entry.entryId,
          expectedVersion: entry.version,
          why: why.trim(),
        })
      }}
    >
      <div className="grid gap-4">
        <p>{t('registers.closing.what')}</p>
        <TextField
          name="why"
          label={t('registers.closing.why')}
          hint={t('registers.closing.whyHint')}
          required
          maxLength={200}
          value={why}
          error={asked && empty ? t('registers.form.needed') : undefined}
          onChange={setWhy}
        />
        {close.isError && <RefusalNotice error={close.error} />}
      </div>
    </ConfirmDialog>
  )
}
