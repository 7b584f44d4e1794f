import { procedureKinds } from '#engine/procedure/contract.ts'
import { person } from '#rooms/1-organisation/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { searchPeople } from '../organisation/lookups.ts'
import { registersQuery } from '../registers/use-register.ts'
import { entriesHref, everyEntry, isNarrowed, type EntriesView } from './entries-address.ts'
import { commands } from './operation-words.ts'
import { kindWords, plainKinds } from './subject-words.ts'

type Day = { typed: string; date: string | null }

/** The fields above the list of entries. */
export function EntriesSearch({ view }: { view: EntriesView }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const kinds = useKinds()
  const [kind, setKind] = useState(view.kind)
  const [operation, setOperation] = useState(view.operation)
  const [taken, setTaken] = useState<Found | null | undefined>()
  const [from, setFrom] = useState<Day>({ typed: view.from, date: view.from === '' ? null : view.from })
  const [to, setTo] = useState<Day>({ typed: view.to, date: view.to === '' ? null : view.to })
  const known = usePerson(view.actor)
  const actor = taken === undefined ? known : taken
  const send = (): void => {
    if ([from, to].some((day) => day.typed !== '' && day.date === null)) return
    router.history.push(
      entriesHref({
        kind,
        operation,
        actor: actor?.id ?? '',
        from: from.date ?? '',
        to: to.date ?? '',
        page: 1,
      }),
    )
  }
  return (
    <search className="noprint mb-4 block">
      <form
        noValidate
        className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-3"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <SelectField
          compact
          name="kind"
          label={t('ledger.list.subject')}
          value={kind}
          emptyLabel={t('ledger.list.all')}
          choices={kinds}
          onChange={setKind}
        />
        <SelectField
          compact
          name="operation"
          label={t('ledger.list.operation')}
          value={operation}
          emptyLabel={t('ledger.list.all')}
          choices={commands.map(({ name, summary }) => ({ value: name, label: summary }))}
          onChange={setOperation}
        />
        <LookupField
          compact
          name="actor"
          label={t('ledger.list.person')}
          about="people"
          search={searchPeople}
          chosen={actor}
          onChoose={setTaken}
        />
        <DateField
          compact
          name="from"
          label={t('ledger.list.from')}
          value={from.typed}
          onChange={(typed, date) => setFrom({ typed, date })}
        />
        <DateField
          compact
          name="to"
          label={t('ledger.list.to')}
          value={to.typed}
          onChange={(typed, date) => setTo({ typed, date })}
        />
        <span className="flex items-end gap-2 sm:[&>button]:min-h-10">
          <Button type="submit">{t('ledger.list.go')}</Button>
          {isNarrowed(view) && (
            <Button look="text" onPress={() => router.history.push(entriesHref(everyEntry))}>
              {t('ledger.list.clear')}
            </Button>
          )}
        </span>
      </form>
    </search>
  )
}

/** Kinds of subjects by name; registers and procedures by their own. */
function useKinds(): { value: string; label: string }[] {
  const { t } = useTranslation()
  const registers = useQuery(registersQuery)
  const procedures = useQuery(reading(procedureKinds, {}))
  return [
    ...plainKinds.map((value) => ({ value, label: kindWords(value, t) })),
    ...(registers.data?.registers ?? []).map(({ key, name }) => ({ value: `register:${key}`, label: name })),
    ...(procedures.data?.kinds ?? []).map(({ key, name }) => ({
      value: `procedure:${key}`,
      label: `${t('ledger.subjects.procedure')} ${name}`,
    })),
  ]
}

/** The person an address names. */
function usePerson(personId: string): Found | null {
  const { t } = useTranslation()
  const found = useQuery({ ...reading(person, { personId }), enabled: personId !== '' })
  if (personId === '') return null
  const label =
    found.data === undefined ? t('ledger.list.person1') : `${found.data.family} ${found.data.given}`
  return { id: personId, label }
}
