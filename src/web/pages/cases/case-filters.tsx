import { applicationStates, type ApplicationState } from '#engine/procedure/states.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useKinds } from '../case/kinds.ts'
import { stateWord } from '../case/state-words.ts'
import { searchUnits } from '../organisation/lookups.ts'
import { isNarrowed, type CasesSearch } from './search.ts'

/** What the list is narrowed by. Choices act at once; words when they are sent, so that typing is not a search each. */
export function CaseFilters({
  search,
  onChange,
  withState = true,
}: {
  search: CasesSearch
  onChange: (search: CasesSearch) => void
  /** Everything in the inbox waits: no state to choose there. */
  withState?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const kinds = useKinds()
  const [word, setWord] = useState(search.search ?? '')
  const [unit, setUnit] = useState<Found | null>(null)
  const { page: _page, ...rest } = search
  const { search: _word, ...others } = rest
  const states = applicationStates.map((state) => ({
    value: state,
    // the words of one kind would be wrong for another
    label: stateWord(t, state, kinds.size === 1 ? [...kinds.values()][0] : undefined),
  }))
  return (
    <search
      aria-label={t('cases.filters')}
      className="noprint mb-4 grid items-end gap-3 sm:flex sm:flex-wrap sm:gap-4"
    >
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          const typed = word.trim()
          onChange(typed === '' ? others : { ...others, search: typed })
        }}
      >
        <div className="min-w-0 flex-1 sm:w-60">
          <TextField
            compact
            type="search"
            name="search"
            label={t('cases.search')}
            value={word}
            maxLength={100}
            onChange={setWord}
          />
        </div>
        <Button type="submit" icon="search">
          {t('cases.find')}
        </Button>
      </form>
      {withState && (
        <div className="sm:w-44">
          <SelectField
            compact
            name="state"
            label={t('cases.state')}
            emptyLabel={t('cases.all')}
            value={search.state ?? ''}
            choices={states}
            onChange={(value) => {
              const { state: _state, ...without } = rest
              onChange(isState(value) ? { ...without, state: value } : without)
            }}
          />
        </div>
      )}
      {kinds.size > 1 && (
        <div className="sm:w-44">
          <SelectField
            compact
            name="procedure"
            label={t('cases.procedure')}
            emptyLabel={t('cases.all')}
            value={search.procedure ?? ''}
            choices={[...kinds.values()].map((kind) => ({ value: kind.key, label: kind.name }))}
            onChange={(value) => {
              const { procedure: _procedure, ...without } = rest
              onChange(value === '' ? without : { ...without, procedure: value })
            }}
          />
        </div>
      )}
      {search.view === 'office' && (
        <div className="sm:w-60">
          <LookupField
            compact
            name="unit"
            label={t('cases.unit')}
            about="units"
            search={searchUnits}
            chosen={
              search.unit === undefined
                ? null
                : unit?.id === search.unit
                  ? unit
                  : { id: search.unit, label: t('cases.unitChosen') }
            }
            onChoose={(found) => {
              const { unit: _unit, ...without } = rest
              setUnit(found)
              onChange(found === null ? without : { ...without, unit: found.id })
            }}
          />
        </div>
      )}
      {withState && (
        <div className="sm:pb-2">
          <Checkbox
            name="overdue"
            checked={search.overdue === true}
            onChange={(checked) => {
              const { overdue: _overdue, ...without } = rest
              onChange(checked ? { ...without, overdue: true } : without)
            }}
          >
            {t('cases.overdue')}
          </Checkbox>
        </div>
      )}
      {isNarrowed(search) && (
        <Button
          look="text"
          onPress={() => {
            setWord('')
            onChange({
              ...(search.view === undefined ? {} : { view: search.view }),
              ...(search.as === undefined ? {} : { as: search.as }),
            })
          }}
        >
          {t('cases.clear')}
        </Button>
      )}
    </search>
  )
}

function isState(value: string): value is ApplicationState {
  return applicationStates.some((state) => state === value)
}
