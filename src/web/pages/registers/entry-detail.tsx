import type { registerEntry } from '#engine/register/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Chips, PersonalDataChip, StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { ClauseList } from './clause-list.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { EntryHistory, useAuthorName } from './entry-history.tsx'
import type { Register } from './list-address.ts'
import { ClassValue, useValueWords, ValueText } from './value-text.tsx'
import { valueText } from './value-words.ts'

export type FoundEntry = OutputOf<typeof registerEntry>

/** Everything one line says: values, clauses, history, what the reader may do, and the way to its neighbours. */
export function EntryDetail({
  register,
  found,
  hrefOf,
}: {
  register: Register
  found: FoundEntry
  hrefOf: (entryId: string) => string
}): ReactNode {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const { entry, names } = found
  const rest = register.columns.filter((column) => column.type !== 'class')
  return (
    <div className="grid gap-3">
      <p className="text-[0.875rem] text-solid-gray-600">
        {t('registers.panel.version', { number: entry.number, version: entry.version })}
      </p>
      <Marks register={register} found={found} />
      <Acts register={register} found={found} />
      <DefinitionList
        items={[
          {
            key: '.unit',
            term: t('registers.search.unit'),
            is: names[entry.unitId] ?? t('registers.unnamed'),
          },
          ...rest.map((column) => ({
            key: column.key,
            term: column.label,
            is:
              column.type === 'application' && typeof entry.values[column.key] === 'string' ? (
                <Anchor href={`/cases/${String(entry.values[column.key])}`}>
                  {t('registers.panel.source')}
                </Anchor>
              ) : (
                <ValueText column={column} value={entry.values[column.key]} names={names} />
              ),
          })),
          ...(register.cites.length === 0
            ? []
            : [
                {
                  key: '.cites',
                  term: t('registers.based'),
                  is: <ClauseList cites={register.cites} />,
                },
              ]),
          {
            key: '.updated',
            term: t('registers.panel.updatedAt'),
            is: (
              <>
                <DateText value={entry.updatedAt} /> {authorName(entry.updatedBy)}
              </>
            ),
          },
        ]}
      />
      <EntryHistory register={register} found={found} />
      <nav aria-label={register.noun} className="noprint flex flex-wrap gap-x-4 text-[0.875rem]">
        {found.previous !== null && (
          <Anchor href={hrefOf(found.previous.entryId)}>
            {t('registers.panel.previous', { noun: register.noun })} {found.previous.number}
          </Anchor>
        )}
        {found.next !== null && (
          <Anchor href={hrefOf(found.next.entryId)}>
            {t('registers.panel.next', { noun: register.noun })} {found.next.number}
          </Anchor>
        )}
      </nav>
    </div>
  )
}

/** Classes and personal data as chips on top; a closed line says so. */
function Marks({ register, found }: { register: Register; found: FoundEntry }): ReactNode {
  const { t } = useTranslation()
  const words = useValueWords()
  const { entry, names } = found
  const people = entry.values['personal_count']
  const classes = register.columns.filter((column) => column.type === 'class')
  return (
    <Chips>
      {entry.state === 'closed' && <StateChip means="outside">{t('registers.closed')}</StateChip>}
      {classes.map((column) => {
        const value = entry.values[column.key]
        const text = valueText(column, value, names, words)
        return text === undefined ? null : (
          <ClassValue key={column.key} column={column} value={value} text={text} />
        )
      })}
      {typeof people === 'number' && people > 0 && <PersonalDataChip people={people} />}
    </Chips>
  )
}

function Acts({ register, found }: { register: Register; found: FoundEntry }): ReactNode {
  const { t } = useTranslation()
  const [closing, setClosing] = useState(false)
  const { entry, mayWrite } = found
  if (register.written === 'by-events' || entry.state === 'closed') return null
  const reason = mayWrite.allowed ? undefined : mayWrite.because
  return (
    <div className="noprint flex flex-wrap gap-2">
      {mayWrite.allowed ? (
        <>
          <ButtonLink href={`/registers/${register.key}/${entry.entryId}/edit`}>
            {t('registers.panel.edit')}
          </ButtonLink>
          <Button danger onPress={() => setClosing(true)}>
            {t('registers.panel.close')}
          </Button>
        </>
      ) : (
        <Button reason={reason}>{t('registers.panel.edit')}</Button>
      )}
      {closing && <CloseDialog register={register} entry={entry} onClose={() => setClosing(false)} />}
    </div>
  )
}
