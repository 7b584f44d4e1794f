import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from './anchor.tsx'
import { Button } from './button.tsx'
import { Icon } from './icons.tsx'
import { join } from './join.ts'
import { nextSort, shareChosen, toggled, type Sort } from './table-sort.ts'

export type Column<Row> = {
  readonly key: string
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** Numbers stand right. */
  readonly numeric?: boolean
  /** May break into lines; without it a cell stays on one. */
  readonly wraps?: boolean
  /** Its head sorts. */
  readonly sorts?: boolean
  /** The cell that names the row; the first column when none says so. */
  readonly names?: boolean
}

export type Selection<Row> = {
  readonly selected: ReadonlySet<string>
  readonly onChange: (selected: Set<string>) => void
  /** Words for the row in 「…を選ぶ」. */
  readonly nameOf: (row: Row) => string
  /** Buttons of the bar that appears above the table. */
  readonly actions: ReactNode
}

export type TableProps<Row> = {
  /** What the table lists; read out, not shown unless `captionShown`. */
  caption: string
  captionShown?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  sort?: Sort | undefined
  /** Address of the same list in another order: order is part of the address. */
  sortHref?: (sort: Sort) => string
  selection?: Selection<Row> | undefined
  /** Key of the row that is open beside the table. */
  current?: string | undefined
  /** Own pane that scrolls, with its head staying; for work screens. Otherwise the head stays on the page. */
  pane?: boolean
}

/** A table of the design system. On a phone each row becomes a block with the heads as labels. */
export function Table<Row>(props: TableProps<Row>): ReactNode {
  const { caption, columns, rows, rowKey, selection, current, pane = false, captionShown = false } = props
  const naming = columns.find((column) => column.names === true) ?? columns[0]
  const scroller = pane
    ? { tabIndex: 0, role: 'region', 'aria-label': caption, className: 'sm:max-h-[70vh] sm:overflow-auto' }
    : // on a middling screen a wide table scrolls sideways; on a wide one its head stays on the page
      { className: 'sm:max-lg:overflow-x-auto' }
  return (
    <div>
      {selection !== undefined && selection.selected.size > 0 && <SelectionBar selection={selection} />}
      <div {...scroller}>
        <table className="w-full border-collapse text-[0.875rem] leading-[1.5] max-sm:block">
          <caption className={captionShown ? 'pb-2 text-left font-bold' : 'sr-only'}>{caption}</caption>
          <thead className="max-sm:sr-only">
            <tr>
              {selection !== undefined && (
                <th scope="col" className={join(headDress, 'w-9')}>
                  <SelectAll selection={selection} keys={rows.map(rowKey)} />
                </th>
              )}
              {columns.map((column) => (
                <Head key={column.key} column={column} {...props} />
              ))}
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {rows.map((row) => {
              const key = rowKey(row)
              const chosen = selection?.selected.has(key) === true || current === key
              return (
                <tr
                  key={key}

                  aria-current={current === key ? 'true' : undefined}
                  className={join(
                    'max-sm:block max-sm:border-b max-sm:border-solid-gray-300 max-sm:py-2',
                    chosen ? 'bg-key-100' : 'hover:bg-key-50',
                  )}
                >
                  {selection !== undefined && (
                    <td className={join(cellDress, 'max-sm:border-0')}>
                      <input
                        type="checkbox"
                        className="block size-5 accent-key-900"
                        aria-label={selection.nameOf(row)}
                        checked={selection.selected.has(key)}
                        onChange={(event) =>
                          selection.onChange(toggled(selection.selected, key, event.target.checked))
                        }
                      />
                    </td>
                  )}
                  {columns.map((column) => (
                    <Cell key={column.key} column={column} names={column === naming}>
                      {column.cell(row)}
                    </Cell>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const headDress =
  'sticky top-0 z-10 bg-solid-gray-50 p-2 text-left align-middle font-bold nowrap shadow-[inset_0_-1px_0_var(--color-solid-gray-600)]'
const cellDress = 'border-b border-solid-gray-200 p-2 align-top'

function Head<Row>({ column, sort, sortHref }: TableProps<Row> & { column: Column<Row> }): ReactNode {
  const { t } = useTranslation()
  const active = sort?.key === column.key ? sort.direction : undefined
  const sorts = column.sorts === true && sortHref !== undefined
  return (
    <th
      scope="col"

      aria-sort={sorts ? (active ?? 'none') : undefined}
      className={join(headDress, column.numeric === true && 'text-right')}
    >
      {sorts ? (
        <Anchor
          href={sortHref(nextSort(sort, column.key))}
          aria-label={t('parts.table.sortBy', { name: column.head })}
          className="inline-flex items-center gap-1 text-solid-gray-900"
        >
          {column.head}
          {active !== undefined && <Icon name={active} size={14} />}
        </Anchor>
      ) : (
        column.head
      )}
    </th>
  )
}

function Cell<Row>({
  column,
  names,
  children,
}: {
  column: Column<Row>
  names: boolean
  children: ReactNode
}): ReactNode {
  const dress = join(
    cellDress,
    column.wraps !== true && 'sm:whitespace-nowrap',
    column.numeric === true && 'tabular-nums sm:text-right',
    'max-sm:grid max-sm:grid-cols-[96px_minmax(0,1fr)] max-sm:gap-2 max-sm:border-0 max-sm:px-0 max-sm:py-1',
    'max-sm:before:text-solid-gray-700 max-sm:before:content-[attr(data-head)]',
  )
  if (names) {
    return (
      <th
        scope="row"

        data-head={column.head}
        className={join(dress, 'text-left font-normal')}
      >
        <span>{children}</span>
      </th>
    )
  }
  return (
    <td data-head={column.head} className={dress}>
      <span>{children}</span>
    </td>
  )
}

function SelectAll<Row>({
  selection,
  keys,
}: {
  selection: Selection<Row>
  keys: readonly string[]
}): ReactNode {
  const { t } = useTranslation()
  const share = shareChosen(selection.selected, keys)
  return (
    <input
      type="checkbox"
      className="block size-5 accent-key-900"
      aria-label={t('parts.table.all')}
      checked={share === 'all'}
      ref={(input) => {
        if (input !== null) input.indeterminate = share === 'some'
      }}
      onChange={(event) => {
        const rest = [...selection.selected].filter((key) => !keys.includes(key))
        selection.onChange(new Set(event.target.checked ? [...rest, ...keys] : rest))
      }}
    />
  )
}

function SelectionBar<Row>({ selection }: { selection: Selection<Row> }): ReactNode {
  const { t } = useTranslation()
  return (
    <section
      aria-label={t('parts.table.selected', { count: selection.selected.size })}
      className="flex flex-wrap items-center gap-2 rounded-t-8 border border-key-900 bg-key-50 px-3 py-1.5"
    >
      <b className="text-[0.875rem]">{t('parts.table.selected', { count: selection.selected.size })}</b>
      {selection.actions}
      <span className="flex-1" />
      <Button look="text" size="small" onPress={() => selection.onChange(new Set())}>
        {t('parts.table.release')}
      </Button>
    </section>
  )
}
