import type { CaseView } from '#engine/procedure/contract.ts'
import { ofSubject, receipt, type LedgerEntry } from '#ledger/contract.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading, saveFile } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import type { ChipMeaning } from '../../parts/chip-meanings.ts'
import { DateText } from '../../parts/date-text.tsx'
import { ProofNote } from '../../parts/proof-note.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { proofOf } from './proof-of.ts'

const meanings: Readonly<Record<LedgerEntry['state'], ChipMeaning>> = {
  waiting: 'waiting',
  proven: 'verified',
  altered: 'violation',
  erased: 'outside',
}

/** Milliseconds after which entries that are not in the tree yet are looked at again. */
const again = 2_000

/** What the ledger holds about a case, whether it is as it was written, and a receipt of each entry. */
export function ProofCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const found = useQuery({
    ...reading(ofSubject, { kind: 'application', id: view.applicationId, size: 50 }),
    refetchInterval: ({ state }) =>
      state.data?.entries.some((entry) => entry.state === 'waiting') === true ? again : false,
  })
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { entries, total } = found.data
  if (entries.length === 0) return <p className="text-[0.875rem]">{t('caseFile.proofNone')}</p>
  const state = proofOf(entries)
  return (
    <>
      <ProofNote
        state={state}
        entries={total}
        checkedAt={null}
        href={`/ledger/of/application/${view.applicationId}`}
      >
        {state === 'unchecked' && <p>{t('caseFile.proofWaiting')}</p>}
      </ProofNote>
      <details className="mt-2 text-[0.875rem]">
        <summary className="cursor-pointer py-1 max-sm:min-h-11 max-sm:py-2.5">
          {t('caseFile.proofOpen')}
        </summary>
        {total > entries.length && <p>{t('caseFile.proofMore', { shown: entries.length, total })}</p>}
        <ul className="grid">
          {entries.map((entry) => (
            <EntryLine key={entry.entryId} entry={entry} />
          ))}
        </ul>
      </details>
    </>
  )
}

function EntryLine({ entry }: { entry: LedgerEntry }): ReactNode {
  const { t } = useTranslation()
  const save = useMutation({ mutationFn: () => saveFile(receipt, { entryId: entry.entryId }) })
  const act = entry.act ?? ''
  return (
    <li className="border-b border-solid-gray-200 py-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span>
          <b>{act}</b>{' '}
          <StateChip means={meanings[entry.state]}>{t(`caseFile.proofStates.${entry.state}`)}</StateChip>
          {entry.at !== null && (
            <span className="block text-solid-gray-600">
              <DateText value={entry.at} form="short" />
            </span>
          )}
        </span>
        {entry.state === 'proven' && (
          <Button
            size="small"
            icon="download"
            label={t('caseFile.proofReceiptOf', { act })}
            busy={save.isPending}
            onPress={() => save.mutate()}
          >
            {t('caseFile.proofReceipt')}
          </Button>
        )}
      </div>
      <RefusalNotice error={save.error} />
    </li>
  )
}
