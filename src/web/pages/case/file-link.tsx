import { readFile, type CaseView } from '#engine/procedure/contract.ts'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { fileSize } from '../../parts/file-size.ts'
import { RefusalNotice } from '../../parts/states.tsx'

/** A paper of a case, to be saved, with the hash that says exactly which it is. */
export function FileLink({
  applicationId,
  file,
}: {
  applicationId: string
  file: CaseView['files'][number]
}): ReactNode {
  const { t } = useTranslation()
  const get = useMutation({ mutationFn: () => saveFile(readFile, { applicationId, fileId: file.fileId }) })
  return (
    <>
      <Button
        look="text"
        size="small"
        icon="download"
        label={t('caseFile.fileGet', { name: file.name })}
        busy={get.isPending}
        onPress={() => get.mutate()}
      >
        {file.name}
      </Button>{' '}
      <span className="nowrap text-[0.875rem] text-solid-gray-600">{fileSize(file.size)}</span>
      <span className="block text-[0.875rem] break-all text-solid-gray-600">
        {t('caseFile.fileHash', { hash: file.sha256 })}
      </span>
      {get.isError && <RefusalNotice error={get.error} />}
    </>
  )
}
