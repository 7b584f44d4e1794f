import {
  changeKinds,
  changeWords,
  chooseDifferences,
  staffComparison,
} from '#rooms/1-organisation/hr/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { Found } from './comparison-page.tsx'
import { viewHref, type View } from './search.ts'

type Difference = Found['differences'][number]

/** The differences, page by page, each with its own tick; all that are shown at once, too. */
export function DifferenceList({
  found,
  view,
  size,
  changing,
}: {
  found: Found
  view: View
  size: number
  /** Another part of the list is on its way: what is shown is not what would be chosen. */
  changing: boolean
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { comparisonId } = found
  const choose = useCommand(chooseDifferences, () =>
    queryClient.invalidateQueries({ queryKey: [staffComparison.name] }),
  )
  const open = found.state === 'ready'
  const total = { figure: found.total.toLocaleString('ja-JP') }
  const which = {
    q: view.q,
    ...(view.kind === undefined ? {} : { kind: view.kind }),
    ...(view.mark === undefined ? {} : { mark: view.mark }),
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Filter key={JSON.stringify(view)} comparisonId={comparisonId} view={view} />
      {choose.isError && <RefusalNotice error={choose.error} />}
      {open && found.total > 0 && view.chosen === '' && (
        <ButtonRow>
          <Button
            size="small"
            busy={choose.isPending || changing}
            onPress={() => choose.mutate({ comparisonId, chosen: true, which })}
          >
            {t('hrImport.chooseAll', total)}
          </Button>
          <Button
            size="small"
            busy={choose.isPending || changing}
            onPress={() => choose.mutate({ comparisonId, chosen: false, which })}
          >
            {t('hrImport.dropAll', total)}
          </Button>
        </ButtonRow>
      )}
      {found.total === 0 && (
        <EmptyState
          title={t('hrImport.none')}
          action={<ButtonLink href={viewHref(comparisonId, {})}>{t('hrImport.filter.clear')}</ButtonLink>}
        />
      )}
      {found.total > 0 && (
        <>
          <Table<Difference>
            caption={t('hrImport.comparisonTitle')}
            rows={found.differences}
            rowKey={(row) => String(row.place)}
            columns={[
              {
                key: 'chosen',
                head: t('hrImport.table.chosen'),
                cell: (row) => (
                  <input
                    type="checkbox"
                    className="block size-5 accent-key-900"
                    aria-label={t('hrImport.choose', { name: row.name, kind: changeWords[row.kind] })}
                    checked={row.chosen}
                    disabled={!open}
                    onChange={(event) =>
                      choose.mutate({
                        comparisonId,
                        chosen: event.target.checked,
                        which: { places: [row.place] },
                      })
                    }
                  />
                ),
              },
              {
                key: 'kind',
                head: t('hrImport.table.kind'),
                cell: (row) => (
                  <span className="inline-flex flex-wrap items-center gap-1">
                    {changeWords[row.kind]}
                    {row.mark !== null && (
                      <StateChip means="check">{t(`hrImport.marks.${row.mark}`)}</StateChip>
                    )}
                  </span>
                ),
              },
              {
                key: 'who',
                head: t('hrImport.table.who'),
                names: true,
                cell: (row) => (
                  <>
                    {row.name}
                    <span className="block text-[0.875rem] text-solid-gray-600">{row.number}</span>
                  </>
                ),
              },
              { key: 'what', head: t('hrImport.table.what'), wraps: true, cell: (row) => row.what },
              {
                key: 'line',
                head: t('hrImport.table.line'),
                numeric: true,
                cell: (row) => row.line ?? t('hrImport.outside'),
              },
            ]}
          />
          <Pager
            page={view.page}
            size={size}
            total={found.total}
            hrefOf={(page) => viewHref(comparisonId, { ...view, page })}
          />
        </>
      )}
    </div>
  )
}

const chosenKeys = ['', 'yes', 'no'] as const

function Filter({ comparisonId, view }: { comparisonId: string; view: View }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const [q, setQ] = useState(view.q)
  const [kind, setKind] = useState<string>(view.kind ?? '')
  const [chosen, setChosen] = useState<string>(view.chosen)
  return (
    <search className="block">
      <form
        noValidate
        className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_200px_200px_auto]"
        onSubmit={(event) => {
          event.preventDefault()
          router.history.push(
            viewHref(comparisonId, {
              q: q.trim(),
              kind: changeKinds.find((each) => each === kind),
              ...(kind === view.kind ? { mark: view.mark } : {}),
              chosen: chosenKeys.find((each) => each === chosen) ?? '',
            }),
          )
        }}
      >
        <TextField
          compact
          type="search"
          name="q"
          label={t('hrImport.filter.word')}
          maxLength={100}
          value={q}
          onChange={setQ}
        />
        <SelectField
          compact
          name="kind"
          label={t('hrImport.filter.kind')}
          emptyLabel={t('hrImport.all')}
          value={kind}
          choices={changeKinds.map((value) => ({ value, label: changeWords[value] }))}
          onChange={setKind}
        />
        <SelectField
          compact
          name="chosen"
          label={t('hrImport.filter.chosen')}
          value={chosen}
          choices={chosenKeys.map((value) => ({ value, label: t(`hrImport.chosenChoice.${value}`) }))}
          onChange={setChosen}
        />
        <span className="grid sm:[&>button]:min-h-10">
          <Button type="submit">{t('hrImport.filter.go')}</Button>
        </span>
      </form>
    </search>
  )
}
