import {
  identityProviders,
  removeIdentityProvider,
  tryIdentityProvider,
  type ProviderView,
} from '#authority/sign-in/providers/contract.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call, reading } from '../../../api/api.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Button } from '../../../parts/button.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { ConfirmDialog } from '../../../parts/dialog.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice, UnknownState } from '../../../parts/states.tsx'
import { Table } from '../../../parts/table.tsx'
import { useMe } from '../../../shell/session.ts'
import { ProviderDialog } from './provider-dialog.tsx'

/** Other systems that say who somebody is: OIDC, SAML, the city's directory. */
export function Providers(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  if (!rights.includes('settings.manage')) {
    return <UnknownState title={t('providers.denied')}>{t('providers.deniedWhat')}</UnknownState>
  }
  return <Known />
}

function Known(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const known = useQuery(reading(identityProviders, {}))
  const [editing, setEditing] = useState<ProviderView | 'new'>()
  const [removing, setRemoving] = useState<ProviderView>()
  const [told, setTold] = useState<{ kind: 'success' | 'error'; text: string }>()
  const again = (): Promise<void> => queryClient.invalidateQueries({ queryKey: [identityProviders.name] })
  const remove = useCommand(removeIdentityProvider, async ({ unlinked }) => {
    await again()
    setRemoving(undefined)
    setTold({
      kind: 'success',
      text: t('providers.removed', { name: removing?.name ?? '', count: unlinked }),
    })
  })
  const tried = useMutation({
    mutationFn: (provider: ProviderView) => call(tryIdentityProvider, { providerId: provider.providerId }),
    onSuccess: ({ works, says }, { name }) =>
      setTold({ kind: works ? 'success' : 'error', text: t('providers.tried', { name, says }) }),
  })
  const rows = known.data?.providers ?? []
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <h2 className="text-[1.125rem]">{t('providers.title')}</h2>
      <p className="max-w-[60em] text-[0.875rem]">{t('providers.what')}</p>
      {known.data !== undefined && (
        <div className="max-w-[60em] text-[0.875rem]">
          <p>{t('providers.back')}</p>
          <ul>
            {(['oidc', 'saml'] as const).map((kind) => (
              <li key={kind}>
                {t(`providers.kinds.${kind}`)}{' '}
                <code>{`${globalThis.location.origin}${known.data.callbackPath[kind]}`}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      {told !== undefined && (
        <Notice kind={told.kind} live onClose={() => setTold(undefined)}>
          {told.text}
        </Notice>
      )}
      {tried.isError && <RefusalNotice error={tried.error} />}
      {known.isPending && <Loading />}
      {known.isError && <ErrorState error={known.error} onRetry={() => void known.refetch()} />}
      {known.isSuccess && rows.length === 0 && (
        <EmptyState title={t('providers.none')}>{t('providers.noneWhat')}</EmptyState>
      )}
      {rows.length > 0 && (
        <Table
          caption={t('providers.title')}
          rows={rows}
          rowKey={(row) => row.providerId}
          columns={[
            { key: 'name', head: t('providers.name'), names: true, wraps: true, cell: (row) => row.name },
            {
              key: 'kind',
              head: t('providers.kind'),
              cell: (row) => t(`providers.kinds.${row.settings.kind}`),
            },
            {
              key: 'state',
              head: t('providers.state'),
              cell: (row) => (
                <StateChip means={row.enabled ? 'running' : 'note'}>
                  {t(row.enabled ? 'providers.on' : 'providers.off')}
                </StateChip>
              ),
            },
            {
              key: 'linked',
              head: t('providers.linked'),
              numeric: true,
              cell: (row) => t('providers.people', { count: row.linked }),
            },
            {
              key: 'acts',
              head: t('providers.acts'),
              cell: (row) => (
                <span className="flex flex-wrap gap-2">
                  <Button
                    size="small"
                    busy={tried.isPending}
                    label={t('providers.tryOf', { name: row.name })}
                    onPress={() => tried.mutate(row)}
                  >
                    {t('providers.try')}
                  </Button>
                  <Button
                    size="small"
                    label={t('providers.changeOf', { name: row.name })}
                    onPress={() => setEditing(row)}
                  >
                    {t('providers.change')}
                  </Button>
                  <Button
                    size="small"
                    danger
                    label={t('providers.removeOf', { name: row.name })}
                    onPress={() => setRemoving(row)}
                  >
                    {t('providers.remove')}
                  </Button>
                </span>
              ),
            },
          ]}
        />
      )}
      <div>
        <Button icon="key" onPress={() => setEditing('new')}>
          {t('providers.add')}
        </Button>
      </div>
      {editing !== undefined && (
        <ProviderDialog
          provider={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onDone={async (name) => {
            await again()
            setEditing(undefined)
            setTold({ kind: 'success', text: t('providers.saved', { name }) })
          }}
        />
      )}
      {removing !== undefined && (
        <ConfirmDialog
          open
          danger
          title={t('providers.removeTitle', { name: removing.name })}
          act={t('providers.removeGo')}
          busy={remove.isPending}
          onClose={() => setRemoving(undefined)}
          onConfirm={() => remove.mutate({ providerId: removing.providerId })}
        >
          <p>{t('providers.removeWhat', { count: removing.linked })}</p>
          {remove.isError && <RefusalNotice error={remove.error} />}
        </ConfirmDialog>
      )}
    </div>
  )
}
