import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { takeBackGate } from '#engine/register-gate/contract.ts'
import { useCommand } from '../../../api/use-command.ts'
import { ConfirmDialog } from '../../../parts/dialog.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import type { GateLine } from './gate-card.tsx'
import { refreshLine } from './refresh.ts'

/** Takes the newest gate back, with the reason. */
export function TakeBackDialog({
  line,
  version,
  onClose,
}: {
  line: GateLine
  version: number
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [why, setWhy] = useState('')
  const [asked, setAsked] = useState(false)
  const takeBack = useCommand(takeBackGate, async () => {
    await refreshLine(queries)
    onClose()
  })
  const empty = why.trim() === ''
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={t('lineProof.gate.backTitle')}
      act={t('lineProof.gate.backGo')}
      busy={takeBack.isPending}
      onConfirm={() => {
        setAsked(true)
        if (!empty) takeBack.mutate({ ...line, expectedVersion: version, why: why.trim() })
      }}
    >
      <div className="grid gap-4">
        <p>{t('lineProof.gate.backWhat')}</p>
        <TextField
          name="why"
          label={t('lineProof.gate.why')}
          required
          maxLength={400}
          value={why}
          error={asked && empty ? t('lineProof.gate.needed') : undefined}
          onChange={setWhy}
        />
        {takeBack.isError && <RefusalNotice error={takeBack.error} />}
      </div>
    </ConfirmDialog>
  )
}
