import { registerEntry, registerList, registerSave } from '#engine/register/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, messageAt, type Problem } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { FieldGroup } from '../../parts/form-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { FoundEntry } from './entry-detail.tsx'
import { EntryField } from './entry-field.tsx'
import {
  byColumn,
  formColumns,
  formProblems,
  formValuesOf,
  rawValuesOf,
  type FormValues,
} from './form-values.ts'
import { emptyView, listHref, type Register } from './list-address.ts'
import { TakesFocus } from './takes-focus.tsx'
import { UnitChoice } from './unit-choice.tsx'

/** The form of a line, made from the definition: new without `found`, a change of it otherwise. */
export function EntryForm({
  register,
  found,
  onReload,
}: {
  register: Register
  found?: FoundEntry
  onReload?: () => void
}): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const queryClient = useQueryClient()
  const words = useFormWords()
  const columns = formColumns(register.columns)
  const [form, setForm] = useState<FormValues>(() =>
    found === undefined ? {} : formValuesOf(columns, found.entry.values),
  )
  const [unitId, setUnitId] = useState(() => found?.entry.unitId ?? firstUnit(register))
  const [number, setNumber] = useState('')
  const [why, setWhy] = useState('')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const save = useCommand(registerSave, async ({ entryId }) => {
    await queryClient.invalidateQueries({ queryKey: [registerList.name] })
    await queryClient.invalidateQueries({ queryKey: [registerEntry.name] })
    router.history.push(listHref(register.key, { ...emptyView, open: entryId }))
  })
  const conflict = save.error instanceof ApiProblem && save.error.status === 409 ? save.error : undefined
  const refused =
    save.error instanceof ApiProblem && conflict === undefined ? byColumn(save.error.problems) : []
  const shown = problems.length > 0 ? problems : refused
  const send = (): void => {
    const wrong = formProblems(columns, form, words)
    if (unitId === '') wrong.unshift({ at: 'unitId', message: words.needed })
    setProblems(wrong)
    if (wrong.length > 0) return
    save.mutate({
      register: register.key,
      unitId,
      values: rawValuesOf(columns, form),
      ...(found === undefined ? {} : { entryId: found.entry.entryId, expectedVersion: found.entry.version }),
      ...(number.trim() === '' ? {} : { number: number.trim() }),
      ...(why.trim() === '' ? {} : { why: why.trim() }),
    })
  }
  const labels = {
    unitId: t('registers.form.unit'),
    number: t('registers.form.number'),
    ...Object.fromEntries(columns.map((column) => [column.key, column.label])),
    why: t('registers.form.why'),
  }
  return (
    <form
      noValidate
      className="max-w-[768px]"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <ErrorSummary problems={shown} labels={labels} />
      {conflict !== undefined && <Conflict key={save.submittedAt} error={conflict} onReload={onReload} />}
      {save.isError && conflict === undefined && shown.length === 0 && (
        <div className="mb-6">
          <TakesFocus key={save.submittedAt}>
            <RefusalNotice error={save.error} />
          </TakesFocus>
        </div>
      )}
      <FieldGroup legend={`1 ${t('registers.form.where')}`}>
        <UnitChoice
          register={register}
          value={unitId}
          named={found?.names[unitId]}
          error={messageAt(shown, 'unitId')}
          onChange={setUnitId}
        />
        {found === undefined && (
          <TextField
            name="number"
            label={t('registers.form.number')}
            hint={t('registers.form.numberHint')}
            optional
            value={number}
            maxLength={40}
            error={messageAt(shown, 'number')}
            onChange={setNumber}
          />
        )}
      </FieldGroup>
      <FieldGroup
        legend={`2 ${t('registers.form.content', { noun: register.noun })}`}
        last={found === undefined}
      >
        {columns.map((column) => (
          <EntryField
            key={column.key}
            column={column}
            value={form[column.key] ?? ''}
            named={found?.names[form[column.key] ?? '']}
            names={found?.names ?? {}}
            error={messageAt(shown, column.key)}
            onChange={(value) => setForm((before) => ({ ...before, [column.key]: value }))}
          />
        ))}
      </FieldGroup>
      {found !== undefined && (
        <FieldGroup legend={`3 ${t('registers.form.why')}`} last>
          <TextField
            name="why"
            label={t('registers.form.why')}
            hint={t('registers.form.whyHint')}
            optional
            maxLength={200}
            value={why}
            error={messageAt(shown, 'why')}
            onChange={setWhy}
          />
        </FieldGroup>
      )}
      <ButtonRow end>
        <ButtonLink
          look="text"
          size="large"
          href={listHref(register.key, { ...emptyView, open: found?.entry.entryId ?? '' })}
        >
          {t('parts.cancel')}
        </ButtonLink>
        <Button type="submit" look="filled" size="large" busy={save.isPending}>
          {t(found === undefined ? 'registers.form.save' : 'registers.form.saveEdit')}
        </Button>
      </ButtonRow>
    </form>
  )
}

/** Somebody changed the line meanwhile: who and when, and the way to the present content. */
function Conflict({ error, onReload }: { error: Error; onReload: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="mb-6">
      <TakesFocus>
        <Notice kind="warning" live title={t('registers.form.conflict')}>
          <p>{error.message}</p>
          {onReload !== undefined && (
            <>
              <p className="mb-2">{t('registers.form.conflictHow')}</p>
              <Button onPress={onReload}>{t('registers.form.reload')}</Button>
            </>
          )}
        </Notice>
      </TakesFocus>
    </div>
  )
}

/** The unit one holds the office for, which the server names first; nothing where one may write for the whole city. */
function firstUnit({ writableUnits }: Register): string {
  return writableUnits?.[0]?.id ?? ''
}

function useFormWords() {
  const { t } = useTranslation()
  return {
    needed: t('registers.form.needed'),
    unchosen: t('registers.form.unchosen'),
    wrongNumber: t('registers.form.wrongNumber'),
    atLeast: (min: string) => t('registers.form.atLeast', { min }),
    atMost: (max: string) => t('registers.form.atMost', { max }),
    tooLong: (max: number) => t('registers.form.tooLong', { max }),
  }
}
