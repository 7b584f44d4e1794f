import { registerFile } from '#engine/register/contract.ts'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { saveFile } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { useTranslation } from 'react-i18next'

/** The files of a line, each to be fetched under its name. */
export function EntryFiles({
  register,
  entryId,
  fileIds,
  names,
}: {
  register: string
  entryId: string
  fileIds: readonly string[]
  names: Readonly<Record<string, string>>
}): ReactNode {
  const { t } = useTranslation()
  const fetching = useMutation({
    mutationFn: (fileId: string) => saveFile(registerFile, { register, entryId, fileId }),
  })
  return (
    <div className="grid justify-items-start gap-1">
      {fileIds.map((fileId) => (
        <Button key={fileId} look="text" size="small" icon="download" onPress={() => fetching.mutate(fileId)}>
          {names[fileId] ?? t('registers.unnamed')}
        </Button>
      ))}
      {fetching.isError && <RefusalNotice error={fetching.error} />}
    </div>
  )
}
