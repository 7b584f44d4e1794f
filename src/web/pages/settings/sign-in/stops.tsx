import { liftStop, stopList, stopPerson } from '#authority/sign-in/contract-sessions.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { messageAt } from '../../../api/problem.ts'
import { useFormCommand } from '../../../api/use-form-command.ts'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import type { ChipMeaning } from '../../../parts/chip-meanings.ts'
import { DateField } from '../../../parts/date-field.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { LookupField, type Found } from '../../../parts/lookup-field.tsx'
import { Pager } from '../../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../../parts/states.tsx'
import { Table } from '../../../parts/table.tsx'
import { TextArea } from '../../../parts/text-field.tsx'
import { searchPeople } from '../../organisation/lookups.ts'

type Stop = OutputOf<typeof stopList>['stops'][number]

const marks: Readonly<Record<Stop['state'], ChipMeaning>> = {
  coming: 'waiting',
  now: 'violation',
  over: 'note',
  lifted: 'done',
}
const SIZE = 20

/** Stopped rights: who, why, from when until when; stopping and lifting. */
export function Stops(): ReactNode {
  const { t } = useTranslation()
  const page = useLocation({
    select: ({ search }) => Math.max(1, Math.trunc(Number(Reflect.get(search, 'stops') ?? 1)) || 1),
  })
  const read = useQuery(reading(stopList, { page, size: SIZE }))
  const [stopping, setStopping] = useState(false)
  const [lifting, setLifting] = useState<Stop>()
  return (
    <Section title={t('settings.signIn.stops')}>
      <div className="grid gap-4">
        <p className="text-[0.875rem]">{t('settings.signIn.stopsWhat')}</p>
        <div>
          <Button danger onPress={() => setStopping(true)}>
            {t('settings.signIn.stop')}
          </Button>
        </div>
        {read.isPending && <Loading />}
        {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
        {read.isSuccess && read.data.total === 0 && <EmptyState title={t('settings.signIn.noStops')} />}
        {read.isSuccess && read.data.total > 0 && (
          <>
            <Table
              caption={t('settings.signIn.stops')}
              rows={read.data.stops}
              rowKey={(row) => row.stopId}
              columns={[
                { key: 'who', head: t('settings.signIn.person'), cell: (row) => row.name },
                {
                  key: 'state',
                  head: t('settings.signIn.state'),
                  cell: (row) => (
                    <StateChip means={marks[row.state]}>{t(`settings.signIn.states.${row.state}`)}</StateChip>
                  ),
                },
                {
                  key: 'when',
                  head: t('settings.signIn.when'),
                  wraps: true,
                  cell: (row) => (
                    <>
                      <DateText value={row.from} />
                      <span className="block">
                        {row.until === null ? (
                          t('settings.signIn.untilLifted')
                        ) : (
                          <>
                            {t('settings.signIn.until')} <DateText value={row.until} />
                          </>
                        )}
                      </span>
                    </>
                  ),
                },
                { key: 'why', head: t('settings.signIn.reason'), wraps: true, cell: (row) => row.reason },
                {
                  key: 'by',
                  head: t('settings.signIn.by'),
                  wraps: true,
                  cell: (row) => [row.stoppedBy, row.capacity].filter((each) => each !== null).join(' '),
                },
                {
                  key: 'act',
                  head: t('settings.signIn.act'),
                  wraps: true,
                  cell: (row) =>
                    row.state === 'now' || row.state === 'coming' ? (
                      <Button
                        size="small"
                        label={t('settings.signIn.liftOf', { name: row.name })}
                        onPress={() => setLifting(row)}
                      >
                        {t('settings.signIn.lift')}
                      </Button>
                    ) : (
                      row.liftNote
                    ),
                },
              ]}
            />
            {read.data.total > SIZE && (
              <Pager
                page={page}
                size={SIZE}
                total={read.data.total}
                hrefOf={(each) => `/settings?tab=signIn&stops=${each}`}
              />
            )}
          </>
        )}
      </div>
      {stopping && <StopDialog onClose={() => setStopping(false)} />}
      {lifting !== undefined && <LiftDialog stop={lifting} onClose={() => setLifting(undefined)} />}
    </Section>
  )
}

function StopDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [person, setPerson] = useState<Found | null>(null)
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const labels = {
    personId: t('settings.signIn.person'),
    reason: t('settings.signIn.reason'),
    until: t('settings.signIn.lastDay'),
  }
  const form = useFormCommand(stopPerson, labels, async () => {
    await queryClient.invalidateQueries({ queryKey: [stopList.name] })
    onClose()
  })
  const send = (): void => {
    if (until.typed !== '' && until.date === null) return
    form.send(
      {
        personId: person?.id ?? '',
        reason,
        // the last day is a whole day in Japan
        ...(until.date === null ? {} : { until: `${until.date}T23:59:59+09:00` }),
      },
      (found) =>
        found.map((problem) =>
          problem.at === 'personId' ? { ...problem, message: t('settings.accounts.needed') } : problem,
        ),
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('settings.signIn.stop')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button danger busy={form.busy} onPress={send}>
            {t('settings.signIn.stopGo')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p>{t('settings.signIn.stopWhat')}</p>
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <LookupField
          name="personId"
          label={labels.personId}
          required
          about="people"
          search={searchPeople}
          chosen={person}
          onChoose={setPerson}
          error={messageAt(form.problems, 'personId')}
        />
        <TextArea
          name="reason"
          label={labels.reason}
          required
          maxLength={500}
          value={reason}
          onChange={setReason}
          error={messageAt(form.problems, 'reason')}
        />
        <DateField
          name="until"
          label={labels.until}
          optional
          hint={t('settings.signIn.lastDayHint')}
          value={until.typed}
          onChange={(typed, date) => setUntil({ typed, date })}
          error={messageAt(form.problems, 'until')}
        />
      </div>
    </Dialog>
  )
}

function LiftDialog({ stop, onClose }: { stop: Stop; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const form = useFormCommand(liftStop, { note: t('settings.signIn.reason') }, async () => {
    await queryClient.invalidateQueries({ queryKey: [stopList.name] })
    onClose()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('settings.signIn.liftOf', { name: stop.name })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={form.busy} onPress={() => form.send({ stopId: stop.stopId, note })}>
            {t('settings.signIn.lift')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <TextArea
          name="note"
          label={t('settings.signIn.reason')}
          required
          maxLength={500}
          value={note}
          onChange={setNote}
          error={messageAt(form.problems, 'note')}
        />
      </div>
    </Dialog>
  )
}
