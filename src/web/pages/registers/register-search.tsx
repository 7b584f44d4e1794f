import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { LookupField } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { FilterField } from './filter-field.tsx'
import { filterFormOf, isRange, viewOf, wrongFields } from './filter-form.ts'
import type { ListView, Register } from './list-address.ts'
import { searchUnits } from '../organisation/lookups.ts'
import { useWide } from './use-wide.ts'

/** How many filters stand in the first line; the others are one press away. */
const inSight = 3

/** The search box and the filters of a register, from its definition. Nothing is searched before 検索 is pressed. */
export function RegisterSearch({
  register,
  view,
  names,
  onSearch,
}: {
  register: Register
  view: ListView
  names: Readonly<Record<string, string>>
  onSearch: (view: ListView) => void
}): ReactNode {
  const { t } = useTranslation()
  const [form, setForm] = useState(() => filterFormOf(view))
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const filters = register.columns.filter((column) => column.filter)
  const wide = useWide()
  // a narrow screen shows the words first and the list soon after
  const first = wide ? filters.filter((column) => !isRange(column)).slice(0, inSight) : []
  const others = filters.filter((column) => !first.includes(column))
  const used =
    others.some((column) => column.key in view.where) ||
    view.state !== 'current' ||
    (!wide && view.unit !== '')
  const [open, setOpen] = useState(used)
  const set = (key: string, value: string): void =>
    setForm((before) => ({ ...before, values: { ...before.values, [key]: value } }))
  const searched = register.columns.filter((column) => column.search).map((column) => column.label)
  const field = { form, wrong, names, onChange: set }
  const unitField = (
    <UnitField
      register={register}
      unit={form.unit}
      names={names}
      onChange={(unit) => setForm({ ...form, unit })}
    />
  )
  return (
    <search aria-label={t('registers.search.label', { name: register.name })}>
      <form
        noValidate
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const found = wrongFields(form, register.columns)
          setWrong(found)
          if (found.size > 0) setOpen(true)
          else onSearch(viewOf(view, form, filters))
        }}
      >
        <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(200px,2fr)_minmax(150px,1.2fr)_repeat(3,minmax(110px,1fr))_auto]">
          <TextField
            compact
            type="search"
            name="word"
            label={searched.length === 0 ? t('registers.search.plainWord') : searched.slice(0, 3).join('・')}
            value={form.word}
            maxLength={200}
            onChange={(word) => setForm({ ...form, word })}
          />
          {wide && unitField}
          {first.map((column) => (
            <FilterField key={column.key} column={column} {...field} />
          ))}
          <span className="flex items-end sm:[&>button]:min-h-10">
            <Button type="submit">{t('registers.search.go')}</Button>
          </span>
        </div>
        <details
          open={open}
          onToggle={(event) => setOpen(event.currentTarget.open)}
          className="text-[0.875rem]"
        >
          <summary className="w-fit cursor-pointer text-key-900 underline underline-offset-[3px] max-sm:py-2">
            {t('registers.search.more')}
          </summary>
          <div className="mt-2 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
            <SelectField
              compact
              name="state"
              label={t('registers.search.state')}
              value={form.state}
              choices={states.map((value) => ({ value, label: t(`registers.search.states.${value}`) }))}
              onChange={(value) =>
                setForm({ ...form, state: states.find((state) => state === value) ?? 'current' })
              }
            />
            {others.map((column) => (
              <div key={column.key} className={isRange(column) ? 'lg:col-span-2' : undefined}>
                <FilterField column={column} {...field} />
              </div>
            ))}
          </div>
        </details>
      </form>
    </search>
  )
}

const states = ['current', 'closed', 'all'] as const

function UnitField({
  register,
  unit,
  names,
  onChange,
}: {
  register: Register
  unit: string
  names: Readonly<Record<string, string>>
  onChange: (unit: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [taken, setTaken] = useState<{ id: string; label: string } | null>(null)
  const label = t('registers.search.unit')
  const { readableUnits } = register
  if (readableUnits !== undefined) {
    return (
      <SelectField
        compact
        name="unit"
        label={label}
        value={unit}
        emptyLabel={t('registers.search.all')}
        choices={readableUnits.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={onChange}
      />
    )
  }
  const known = taken?.id === unit ? taken : { id: unit, label: names[unit] ?? t('registers.thisUnit') }
  return (
    <LookupField
      compact
      name="unit"
      label={label}
      about="units"
      search={searchUnits}
      chosen={unit === '' ? null : known}
      onChoose={(found) => {
        setTaken(found)
        onChange(found?.id ?? '')
      }}
    />
  )
}
