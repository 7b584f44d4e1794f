import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { SelectField } from '../../../parts/select-field.tsx'
import { TextArea, TextField } from '../../../parts/text-field.tsx'
import { useKeyIn } from '../../../parts/use-key-in.ts'
import { ApprovalFields } from './approval-fields.tsx'
import { isEmpty } from './candidates.ts'
import { linesOf, modalities, normKinds, textOrNull } from './reading-choices.ts'
import { JoinChoice, RolePicker } from './role-picker.tsx'
import { TargetFields } from './target-fields.tsx'
import { TriggerFields } from './trigger-fields.tsx'
import type { Correction, Field, Reading, Role } from './types.ts'

/**
 * The form by which an officer corrects one field, in the place of its card. Enter sends it, Escape leaves it. What is
 * being typed is a whole reading; only the field's own part is sent.
 */
export function FieldEditor({
  reading,
  field,
  roles,
  busy,
  onSave,
  onCancel,
}: {
  reading: Reading
  field: Field
  roles: readonly Role[]
  busy: boolean
  onSave: (correction: Correction) => void
  onCancel: () => void
}): ReactNode {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState(reading)
  const change = (part: Partial<Reading>): void => setTyped((before) => ({ ...before, ...part }))
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea')?.focus()
  }, [])
  useKeyIn(form, 'Escape', () => {
    onCancel()
    return true
  })
  const mayClear = field !== 'modality' && field !== 'kind' && !isEmpty(reading, field)
  return (
    <form
      ref={form}
      noValidate
      aria-label={t('review.editOf', { field: t(`review.fields.${field}`) })}
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onSave(partOf(typed, field))
      }}
    >
      <Fields field={field} typed={typed} roles={roles} change={change} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="small" look="filled" busy={busy}>
          {t('review.save')}
        </Button>
        <Button size="small" onPress={onCancel}>
          {t('review.cancel')}
        </Button>
        {mayClear && (
          <Button
            size="small"
            look="text"
            busy={busy}
            onPress={() => onSave(partOf(cleared(typed, field), field))}
          >
            {t('review.clear')}
          </Button>
        )}
      </div>
    </form>
  )
}

function Fields({
  field,
  typed,
  roles,
  change,
}: {
  field: Field
  typed: Reading
  roles: readonly Role[]
  change: (part: Partial<Reading>) => void
}): ReactNode {
  const { t } = useTranslation()
  const label = t(`review.fields.${field}`)
  switch (field) {
    case 'subject':
      return (
        <>
          <RolePicker
            name="subject"
            label={t('review.roles.pick')}
            value={typed.subject.roles}
            roles={roles}
            onChange={(value) => change({ subject: withRoles(typed.subject, value) })}
          />
          {typed.subject.roles.length > 1 && (
            <JoinChoice
              name="subject-join"
              value={typed.subject.join === 'any' ? 'any' : 'all'}
              onChange={(join) => change({ subject: { ...typed.subject, join } })}
            />
          )}
        </>
      )
    case 'modality':
      return (
        <SelectField
          compact
          name="modality"
          label={label}
          value={typed.modality}
          choices={modalities.map((value) => ({
            value,
            label: `${t(`review.modalities.${value}`)} ${t(`review.modalityHints.${value}`)}`,
          }))}
          onChange={(value) => {
            const modality = modalities.find((each) => each === value)
            if (modality !== undefined) change({ modality })
          }}
        />
      )
    case 'kind':
      return (
        <SelectField
          compact
          name="kind"
          label={label}
          value={typed.kind}
          choices={normKinds.map((value) => ({ value, label: t(`review.kinds.${value}`) }))}
          onChange={(value) => {
            const kind = normKinds.find((each) => each === value)
            if (kind !== undefined) change({ kind })
          }}
        />
      )
    case 'trigger':
      return <TriggerFields value={typed.trigger} onChange={(trigger) => change({ trigger })} />
    case 'approval':
      return (
        <ApprovalFields
          value={typed.approval}
          subject={typed.subject.roles}
          roles={roles}
          onChange={(approval) => change({ approval })}
        />
      )
    case 'record':
      return (
        <>
          <TextField
            compact
            name="record"
            label={label}
            maxLength={300}
            value={typed.record ?? ''}
            onChange={(record) => change({ record })}
          />
          <Lines
            name="recordFields"
            label={t('review.recordFields')}
            hint={t('review.recordFieldsHint')}
            value={typed.recordFields}
            onChange={(recordFields) => change({ recordFields })}
          />
        </>
      )
    case 'target':
      return <TargetFields value={typed.targetClass} onChange={(targetClass) => change({ targetClass })} />
    case 'deadline':
      return (
        <TextField
          compact
          name="deadline"
          label={label}
          maxLength={120}
          value={typed.deadline ?? ''}
          onChange={(deadline) => change({ deadline })}
        />
      )
    case 'exception':
      return (
        <TextArea
          compact
          rows={2}
          name="exception"
          label={label}
          maxLength={500}
          value={typed.exception ?? ''}
          onChange={(exception) => change({ exception })}
        />
      )
    case 'qualifiers':
      return (
        <Lines
          name="qualifiers"
          label={label}
          hint={t('review.qualifiersHint')}
          value={typed.qualifiers}
          onChange={(qualifiers) => change({ qualifiers })}
        />
      )
  }
}

