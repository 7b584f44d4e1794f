import { useMutation } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '../api/api.ts'
import type { StoredFile } from '../api/client.ts'
import { Button } from './button.tsx'
import { fileSize } from './file-size.ts'
import { FormField, type FieldProps } from './form-field.tsx'
import { ProgressBar } from './progress-bar.tsx'
import { RefusalNotice } from './states.tsx'
import { uploadKey } from './upload-key.ts'

/** A file: chosen, sent at once, and kept by the server under its hash. `limit` in bytes. */
export function FileField({
  value,
  onChange,
  accept,
  limit = 20 * 1024 * 1024,
  ...field
}: FieldProps & {
  value: StoredFile | null
  onChange: (file: StoredFile | null) => void
  /** Endings as the browser's file choice wants them: '.csv,.xlsx'. */
  accept?: string
  limit?: number
}): ReactNode {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const sending = useMutation({
    mutationKey: uploadKey(field.name),
    mutationFn: (file: File) => upload(file),
    onSuccess: onChange,
  })
  const [chosen, setChosen] = useState<File>()
  const tooLarge = chosen !== undefined && chosen.size > limit
  const error = tooLarge
    ? t('parts.file.tooLarge', { limit: fileSize(limit), size: fileSize(chosen.size) })
    : field.error
  return (
    <FormField {...field} error={error}>
      {(ids) => (
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center gap-3">
            <input
              {...ids}
              ref={input}
              type="file"
              accept={accept}
              // after the spread: the button stands for it on the screen
              className="sr-only"
              tabIndex={-1}
              onChange={(event) => {
                const file = event.target.files?.[0]
                event.target.value = ''
                if (file === undefined) return
                onChange(null)
                setChosen(file)
                if (file.size <= limit) sending.mutate(file)
              }}
            />
            <Button
              icon="upload"
              label={`${field.label} ${t('parts.file.choose')}`}
              busy={sending.isPending}
              onPress={() => input.current?.click()}
            >
              {t('parts.file.choose')}
            </Button>
            {!sending.isPending && (
              <span className="text-[0.875rem]">
                {value === null
                  ? t('parts.file.none')
                  : t('parts.file.sent', { name: value.name, size: fileSize(value.size) })}
              </span>
            )}
          </div>
          {sending.isPending && chosen !== undefined && (
            <ProgressBar>{t('parts.file.sending', { name: chosen.name })}</ProgressBar>
          )}
          {sending.isError && <RefusalNotice error={sending.error} />}
        </div>
      )}
    </FormField>
  )
}
