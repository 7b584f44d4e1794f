import {
  addTransferChanges,
  changeWords,
  mainAppointments,
  sideAppointments,
} from '#rooms/1-organisation/transfer/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { searchPeople, searchUnits } from '../organisation/lookups.ts'
import { changeOf, emptyDraft, fieldsOf, missingIn, type ChangeDraft, typedKinds } from './change-draft.ts'
import { unitKindOptions } from './unit-kind-options.ts'

type Chosen = {
  readonly personId: Found | null
  readonly unitId: Found | null
  readonly otherUnitId: Found | null
}
const nothing: Chosen = { personId: null, unitId: null, otherUnitId: null }

/** One line typed in by hand: what the file of the personnel office did not say, or what the rehearsal showed. */
export function AddChangeDialog({
  planId,
  onClose,
  onAdded,
}: {
  planId: string
  onClose: () => void
  onAdded: () => void | Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<ChangeDraft>(emptyDraft)
  const [chosen, setChosen] = useState<Chosen>(nothing)
  const [until, setUntil] = useState('')
  const [asked, setAsked] = useState(false)
  const command = useCommand(addTransferChanges, onAdded)
  const fields = fieldsOf(draft.kind)
  const missing = new Set(missingIn(draft))
  const set = (change: Partial<ChangeDraft>): void => setDraft({ ...draft, ...change })
  const error = (field: keyof ChangeDraft): string | undefined =>
    asked && missing.has(field) ? t('transfers.needed') : undefined
  const badDay = until !== '' && draft.until === null
  const send = (): void => {
    setAsked(true)
    if (missing.size > 0 || (fields.has('until') && badDay)) return
    command.mutate({ planId, changes: [changeOf(draft)] })
  }
  const text = (
    field:
      | 'title'
      | 'number'
      | 'family'
      | 'given'
      | 'familyKana'
      | 'givenKana'
      | 'reason'
      | 'name'
      | 'code'
      | 'unitCode',
    label: string,
    hint?: string,
  ): ReactNode =>
    fields.has(field) && (
      <TextField
        name={field}
        label={label}
        {...(hint === undefined ? {} : { hint })}
        required={missingIn({ ...draft, [field]: '' }).includes(field)}
        value={draft[field]}
        onChange={(value) => set({ [field]: value })}
        error={error(field)}
      />
    )
  const lookup = (field: keyof Chosen, label: string, hint?: string): ReactNode =>
    fields.has(field) && (
      <LookupField
        name={field}
        label={label}
        {...(hint === undefined ? {} : { hint })}
        about={field === 'personId' ? 'people' : 'units'}
        search={field === 'personId' ? searchPeople : searchUnits}
        chosen={chosen[field]}
        onChoose={(found) => {
          setChosen({ ...chosen, [field]: found })
          set({ [field]: found?.id ?? '' })
        }}
        error={error(field)}
      />
    )
  const ofUnit = draft.kind.endsWith('-unit')
  const appointments = draft.kind === 'add-post' ? sideAppointments : mainAppointments
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('transfers.add.title')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={command.isPending} onPress={send}>
            {t('transfers.add.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {command.isError && <RefusalNotice error={command.error} />}
        <SelectField
          // The filter of the page behind has a field `kind`, and ids are made of names.
          name="changeKind"
          label={t('transfers.add.kind')}
          value={draft.kind}
          choices={typedKinds.map((value) => ({ value, label: changeWords[value] }))}
          onChange={(value) => {
            const kind = typedKinds.find((each) => each === value) ?? 'move'
            setDraft({ ...emptyDraft, kind })
            setChosen(nothing)
            setUntil('')
            setAsked(false)
          }}
        />
        {lookup('personId', t('transfers.add.person'), t('transfers.add.personHint'))}
        {text('number', t('transfers.add.number'))}
        {text('family', t('transfers.add.family'))}
        {text('given', t('transfers.add.given'))}
        {text('familyKana', t('transfers.add.familyKana'))}
        {text('givenKana', t('transfers.add.givenKana'))}
        {text('code', t('transfers.add.code'))}
        {lookup(
          'unitId',
          t(ofUnit ? 'transfers.add.which' : 'transfers.add.unit'),
          ofUnit ? undefined : t('transfers.add.unitHint'),
        )}
        {text('unitCode', t('transfers.add.unitCode'), t('transfers.add.unitCodeHint'))}
        {text('name', t('transfers.add.name'))}
        {fields.has('unitKind') && (
          <SelectField
            name="unitKind"
            label={t('transfers.add.unitKind')}
            value={draft.unitKind}
            choices={unitKindOptions.map((value) => ({ value, label: value }))}
            onChange={(unitKind) => set({ unitKind })}
          />
        )}
        {lookup(
          'otherUnitId',
          t(draft.kind === 'abolish-unit' ? 'transfers.add.successor' : 'transfers.add.parent'),
          draft.kind === 'abolish-unit' ? t('transfers.add.successorHint') : undefined,
        )}
        {text('title', t('transfers.add.post'), t('transfers.add.postHint'))}
        {fields.has('appointment') && (
          <SelectField
            name="appointment"
            label={t('transfers.add.appointment')}
            value={draft.appointment === '' ? appointments[0] : draft.appointment}
            choices={appointments.map((value) => ({ value, label: value }))}
            onChange={(appointment) => set({ appointment })}
          />
        )}
        {text('reason', t('transfers.add.reason'))}
        {fields.has('until') && (
          <DateField
            name="until"
            label={t(draft.kind === 'leave' ? 'transfers.add.back' : 'transfers.add.until')}
            hint={t('transfers.add.untilHint')}
            optional
            value={until}
            onChange={(typed, date) => {
              setUntil(typed)
              set({ until: date })
            }}
          />
        )}
      </div>
    </Dialog>
  )
}
