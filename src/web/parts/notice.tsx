import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { Icon, type IconName } from './icons.tsx'
import { join } from './join.ts'

export type NoticeKind = 'error' | 'warning' | 'info' | 'success' | 'plain'

const kinds: Record<NoticeKind, { frame: string; ink: string; icon: IconName }> = {
  error: { frame: 'border-error-1', ink: 'text-error-1', icon: 'stop' },
  warning: { frame: 'border-warning-yellow-2', ink: 'text-warning-yellow-2', icon: 'warning' },
  info: { frame: 'border-blue-900', ink: 'text-blue-900', icon: 'info' },
  success: { frame: 'border-success-2', ink: 'text-success-2', icon: 'done' },
  plain: { frame: 'border-solid-gray-536', ink: 'text-solid-gray-536', icon: 'info' },
}

/** Something said about the page as a whole. `live`: it appeared after an act and is read out at once. */
export function Notice({
  kind,
  title,
  children,
  live = false,
  onClose,
}: {
  kind: NoticeKind
  title?: string | undefined
  children?: ReactNode
  live?: boolean
  onClose?: (() => void) | undefined
}): ReactNode {
  const { t } = useTranslation()
  const { frame, ink, icon } = kinds[kind]
  const role = live ? { role: kind === 'error' ? 'alert' : 'status' } : {}
  return (
    <div {...role} className={join('flex gap-3 rounded-8 border-2 bg-white px-4 py-3 leading-[1.6]', frame)}>
      <Icon name={icon} size={24} className={join('mt-px', ink)} />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-bold text-solid-gray-900">{title}</p>}
        {children}
      </div>
      {onClose !== undefined && (
        <span className="-my-2 -mr-2">
          <IconButton icon="close" label={t('parts.close')} onPress={onClose} />
        </span>
      )}
    </div>
  )
}
