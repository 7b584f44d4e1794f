import { useIsMutating } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt, type Problem } from '../../../api/problem.ts'
import { Button, ButtonRow } from '../../../parts/button.tsx'
import { Checkbox } from '../../../parts/checkbox.tsx'
import { uploadKey } from '../../../parts/upload-key.ts'
import { ErrorSummary } from '../../../parts/error-summary.tsx'
import { FieldGroup, FieldPair } from '../../../parts/form-field.tsx'
import { SelectField } from '../../../parts/select-field.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import type { PolicyDocument } from '../types.ts'
import { DropFile } from './drop-file.tsx'
import { kinds, type ImportChoice } from './import-choice.ts'

/** Which file, and which document it is an edition of. */
export function ImportForm({
  choice,
  documents,
  problems,
  busy,
  onChange,
  onSend,
}: {
  choice: ImportChoice
  documents: readonly PolicyDocument[]
  problems: readonly Problem[]
  busy: boolean
  onChange: (part: Partial<ImportChoice>) => void
  onSend: () => void
}): ReactNode {
  const { t } = useTranslation()
  const sending = useIsMutating({ mutationKey: uploadKey('fileId') }) > 0
  const text = (name: 'title' | 'documentMark' | 'label') => ({
    name,
    label: t(`policies.import.fields.${name}`),
    hint: t(`policies.import.fields.${name}Hint`),
    value: choice[name],
    error: messageAt(problems, name),
    onChange: (value: string) => onChange({ [name]: value }),
  })
  // what must be looked at is not folded away
  const unfolded = problems.some(({ at }) => at === 'title' || at === 'documentMark' || at === 'label')
  return (
    <form
      noValidate
      className="max-w-[768px]"
      onSubmit={(event) => {
        event.preventDefault()
        if (!sending) onSend()
      }}
    >
      <ErrorSummary
        problems={problems}
        labels={{
          fileId: t('policies.import.file'),
          title: t('policies.import.fields.title'),
          documentMark: t('policies.import.fields.documentMark'),
          label: t('policies.import.fields.label'),
        }}
      />
      <FieldGroup legend={t('policies.import.fileGroup')}>
        <DropFile
          value={choice.file}
          error={messageAt(problems, 'fileId')}
          onChange={(file) => onChange({ file })}
        />
      </FieldGroup>
      <FieldGroup legend={t('policies.import.documentGroup')}>
        <FieldPair>
          <SelectField
            name="policyId"
            label={t('policies.import.policyId')}
            hint={t('policies.import.policyIdHint')}
            value={choice.policyId}
            emptyLabel={t('policies.import.byTitle')}
            choices={documents.map((document) => ({ value: document.policyId, label: document.title }))}
            onChange={(policyId) => {
              const known = documents.find((document) => document.policyId === policyId)
              onChange({
                policyId,
                ...(known === undefined ? {} : { kind: known.kind, public: known.public }),
              })
            }}
          />
          {choice.policyId === '' && (
            <SelectField
              name="kind"
              label={t('policies.kind')}
              hint={t('policies.import.kindHint')}
              value={choice.kind}
              choices={kinds.map((kind) => ({ value: kind, label: kind }))}
              onChange={(value) => onChange({ kind: kinds.find((kind) => kind === value) ?? '対策基準' })}
            />
          )}
        </FieldPair>
        {choice.policyId === '' && (
          <Checkbox name="public" checked={choice.public} onChange={(open) => onChange({ public: open })}>
            {t('policies.import.public')}
          </Checkbox>
        )}
        <details open={unfolded || undefined}>
          <summary className="cursor-pointer font-bold max-sm:py-2">{t('policies.import.more')}</summary>
          <div className="mt-3 grid gap-4">
            {choice.policyId === '' && (
              <>
                <TextField {...text('title')} />
                <TextField {...text('documentMark')} />
              </>
            )}
            <TextField {...text('label')} />
          </div>
        </details>
      </FieldGroup>
      <ButtonRow end>
        <Button
          type="submit"
          look="filled"
          size="large"
          busy={busy}
          reason={sending ? t('policies.import.sending') : undefined}
        >
          {t('policies.import.try')}
        </Button>
      </ButtonRow>
    </form>
  )
}
