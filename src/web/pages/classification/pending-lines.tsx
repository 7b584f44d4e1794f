import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  classificationSchemes,
  pendingClasses,
  settlePending,
} from '#rooms/2-assets/classification/contract.ts'
import { reading } from '../../api/api.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Pager } from '../../parts/pager.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'

/** Lines for which several new classes are possible, each with its choices. */
export function PendingLines(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const page = Math.max(1, Number(useLocation().search.page ?? 1) || 1)
  const [why, setWhy] = useState('')
  const pending = useQuery(reading(pendingClasses, { page }))
  const labels = { why: t('classification.why') }
  const form = useFormCommand(settlePending, labels, async () => {
    for (const name of [pendingClasses.name, classificationSchemes.name]) {
      await queryClient.invalidateQueries({ queryKey: [name] })
    }
  })
  return (
    <Section title={t('classification.pending')}>
      {pending.isPending && <Loading />}
      {pending.isError && <ErrorState error={pending.error} onRetry={() => void pending.refetch()} />}
      {pending.isSuccess && pending.data.total === 0 && <p>{t('classification.noPending')}</p>}
      {pending.isSuccess && pending.data.total > 0 && (
        <div className="grid gap-4">
          <div className="max-w-[768px]">
            <TextField
              name="why"
              label={labels.why}
              required
              maxLength={200}
              value={why}
              error={messageAt(form.problems, 'why')}
              onChange={setWhy}
            />
          </div>
          {form.refusal !== null && <RefusalNotice error={form.refusal} />}
          <Table
            caption={t('classification.pending')}
            rows={pending.data.rows}
            rowKey={(row) => `${row.entryId} ${row.axis}`}
            columns={[
              {
                key: 'name',
                head: t('classification.name'),
                names: true,
                wraps: true,
                cell: (row) => (
                  <Anchor href={`/registers/${row.register}/${row.entryId}/handling`}>
                    {`${row.number} ${row.label}`}
                  </Anchor>
                ),
              },
              { key: 'unit', head: t('classification.unit'), cell: (row) => row.unitName },
              { key: 'from', head: t('classification.from'), cell: (row) => row.fromLabel },
              {
                key: 'to',
                head: t('classification.choose'),
                wraps: true,
                cell: (row) => (
                  <span className="flex flex-wrap gap-2">
                    {row.candidates.map(({ value, label }) => (
                      <Button
                        key={value}
                        size="small"
                        label={t('classification.chooseOf', {
                          number: row.number,
                          axis: row.axisLabel,
                          label,
                        })}
                        reason={row.may.allowed ? undefined : row.may.because}
                        onPress={() =>
                          form.send({
                            lines: [{ entryId: row.entryId, axis: row.axis }],
                            value,
                            why: why.trim(),
                          })
                        }
                      >
                        {label}
                      </Button>
                    ))}
                  </span>
                ),
              },
            ]}
          />
          <Pager
            page={page}
            size={pending.data.size}
            total={pending.data.total}
            hrefOf={(to) => `/classification?page=${to}`}
          />
        </div>
      )}
    </Section>
  )
}
