import type { registerEntry } from '#engine/register/contract.ts'
import { registerPrintCard } from '#engine/register/contract-print.ts'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { saveFile } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Chips, PersonalDataChip, StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { ClauseList } from './clause-list.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { EntryFiles } from './entry-files.tsx'
import { EntryHistory, useAuthorName } from './entry-history.tsx'
import type { Register, RegisterColumn } from './list-address.ts'
import { ConfirmationCard } from './proof/confirmation-card.tsx'
import { GateCard } from './proof/gate-card.tsx'
import { SimilarCard } from './proof/similar-card.tsx'
import { ClassValue, useValueWords, ValueText } from './value-text.tsx'
import { valueText } from './value-words.ts'

export type FoundEntry = OutputOf<typeof registerEntry>

/** Everything one line says: values, clauses, history, what the reader may do, and the way to its neighbours. */
export function EntryDetail({
  register,
  found,
  hrefOf,
  onOwnPage = false,
}: {
  register: Register
  found: FoundEntry
  hrefOf: (entryId: string) => string
  /** The page of the line itself, with its timeline beside. */
  onOwnPage?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const { entry, names } = found
  const rest = register.columns.filter(
    (column) => column.type !== 'class' && (!column.retired || entry.values[column.key] !== undefined),
  )
  return (
    <div className="grid gap-3">
      <p className="text-[0.875rem] text-solid-gray-600">
        {t('registers.panel.version', { number: entry.number, version: entry.version })}
      </p>
      <Marks register={register} found={found} />
      <Acts register={register} found={found} />
      {register.gated && <GateCard line={{ register: register.key, entryId: entry.entryId }} />}
      {register.confirmed && (
        <ConfirmationCard line={{ register: register.key, entryId: entry.entryId, label: entry.label }} />
      )}
      <DefinitionList
        items={[
          {
            key: '.unit',
            term: t('registers.search.unit'),
            is: names[entry.unitId] ?? t('registers.unnamed'),
          },
          ...rest.map((column) => ({
            key: column.key,
            term: column.retired ? t('registers.panel.retired', { label: column.label }) : column.label,
            is: <EntryValue register={register.key} found={found} column={column} />,
          })),
          ...(found.kept === null || entry.disposedOn !== null
            ? []
            : [
                {
                  key: '.kept',
                  term: t('registers.panel.keptUntil'),
                  is: <DateText value={found.kept.until} />,
                },
                { key: '.year', term: t('registers.panel.disposalYear'), is: found.kept.disposalYear },
              ]),
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
      {register.comparable && (
        <SimilarCard line={{ register: register.key, entryId: entry.entryId }} hrefOf={hrefOf} />
      )}
      {onOwnPage && <PrintCard register={register.key} entryId={entry.entryId} />}
      {!onOwnPage && (
        <p>
          <Anchor href={`/registers/${register.key}/${entry.entryId}`}>{t('registers.panel.whole')}</Anchor>
        </p>
      )}
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

/** The line as a card on paper. */
function PrintCard({ register, entryId }: { register: string; entryId: string }): ReactNode {
  const { t } = useTranslation()
  const printing = useMutation({ mutationFn: () => saveFile(registerPrintCard, { register, entryId }) })
  return (
    <div className="noprint">
      <Button busy={printing.isPending} onPress={() => printing.mutate()}>
        {t('registers.print.card')}
      </Button>
      {printing.isError && <RefusalNotice error={printing.error} />}
    </div>
  )
}

/** A value with the way to what it is: a case, a file. */
function EntryValue({
  register,
  found: { entry, names, closedLines },
  column,
}: {
  register: string
  found: FoundEntry
  column: RegisterColumn
}): ReactNode {
  const { t } = useTranslation()
  const value = entry.values[column.key]
  if (column.type === 'application' && typeof value === 'string') {
    return <Anchor href={`/cases/${value}`}>{t('registers.panel.source')}</Anchor>
  }
  if (column.type === 'files' && typeof value === 'object') {
    return <EntryFiles register={register} entryId={entry.entryId} fileIds={value} names={names} />
  }
  if (column.register === undefined) return <ValueText column={column} value={value} names={names} />
  const closed = new Set(closedLines)
  const marked = Object.fromEntries(
    Object.entries(names).map(([id, name]) => [
      id,
      closed.has(id) ? t('registers.panel.struckOff', { name }) : name,
    ]),
  )
  return (
    <>
      {typeof value === 'object' && value.length > 0 && (
        <b className="mr-2">
          {t('registers.panel.living', { figure: value.filter((id) => !closed.has(id)).length })}
        </b>
      )}
      <ValueText column={column} value={value} names={marked} />
    </>
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
      {entry.state === 'closed' && (
        <StateChip means="outside">
          {entry.disposedOn === null ? t('registers.closed') : t('registers.disposed')}
        </StateChip>
      )}
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
  const handling = register.columns.some((column) => column.type === 'class') && (
    <ButtonLink href={`/registers/${register.key}/${entry.entryId}/handling`}>
      {t('classification.handling')}
    </ButtonLink>
  )
  if (register.written === 'by-events' || entry.state === 'closed') {
    return handling === false ? null : <div className="noprint flex flex-wrap gap-2">{handling}</div>
  }
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
      {handling}
      {closing && <CloseDialog register={register} entry={entry} onClose={() => setClosing(false)} />}
    </div>
  )
}
