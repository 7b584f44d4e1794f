import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { FormFieldOf } from '../apply/form-field-of.tsx'
import { verbOf } from './act-words.ts'
import { useKind } from './kinds.ts'
import { useAnswers } from './use-answers.ts'
import { useFollow } from './use-follow.ts'

/** What confirming a return needs to know of a case; a row of a list has it too. */
export type FinishedRow = {
  readonly applicationId: string
  readonly procedure: string
  readonly number: string | null
  readonly title: string
  readonly applicantName: string
}

/**
 * 返却の確認 with what was found (異常の有無), or whatever else an act asks for (日時, 処理内容, 立会い). `path`: the page
 * that tells what was done.
 */
export function FinishDialog({
  open,
  onClose,
  row,
  path,
  act = 'finish',
}: {
  open: boolean
  onClose: () => void
  row: FinishedRow
  path?: string | undefined
  act?: 'start' | 'finish'
}): ReactNode {
  const { t } = useTranslation()
  const stage = useKind(row.procedure)?.afterwards.find((each) => each.act === act)
  const [remark, setRemark] = useState('')
  const [missing, setMissing] = useState(false)
  const { follow, pending, failure } = useFollow(row, { path, onEnd: onClose })
  const fields = stage?.asks ?? []
  const { filling, answers, atFields, sent } = useAnswers(fields, failure)
  if (stage === undefined) return null
  const asked = stage.remark
  const confirm = (): void => {
    if (asked !== undefined && remark === '') {
      setMissing(true)
      document.getElementById(fieldId('remark'))?.focus()
      return
    }
    sent()
    follow(act, stage.word, remark === '' ? undefined : remark, fields.length === 0 ? undefined : answers())
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('caseFile.finishTitle', { word: stage.word })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('caseFile.cancel')}
          </Button>
          <Button look="filled" busy={pending} onPress={confirm}>
            {verbOf(t, act, stage.word, null)}
          </Button>
        </>
      }
    >
      <p className="mb-4">
        {t(fields.length === 0 ? 'caseFile.finishWhat' : 'caseFile.recordWhat', {
          title: row.title,
          name: row.applicantName,
        })}
      </p>
      {failure !== null && !atFields && <RefusalNotice error={failure} />}
      {atFields && (
        <Notice kind="error" live title={t('caseFile.recordWrong')}>
          {null}
        </Notice>
      )}
      {fields.length > 0 && (
        <div className="grid gap-4">
          {fields.map((field) => (
            <FormFieldOf key={field.key} field={field} label={field.label} filling={filling} />
          ))}
        </div>
      )}
      {asked !== undefined && (
        <RadioGroup
          name="remark"
          label={asked.label}
          required
          value={remark}
          onChange={(next) => {
            setRemark(next)
            setMissing(false)
          }}
          choices={asked.choices.map((choice) => ({ value: choice, label: choice }))}
          error={missing ? t('caseFile.finishMissing', { label: asked.label }) : undefined}
        />
      )}
    </Dialog>
  )
}
