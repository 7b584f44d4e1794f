import { procedureKinds, setParameter } from '#engine/procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { SetValue } from './values.tsx'

const most = 3_660

/** Another value for one of the values a clause leaves to the city. */
export function ValueDialog({
  set: { kind, parameter },
  onClose,
  onDone,
}: {
  set: SetValue
  onClose: () => void
  onDone: (value: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(String(parameter.value))
  const [asked, setAsked] = useState(false)
  const value = wholeNumber(typed)
  const change = useCommand(setParameter, async () => {
    await queryClient.invalidateQueries({ queryKey: [procedureKinds.name] })
    onDone(typed.trim())
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('settings.values.dialogTitle', { name: parameter.label })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            look="filled"
            busy={change.isPending}
            onPress={() => {
              setAsked(true)
              if (value !== undefined) change.mutate({ procedure: kind.key, key: parameter.key, value })
            }}
          >
            {t('settings.values.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p>
          {t('settings.values.dialogWhat', {
            procedure: kind.name,
            standard: parameter.standard,
            unit: parameter.unit,
          })}
        </p>
        {change.isError && <RefusalNotice error={change.error} />}
        <TextField
          name="value"
          label={t('settings.values.newValue', { unit: parameter.unit })}
          hint={t('settings.values.hint')}
          required
          inputMode="numeric"
          value={typed}
          error={asked && value === undefined ? t('settings.values.wrong') : undefined}
          onChange={setTyped}
        />
      </div>
    </Dialog>
  )
}

/** A whole number the server takes, also when typed in full width; undefined for anything else. */
function wholeNumber(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').replaceAll(/[,\s]/g, '')
  if (!/^\d{1,4}$/.test(plain)) return undefined
  const value = Number(plain)
  return value >= 1 && value <= most ? value : undefined
}
