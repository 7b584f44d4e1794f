import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../api/problem.ts'
import { Button } from '../../../parts/button.tsx'
import { TextArea, TextField } from '../../../parts/text-field.tsx'
import type { Row } from './table-rows.ts'

/** One row of a table as fields, with its place among the others. */
export function RowFields({
  row,
  at,
  count,
  columns,
  problems,
  onChange,
  onMove,
  onRemove,
}: {
  row: Row
  at: number
  count: number
  columns: readonly string[]
  problems: readonly Problem[]
  onChange: (part: Partial<Row>) => void
  onMove: (step: -1 | 1) => void
  onRemove: () => void
}): ReactNode {
  const { t } = useTranslation()
  const words = t('policies.tables.row', { row: at + 1 })
  const error = (field: string): string | undefined =>
    problems.find((problem) => problem.at?.startsWith(`rows.${at}.${field}`))?.message
  const move = (step: -1 | 1): ReactNode => {
    const word = t(step === 1 ? 'policies.tables.down' : 'policies.tables.up')
    const end = step === 1 ? at === count - 1 : at === 0
    return (
      <Button
        id={`row-${row.id}-${step === 1 ? 'down' : 'up'}`}
        size="small"
        label={end ? `${words} ${word}(${t('policies.tables.atEnd')})` : `${words} ${word}`}
        reasonId={end ? '' : undefined}
        onPress={() => onMove(step)}
      >
        {word}
      </Button>
    )
  }
  return (
    <fieldset className="rounded-8 border border-solid-gray-420 p-4">
      <legend className="px-1 font-bold">{words}</legend>
      <div className="grid gap-3">
        <TextField
          compact
          required
          name={`rows.${at}.key`}
          label={columns[0] ?? t('policies.tables.key')}
          value={row.key}
          maxLength={80}
          error={error('key')}
          onChange={(key) => onChange({ key })}
        />
        <TextArea
          compact
          name={`rows.${at}.detail`}
          label={columns[1] ?? t('policies.tables.detail')}
          rows={2}
          value={row.detail}
          error={error('detail')}
          onChange={(detail) => onChange({ detail })}
        />
        <TextArea
          compact
          name={`rows.${at}.items`}
          label={columns[2] ?? t('policies.tables.items')}
          hint={t('policies.tables.itemsHint')}
          rows={Math.min(12, Math.max(2, row.items.split('\n').length + 1))}
          value={row.items}
          error={error('items')}
          onChange={(items) => onChange({ items })}
        />
        <div className="flex flex-wrap gap-2">
          {move(-1)}
          {move(1)}
          <span className="flex-1" />
          {count > 1 && (
            <Button
              size="small"
              look="text"
              label={`${words} ${t('policies.tables.remove')}`}
              onPress={onRemove}
            >
              {t('policies.tables.remove')}
            </Button>
          )}
        </div>
      </div>
    </fieldset>
  )
}
