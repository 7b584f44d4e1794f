import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useTranslation } from 'react-i18next'
import { Button, ButtonRow, IconButton } from './button.tsx'

const veil = 'fixed inset-0 z-40 bg-opacity-gray-600'

type Opened = {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
}

/** A question or a small form over the page. Keeps the keyboard inside; Escape and 「閉じる」 leave it. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  actions,
}: Opened & { actions?: ReactNode }): ReactNode {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      className={`${veil} flex items-center justify-center p-4 max-sm:items-end max-sm:p-0`}
    >
      <Modal className="max-h-full w-full max-w-[640px] overflow-auto rounded-8 border border-solid-gray-420 bg-white shadow-2 max-sm:rounded-b-none">
        <AriaDialog className="p-6 outline-none max-sm:p-4">
          <TitleLine title={title} onClose={onClose} />
          {children}
          {actions !== undefined && (
            <div className="mt-6">
              <ButtonRow end>{actions}</ButtonRow>
            </div>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Asks before an act that others notice; the act's own word is on the button. */
export function ConfirmDialog({
  act,
  danger = false,
  busy = false,
  onConfirm,
  ...dialog
}: Opened & { act: string; danger?: boolean; busy?: boolean; onConfirm: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <Dialog
      {...dialog}
      actions={
        <>
          <Button look="text" onPress={dialog.onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look={danger ? 'outline' : 'filled'} danger={danger} busy={busy} onPress={onConfirm}>
            {act}
          </Button>
        </>
      }
    />
  )
}

/** Detail beside a list (376 wide), the whole width on a phone. Over the page, with its keyboard inside. */
export function Drawer({
  open,
  onClose,
  title,
  children,
  side = 'right',
}: Opened & { side?: 'left' | 'right' }): ReactNode {
  return (
    <ModalOverlay isOpen={open} isDismissable onOpenChange={(next) => !next && onClose()} className={veil}>
      <Modal
        className={`fixed inset-y-0 w-[376px] max-w-full overflow-auto bg-white shadow-2 max-sm:w-full ${side === 'right' ? 'right-0' : 'left-0'}`}
      >
        <AriaDialog className="p-4 outline-none">
          <TitleLine title={title} onClose={onClose} />
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function TitleLine({ title, onClose }: { title: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="mb-2 flex items-start justify-between gap-2">
      <Heading slot="title" level={2} className="pt-1.5 text-[1.125rem] leading-[1.6]">
        {title}
      </Heading>
      <IconButton icon="close" label={t('parts.close')} onPress={onClose} />
    </div>
  )
}
