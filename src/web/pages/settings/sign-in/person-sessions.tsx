import { resetMethods } from '#authority/sign-in/contract-methods.ts'
import { accountSessions, endAccountSessions } from '#authority/sign-in/contract-sessions.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { messageAt } from '../../../api/problem.ts'
import { useFormCommand } from '../../../api/use-form-command.ts'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { LookupField, type Found } from '../../../parts/lookup-field.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../../parts/states.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { SessionTable } from '../../account/sessions.tsx'
import { searchPeople } from '../../organisation/lookups.ts'

type ActKey = 'end' | 'reset'

/** Where somebody is signed in; ending it, and taking away second ways that were lost. */
export function PersonSessions(): ReactNode {
  const { t } = useTranslation()
  const [person, setPerson] = useState<Found | null>(null)
  return (
    <Section title={t('settings.signIn.devices')}>
      <div className="grid gap-4">
        <p className="text-[0.875rem]">{t('settings.signIn.devicesWhat')}</p>
        <div className="max-w-[480px]">
          <LookupField
            name="session-person"
            label={t('settings.signIn.person')}
            about="people"
            search={searchPeople}
            chosen={person}
            onChoose={setPerson}
          />
        </div>
        {person !== null && <SessionsOf key={person.id} person={person} />}
      </div>
    </Section>
  )
}

function SessionsOf({ person }: { person: Found }): ReactNode {
  const { t } = useTranslation()
  const read = useQuery(reading(accountSessions, { personId: person.id }))
  const [acting, setActing] = useState<ActKey>()
  if (read.isPending) return <Loading />
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const { sessions, secondFactors, login } = read.data
  return (
    <div className="grid gap-4">
      <p className="text-[0.875rem]">{t('settings.signIn.loginIs', { login, count: secondFactors })}</p>
      <SessionTable rows={sessions} />
      <div className="flex flex-wrap gap-4">
        <Button onPress={() => setActing('end')}>{t('settings.signIn.endAll')}</Button>
        <Button danger onPress={() => setActing('reset')}>
          {t('settings.signIn.reset')}
        </Button>
      </div>
      {acting !== undefined && (
        <ReasonDialog act={acting} person={person} onClose={() => setActing(undefined)} />
      )}
    </div>
  )
}

function ReasonDialog({
  act,
  person,
  onClose,
}: {
  act: ActKey
  person: Found
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const form = useFormCommand(
    act === 'end' ? endAccountSessions : resetMethods,
    { reason: t('settings.signIn.reason') },
    async () => {
      await queryClient.invalidateQueries({ queryKey: [accountSessions.name] })
      onClose()
    },
  )
  const title = t(act === 'end' ? 'settings.signIn.endAll' : 'settings.signIn.reset')
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${person.label}: ${title}`}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            danger={act === 'reset'}
            look={act === 'reset' ? 'outline' : 'filled'}
            busy={form.busy}
            onPress={() => form.send({ personId: person.id, reason })}
          >
            {title}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p>{t(act === 'end' ? 'settings.signIn.endAllWhat' : 'settings.signIn.resetWhat')}</p>
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <TextField
          name="reason"
          label={t('settings.signIn.reason')}
          required
          maxLength={500}
          value={reason}
          onChange={setReason}
          error={messageAt(form.problems, 'reason')}
        />
      </div>
    </Dialog>
  )
}
