import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { labelSheets, printLabels } from '#engine/stocktake/contract-labels.ts'
import { saveFile } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { Register } from './list-address.ts'

const codes = ['bars', 'square'] as const

/** Prints labels of the lines that were chosen in the list. */
export function LabelDialog({
  register,
  entryIds,
  onClose,
}: {
  register: Register
  entryIds: readonly string[]
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [sheet, setSheet] = useState<(typeof labelSheets)[number]>('24')
  const [code, setCode] = useState<(typeof codes)[number]>('bars')
  const [skip, setSkip] = useState('0')
  const save = useMutation({
    mutationFn: () =>
      saveFile(printLabels, {
        register: register.key,
        entryIds: [...entryIds],
        sheet,
        code,
        skip: /^\d{1,2}$/.test(skip.trim()) ? Number(skip.trim()) : 0,
      }),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('stocktakes.labels.title')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.close')}
          </Button>
          <Button look="filled" busy={save.isPending} onPress={() => save.mutate()}>
            {t('stocktakes.labels.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-[0.875rem]">{t('stocktakes.labels.what', { count: entryIds.length })}</p>
        {save.isError && <RefusalNotice error={save.error} />}
        <RadioGroup
          name="sheet"
          label={t('stocktakes.labels.sheet')}
          value={sheet}
          choices={labelSheets.map((value) => ({ value, label: t(`stocktakes.labels.sheets.${value}`) }))}
          onChange={(value) => setSheet(labelSheets.find((each) => each === value) ?? '24')}
        />
        <RadioGroup
          name="code"
          label={t('stocktakes.labels.code')}
          value={code}
          choices={codes.map((value) => ({ value, label: t(`stocktakes.labels.codes.${value}`) }))}
          onChange={(value) => setCode(codes.find((each) => each === value) ?? 'bars')}
        />
        <TextField
          name="skip"
          label={t('stocktakes.labels.skip')}
          hint={t('stocktakes.labels.skipHint')}
          inputMode="numeric"
          maxLength={2}
          value={skip}
          onChange={setSkip}
        />
      </div>
    </Dialog>
  )
}
