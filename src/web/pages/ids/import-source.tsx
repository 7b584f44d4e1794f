import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { fileSize } from '../../parts/file-size.ts'
import { FormField } from '../../parts/form-field.tsx'
import { PasswordField, TextField } from '../../parts/text-field.tsx'

const limit = 20 * 1024 * 1024

/** A file of the person's own machine; it is sent with the trial. */
export function FileChoice({
  file,
  onChoose,
}: {
  file: File | undefined
  onChoose: (file: File) => void
}): ReactNode {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const error =
    file !== undefined && file.size > limit ? t('ids.in.tooLarge', { size: fileSize(file.size) }) : undefined
  return (
    <FormField name="file" label={t('ids.in.file')} hint={t('ids.in.fileHint')} required error={error}>
      {(ids) => (
        <div className="flex flex-wrap items-center gap-3">
          <input
            {...ids}
            ref={input}
            type="file"
            accept=".csv,.txt,.xlsx"
            // after the spread: the button stands for it on the screen
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const chosen = event.target.files?.[0]
              event.target.value = ''
              if (chosen !== undefined) onChoose(chosen)
            }}
          />
          <Button
            icon="upload"
            label={`${t('ids.in.file')} ${t('parts.file.choose')}`}
            onPress={() => input.current?.click()}
          >
            {t('parts.file.choose')}
          </Button>
          <span className="text-[0.875rem]">
            {file === undefined ? t('parts.file.none') : `${file.name}(${fileSize(file.size)})`}
          </span>
        </div>
      )}
    </FormField>
  )
}

export type Ask = { address: string; base: string; filter: string; bindDn: string; password: string }
export const emptyAsk: Ask = {
  address: '',
  base: '',
  filter: '(&(objectCategory=person)(objectClass=user))',
  bindDn: '',
  password: '',
}

/** How a directory is asked. The password lives in this form and in one request. */
export function DirectoryFields({ ask, onChange }: { ask: Ask; onChange: (ask: Ask) => void }): ReactNode {
  const { t } = useTranslation()
  const text = (key: 'address' | 'base' | 'filter' | 'bindDn', hint?: string) => (
    <TextField
      key={key}
      name={key}
      label={t(`ids.in.${key}`)}
      required
      {...(hint === undefined ? {} : { hint })}
      value={ask[key]}
      onChange={(value) => onChange({ ...ask, [key]: value })}
    />
  )
  return (
    <div className="grid gap-4">
      {text('address', t('ids.in.addressHint'))}
      {text('base')}
      {text('filter')}
      {text('bindDn')}
      <PasswordField
        name="password"
        label={t('ids.in.password')}
        hint={t('ids.in.passwordHint')}
        required
        autoComplete="new-password"
        value={ask.password}
        onChange={(password) => onChange({ ...ask, password })}
      />
    </div>
  )
}
