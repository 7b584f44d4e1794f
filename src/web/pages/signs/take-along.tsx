import { exportSigns } from '#rooms/9-evaluation/signs/contract.ts'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { RefusalNotice } from '../../parts/states.tsx'

const formats = ['xlsx', 'csv', 'pdf'] as const

/** What was found as a file: for a calculation, for another program, for the file of the audit. */
export function TakeAlong({
  period,
  sign,
  unitId,
}: {
  period: string
  sign?: string
  unitId?: string
}): ReactNode {
  const { t } = useTranslation()
  const save = useMutation({
    mutationFn: (format: (typeof formats)[number]) =>
      saveFile(exportSigns, {
        period,
        format,
        ...(sign === undefined ? {} : { sign }),
        ...(unitId === undefined || unitId === '' ? {} : { unitId }),
      }),
  })
  return (
    <div className="grid gap-2">
      <span className="flex flex-wrap gap-2">
        {formats.map((format) => (
          <Button
            key={format}
            size="small"
            icon={format === 'pdf' ? 'print' : 'download'}
            busy={save.isPending && save.variables === format}
            onPress={() => save.mutate(format)}
          >
            {t(`signs.${format}`)}
          </Button>
        ))}
      </span>
      {save.isError && <RefusalNotice error={save.error} />}
    </div>
  )
}