/** A list, one per line; an unfinished line stays while it is typed. */
function Lines({
  name,
  label,
  hint,
  value,
  onChange,
}: {
  name: string
  label: string
  hint: string
  value: readonly string[]
  onChange: (value: string[]) => void
}): ReactNode {
  const [text, setText] = useState(value.join('\n'))
  return (
    <TextArea
      compact
      rows={3}
      name={name}
      label={label}
      hint={hint}
      value={text}
      onChange={(next) => {
        setText(next)
        onChange(linesOf(next))
      }}
    />
  )
}

function withRoles(subject: Reading['subject'], roles: Role[]): Reading['subject'] {
  const join =
    roles.length === 0 ? 'none' : roles.length === 1 ? 'single' : subject.join === 'any' ? 'any' : 'all'
  return {
    roles,
    join,
    from: roles.length === 0 ? 'none' : subject.from === 'none' ? 'inferred' : subject.from,
  }
}

/** The part of a reading that belongs to a field, as it is sent. */
function partOf(reading: Reading, field: Field): Correction {
  switch (field) {
    case 'subject':
      return { subject: reading.subject }
    case 'modality':
      return { modality: reading.modality }
    case 'kind':
      return { kind: reading.kind }
    case 'trigger':
      return { trigger: { ...reading.trigger, eventText: textOrNull(reading.trigger.eventText) } }
    case 'approval':
      return { approval: reading.approval }
    case 'record':
      return { record: textOrNull(reading.record), recordFields: reading.recordFields }
    case 'target':
      return { targetClass: textOrNull(reading.targetClass) }
    case 'deadline':
      return { deadline: textOrNull(reading.deadline) }
    case 'exception':
      return { exception: textOrNull(reading.exception) }
    case 'qualifiers':
      return { qualifiers: reading.qualifiers }
  }
}

function cleared(reading: Reading, field: Field): Reading {
  const nobody = { roles: [], join: 'none' as const, from: 'none' as const }
  switch (field) {
    case 'subject':
      return { ...reading, subject: nobody }
    case 'trigger':
      return { ...reading, trigger: { type: 'none', cadence: null, eventText: null } }
    case 'approval':
      return { ...reading, approval: null }
    case 'record':
      return { ...reading, record: null, recordFields: [] }
    case 'target':
      return { ...reading, targetClass: null }
    case 'deadline':
      return { ...reading, deadline: null }
    case 'exception':
      return { ...reading, exception: null }
    case 'qualifiers':
      return { ...reading, qualifiers: [] }
    default:
      return reading
  }
}
