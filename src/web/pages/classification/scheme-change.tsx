import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { decideScheme, previewScheme } from '#rooms/2-assets/classification/contract.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { CheckboxGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import type { Scheme } from './schemes-page.tsx'

type Mapping = OutputOf<typeof previewScheme>['mapping']

/** What a change of scheme would do to the lines, where each class goes, and from when. */
export function SchemeChange({
  schemeId,
  scheme,
  onDone,
}: {
  schemeId: string
  scheme: Scheme
  onDone: () => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [mapping, setMapping] = useState<Mapping>()
  const [day, setDay] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const preview = useQuery({
    ...reading(previewScheme, { schemeId, ...(mapping === undefined ? {} : { mapping }) }),
    // while the next sight is on its way the last one stays
    placeholderData: (before: OutputOf<typeof previewScheme> | undefined) => before,
  })
  const labels = { from: t('classification.day'), mapping: t('classification.to') }
  const form = useFormCommand(decideScheme, labels, onDone)
  if (preview.isPending) return <Loading />
  if (preview.isError) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
  const ways = mapping ?? preview.data.mapping
  const choose = (axis: string, from: string, to: string[]): void =>
    setMapping(ways.map((each) => (each.axis === axis && each.from === from ? { ...each, to } : each)))
  return (
    <Section title={t('classification.previewOf', { name: scheme.name })}>
      <p className="mb-3" aria-live="polite">
        {t('classification.previewSays', {
          lines: preview.data.lines.toLocaleString('ja-JP'),
          open: preview.data.open.toLocaleString('ja-JP'),
        })}
      </p>
      <Table
        caption={t('classification.previewOf', { name: scheme.name })}
        rows={preview.data.rows}
        rowKey={(row) => `${row.axis} ${row.from}`}
        columns={[
          { key: 'from', head: t('classification.from'), names: true, cell: (row) => row.fromLabel },
          {
            key: 'to',
            head: t('classification.to'),
            wraps: true,
            cell: (row) => (
              <CheckboxGroup
                row
                name={`mapping.${row.axis}.${row.from}`}
                label={t('classification.mapping', { label: row.fromLabel })}
                value={ways.find((each) => each.axis === row.axis && each.from === row.from)?.to ?? []}
                choices={(scheme.body.axes.find((each) => each.axis === row.axis)?.classes ?? []).map(
                  ({ value, label }) => ({ value, label }),
                )}
                onChange={(to) => choose(row.axis, row.from, to)}
              />
            ),
          },
          { key: 'lines', head: t('classification.lines'), cell: (row) => row.lines.toLocaleString('ja-JP') },
          { key: 'open', head: t('classification.open'), cell: (row) => row.open.toLocaleString('ja-JP') },
        ]}
      />
      <form
        noValidate
        className="mt-4 grid max-w-[768px] gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          form.send({ schemeId, from: day.date ?? day.typed, mapping: ways })
        }}
      >
        <ErrorSummary problems={form.problems} labels={labels} />
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <DateField
          name="from"
          label={labels.from}
          required
          value={day.typed}
          error={messageAt(form.problems, 'from')}
          onChange={(typed, date) => setDay({ typed, date })}
        />
        <ButtonRow>
          <Button type="submit" look="filled" busy={form.busy}>
            {t('classification.decide')}
          </Button>
        </ButtonRow>
      </form>
    </Section>
  )
}
