import { registerSetRetention } from '#engine/register/contract-columns.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { figures } from './form-values.ts'
import type { Register } from './list-address.ts'
import { useForgetRegisters } from './settings-page.tsx'

/** Sets how many years closed lines are kept, with the reason. */
export function RetentionDialog({
  register,
  years: now,
  onClose,
}: {
  register: Pick<Register, 'key'>
  years: number
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const forget = useForgetRegisters()
  const [years, setYears] = useState(String(now))
  const [why, setWhy] = useState('')
  const labels = { years: t('registers.settings.years'), why: t('registers.settings.why') }
  const form = useFormCommand(registerSetRetention, labels, async () => {
    await forget()
    onClose()
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('registers.settings.change')}
      act={t('registers.settings.save')}
      busy={form.busy}
      onConfirm={() =>
        form.send({ register: register.key, years: Number(figures(years)), why }, (problems) =>
          problems.map((problem) =>
            problem.at === 'why' && why.trim() === ''
              ? { ...problem, message: t('registers.form.needed') }
              : problem,
          ),
        )
      }
    >
      <div className="grid gap-4">
        <TextField
          name="years"
          label={labels.years}
          required
          inputMode="numeric"
          value={years}
          error={messageAt(form.problems, 'years')}
          onChange={setYears}
        />
        <TextField
          name="why"
          label={labels.why}
          required
          maxLength={200}
          value={why}
          error={messageAt(form.problems, 'why')}
          onChange={setWhy}
        />
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
      </div>
    </ConfirmDialog>
  )
}
