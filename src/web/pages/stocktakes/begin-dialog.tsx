import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openStocktake } from '#engine/stocktake/contract.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { CheckboxGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { LookupField } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { searchUnits } from '../organisation/lookups.ts'
import { Chosen } from '../registers/chosen.tsx'
import { boardHref } from './addresses.ts'
import { forgetCounting } from './forget.ts'
import type { Overview } from './stocktakes-page.tsx'

type Day = { typed: string; date: string | null }
type Unit = Overview['ownUnits'][number]

/** Begins a stock-take: which register, as of which day, until when, whose lines. */
export function BeginDialog({ data, onClose }: { data: Overview; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [register, setRegister] = useState(data.registers[0]?.key ?? '')
  const [title, setTitle] = useState('')
  const [asOf, setAsOf] = useState<Day>({ typed: data.on, date: data.on })
  const [dueOn, setDueOn] = useState<Day>({ typed: '', date: null })
  const [units, setUnits] = useState<readonly Unit[]>(data.mayOpenWide ? [] : data.ownUnits.slice(0, 1))
  const [filters, setFilters] = useState<Readonly<Record<string, readonly string[]>>>({})
  const labels = {
    register: t('stocktakes.begin.register'),
    title: t('stocktakes.begin.name'),
    asOf: t('stocktakes.asOf'),
    dueOn: t('stocktakes.dueOn'),
    unitIds: t('stocktakes.begin.unit'),
  }
  const form = useFormCommand(openStocktake, labels, async ({ stocktakeId }) => {
    await forgetCounting(queryClient)
    router.history.push(boardHref(stocktakeId))
  })
  const chosen = data.registers.find(({ key }) => key === register)
  const send = (): void => {
    const kept = Object.entries(filters).filter(([, values]) => values.length > 0)
    form.send({
      register,
      title: title.trim(),
      asOf: asOf.date ?? '',
      dueOn: dueOn.date ?? '',
      ...(units.length === 0 ? {} : { unitIds: units.map(({ id }) => id) }),
      filters: Object.fromEntries(kept.map(([key, values]) => [key, [...values]])),
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('stocktakes.begin.act')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={form.busy} onPress={send}>
            {t('stocktakes.begin.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-[0.875rem]">{t('stocktakes.begin.what')}</p>
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <SelectField
          name="register"
          label={labels.register}
          required
          value={register}
          error={messageAt(form.problems, 'register')}
          choices={data.registers.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(key) => {
            setRegister(key)
            setFilters({})
          }}
        />
        <TextField
          name="title"
          label={labels.title}
          hint={t('stocktakes.begin.nameHint')}
          required
          maxLength={100}
          value={title}
          error={messageAt(form.problems, 'title')}
          onChange={setTitle}
        />
        <DateField
          name="asOf"
          label={labels.asOf}
          required
          value={asOf.typed}
          error={messageAt(form.problems, 'asOf')}
          onChange={(typed, date) => setAsOf({ typed, date })}
        />
        <DateField
          name="dueOn"
          label={labels.dueOn}
          required
          value={dueOn.typed}
          error={messageAt(form.problems, 'dueOn')}
          onChange={(typed, date) => setDueOn({ typed, date })}
        />
        {data.mayOpenWide ? (
          <UnitsField
            label={labels.unitIds}
            units={units}
            error={messageAt(form.problems, 'unitIds')}
            onChange={setUnits}
          />
        ) : (
          <SelectField
            name="unitIds"
            label={labels.unitIds}
            value={units[0]?.id ?? ''}
            error={messageAt(form.problems, 'unitIds')}
            choices={data.ownUnits.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => setUnits(data.ownUnits.filter((unit) => unit.id === id))}
          />
        )}
        {(chosen?.filters ?? []).slice(0, 3).map((filter) => (
          <CheckboxGroup
            key={`${register} ${filter.key}`}
            name={`filter-${filter.key}`}
            label={t('stocktakes.begin.filter', { label: filter.label })}
            value={filters[filter.key] ?? []}
            choices={filter.choices}
            onChange={(values) => setFilters({ ...filters, [filter.key]: values })}
          />
        ))}
      </div>
    </Dialog>
  )
}

/** Whose lines are counted: the whole city, or the units that are found one by one. */
function UnitsField({
  label,
  units,
  error,
  onChange,
}: {
  label: string
  units: readonly Unit[]
  error: string | undefined
  onChange: (units: readonly Unit[]) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <div>
      <LookupField
        name="unitIds"
        label={label}
        hint={t('stocktakes.begin.unitHint')}
        required={false}
        error={error}
        about="units"
        search={searchUnits}
        chosen={null}
        onChoose={(found) => {
          if (found === null || units.some(({ id }) => id === found.id)) return
          onChange([...units, { id: found.id, name: found.label }])
        }}
      />
      {units.length === 0 ? (
        <p className="mt-1">{t('stocktakes.begin.units')}</p>
      ) : (
        <Chosen
          label={label}
          ids={units.map(({ id }) => id)}
          nameOf={(unitId) => units.find(({ id }) => id === unitId)?.name ?? ''}
          onRemove={(unitId) => {
            onChange(units.filter(({ id }) => id !== unitId))
            // The button that was pressed is gone.
            document.getElementById(fieldId('unitIds'))?.focus()
          }}
        />
      )}
    </div>
  )
}
