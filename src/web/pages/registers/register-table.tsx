import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { Table, type Column } from '../../parts/table.tsx'
import { EntryLink, rowLinkId } from './entry-link.tsx'
import { LabelDialog } from './label-dialog.tsx'
import {
  listHref,
  type ListView,
  type Register,
  type RegisterColumn,
  type RegisterRow,
} from './list-address.ts'
import { useRoomy, useWide } from './use-wide.ts'
import { shortClass } from './value-words.ts'
import { ValueText } from './value-text.tsx'

/** Columns that fit on an ordinary screen, on a small one, and beside the open line. */
const most = 10
const fewer = 7
const mostBeside = 6

/** The lines of a register as its definition says: which columns, which sort, where numbers stand. */
export function RegisterTable({
  register,
  view,
  rows,
  names,
}: {
  register: Register
  view: ListView
  rows: readonly RegisterRow[]
  names: Readonly<Record<string, string>>
}): ReactNode {
  const { t } = useTranslation()
  const [selected, setSelected] = useState<Set<string>>(new Set())
  const [labelling, setLabelling] = useState(false)
  const wide = useWide()
  const roomy = useRoomy()
  const all = useColumns(register, view, names)
  // what does not fit is in the details of the line; on a phone each line is a block of its own
  const columns = wide ? all.slice(0, view.open !== '' ? mostBeside : roomy ? most : fewer) : all
  // what was chosen on another page or under other conditions is not chosen here
  const chosen = rows.filter((row) => selected.has(row.entryId)).map((row) => row.entryId)
  return (
    <>
      <Table
        caption={register.name}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.entryId}
        selection={{
          selected: new Set(chosen),
          onChange: setSelected,
          nameOf: (row) => t('stocktakes.labels.select', { number: row.number, name: row.label }),
          actions: (
            <Button size="small" onPress={() => setLabelling(true)}>
              {t('stocktakes.labels.act')}
            </Button>
          ),
        }}
        current={view.open === '' ? undefined : view.open}
        sort={{ key: view.sort, direction: view.descending ? 'descending' : 'ascending' }}
        sortHref={(sort) =>
          listHref(register.key, {
            ...view,
            sort: sort.key,
            descending: sort.direction === 'descending',
            page: 1,
            open: '',
          })
        }
      />
      {labelling && <LabelDialog register={register} entryIds={chosen} onClose={() => setLabelling(false)} />}
    </>
  )
}

function useColumns(
  register: Register,
  view: ListView,
  names: Readonly<Record<string, string>>,
): Column<RegisterRow>[] {
  const { t } = useTranslation()
  const listed = register.columns.filter((column) => column.list)
  const naming = listed.find((column) => column.type === 'text')
  const manyUnits = register.readableUnits === undefined || register.readableUnits.length > 1
  const link = (row: RegisterRow, content: ReactNode): ReactNode => (
    <EntryLink register={register.key} view={{ ...view, open: row.entryId }} id={rowLinkId(row.entryId)}>
      {content}
    </EntryLink>
  )
  const unit: Column<RegisterRow> = {
    key: 'unit',
    head: t('registers.search.unit'),
    cell: (row) => names[row.unitId] ?? t('registers.unnamed'),
  }
  const number: Column<RegisterRow> = {
    key: 'number',
    head: t('registers.number'),
    sorts: true,
    names: naming === undefined,
    cell: (row) => (naming === undefined ? link(row, row.number) : row.number),
  }
  const values = grouped(listed).map((group): Column<RegisterRow> => {
    const [column] = group
    const isName = column === naming
    return {
      key: column.key,
      head: group.length > 1 ? t('registers.classes') : headOf(column),
      sorts: column.sort,
      numeric: column.type === 'number',
      wraps: column.type === 'text' || column.type === 'long-text',
      names: isName,
      cell: (row) => {
        if (isName) return <NamedCell row={row}>{link(row, row.label)}</NamedCell>
        const [first, ...rest] = group
        return (
          <Chips>
            <ListValue column={first} row={row} names={names} />
            {rest.length > 0 && (
              <span className="nowrap text-solid-gray-600">
                <span aria-hidden>
                  {rest.map((each) => shortClass(each, row.values[each.key])).join(' ')}
                </span>
                <span className="sr-only">
                  {rest.map((each) => (
                    <ValueText key={each.key} column={each} value={row.values[each.key]} names={names} />
                  ))}
                </span>
              </span>
            )}
          </Chips>
        )
      },
    }
  })
  return [number, ...values, ...(manyUnits ? [unit] : [])]
}

/** The counter of a figure stands in the head once instead of in every row. */
function ListValue({
  column,
  row,
  names,
}: {
  column: RegisterColumn
  row: RegisterRow
  names: Readonly<Record<string, string>>
}): ReactNode {
  const value = row.values[column.key]
  if (column.counter !== undefined && typeof value === 'number') return value.toLocaleString('ja-JP')
  return <ValueText column={column} value={value} names={names} />
}

function headOf(column: RegisterColumn): string {
  return column.counter === undefined ? column.label : `${column.label}(${column.counter})`
}

function NamedCell({ row, children }: { row: RegisterRow; children: ReactNode }): ReactNode {
  const { t } = useTranslation()
  if (row.state === 'current') return children
  return (
    <Chips>
      {children}
      <StateChip means="outside">{t('registers.closed')}</StateChip>
    </Chips>
  )
}

type Group = readonly [RegisterColumn, ...RegisterColumn[]]

/** Classes that stand beside each other share one column: the first as a chip, the others as two signs. */
function grouped(columns: readonly RegisterColumn[]): Group[] {
  const groups: Group[] = []
  for (const column of columns) {
    const last = groups.at(-1)
    if (column.type === 'class' && last?.[0].type === 'class') groups[groups.length - 1] = [...last, column]
    else groups.push([column])
  }
  return groups
}
