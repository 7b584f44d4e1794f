import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem.ts'
import { failureWords } from '../../parts/failure-words.ts'
import { refreshCases, useTell } from './told.ts'

/** A failure the form itself must show; a conflict is told on the page of the case instead. */
export function unlessConflict(error: Error | null): Error | null {
  return isConflict(error) ? null : error
}

function isConflict(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.status === 409
}

/** What to do when the case had moved on: say so on its page and read it again. Other failures are left to the form. */
export function useConflict(applicationId: string): (error: unknown) => Promise<void> {
  const { t } = useTranslation()
  const client = useQueryClient()
  const tell = useTell()
  return async (error) => {
    if (!isConflict(error)) return
    const words = failureWords(error)
    tell({
      path: `/cases/${applicationId}`,
      kind: 'warning',
      title: words.title ?? t(words.titleKey),
      text: [words.detail, ...words.problems.map(({ message }) => message), t('caseFile.conflict')]
        .filter((part) => part !== undefined)
        .join(' '),
    })
    await refreshCases(client)
  }
}
