import { registerList } from '#engine/register/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useSettled } from '../../parts/use-settled.ts'
import { AssetChips } from '../case/asset-chips.tsx'
import type { Entry } from './use-draft.ts'

type Picking = {
  register: string
  chosen: readonly string[]
  full: boolean
  onChoose: (entry: Entry) => void
}

/** Chooses lines of the register of one's own unit; stays open until one has finished. */
export function EntryPicker({
  open,
  onClose,
  ...picking
}: Picking & { open: boolean; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('apply.picker')}
      actions={<Button onPress={onClose}>{t('apply.pickerDone')}</Button>}
    >
      <Search {...picking} />
    </Dialog>
  )
}

/** Lines shown at once; words narrow the rest. */
const size = 20

function Search({ register, chosen, full, onChoose }: Picking): ReactNode {
  const { t } = useTranslation()
  const [word, setWord] = useState('')
  const search = useSettled(word.trim(), 250)
  const found = useQuery({
    ...reading(registerList, {
      register,
      size,
      ...(search === '' ? {} : { search }),
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="grid gap-3">
      <TextField
        compact
        type="search"
        name="picker"
        label={t('apply.pickerSearch')}
        hint={t('apply.pickerWhere')}
        value={word}
        maxLength={100}
        onChange={setWord}
      />
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && (
        <>
          <output className="text-[0.875rem]">
            {found.data.total > found.data.rows.length
              ? t('apply.pickerCount', {
                  total: found.data.total.toLocaleString('ja-JP'),
                  shown: found.data.rows.length,
                })
              : t('apply.pickerCountAll', { total: found.data.total })}
          </output>
          {found.data.rows.length === 0 && (
            <EmptyState title={t('apply.pickerNone')}>{t('apply.pickerNoneWhat')}</EmptyState>
          )}
          <ul className="max-h-[50vh] overflow-auto border-t border-solid-gray-300 px-1">
            {found.data.rows.map((row) => (
              <Found
                key={row.entryId}
                entry={row}
                unit={found.data.names[row.unitId] ?? ''}
                taken={chosen.includes(row.entryId)}
                full={full}
                onChoose={onChoose}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Found({
  entry,
  unit,
  taken,
  full,
  onChoose,
}: {
  entry: Entry
  unit: string
  taken: boolean
  full: boolean
  onChoose: (entry: Entry) => void
}): ReactNode {
  const { t } = useTranslation()
  const [pressed, setPressed] = useState(false)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-solid-gray-200 py-2 leading-[1.5]">
      <span className="min-w-0 flex-1 basis-48">
        <b>{entry.label}</b>{' '}
        <span className="text-[0.875rem] text-solid-gray-600">
          <span className="nowrap">{entry.number}</span> {unit}
        </span>
      </span>
      <Chips>
        <AssetChips values={entry.values} />
      </Chips>
      {taken ? (
        // The button that had the focus is gone: the keyboard stays at this line, inside the dialog.
        <span tabIndex={-1} ref={(place) => (pressed ? place?.focus() : undefined)}>
          <StateChip means="done">{t('apply.pickerAdded')}</StateChip>
        </span>
      ) : (
        !full && (
          <Button
            size="small"
            label={t('apply.pickerAddOf', { name: entry.label })}
            onPress={() => {
              setPressed(true)
              const { entryId, number, label, version, values } = entry
              onChoose({ entryId, number, label, version, values })
            }}
          >
            {t('apply.pickerAdd')}
          </Button>
        )
      )}
    </li>
  )
}
