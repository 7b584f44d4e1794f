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
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { boardHref } from './addresses.ts'
import { forgetCounting } from './forget.ts'
import type { Overview } from './stocktakes-page.tsx'

type Day = { typed: string; date: string | null }

/** Begins a stock-take: which register, as of which day, until when, whose lines. */
export function BeginDialog({ data, onClose }: { data: Overview; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [register, setRegister] = useState(data.registers[0]?.key ?? '')
  const [title, setTitle] = useState('')
  const [asOf, setAsOf] = useState<Day>({ typed: data.on, date: data.on })
  const [dueOn, setDueOn] = useState<Day>({ typed: '', date: null })
  const [unitId, setUnitId] = useState(data.mayOpenWide ? '' : (data.ownUnits[0]?.id ?? ''))
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
      ...(unitId === '' ? {} : { unitIds: [unitId] }),
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
        <SelectField
          name="unitIds"
          label={labels.unitIds}
          value={unitId}
          error={messageAt(form.problems, 'unitIds')}
          {...(data.mayOpenWide ? { emptyLabel: t('stocktakes.begin.units') } : {})}
          choices={data.ownUnits.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setUnitId}
        />
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
