import { recordEntry } from '#rooms/4-physical/entry/contract.ts'
import { formatDate } from '#ground/clock/wareki.ts'
import { fold } from '#ground/words/fold.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { EmptyState, RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { searchPeople } from '../organisation/lookups.ts'
import type { Board, Told } from './door-page.tsx'

const kinds = ['staff', 'vendor', 'visitor'] as const
type Kind = (typeof kinds)[number]
type Given = { name: string; company: string; badge: string; purpose: string; items: string }
const nothing: Given = { name: '', company: '', badge: '', purpose: '', items: '' }

/** Who goes in: whoever is on the list with one press, others by name, visitors with badge and escort. */
export function GoingIn({
  board,
  areaId,
  onDone,
}: {
  board: Board
  areaId: string
  onDone: (told: Told) => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind>('staff')
  const [word, setWord] = useState('')
  const [person, setPerson] = useState<Found | null>(null)
  const [escort, setEscort] = useState<Found | null>(null)
  const [given, setGiven] = useState(nothing)
  const [who, setWho] = useState('')
  const record = useFormCommand(
    recordEntry,
    {
      personId: t('entry.person'),
      name: t('entry.name'),
      company: t('entry.company'),
      badge: t('entry.badgeNumber'),
      escortId: t('entry.escortBy'),
      purpose: t('entry.purpose'),
      items: t('entry.items'),
    },
    async ({ warnings }) => {
      setPerson(null)
      setEscort(null)
      setGiven(nothing)
      setWord('')
      await onDone({ text: t('entry.written', { name: who, what: t('entry.enter') }), warnings })
    },
  )
  const enter = (as: Kind, name: string, more: { personId?: string; company?: string }): void => {
    setWho(name)
    record.send({ areaId, direction: 'in', kind: as, name, ...more })
  }
  const listed = board.permitted.filter(
    (each) =>
      (kind === 'staff') === (each.personId !== null) &&
      fold(`${each.name}${each.company ?? ''}`).includes(fold(word)),
  )
  const field = (key: keyof Given, label: string, required = false, maxLength = 100) => (
    <TextField
      name={key}
      label={label}
      required={required}
      maxLength={maxLength}
      value={given[key]}
      error={messageAt(record.problems, key)}
      onChange={(value) => setGiven({ ...given, [key]: value })}
    />
  )
  return (
    <Section title={t('entry.come')}>
      <div className="grid gap-4">
        <RadioGroup
          row
          name="kind"
          label={t('entry.kind')}
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`entry.kinds.${value}`) }))}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'staff')}
        />
        {record.refusal !== null && <RefusalNotice error={record.refusal} />}
        {kind !== 'visitor' && (
          <>
            <TextField
              name="find"
              type="search"
              label={t('entry.find')}
              hint={t('entry.findHint')}
              value={word}
              onChange={setWord}
            />
            {listed.length === 0 && <EmptyState title={t('entry.listEmpty')} />}
            <ul className="grid gap-2 sm:grid-cols-2">
              {listed.slice(0, 24).map((each) => (
                <li
                  key={`${each.personId ?? ''}${each.name}${each.company ?? ''}`}
                  className="flex items-center justify-between gap-2 rounded-8 border border-solid-gray-300 p-3 leading-[1.5]"
                >
                  <span>
                    <b>{each.name}</b>
                    <span className="block text-[0.875rem] text-solid-gray-700">
                      {[each.company, t('entry.until', { date: formatDate(each.until, { weekday: false }) })]
                        .filter((part) => part !== null)
                        .join(' ')}
                    </span>
                  </span>
                  <Button
                    size="large"
                    look="filled"
                    busy={record.busy}
                    label={t('entry.enterFor', { name: each.name })}
                    onPress={() =>
                      enter(kind, each.name, {
                        ...(each.personId === null ? {} : { personId: each.personId }),
                        ...(each.company === null ? {} : { company: each.company }),
                      })
                    }
                  >
                    {t('entry.enter')}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
        {kind === 'staff' && (
          <>
            <LookupField
              name="personId"
              about="people"
              label={t('entry.other')}
              hint={t('entry.otherHint')}
              search={searchPeople}
              chosen={person}
              error={messageAt(record.problems, 'personId')}
              onChoose={setPerson}
            />
            {person !== null && (
              <div>
                <Button
                  size="large"
                  busy={record.busy}
                  onPress={() => enter('staff', person.label, { personId: person.id })}
                >
                  {t('entry.enterFor', { name: person.label })}
                </Button>
              </div>
            )}
          </>
        )}
        {kind !== 'staff' && (
          <div className="grid gap-4 border-t border-solid-gray-300 pt-4 sm:grid-cols-2">
            {field('name', t('entry.name'), true)}
            {field('company', t('entry.company'), true)}
            {kind === 'visitor' && (
              <>
                {field('badge', t('entry.badgeNumber'), true, 20)}
                <LookupField
                  name="escortId"
                  about="people"
                  required
                  label={t('entry.escortBy')}
                  hint={t('entry.escortHint')}
                  search={searchPeople}
                  chosen={escort}
                  error={messageAt(record.problems, 'escortId')}
                  onChoose={setEscort}
                />
              </>
            )}
            {field('purpose', t('entry.purpose'), kind === 'visitor', 200)}
            {field('items', t('entry.items'), false, 200)}
            <div>
              <Button
                size="large"
                look="filled"
                busy={record.busy}
                onPress={() => {
                  setWho(given.name)
                  record.send({
                    areaId,
                    direction: 'in',
                    kind,
                    ...given,
                    ...(escort === null ? {} : { escortId: escort.id }),
                  })
                }}
              >
                {t('entry.enter')}
              </Button>
            </div>
          </div>
        )}
      </div>
    </Section>
  )
}
