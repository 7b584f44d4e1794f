import type { UnitChangeKind } from '#rooms/1-organisation/units/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Checkbox, RadioGroup } from '../../parts/checkbox.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { noUnit, type ChangeDraft, type NewUnit } from './change-draft.ts'
import { NewUnitFields } from './new-unit-fields.tsx'
import { searchUnitsOn } from './unit-search.ts'

type FieldsProps = {
  draft: ChangeDraft
  on: string | null
  errorOf: (name: string) => string | undefined
  onChange: (draft: ChangeDraft) => void
}

/** The fields that the kind of change asks for. */
export function ChangeFields(props: FieldsProps): ReactNode {
  const { draft, on, errorOf, onChange } = props
  if (draft.kind === 'create-unit') {
    return (
      <NewUnitFields
        unit={draft.fresh}
        on={on}
        errorOf={errorOf}
        onChange={(fresh) => onChange({ ...draft, fresh })}
      />
    )
  }
  return (
    <>
      <UnitLookup
        name="unit"
        words={`reorganisation.form.units.${draft.kind}`}
        required
        chosen={draft.unit}
        on={on}
        error={errorOf('unit')}
        onChoose={(unit) => onChange({ ...draft, unit })}
      />
      {draft.kind === 'rename-unit' && <NameFields {...props} />}
      {draft.kind === 'move-unit' && <PlaceFields {...props} />}
      {draft.kind === 'merge-units' && <MergeFields {...props} />}
      {draft.kind === 'split-unit' && <SplitFields {...props} />}
      {draft.kind === 'abolish-unit' && (
        <UnitLookup
          name="goal"
          words="reorganisation.form.successor"
          chosen={draft.goal}
          on={on}
          error={undefined}
          onChoose={(goal) => onChange({ ...draft, goal })}
        />
      )}
    </>
  )
}

type LookupWords =
  | `reorganisation.form.units.${Exclude<UnitChangeKind, 'create-unit'>}`
  | `reorganisation.form.${'goalParent' | 'others' | 'goal' | 'successor'}`

function UnitLookup({
  name,
  words,
  required = false,
  chosen,
  on,
  error,
  onChoose,
}: {
  name: string
  /** Key of the words: `is` the label, `hint` what to know. */
  words: LookupWords
  required?: boolean
  chosen: Found | null
  on: string | null
  error: string | undefined
  onChoose: (found: Found | null) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <LookupField
      name={name}
      label={t(`${words}.is`)}
      hint={t(`${words}.hint`)}
      {...(required ? { required: true } : { optional: true })}
      about={`units ${on ?? ''}`}
      search={searchUnitsOn(on)}
      chosen={chosen}
      error={error}
      onChoose={onChoose}
    />
  )
}

function NameFields({ draft, errorOf, onChange }: FieldsProps): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        name="name"
        label={t('reorganisation.form.newName')}
        required
        maxLength={100}
        value={draft.name}
        error={errorOf('name')}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <TextField
        name="kana"
        label={t('reorganisation.form.kana')}
        optional
        maxLength={100}
        value={draft.kana}
        onChange={(kana) => onChange({ ...draft, kana })}
      />
      <TextField
        name="code"
        label={t('reorganisation.form.newCode')}
        hint={t('reorganisation.form.emptyKeeps')}
        optional
        maxLength={40}
        value={draft.code}
        error={errorOf('code')}
        onChange={(code) => onChange({ ...draft, code })}
      />
      <TextField
        name="symbol"
        label={t('reorganisation.form.newSymbol')}
        hint={t('reorganisation.form.emptyKeeps')}
        optional
        maxLength={20}
        value={draft.symbol}
        onChange={(symbol) => onChange({ ...draft, symbol })}
      />
    </div>
  )
}

function PlaceFields({ draft, on, errorOf, onChange }: FieldsProps): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      {!draft.top && (
        <UnitLookup
          name="parent"
          words="reorganisation.form.goalParent"
          required
          chosen={draft.parent}
          on={on}
          error={errorOf('parent')}
          onChoose={(parent) => onChange({ ...draft, parent })}
        />
      )}
      <Checkbox name="top" checked={draft.top} onChange={(top) => onChange({ ...draft, top })}>
        {t('reorganisation.form.toTop')}
      </Checkbox>
    </>
  )
}

