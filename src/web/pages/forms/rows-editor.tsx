import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaperRow, PaperTemplate } from '#engine/paper-form/contract-template.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { TextArea, TextField } from '../../parts/text-field.tsx'
import { messagesAt, type Editing } from './parts-form.tsx'
import { moved, withText } from './template-texts.ts'

/** The lines of the table: order, labels, which are printed, and lines of the city's own. */
export function RowsEditor(editing: Editing): ReactNode {
  const { t } = useTranslation()
  const { form, template, onChange } = editing
  const set = (rows: PaperTemplate['rows']): void => onChange({ ...template, rows })
  // A form has got fields since: they are printed last until somebody puts them in their place.
  const missing = form.fields.filter(
    ({ key }) => !template.rows.some((row) => row.kind === 'field' && row.field === key),
  )
  return (
    <div className="grid gap-3">
      <p id="forms-row-end" className="sr-only">
        {t('forms.rowEnd')}
      </p>
      <ol className="grid gap-2">
        {template.rows.map((row, index) => (
          <li
            key={row.kind === 'field' ? row.field : `own-${index}`}
            className="rounded-8 border border-solid-gray-300 p-3"
          >
            <Row {...editing} row={row} index={index} set={set} />
          </li>
        ))}
      </ol>
      {missing.length > 0 && (
        <p className="text-[0.875rem]">
          {t('forms.missingRows', { fields: missing.map(({ label }) => label).join('、') })}{' '}
          <Button
            look="text"
            size="small"
            onPress={() =>
              set([
                ...template.rows,
                ...missing.map(({ key }): PaperRow => ({
                  kind: 'field',
                  field: key,
                  label: '',
                  shown: true,
                })),
              ])
            }
          >
            {t('forms.placeMissing')}
          </Button>
        </p>
      )}
      {template.rows.length < 120 && (
        <div>
          <Button
            size="small"
            onPress={() => set([...template.rows, { kind: 'text', label: t('forms.newRow'), text: '' }])}
          >
            {t('forms.addRow')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Row({
  form,
  template,
  problems,
  onChange,
  row,
  index,
  set,
}: Editing & {
  row: PaperRow
  index: number
  set: (rows: PaperTemplate['rows']) => void
}): ReactNode {
  const { t } = useTranslation()
  const { rows } = template
  const name =
    row.kind === 'field'
      ? (form.fields.find(({ key }) => key === row.field)?.label ?? row.field)
      : t('forms.ownRow', { place: index + 1 })
  return (
    <div className="grid gap-2">
      <div className="grid grid-cols-1 items-end gap-x-3 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        <TextField
          name={`rows.${index}.label`}
          label={t('forms.rowLabel', { name })}
          compact
          value={row.label}
          error={messagesAt(problems, `rows.${index}.label`)}
          onChange={(text) => onChange(withText(template, `rows.${index}.label`, text))}
        />
        {row.kind === 'field' ? (
          <span className="pb-2">
            <Checkbox
              name={`rows.${index}.shown`}
              checked={row.shown}
              onChange={(shown) => set(rows.map((each) => (each === row ? { ...row, shown } : each)))}
            >
              <span className="sr-only">{t('forms.printRow', { name })}</span>
              <span aria-hidden>{t('forms.print')}</span>
            </Checkbox>
          </span>
        ) : (
          <span />
        )}
        <span className="flex flex-wrap items-center gap-1">
          <Button
            look="text"
            size="small"
            label={t('forms.upOf', { name })}
            {...(index === 0 ? { reasonId: 'forms-row-end' } : {})}
            onPress={() => set(moved(rows, index, -1))}
          >
            {t('forms.up')}
          </Button>
          <Button
            look="text"
            size="small"
            label={t('forms.downOf', { name })}
            {...(index === rows.length - 1 ? { reasonId: 'forms-row-end' } : {})}
            onPress={() => set(moved(rows, index, 1))}
          >
            {t('forms.down')}
          </Button>
          {row.kind === 'text' && (
            <Button
              look="text"
              size="small"
              label={t('forms.removeOf', { name })}
              onPress={() => set(rows.filter((_, place) => place !== index))}
            >
              {t('forms.remove')}
            </Button>
          )}
        </span>
      </div>
      {row.kind === 'text' && (
        <TextArea
          name={`rows.${index}.text`}
          label={t('forms.rowText', { name })}
          compact
          rows={2}
          value={row.text}
          error={messagesAt(problems, `rows.${index}.text`)}
          onChange={(text) => onChange(withText(template, `rows.${index}.text`, text))}
        />
      )}
    </div>
  )
}
