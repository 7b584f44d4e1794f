import { useMutation } from '@tanstack/react-query'
import { useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '../../../api/api.ts'
import type { StoredFile } from '../../../api/client.ts'
import { FileField } from '../../../parts/file-field.tsx'
import { fileSize } from '../../../parts/file-size.ts'
import { FieldError } from '../../../parts/form-field.tsx'
import { join } from '../../../parts/join.ts'
import { ProgressBar } from '../../../parts/progress-bar.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { uploadKey } from '../../../parts/upload-key.ts'

/** Bytes of the largest file the server takes. */
const limit = 20 * 1024 * 1024

/** A file with the text, chosen with the button or dropped anywhere on the frame. */
export function DropFile({
  value,
  error,
  onChange,
}: {
  value: StoredFile | null
  error: string | undefined
  onChange: (file: StoredFile | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const [tooLarge, setTooLarge] = useState<number>()
  const dropped = useMutation({
    mutationKey: uploadKey('fileId'),
    mutationFn: (file: File) => upload(file),
    onSuccess: onChange,
  })
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file === undefined) return
    onChange(null)
    dropped.reset()
    setTooLarge(file.size > limit ? file.size : undefined)
    if (file.size <= limit) dropped.mutate(file)
  }
  return (
    <div
      role="presentation"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={join(
        'rounded-8 border-2 border-dashed p-4',
        over ? 'border-key-900 bg-key-50' : 'border-solid-gray-420',
      )}
    >
      <FileField
        name="fileId"
        label={t('policies.import.file')}
        hint={t('policies.import.fileHint')}
        required
        accept=".txt,.html,.htm,.docx,.pdf"
        limit={limit}
        value={value}
        error={error}
        onChange={(file) => {
          dropped.reset()
          setTooLarge(undefined)
          onChange(file)
        }}
      />
      <p className="mt-2 text-[0.875rem] text-solid-gray-700 max-sm:hidden">{t('policies.import.drop')}</p>
      {dropped.isPending && (
        <ProgressBar>{t('parts.file.sending', { name: dropped.variables.name })}</ProgressBar>
      )}
      {dropped.isError && <RefusalNotice error={dropped.error} />}
      {tooLarge !== undefined && (
        <div role="alert">
          <FieldError id="dropped-too-large">
            {t('parts.file.tooLarge', { limit: fileSize(limit), size: fileSize(tooLarge) })}
          </FieldError>
        </div>
      )}
    </div>
  )
}
