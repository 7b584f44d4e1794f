import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { passGate } from '#engine/register-gate/contract.ts'
import type { StoredFile } from '../../../api/client.ts'
import { useCommand } from '../../../api/use-command.ts'
import { readDateEntry } from '../../../parts/date-entry.ts'
import { DateField } from '../../../parts/date-field.tsx'
import { ConfirmDialog } from '../../../parts/dialog.tsx'
import { FileField } from '../../../parts/file-field.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { TextArea } from '../../../parts/text-field.tsx'
import type { GateLine, ShownGate } from './gate-card.tsx'
import { refreshLine } from './refresh.ts'

/** Says that a gate is confirmed: on which day, with which file. */
export function PassGateDialog({
  line,
  gate,
  version,
  onClose,
}: {
  line: GateLine
  gate: ShownGate
  version: number
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const [file, setFile] = useState<StoredFile | null>(null)
  const [asked, setAsked] = useState(false)
  const pass = useCommand(passGate, async () => {
    await refreshLine(queries)
    onClose()
  })
  const entry = readDateEntry(typed, {})
  const wantsFile = gate.file && file === null
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('lineProof.gate.title', { name: gate.name })}
      act={t('lineProof.gate.go')}
      busy={pass.isPending}
      onConfirm={() => {
        setAsked(true)
        if (entry.kind !== 'date' || wantsFile) return
        pass.mutate({
          ...line,
          expectedVersion: version,
          gate: gate.key,
          on: entry.date,
          ...(note.trim() === '' ? {} : { note: note.trim() }),
          ...(file === null ? {} : { fileId: file.fileId }),
        })
      }}
    >
      <div className="grid gap-4">
        <p>{gate.asks}</p>
        <DateField
          name="on"
          label={t('lineProof.gate.on')}
          required
          value={typed}
          error={asked && entry.kind !== 'date' ? t('lineProof.gate.day') : undefined}
          onChange={setTyped}
        />
        <TextArea
          name="note"
          label={t('lineProof.gate.note')}
          maxLength={1000}
          value={note}
          onChange={setNote}
        />
        {gate.file && (
          <FileField
            name="file"
            label={t('lineProof.gate.file')}
            hint={t('lineProof.gate.fileHint')}
            required
            value={file}
            error={asked && wantsFile ? t('lineProof.gate.fileNeeded') : undefined}
            onChange={setFile}
          />
        )}
        {pass.isError && <RefusalNotice error={pass.error} />}
      </div>
    </ConfirmDialog>
  )
}
