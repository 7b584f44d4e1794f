import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { idsApprovePrivilege, type DifferenceRow } from '#rooms/6-technical/accounts/contract.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'

/** Approves who uses a privileged ID, until a day. The server says who may. */
export function ApproveDialog({
  row,
  onClose,
  onDone,
}: {
  row: DifferenceRow
  onClose: () => void
  onDone: () => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [until, setUntil] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const [reason, setReason] = useState('')
  const labels = { until: t('ids.differences.until'), reason: t('ids.differences.reason') }
  const form = useFormCommand(idsApprovePrivilege, labels, onDone)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('ids.differences.approveOf', { login: row.login })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            look="filled"
            busy={form.busy}
            onPress={() =>
              form.send({ entryId: row.entryId ?? '', until: until.date ?? '', reason: reason.trim() })
            }
          >
            {t('ids.differences.approve')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <DateField
          name="until"
          label={labels.until}
          hint={t('ids.differences.untilHint')}
          required
          value={until.typed}
          error={messageAt(form.problems, 'until')}
          onChange={(typed, date) => setUntil({ typed, date })}
        />
        <TextField
          name="reason"
          label={labels.reason}
          required
          maxLength={200}
          value={reason}
          error={messageAt(form.problems, 'reason')}
          onChange={setReason}
        />
      </div>
    </Dialog>
  )
}
