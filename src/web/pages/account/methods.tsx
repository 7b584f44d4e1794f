import {
  accountMethods,
  newRecoveryCodesOperation,
  removeMethod,
} from '#authority/sign-in/contract-methods.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { passkeysWork } from '../../api/passkey.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { sessionQuery, useMe } from '../../shell/session.ts'
import { AddPasskeyDialog } from './add-passkey-dialog.tsx'
import { AddTotpDialog } from './add-totp-dialog.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

type Own = {
  readonly kind: 'passkey' | 'totp'
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

/** The second ways to sign in: what there is, adding, taking away, recovery codes. */
export function Methods(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { mustAddFactor } = useMe()
  const read = useQuery(reading(accountMethods, {}))
  const [adding, setAdding] = useState<'passkey' | 'totp'>()
  const [removing, setRemoving] = useState<Own>()
  const [codes, setCodes] = useState<readonly string[]>([])
  const again = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: [accountMethods.name] })
    await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }
  const remove = useCommand(removeMethod, async () => {
    setRemoving(undefined)
    await again()
  })
  const renew = useCommand(newRecoveryCodesOperation, async (told) => {
    setCodes(told.codes)
    await again()
  })
  const added = (given: readonly string[]): void => {
    setAdding(undefined)
    setCodes(given)
    void again()
  }
  if (read.isPending) return <Loading />
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const { passkeys, totp, recoveryCodesLeft, secondFactorAsked, totpReady } = read.data
  const rows: Own[] = [
    ...passkeys.map(({ passkeyId: id, ...rest }) => ({ kind: 'passkey' as const, id, ...rest })),
    ...totp.map(({ totpId: id, ...rest }) => ({ kind: 'totp' as const, id, ...rest })),
  ]
  return (
    <Section title={t('account.methods')}>
      <div className="grid gap-4">
        <p className="text-[0.875rem]">{t('account.methodsWhat')}</p>
        {mustAddFactor && <Notice kind="warning">{t('account.mustAdd')}</Notice>}
        {!mustAddFactor && secondFactorAsked && rows.length === 0 && (
          <Notice kind="warning">{t('account.asked')}</Notice>
        )}
        {codes.length > 0 && <RecoveryCodes codes={codes} onDone={() => setCodes([])} />}
        {remove.isError && <RefusalNotice error={remove.error} />}
        {renew.isError && <RefusalNotice error={renew.error} />}
        {rows.length === 0 ? (
          <EmptyState title={t('account.noMethods')} />
        ) : (
          <Table
            caption={t('account.methods')}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'name', head: t('account.methodName'), wraps: true, cell: (row) => row.name },
              { key: 'kind', head: t('account.kind'), cell: (row) => t(`account.kinds.${row.kind}`) },
              {
                key: 'used',
                head: t('account.lastUsed'),
                wraps: true,
                cell: (row) =>
                  row.lastUsedAt === null ? t('account.notUsed') : <DateText value={row.lastUsedAt} />,
              },
              {
                key: 'act',
                head: t('account.act'),
                cell: (row) => (
                  <Button
                    size="small"
                    danger
                    label={t('account.removeOf', { name: row.name })}
                    onPress={() => setRemoving(row)}
                  >
                    {t('account.remove')}
                  </Button>
                ),
              },
            ]}
          />
        )}
        <div className="flex flex-wrap gap-4">
          <Button
            onPress={() => setAdding('passkey')}
            {...(passkeysWork() ? {} : { reason: t('account.passkeys.notHere') })}
          >
            {t('account.passkeys.add')}
          </Button>
          <Button
            onPress={() => setAdding('totp')}
            {...(totpReady ? {} : { reason: t('account.totp.notReady') })}
          >
            {t('account.totp.add')}
          </Button>
        </div>
        {rows.length > 0 && (
          <div className="flex flex-wrap items-center gap-4">
            <p className="text-[0.875rem]">{t('account.codes.left', { count: recoveryCodesLeft })}</p>
            <Button size="small" busy={renew.isPending} onPress={() => renew.mutate({})}>
              {t('account.codes.renew')}
            </Button>
          </div>
        )}
      </div>
      {adding === 'passkey' && <AddPasskeyDialog onClose={() => setAdding(undefined)} onAdded={added} />}
      {adding === 'totp' && <AddTotpDialog onClose={() => setAdding(undefined)} onAdded={added} />}
      <ConfirmDialog
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t('account.removeOf', { name: removing?.name ?? '' })}
        act={t('account.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() => {
          if (removing !== undefined) remove.mutate({ kind: removing.kind, id: removing.id })
          setRemoving(undefined)
        }}
      >
        <p>{t('account.removeWhat')}</p>
      </ConfirmDialog>
    </Section>
  )
}
