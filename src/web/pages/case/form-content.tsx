import type { CaseView, ProcedureKind } from '#engine/procedure/contract.ts'
import { daysBetween, isDate } from '#ground/clock/date.ts'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { DateText, PeriodText } from '../../parts/date-text.tsx'
import type { Definition } from '../../parts/definition-list.tsx'
import { Icon } from '../../parts/icons.tsx'
import { AssetChips } from './asset-chips.tsx'

type Field = ProcedureKind['fields'][number]
type Entries = CaseView['entries']
/** What the ids in a form stand for. */
type Known<F extends Paper = Paper> = {
  readonly entries: Entries
  readonly names: Readonly<Record<string, string>>
  readonly files: readonly F[]
}
type Paper = { readonly fileId: string; readonly name: string }
type Form = CaseView['form']

/** The fields of a form with what was written; two days one after the other are one period. */
export function contentRows<F extends Paper>(
  t: TFunction,
  fields: readonly Field[],
  form: Form,
  known: Known<F>,
  paper: (file: F) => ReactNode = (file) => file.name,
): Definition[] {
  const rows: Definition[] = []
  for (const [index, field] of fields.entries()) {
    const next = fields[index + 1]
    const before = fields[index - 1]
    if (before !== undefined && periodOf(before, field, form) !== null) continue
    const period = next === undefined ? null : periodOf(field, next, form)
    if (period !== null) {
      rows.push({ key: field.key, term: t('caseFile.period'), is: <Period t={t} {...period} /> })
    } else {
      rows.push({ key: field.key, term: field.label, is: valueOf(t, field, form, known, paper) })
    }
  }
  return rows
}

function periodOf(first: Field, last: Field, form: Form): { from: string; to: string } | null {
  if (first.type !== 'date' || last.type !== 'date') return null
  const from = form[first.key]
  const to = form[last.key]
  if (typeof from !== 'string' || typeof to !== 'string' || !isDate(from) || !isDate(to)) return null
  return from <= to ? { from, to } : null
}

function Period({ t, from, to }: { t: TFunction; from: string; to: string }): ReactNode {
  return (
    <>
      <PeriodText from={from} to={to} /> {t('caseFile.days', { count: daysBetween(from, to) + 1 })}
    </>
  )
}

function valueOf<F extends Paper>(
  t: TFunction,
  field: Field,
  form: Form,
  known: Known<F>,
  paper: (file: F) => ReactNode,
): ReactNode {
  const value = form[field.key]
  if (field.type === 'entries') {
    const chosen = known.entries.filter((entry) => value !== undefined && value.includes(entry.entryId))
    return <EntryLines t={t} entries={chosen} />
  }
  const labelOf = (key: string): string => field.choices?.find((choice) => choice.value === key)?.label ?? key
  if (value === undefined || value.length === 0) {
    return <span className="text-solid-gray-600">{t('caseFile.nothing')}</span>
  }
  if (field.type === 'files') {
    return (
      <ul className="grid gap-2">
        {known.files
          .filter((file) => value.includes(file.fileId))
          .map((file) => (
            <li key={file.fileId}>{paper(file)}</li>
          ))}
      </ul>
    )
  }
  if (typeof value !== 'string') {
    return (
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {value.map((key) => (
          <li key={key} className="flex items-start gap-1">
            <Icon name="done" size={18} className="mt-[3px] text-green-800" />
            {labelOf(key)}
          </li>
        ))}
      </ul>
    )
  }
  if (field.type === 'person' || field.type === 'unit') return known.names[value] ?? t('caseFile.unnamed')
  if (field.type === 'number') return `${figureOf(value)}${field.counter ?? ''}`
  if (field.type === 'date') return isDate(value) ? <DateText value={value} /> : value
  return <span className="whitespace-pre-line">{field.type === 'choice' ? labelOf(value) : value}</span>
}

function EntryLines({ t, entries }: { t: TFunction; entries: Entries }): ReactNode {
  if (entries.length === 0) return <span className="text-solid-gray-600">{t('caseFile.nothing')}</span>
  return (
    <ul className="grid gap-1">
      {entries.map((entry) => (
        <li key={entry.entryId} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span>
            {entry.label} <span className="nowrap text-[0.875rem] text-solid-gray-600">{entry.number}</span>
          </span>
          <AssetChips values={entry.values} />
        </li>
      ))}
    </ul>
  )
}

/** A figure as typed, 「１２」 too, with its thousands marked; what is no figure stays as it is. */
function figureOf(typed: string): string {
  const figure = Number(typed.normalize('NFKC').replaceAll(',', ''))
  return Number.isFinite(figure) ? figure.toLocaleString('ja-JP') : typed
}
