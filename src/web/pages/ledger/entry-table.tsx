import { receipt, type LedgerEntry } from '#ledger/contract.ts'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import type { ChipMeaning } from '../../parts/chip-meanings.ts'
import { DateText } from '../../parts/date-text.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { summaryOf } from './operation-words.ts'
import { actorWords, recordsOf, subjectWords } from './subject-words.ts'

const stateMeanings: Record<LedgerEntry['state'], ChipMeaning> = {
  waiting: 'waiting',
  proven: 'verified',
  altered: 'wrong',
  erased: 'outside',
}

/** Entries of the ledger: who did what to what, whether it still matches, and a receipt of each. */
export function EntryTable({
  caption,
  entries,
  about,
}: {
  caption: string
  entries: readonly LedgerEntry[]
  /** The page is about one thing: then it is not named in every line. */
  about: 'many' | 'one'
}): ReactNode {
  const { t } = useTranslation()
  const save = useMutation({ mutationFn: (entryId: string) => saveFile(receipt, { entryId }) })
  return (
    <>
      {save.isError && (
        <div className="mb-3">
          <RefusalNotice error={save.error} />
        </div>
      )}
      <Table
        caption={caption}
        rows={entries}
        rowKey={(entry) => entry.entryId}
        columns={[
          {
            key: 'number',
            head: t('ledger.list.number'),
            numeric: true,
            cell: (entry) => entry.number?.toLocaleString('ja-JP') ?? '—',
          },
          { key: 'at', head: t('ledger.list.at'), cell: (entry) => <DateText value={entry.at} /> },
          { key: 'who', head: t('ledger.list.who'), wraps: true, cell: (entry) => <Who entry={entry} /> },
          {
            key: 'act',
            head: t('ledger.list.act'),
            wraps: true,
            names: true,
            cell: (entry) => <What entry={entry} />,
          },
          ...(about === 'one'
            ? []
            : [
                {
                  key: 'about',
                  head: t('ledger.list.about'),
                  wraps: true,
                  cell: (entry: LedgerEntry) =>
                    entry.subject === null ? (
                      '—'
                    ) : (
                      <Anchor href={recordsOf(entry.subject)}>{subjectWords(entry.subject, t)}</Anchor>
                    ),
                },
              ]),
          {
            key: 'changes',
            head: t('ledger.list.changes'),
            numeric: true,
            cell: (entry) => entry.changes.toLocaleString('ja-JP'),
          },
          {
            key: 'state',
            head: t('ledger.list.state'),
            cell: (entry) => (
              <StateChip means={stateMeanings[entry.state]}>{t(`ledger.states.${entry.state}`)}</StateChip>
            ),
          },
          {
            key: 'receipt',
            head: t('ledger.list.receipt'),
            cell: (entry) => (
              <Receipt
                entry={entry}
                busy={save.isPending && save.variables === entry.entryId}
                onSave={() => save.mutate(entry.entryId)}
              />
            ),
          },
        ]}
      />
    </>
  )
}

function Who({ entry }: { entry: LedgerEntry }): ReactNode {
  const { t } = useTranslation()
  const { actor, capacity } = entry
  const words = actorWords(actor, t)
  return (
    <>
      {actor?.kind === 'person' && actor.id !== null ? (
        <Anchor href={`/organisation/people/${encodeURIComponent(actor.id)}`}>{words}</Anchor>
      ) : (
        words
      )}
      {capacity !== null && (
        <span className="block text-solid-gray-600">{t('ledger.list.capacity', { capacity })}</span>
      )}
    </>
  )
}

function What({ entry }: { entry: LedgerEntry }): ReactNode {
  const { t } = useTranslation()
  const words = entry.act ?? (entry.operation === null ? undefined : summaryOf(entry.operation))
  return (
    <>
      {words ?? t('ledger.subjects.other')}
      {entry.note !== null && entry.note !== '' && (
        <span className="block text-solid-gray-600">{entry.note}</span>
      )}
    </>
  )
}

function Receipt({
  entry,
  busy,
  onSave,
}: {
  entry: LedgerEntry
  busy: boolean
  onSave: () => void
}): ReactNode {
  const { t } = useTranslation()
  if (entry.state === 'waiting' || entry.number === null) {
    return <span className="text-solid-gray-600">{t('ledger.list.receiptWaiting')}</span>
  }
  if (entry.state === 'erased')
    return <span className="text-solid-gray-600">{t('ledger.states.erased')}</span>
  return (
    <Button
      size="small"
      icon="download"
      busy={busy}
      label={t('ledger.list.receiptOf', { number: entry.number })}
      onPress={onSave}
    >
      {t('ledger.list.receipt')}
    </Button>
  )
}
