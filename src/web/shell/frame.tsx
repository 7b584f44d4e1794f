import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { Suspense, type ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { DateText } from '../parts/date-text.tsx'
import { Notice } from '../parts/notice.tsx'
import { Loading } from '../parts/states.tsx'
import { Brand, Header, type PlaceCounts } from './header.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { StepUp } from './step-up-dialog.tsx'
import { arrivalQuery, MeContext, sessionQuery, useMe } from './session.ts'

/** The frame of the pages behind the sign-in. */
export function HouseFrame({ counts = {} }: { counts?: PlaceCounts }): ReactNode {
  const { t } = useTranslation()
  const { data: me } = useQuery(sessionQuery)
  // between the end of a session and the page to sign in there is nobody to show anything to
  if (me === null || me === undefined) return null
  return (
    <MeContext value={me}>
      <SkipLink />
      <header className="noprint">
        <Header counts={counts} />
        {me.tenant.kind === 'demo' && (
          <p className="border-b border-yellow-1000 bg-yellow-50 px-6 py-1 text-[0.875rem] leading-[1.5] text-yellow-1200 max-sm:px-4">
            {t('shell.demo')}
          </p>
        )}
      </header>
      <main id="main" tabIndex={-1} className="px-6 pt-4 pb-8 max-sm:px-4">
        <Arrival />
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <StepUp />
    </MeContext>
  )
}

/** The frame of the pages before the sign-in: only the mark and the language. */
export function EntryFrame({ children }: { children?: ReactNode }): ReactNode {
  return (
    <>
      <SkipLink />
      <header className="flex h-14 items-stretch justify-between gap-4 border-b border-solid-gray-420 bg-white px-6 max-sm:px-4">
        <Brand href="/" />
        <LanguageChoice />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto max-w-[1120px] px-6 pt-8 pb-10 max-sm:px-4 max-sm:pt-4"
      >
        <Suspense fallback={<Loading />}>{children ?? <Outlet />}</Suspense>
      </main>
    </>
  )
}

function SkipLink(): ReactNode {
  const { t } = useTranslation()
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed! focus:top-2 focus:left-2 focus:z-50 focus:bg-white focus:px-4 focus:py-2"
      onClick={(event) => {
        event.preventDefault()
        document.getElementById('main')?.focus()
      }}
    >
      {t('shell.skip')}
    </a>
  )
}

/** 前回のサインイン, once after signing in. */
function Arrival(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { data: arrived } = useQuery(arrivalQuery)
  const { previousSignInAt, failuresSince } = useMe()
  if (!arrived) return null
  return (
    <div className="mb-4">
      <Notice
        kind={failuresSince > 0 ? 'warning' : 'info'}
        live
        onClose={() => queryClient.setQueryData(arrivalQuery.queryKey, false)}
      >
        <p className="text-[0.875rem]">
          {previousSignInAt === null ? (
            t('shell.firstSignIn')
          ) : (
            <Trans i18nKey="shell.lastSignIn" components={{ when: <DateText value={previousSignInAt} /> }} />
          )}
          {failuresSince > 0 && <b> {t('shell.failures', { failures: failuresSince })}</b>}
        </p>
      </Notice>
    </div>
  )
}
