import { showApplication, type CaseRow } from '#engine/procedure/contract.ts'
import { jstParts } from '#ground/clock/date.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { useKind } from '../case/kinds.ts'
import { CaseChips } from '../case/asset-chips.tsx'
import { RowGrid } from './row-grid.tsx'

/** A case somebody waits for; one's own is greyed, with the reason and where it went. */
export function WaitingRow({
  row,
  chosen = false,
  onChoose,
}: {
  row: CaseRow
  chosen?: boolean
  /** Given where it may be granted together with others. */
  onChoose?: (chosen: boolean) => void
}): ReactNode {
  const { t } = useTranslation()
  const kind = useKind(row.procedure)
  const href = `/cases/${row.applicationId}`
  return (
    <RowGrid
      muted={row.mine}
      lead={<Waiting days={row.waitingDays} />}
      main={
        <>
          <p>
            <Anchor href={href} className="font-bold">
              {row.title}
            </Anchor>{' '}
            <span className="text-[0.875rem] text-solid-gray-600">
              {row.procedureName} <span className="nowrap">{row.number}</span>
            </span>
          </p>
          <p className="leading-[1.5]">{row.mine ? <WhereItWent row={row} /> : row.purpose}</p>
          <Chips>
            <CaseChips classLabel={row.classLabel} personal={row.personal} />
            {row.turn !== null && kind !== undefined && row.turn !== kind.grantWord && (
              <StateChip means="waiting">{row.turn}</StateChip>
            )}
            {row.raised && !row.mine && <StateChip means="note">{t('inbox.raised')}</StateChip>}
          </Chips>
          {onChoose !== undefined && (
            <Checkbox name={`bulk-${row.applicationId}`} checked={chosen} onChange={onChoose}>
              {t('inbox.bulkChoose', { name: `${row.number ?? ''} ${row.title}`.trim() })}
            </Checkbox>
          )}
        </>
      }
      who={row.applicantName}
      note={
        row.filedAt !== null && (
          <>
            <DateText value={jstParts(row.filedAt).date} form="short" /> {t('inbox.filed')}
          </>
        )
      }
      go={
        row.mine ? (
          <ButtonLink look="text" href={href}>
            {t('inbox.course')}
          </ButtonLink>
        ) : (
          <ButtonLink href={href}>{t('inbox.open')}</ButtonLink>
        )
      }
    />
  )
}

function Waiting({ days }: { days: number }): ReactNode {
  const { t } = useTranslation()
  if (days === 0) return <>{t('inbox.fresh')}</>
  return (
    <>
      <b className="nowrap sm:block">{t('inbox.days', { days })}</b>{' '}
      <span className="text-[0.875rem]">{t('inbox.waits')}</span>
    </>
  )
}

/** Why one's own case cannot be decided by oneself, and who has it now. */
function WhereItWent({ row }: { row: CaseRow }): ReactNode {
  const { t } = useTranslation()
  const { data } = useQuery({
    ...reading(showApplication, { applicationId: row.applicationId }),
    staleTime: 60_000,
  })
  const who = data?.step?.deciders.find((each) => each.awayUntil === null && each.name !== row.applicantName)
  return (
    <>
      {t('inbox.own')}
      {who === undefined
        ? t('inbox.ownWaits')
        : t('inbox.goesTo', { who: `${who.postTitle} ${who.name}`.trim() })}
    </>
  )
}
