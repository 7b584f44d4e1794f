import { registerEntry } from '#engine/register/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { IconButton } from '../../parts/button.tsx'
import { Drawer } from '../../parts/dialog.tsx'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { EntryDetail } from './entry-detail.tsx'
import type { Register } from './list-address.ts'
import { useWideSince } from './use-wide.ts'

/** The open entry: a column beside the list where there is room, over the page where there is not. */
export function EntryBeside({
  register,
  entryId,
  takesFocus,
  onClose,
  hrefOf,
}: {
  register: Register
  entryId: string
  takesFocus: boolean
  onClose: () => void
  hrefOf: (entryId: string) => string
}): ReactNode {
  const { t } = useTranslation()
  const wide = useWideSince(entryId)
  const found = useQuery(reading(registerEntry, { register: register.key, entryId }))
  const title = found.data?.entry.label ?? t('registers.panel.label', { noun: register.noun })
  const content = (
    <>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && <EntryDetail register={register} found={found.data} hrefOf={hrefOf} />}
    </>
  )
  if (!wide) {
    return (
      <Drawer open onClose={onClose} title={title}>
        {content}
      </Drawer>
    )
  }
  return (
    <Beside
      key={entryId}
      label={t('registers.panel.label', { noun: register.noun })}
      title={title}
      takesFocus={takesFocus}
      onClose={onClose}
    >
      {content}
    </Beside>
  )
}

function Beside({
  label,
  title,
  takesFocus,
  onClose,
  children,
}: {
  label: string
  title: string
  takesFocus: boolean
  onClose: () => void
  children: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = frame.current
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    element?.addEventListener('keydown', leave)
    return () => element?.removeEventListener('keydown', leave)
  })
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true })
  }, [takesFocus])
  return (
    <aside
      ref={frame}
      aria-label={label}
      // a window that has become narrow since: over the list, like the other one
      className="sticky top-4 max-h-[calc(100vh-2rem)] overflow-auto rounded-8 border border-solid-gray-420 bg-white p-4 shadow-1 max-lg:fixed max-lg:inset-y-0 max-lg:right-0 max-lg:z-30 max-lg:max-h-none max-lg:w-[376px] max-lg:max-w-full max-lg:rounded-none"
    >
      <div className="mb-1 flex items-start justify-between gap-2">
        <h2 ref={heading} tabIndex={-1} className="text-[1.125rem] leading-[1.6]">
          {title}
        </h2>
        <span className="-mt-2 -mr-2">
          <IconButton icon="close" label={t('parts.close')} onPress={onClose} />
        </span>
      </div>
      {children}
    </aside>
  )
}
