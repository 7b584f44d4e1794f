import type { ownProcedures } from '#engine/own-procedure/contract.ts'
import { procedureKinds } from '#engine/procedure/contract.ts'
import { policyClauses } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { closedWords } from '../apply/closed-words.ts'
import { slotsAddress } from '../policies/addresses.ts'
import { slotKey } from '../policies/bindings/use-slots.ts'

export type OwnRow = OutputOf<typeof ownProcedures>['procedures'][number]

const meanings = { draft: 'note', live: 'running', retired: 'outside' } as const

/** 案, 動いている or 終了, and whether something else than what runs is being designed. */
export function OwnState({ row }: { row: Pick<OwnRow, 'state' | 'changing'> }): ReactNode {
  const { t } = useTranslation()
  return (
    <Chips>
      <StateChip means={meanings[row.state]}>{t(`procedures.states.${row.state}`)}</StateChip>
      {row.changing && <StateChip means="ambiguous">{t('procedures.changing')}</StateChip>}
    </Chips>
  )
}

/** Whether it can be applied for today; where not, why, and the way to the clause it needs. */
export function OpenOrWhyNot({ row }: { row: Pick<OwnRow, 'key' | 'state' | 'open'> }): ReactNode {
  const { t } = useTranslation()
  const isClosed = row.state === 'live' && !row.open
  const kinds = useQuery({ ...reading(procedureKinds, {}), enabled: isClosed })
  const clauses = useQuery({ ...reading(policyClauses, {}), enabled: isClosed })
  if (row.state === 'draft') return <>{t('procedures.open.draft')}</>
  if (row.state === 'retired') return <>{t('procedures.open.retired')}</>
  if (row.open) return <StateChip means="done">{t('procedures.open.yes')}</StateChip>
  const closed = kinds.data?.kinds.find((kind) => kind.key === row.key)?.closed
  const editionId = clauses.data?.editionId
  return (
    <>
      <StateChip means="check">{t('procedures.open.no')}</StateChip>
      <span className="block">
        {closed === null || closed === undefined ? t('procedures.open.why') : closedWords(t, closed)}
      </span>
      {editionId !== undefined && (
        <Anchor
          href={
            editionId === null
              ? '/policies'
              : slotsAddress(editionId, slotKey({ mechanism: `procedure:${row.key}`, slot: 'ground' }))
          }
        >
          {t(editionId === null ? 'procedures.open.noEdition' : 'procedures.open.bind')}
        </Anchor>
      )}
    </>
  )
}
