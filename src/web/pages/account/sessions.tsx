import { endSession, sessionList } from '#authority/sign-in/contract-sessions.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { MethodWords } from './method-words.tsx'

export type SessionRow = OutputOf<typeof sessionList>['sessions'][number]

/** Where one is signed in, and ending it elsewhere. */
export function Sessions(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const read = useQuery({ ...reading(sessionList, {}), staleTime: 0 })
  const end = useCommand(endSession, () => queryClient.invalidateQueries({ queryKey: [sessionList.name] }))
  return (
    <Section title={t('account.sessions')}>
      <div className="grid gap-4">
        <p className="text-[0.875rem]">{t('account.sessionsWhat')}</p>
        {end.isError && <RefusalNotice error={end.error} />}
        {read.isPending && <Loading />}
        {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
        {read.isSuccess && (
          <>
            <SessionTable
              rows={read.data.sessions}
              onEnd={(sessionId) => end.mutate({ sessionId })}
              busy={end.isPending}
            />
            {read.data.sessions.some((row) => !row.own) && (
              <div>
                <Button busy={end.isPending} onPress={() => end.mutate({})}>
                  {t('account.endOthers')}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </Section>
  )
}

/** Sessions with what they are; without `onEnd` they are only shown. */
export function SessionTable({
  rows,
  onEnd,
  busy = false,
}: {
  rows: readonly SessionRow[]
  onEnd?: (sessionId: string) => void
  busy?: boolean
}): ReactNode {
  const { t } = useTranslation()
  if (rows.length === 0) return <EmptyState title={t('account.noSessions')} />
  return (
    <Table
      caption={t('account.sessions')}
      rows={rows}
      rowKey={(row) => row.sessionId}
      columns={[
        {
          key: 'device',
          head: t('account.device'),
          wraps: true,
          cell: (row) => (
            <>
              <span translate="no">{row.device}</span>{' '}
              {row.own && <StateChip means="note">{t('account.thisDevice')}</StateChip>}
              <span className="block text-solid-gray-600">{row.address}</span>
            </>
          ),
        },
        {
          key: 'how',
          head: t('account.how'),
          wraps: true,
          cell: (row) => <MethodWords methods={row.methods} />,
        },
        {
          key: 'since',
          head: t('account.since'),
          wraps: true,
          cell: (row) => <DateText value={row.createdAt} />,
        },
        {
          key: 'seen',
          head: t('account.seen'),
          wraps: true,
          cell: (row) => <DateText value={row.lastSeenAt} />,
        },
        ...(onEnd === undefined
          ? []
          : [
              {
                key: 'act',
                head: t('account.act'),
                cell: (row: SessionRow) =>
                  row.own ? null : (
                    <Button
                      size="small"
                      busy={busy}
                      label={t('account.endOf', { name: row.device })}
                      onPress={() => onEnd(row.sessionId)}
                    >
                      {t('account.end')}
                    </Button>
                  ),
              },
            ]),
      ]}
    />
  )
}
