import { appoint } from '#rooms/1-organisation/contract-commands.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { forgetOrganisation } from './forget.ts'
import { searchPeople } from './lookups.ts'

const kinds = ['事務取扱', '心得', '兼務', '本務'] as const
type Day = { typed: string; date: string | null }
const noDay: Day = { typed: '', date: null }

/** Puts somebody on a vacant post. */
export function AppointDialog({
  postId,
  post,
  onClose,
}: {
  postId: string
  post: string
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [person, setPerson] = useState<Found | null>(null)
  const [kind, setKind] = useState<(typeof kinds)[number]>('事務取扱')
  const [from, setFrom] = useState(noDay)
  const [to, setTo] = useState(noDay)
  const [asked, setAsked] = useState(false)
  const command = useCommand(appoint, async () => {
    await forgetOrganisation(queryClient)
    onClose()
  })
  const refused = command.error instanceof ApiProblem ? command.error.problems : []
  const needed = (missing: boolean): string | undefined =>
    asked && missing ? t('organisation.appoint.needed') : undefined
  const send = (): void => {
    setAsked(true)
    if (person === null || from.date === null || (to.typed !== '' && to.date === null)) return
    command.mutate({ personId: person.id, postId, kind, from: from.date, to: to.date })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('organisation.appoint.title', { post })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={command.isPending} onPress={send}>
            {t('organisation.appoint.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-[0.875rem]">{t('organisation.appoint.what')}</p>
        {command.isError && <RefusalNotice error={command.error} />}
        <LookupField
          name="personId"
          label={t('organisation.appoint.person')}
          hint={t('organisation.appoint.personHint')}
          required
          about="people"
          search={searchPeople}
          chosen={person}
          onChoose={setPerson}
          error={needed(person === null) ?? messageAt(refused, 'personId')}
        />
        <SelectField
          name="kind"
          label={t('organisation.appoint.kind')}
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`organisation.appoint.kinds.${value}`) }))}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? '事務取扱')}
        />
        <DateField
          name="from"
          label={t('organisation.appoint.from')}
          required
          value={from.typed}
          error={needed(from.typed === '') ?? messageAt(refused, 'from')}
          onChange={(typed, date) => setFrom({ typed, date })}
        />
        <DateField
          name="to"
          label={t('organisation.appoint.to')}
          optional
          value={to.typed}
          error={messageAt(refused, 'to')}
          onChange={(typed, date) => setTo({ typed, date })}
        />
      </div>
    </Dialog>
  )
}
