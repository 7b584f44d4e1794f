import type { myStanding } from '#rooms/1-organisation/contract.ts'
import { endAbsence } from '#rooms/1-organisation/contract-commands.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, RefusalNotice } from '../../parts/states.tsx'
import { AbsenceDialog } from './absence-dialog.tsx'
import { forgetOrganisation } from './forget.ts'

type Absence = OutputOf<typeof myStanding>['absences'][number]
export type Absentee = { readonly id: string; readonly name: string; readonly mine: boolean }

/** The absences of a person that have not ended; new ones, and the end of one, where the reader may. */
export function Absences({
  absences,
  person,
  mayAct,
}: {
  absences: readonly Absence[]
  person: Absentee
  mayAct: boolean
}): ReactNode {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const [told, setTold] = useState<'saved' | 'ended'>()
  return (
    <div className="grid gap-3">
      {told !== undefined && (
        <Notice kind="success" live onClose={() => setTold(undefined)}>
          {t(`organisation.absence.${told}`)}
        </Notice>
      )}
      {absences.length === 0 ? (
        <EmptyState title={t('organisation.absence.none')}>
          {person.mine && <p>{t('organisation.absence.noneWhat')}</p>}
        </EmptyState>
      ) : (
        <ul>
          {absences.map((absence) => (
            <AbsenceLine
              key={absence.id}
              absence={absence}
              mine={person.mine}
              mayAct={mayAct}
              onEnded={() => setTold('ended')}
            />
          ))}
        </ul>
      )}
      {mayAct && (
        <p>
          <Button onPress={() => setAdding(true)}>{t('organisation.absence.add')}</Button>
        </p>
      )}
      {adding && (
        <AbsenceDialog
          person={person}
          onClose={() => setAdding(false)}
          onSaved={() => {
            setAdding(false)
            setTold('saved')
          }}
        />
      )}
    </div>
  )
}

function AbsenceLine({
  absence,
  mine,
  mayAct,
  onEnded,
}: {
  absence: Absence
  mine: boolean
  mayAct: boolean
  onEnded: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const end = useCommand(endAbsence, async () => {
    setAsking(false)
    await forgetOrganisation(queryClient)
    onEnded()
  })
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 border-b border-solid-gray-200 py-2 leading-[1.5]">
      <span>
        <DateText value={absence.from} />〜
        {absence.to === null ? t('organisation.absence.unknown') : <Until to={absence.to} />}
        <span className="block text-[0.875rem] text-solid-gray-600">
          {absence.reason ?? t('organisation.absence.hidden')}
        </span>
      </span>
      {mayAct && (
        <Button size="small" onPress={() => setAsking(true)}>
          {t('organisation.absence.end')}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          open
          onClose={() => setAsking(false)}
          title={t('organisation.absence.endTitle')}
          act={t('organisation.absence.end')}
          busy={end.isPending}
          onConfirm={() => end.mutate({ id: absence.id })}
        >
          <p>{t(mine ? 'organisation.absence.endWhat' : 'organisation.absence.endWhatOther')}</p>
          {end.isError && <RefusalNotice error={end.error} />}
        </ConfirmDialog>
      )}
    </li>
  )
}

function Until({ to }: { to: string }): ReactNode {
  const { t } = useTranslation()
  const [before, after] = t('organisation.absence.until', { to: '\u0000' }).split('\u0000')
  return (
    <>
      {' '}
      {before}
      <DateText value={to} />
      {after}
    </>
  )
}
