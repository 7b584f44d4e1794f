import { ownColumnTypes, registerSaveColumn } from '#engine/register/contract-columns.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Checkbox } from '../../parts/checkbox.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextArea, TextField } from '../../parts/text-field.tsx'
import type { Register } from './list-address.ts'
import { useForgetRegisters, type OwnColumn } from './settings-page.tsx'

type Kind = OwnColumn['type']

/** Adds a column of the city's own, or changes its words; its kind is chosen once. */
export function OwnColumnDialog({
  register,
  column,
  onClose,
}: {
  register: Register
  column: OwnColumn | undefined
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const forget = useForgetRegisters()
  const [label, setLabel] = useState(column?.label ?? '')
  const [type, setType] = useState<Kind>(column?.type ?? 'text')
  const [choices, setChoices] = useState((column?.choices ?? []).map((choice) => choice.label).join('\n'))
  const [hint, setHint] = useState(column?.hint ?? '')
  const [listed, setListed] = useState(column?.listed ?? false)
  const labels = {
    label: t('registers.settings.label'),
    type: t('registers.settings.type'),
    choices: t('registers.settings.choices'),
    hint: t('registers.settings.hint'),
  }
  const form = useFormCommand(registerSaveColumn, labels, async () => {
    await forget()
    onClose()
  })
  const send = (): void =>
    form.send(
      {
        register: register.key,
        label,
        type,
        hint,
        listed,
        choices: type === 'choice' ? choicesIn(choices, column) : [],
        ...(column === undefined ? {} : { key: column.key }),
      },
      (problems) =>
        problems.map((problem) => ({
          ...problem,
          ...(problem.at?.startsWith('choices') === true ? { at: 'choices' } : {}),
          ...(problem.at === 'label' && label.trim() === '' ? { message: t('registers.form.needed') } : {}),
        })),
    )
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={
        column === undefined
          ? t('registers.settings.addTitle')
          : t('registers.settings.editTitle', { label: column.label })
      }
      act={t('registers.settings.save')}
      busy={form.busy}
      onConfirm={send}
    >
      <div className="grid gap-4">
        <TextField
          name="label"
          label={labels.label}
          required
          maxLength={40}
          value={label}
          error={messageAt(form.problems, 'label')}
          onChange={setLabel}
        />
        {column === undefined && (
          <SelectField
            name="type"
            label={labels.type}
            hint={t('registers.settings.typeHint')}
            value={type}
            error={messageAt(form.problems, 'type')}
            choices={ownColumnTypes.map((value) => ({
              value,
              label: t(`registers.settings.types.${value}`),
            }))}
            onChange={(next) => setType(ownColumnTypes.find((each) => each === next) ?? 'text')}
          />
        )}
        {type === 'choice' && (
          <TextArea
            name="choices"
            label={labels.choices}
            hint={t('registers.settings.choicesHint')}
            required
            rows={4}
            value={choices}
            error={messageAt(form.problems, 'choices')}
            onChange={setChoices}
          />
        )}
        <TextField
          name="hint"
          label={labels.hint}
          optional
          maxLength={200}
          value={hint}
          error={messageAt(form.problems, 'hint')}
          onChange={setHint}
        />
        <Checkbox name="listed" checked={listed} onChange={setListed}>
          {t('registers.settings.listed')}
        </Checkbox>
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
      </div>
    </ConfirmDialog>
  )
}

/** A choice keeps its value by its line, so that a new name in the line renames it. */
function choicesIn(typed: string, column: OwnColumn | undefined) {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((label, at) => {
      const value = column?.choices[at]?.value
      return { label, ...(value === undefined ? {} : { value }) }
    })
}
