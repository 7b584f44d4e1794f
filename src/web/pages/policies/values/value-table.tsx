import { policyParameters, policySetParameter } from '#policy/contract-norms.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../api/problem.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Button } from '../../../parts/button.tsx'
import { ClauseLink } from '../../../parts/clause-link.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { Table, type Column } from '../../../parts/table.tsx'
import { readingAddress } from '../addresses.ts'
import { ValueCell } from './value-cell.tsx'
import { inOrder, nextOpen } from './value-order.ts'
import type { ParameterOut } from './values-page.tsx'

const fewClauses = 4

/** The open values as a table that is filled in where it stands. */
export function ValueTable({
  editionId,
  parameters,
  mayManage,
}: {
  editionId: string
  parameters: readonly ParameterOut[]
  mayManage: boolean
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [order] = useState(() => inOrder(parameters, []).map((each) => each.parameter))
  const [editing, setEditing] = useState<string>()
  const [told, setTold] = useState<string>()
  const rows = inOrder(parameters, order)
  const command = useCommand(policySetParameter, async ({ parameter, value }) => {
    const row = rows.find((each) => each.parameter === parameter)
    setTold(
      value === null
        ? t('openValues.takenBack', { label: row?.label ?? '' })
        : t('openValues.saved', { label: row?.label ?? '', value: `${value}${row?.unit ?? ''}` }),
    )
    // the next one without a value opens by itself, for who fills in one after the other
    setEditing(value === null || editing === undefined ? undefined : nextOpen(rows, parameter)?.parameter)
    await queryClient.invalidateQueries({ queryKey: [policyParameters.name] })
  })
  const save = (row: ParameterOut, value: string | null, note: string): void => {
    if (!command.isPending) command.mutate({ parameter: row.parameter, value, note, revision: row.revision })
  }
  const conflict = command.error instanceof ApiProblem && command.error.status === 409
  const columns: Column<ParameterOut>[] = [
    {
      key: 'label',
      head: t('openValues.title'),
      wraps: true,
      names: true,
      cell: (row) => (
        <>
          {row.label}
          <span className="block font-normal text-solid-gray-700">
            {t('openValues.says', { words: row.words })}
          </span>
        </>
      ),
    },
    {
      key: 'value',
      head: t('openValues.value'),
      wraps: true,
      cell: (row) => (
        <ValueCell
          // a value that changed elsewhere begins anew
          key={`${row.parameter} ${row.revision}`}
          parameter={row}
          editing={editing === row.parameter}
          busy={command.isPending}
          mayManage={mayManage}
          onEdit={(open) => {
            command.reset()
            setTold(undefined)
            setEditing(open ? row.parameter : undefined)
          }}
          onSave={(value, note) => save(row, value, note)}
        />
      ),
    },
    {
      key: 'usual',
      head: t('openValues.usual'),
      wraps: true,
      cell: (row) =>
        row.usual === null ? (
          <span className="text-solid-gray-700">{t('openValues.usualNone')}</span>
        ) : (
          <>
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {row.usual.value}
              {row.unit}
              {mayManage && row.value === null && <UseUsual row={row} usual={row.usual.value} onUse={save} />}
            </span>
            <span className="block text-solid-gray-700">
              {t('openValues.usualSource', { source: row.usual.source })}
            </span>
          </>
        ),
    },
    {
      key: 'clauses',
      head: t('openValues.clauses'),
      wraps: true,
      cell: (row) => <Clauses editionId={editionId} parameter={row} />,
    },
  ]
  return (
    <div className="grid gap-3">
      {told !== undefined && (
        <Notice kind="success" live onClose={() => setTold(undefined)}>
          <p className="text-[0.875rem]">{told}</p>
        </Notice>
      )}
      {conflict ? (
        <Notice kind="warning" live title={t('review.conflict')}>
          <p className="text-[0.875rem]">{t('review.conflictWhat')}</p>
        </Notice>
      ) : (
        command.isError && <RefusalNotice error={command.error} />
      )}
      <Table caption={t('openValues.title')} columns={columns} rows={rows} rowKey={(row) => row.parameter} />
    </div>
  )
}

/** Takes the usual value in one press. */
function UseUsual({
  row,
  usual,
  onUse,
}: {
  row: ParameterOut
  usual: string
  onUse: (row: ParameterOut, value: string, note: string) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Button
      size="small"
      look="text"
      label={t('openValues.useUsualOf', { label: row.label, value: `${usual}${row.unit}` })}
      onPress={() => onUse(row, usual, row.note)}
    >
      {t('openValues.useUsual')}
    </Button>
  )
}

/** The clauses that leave the value open; each once. */
function Clauses({ editionId, parameter }: { editionId: string; parameter: ParameterOut }): ReactNode {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const places = [...new Map(parameter.cited.map((place) => [place.wid, place])).values()]
  const shown = all ? places : places.slice(0, fewClauses)
  return (
    <span className="inline-flex flex-wrap gap-x-2 gap-y-1">
      {shown.map((place) => (
        <ClauseLink
          key={place.wid}
          label={`${place.documentMark} ${place.number}`}
          href={readingAddress(editionId, place.wid)}
        />
      ))}
      {places.length > shown.length && (
        <button
          type="button"
          className="text-[0.875rem] text-key-900 underline underline-offset-[3px]"
          onClick={() => setAll(true)}
        >
          {t('review.showAll')}
        </button>
      )}
    </span>
  )
}