function MergeFields({ draft, on, errorOf, onChange }: FieldsProps): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <UnitLookup
        name="others"
        words="reorganisation.form.others"
        chosen={null}
        on={on}
        error={undefined}
        onChoose={(found) => {
          if (found === null || [draft.unit, ...draft.others].some((each) => each?.id === found.id)) return
          onChange({ ...draft, others: [...draft.others, found] })
        }}
      />
      {draft.others.length > 0 && (
        <ul aria-label={t('reorganisation.form.others.is')} className="flex flex-wrap gap-2">
          {draft.others.map((each) => (
            <li key={each.id} className="flex items-center gap-2 rounded-8 border border-solid-gray-420 px-3">
              {each.label}
              <Button
                look="text"
                size="small"
                label={t('reorganisation.form.takeOut', { name: each.label })}
                onPress={() =>
                  onChange({ ...draft, others: draft.others.filter((other) => other.id !== each.id) })
                }
              >
                {t('reorganisation.form.takeOutShort')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <RadioGroup
        row
        name="into"
        label={t('reorganisation.form.into')}
        value={draft.into}
        choices={(['existing', 'new'] as const).map((value) => ({
          value,
          label: t(`reorganisation.form.intoKinds.${value}`),
        }))}
        onChange={(value) => onChange({ ...draft, into: value === 'new' ? 'new' : 'existing' })}
      />
      {draft.into === 'existing' ? (
        <UnitLookup
          name="goal"
          words="reorganisation.form.goal"
          required
          chosen={draft.goal}
          on={on}
          error={errorOf('goal')}
          onChoose={(goal) => onChange({ ...draft, goal })}
        />
      ) : (
        <NewUnitFields
          unit={draft.fresh}
          on={on}
          errorOf={errorOf}
          onChange={(fresh) => onChange({ ...draft, fresh })}
        />
      )}
    </>
  )
}

function SplitFields({ draft, on, errorOf, onChange }: FieldsProps): ReactNode {
  const { t } = useTranslation()
  const set = (index: number, part: NewUnit): void =>
    onChange({ ...draft, parts: draft.parts.map((each, at) => (at === index ? part : each)) })
  return (
    <>
      <Checkbox name="stays" checked={draft.stays} onChange={(stays) => onChange({ ...draft, stays })}>
        {t('reorganisation.form.stays')}
      </Checkbox>
      {draft.parts.map((part, index) => (
        <fieldset key={index} className="rounded-8 border border-solid-gray-420 p-4">
          <legend className="px-1 font-bold">{t('reorganisation.form.part', { place: index + 1 })}</legend>
          <NewUnitFields
            unit={part}
            prefix={`parts.${index}.`}
            on={on}
            errorOf={errorOf}
            onChange={(changed) => set(index, changed)}
          />
          {draft.parts.length > 1 && (
            <p className="mt-3">
              <Button
                size="small"
                onPress={() => onChange({ ...draft, parts: draft.parts.filter((_, at) => at !== index) })}
              >
                {t('reorganisation.form.dropPart', { place: index + 1 })}
              </Button>
            </p>
          )}
        </fieldset>
      ))}
      <p>
        <Button size="small" onPress={() => onChange({ ...draft, parts: [...draft.parts, noUnit] })}>
          {t('reorganisation.form.addPart')}
        </Button>
      </p>
      {!draft.stays && (
        <SelectField
          name="heir"
          label={t('reorganisation.form.heir')}
          hint={t('reorganisation.form.heirHint')}
          required
          value={draft.heir}
          error={errorOf('heir')}
          choices={draft.parts
            .filter((part) => part.code.trim() !== '')
            .map((part) => ({ value: part.code.trim(), label: part.name }))}
          onChange={(heir) => onChange({ ...draft, heir })}
        />
      )}
    </>
  )
}
