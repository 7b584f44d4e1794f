import { useQuery } from '@tanstack/react-query'
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureWords } from './failure-words.ts'
import { FormField, type FieldProps } from './form-field.tsx'
import { Icon } from './icons.tsx'
import { join } from './join.ts'
import { lookupMove } from './lookup-keys.ts'
import { useSettled } from './use-settled.ts'

/** Something that can be found and taken: a person, a unit, an asset. */
export type Found = {
  readonly id: string
  readonly label: string
  /** What tells it from its namesakes: number, unit. */
  readonly note?: string | undefined
}

export type LookupFieldProps<F extends Found> = FieldProps & {
  /** Name of what is searched, part of the cache key: 'assets'. */
  about: string
  /** Asks the server; at most a page of answers. An empty word gives the first ones. */
  search: (
    word: string,
    signal: AbortSignal,
  ) => Promise<{ readonly items: readonly F[]; readonly total: number }>
  /** What is taken now; null: nothing. Fields that collect several keep this null and list the taken ones themselves. */
  chosen: F | null
  onChoose: (found: F | null) => void
}

/**
 * One out of many, found by typing a part of its name or number. Arrow keys and Enter, Escape closes; emptying the
 * field takes the choice back. (react-aria's ComboBox hides the rest of the page from readers while it is open.)
 */
export function LookupField<F extends Found>(props: LookupFieldProps<F>): ReactNode {
  const { about, search, chosen, onChoose, ...field } = props
  const { t } = useTranslation()
  const listId = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [pointed, setPointed] = useState(-1)
  const word = useSettled(typed ?? '')
  const found = useQuery({
    queryKey: ['lookup', about, word],
    queryFn: ({ signal }) => search(word, signal),
    enabled: open,
    placeholderData: (before) => before,
  })
  const items = found.data?.items ?? []
  const rest = (found.data?.total ?? 0) - items.length
  const close = (): void => {
    setOpen(false)
    setPointed(-1)
    setTyped(null)
  }
  const take = (item: F | undefined): void => {
    if (item === undefined) return
    onChoose(item)
    close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = lookupMove(event.key, event.nativeEvent.isComposing, { open, pointed, count: items.length })
    if (move.kind === 'stay') return
    event.preventDefault()
    if (move.kind === 'open') setOpen(true)
    if (move.kind === 'close') close()
    if (move.kind === 'take') take(items[move.at])
    if (move.kind === 'point') {
      setPointed(move.at)
      document.getElementById(`${listId}-${move.at}`)?.scrollIntoView({ block: 'nearest' })
    }
  }
  const listRole = { role: 'listbox', 'aria-label': field.label }
  return (
    <FormField {...field}>
      {({ className, ...ids }) => (
        <div className="relative">
          <input
            {...ids}
            type="text"
            role="combobox"
            autoComplete="off"
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={open ? listId : undefined}
            aria-activedescendant={open && pointed >= 0 ? `${listId}-${pointed}` : undefined}
            value={typed ?? chosen?.label ?? ''}
            onChange={(event) => {
              setTyped(event.target.value)
              setOpen(true)
              setPointed(-1)
              if (event.target.value === '' && chosen !== null) onChoose(null)
            }}
            onClick={() => setOpen(true)}
            onKeyDown={onKeyDown}
            onBlur={close}
            className={join(className, 'pr-11!')}
          />
          <Icon
            name="search"
            size={18}
            className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-solid-gray-700"
          />
          {open && (
            <div className="absolute top-full left-0 z-20 mt-1 w-full min-w-72 rounded-8 border border-solid-gray-420 bg-white shadow-1">
              <ul id={listId} {...listRole} className="max-h-72 overflow-auto p-1">
                {items.map((item, index) => (
                  <Option
                    key={item.id}
                    id={`${listId}-${index}`}
                    item={item}
                    pointed={index === pointed}
                    taken={item.id === chosen?.id}
                    onTake={() => take(item)}
                  />
                ))}
              </ul>
              <output className="block px-3 py-2 text-[0.875rem] text-solid-gray-600 empty:hidden">
                {found.isError && (failureWords(found.error).title ?? t(failureWords(found.error).titleKey))}
                {found.isPending && t('parts.loading')}
                {found.isSuccess && items.length === 0 && t('parts.lookup.none', { word })}
                {rest > 0 && t('parts.lookup.rest', { rest: rest.toLocaleString('ja-JP') })}
              </output>
            </div>
          )}
        </div>
      )}
    </FormField>
  )
}

function Option({
  id,
  item,
  pointed,
  taken,
  onTake,
}: {
  id: string
  item: Found
  pointed: boolean
  taken: boolean
  onTake: () => void
}): ReactNode {
  const role = { role: 'option', 'aria-selected': taken }
  return (
    <li
      id={id}
      {...role}
      // before the field loses the focus, which would close the list
      onPointerDown={(event) => {
        event.preventDefault()
        onTake()
      }}
      className={join(
        'cursor-pointer rounded-6 px-3 py-2 leading-[1.4] hover:bg-key-50 max-sm:min-h-11',
        pointed && 'bg-key-100 outline-2 -outline-offset-2 outline-key-900',
        taken && 'font-bold',
      )}
    >
      {item.label}
      {item.note !== undefined && (
        <span className="block text-[0.875rem] font-normal text-solid-gray-600">{item.note}</span>
      )}
    </li>
  )
}
