import { useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../parts/anchor.tsx'
import { Button } from '../parts/button.tsx'
import { useMe } from './session.ts'
import { useSignOut } from './use-sign-out.ts'

/** Who is signed in, and below it the account and the way out. The browser's own popover closes it on Escape. */
export function WhoMenu(): ReactNode {
  const { t } = useTranslation()
  const { person } = useMe()
  const signOut = useSignOut()
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="nowrap max-w-[16em] rounded-8 px-2 py-1 text-right text-[0.875rem] leading-[1.3] hover:bg-solid-gray-50"
      >
        <span className="block truncate">
          {[person.unitName, person.postTitle].filter((part) => part !== '').join(' ')}
        </span>
        <b className="block truncate">{person.name}</b>
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className="fixed inset-auto top-14 right-6 w-56 rounded-8 border border-solid-gray-420 bg-white p-2 shadow-1"
      >
        <Anchor
          href="/account"
          onFollow={() => menu.current?.hidePopover()}
          className="flex min-h-11 items-center rounded-6 px-3 text-solid-gray-800 no-underline hover:bg-solid-gray-50 hover:underline"
        >
          {t('shell.account')}
        </Anchor>
        <div className="px-1 pt-1">
          <Button wide busy={signOut.isPending} onPress={() => signOut.mutate()}>
            {t('shell.signOut')}
          </Button>
        </div>
      </div>
    </>
  )
}
