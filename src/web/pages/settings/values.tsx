import { procedureKinds, type ProcedureKind } from '#engine/procedure/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { BlockedReason, Button } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { useMe } from '../../shell/session.ts'
import { RolesPart } from './roles-part.tsx'
import { TiersPart } from './tiers-part.tsx'
import { ValueDialog } from './value-dialog.tsx'

export type Parameter = ProcedureKind['parameters'][number]
export type SetValue = { readonly kind: ProcedureKind; readonly parameter: Parameter }

const deniedId = 'values-denied'

/** 定める値: what a clause leaves to the city, with its clause, the value in force and the standard one. */
export function Values(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  const kinds = useQuery(reading(procedureKinds, {}))
  const [changing, setChanging] = useState<SetValue>()
  const [told, setTold] = useState<string>()
  const mayChange = rights.includes('policy.manage')
  const rows = (kinds.data?.kinds ?? []).flatMap((kind) =>
    kind.parameters.map((parameter): SetValue => ({ kind, parameter })),
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <h2 className="text-[1.125rem]">{t('settings.tab.values')}</h2>
      <p className="max-w-[60em] text-[0.875rem]">{t('settings.values.what')}</p>
      {told !== undefined && (
        <Notice kind="success" live onClose={() => setTold(undefined)}>
          {told}
        </Notice>
      )}
      {!mayChange && <BlockedReason id={deniedId}>{t('settings.values.denied')}</BlockedReason>}
      {kinds.isPending && <Loading />}
      {kinds.isError && <ErrorState error={kinds.error} onRetry={() => void kinds.refetch()} />}
      {kinds.isSuccess && rows.length === 0 && (
        <EmptyState title={t('settings.values.none')}>{t('settings.values.noneWhat')}</EmptyState>
      )}
      {rows.length > 0 && <ValueTable rows={rows} mayChange={mayChange} onChange={setChanging} />}
      <RolesPart kinds={kinds.data?.kinds ?? []} mayChange={mayChange} />
      <TiersPart kinds={kinds.data?.kinds ?? []} mayChange={mayChange} />
      {changing !== undefined && (
        <ValueDialog
          set={changing}
          onClose={() => setChanging(undefined)}
          onDone={(value) => {
            setTold(
              t('settings.values.done', {
                name: changing.parameter.label,
                value,
                unit: changing.parameter.unit,
              }),
            )
            setChanging(undefined)
          }}
        />
      )}
    </div>
  )
}

function ValueTable({
  rows,
  mayChange,
  onChange,
}: {
  rows: readonly SetValue[]
  mayChange: boolean
  onChange: (set: SetValue) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('settings.tab.values')}
      rows={rows}
      rowKey={({ kind, parameter }) => `${kind.key} ${parameter.key}`}
      columns={[
        {
          key: 'name',
          head: t('settings.values.name'),
          names: true,
          wraps: true,
          cell: ({ parameter }) => parameter.label,
        },
        {
          key: 'procedure',
          head: t('settings.values.procedure'),
          wraps: true,
          cell: ({ kind }) => kind.name,
        },
        {
          key: 'value',
          head: t('settings.values.value'),
          numeric: true,
          cell: ({ parameter }) => (
            <b>
              {parameter.value.toLocaleString('ja-JP')}
              {parameter.unit}
            </b>
          ),
        },
        {
          key: 'standard',
          head: t('settings.values.standard'),
          numeric: true,
          cell: ({ parameter }) => `${parameter.standard.toLocaleString('ja-JP')}${parameter.unit}`,
        },
        {
          key: 'state',
          head: t('settings.values.state'),
          cell: ({ parameter }) =>
            parameter.value === parameter.standard ? (
              t('settings.values.asStandard')
            ) : (
              <StateChip means="note">{t('settings.values.changed')}</StateChip>
            ),
        },
        {
          key: 'ground',
          head: t('settings.values.ground'),
          wraps: true,
          cell: (set) => <Ground {...set} />,
        },
        {
          key: 'change',
          head: t('settings.values.act'),
          cell: (set) => {
            const label = t('settings.values.changeOf', { name: set.parameter.label })
            return mayChange ? (
              <Button size="small" label={label} onPress={() => onChange(set)}>
                {t('settings.values.change')}
              </Button>
            ) : (
              <Button size="small" label={label} reasonId={deniedId}>
                {t('settings.values.change')}
              </Button>
            )
          },
        },
      ]}
    />
  )
}

/** The clause a value rests on; one nobody has confirmed is not known. */
function Ground({ kind, parameter }: SetValue): ReactNode {
  const { t } = useTranslation()
  const cites = kind.cites.filter((cite) => cite.slot === parameter.slot)
  if (cites.length === 0) return <StateChip means="unknown">{t('settings.values.noGround')}</StateChip>
  return <ClauseLinks clauses={cites.map(clauseOf)} />
}
