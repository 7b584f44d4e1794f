import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../parts/dialog.tsx'

/** Asks before unsaved work is lost by going elsewhere or closing the window. `what` says how it can be kept. */
export function LeaveGuard({ dirty, what }: { dirty: () => boolean; what: string }): ReactNode {
  const { t } = useTranslation()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty() && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      open={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('apply.leaveTitle')}
      act={t('apply.leaveAct')}
      danger
      onConfirm={() => blocker.proceed?.()}
    >
      <p>{what}</p>
    </ConfirmDialog>
  )
}
