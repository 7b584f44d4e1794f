import { useLocation, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, Unreachable } from '../api/problem.ts'
import { Button, ButtonLink, ButtonRow } from '../parts/button.tsx'
import { ErrorState } from '../parts/states.tsx'
import { EntryFrame } from './frame.tsx'
import { PageHead } from './page-head.tsx'

/** No page at this address. */
export function NotFound(): ReactNode {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  return (
    <>
      <PageHead title={t('shell.notFound.title')} />
      <p className="mb-6 max-w-[40em]">{t('shell.notFound.what', { path: pathname })}</p>
      <ButtonLink href="/" look="filled">
        {t('shell.notFound.go')}
      </ButtonLink>
    </>
  )
}

/** A page that failed: data that could not be read is said to be so; a fault of ours is owned. */
export function PageFailure({ error }: ErrorComponentProps): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  if (error instanceof ApiProblem || error instanceof Unreachable) {
    return (
      <>
        <PageHead title={t('parts.failed')} />
        <ErrorState bare error={error} onRetry={() => void router.invalidate()} />
      </>
    )
  }
  return (
    <>
      <PageHead title={t('shell.crash.title')} />
      <p className="mb-4 max-w-[40em]">{t('shell.crash.what')}</p>
      <ButtonRow>
        <Button look="filled" onPress={() => globalThis.location.reload()}>
          {t('shell.crash.reload')}
        </Button>
        <ButtonLink href="/">{t('shell.notFound.go')}</ButtonLink>
      </ButtonRow>
      <details className="mt-6 text-[0.875rem]">
        <summary className="cursor-pointer">{t('shell.crash.detail')}</summary>
        <pre className="mt-2 overflow-auto bg-solid-gray-50 p-3 whitespace-pre-wrap">
          {globalThis.location.pathname}
          {'\n'}
          {String(error)}
        </pre>
      </details>
    </>
  )
}

/** The same, where not even the frame could be drawn. */
export function HouseFailure(props: ErrorComponentProps): ReactNode {
  return (
    <EntryFrame>
      <PageFailure {...props} />
    </EntryFrame>
  )
}
