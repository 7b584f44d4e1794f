import { followApplication } from '#engine/procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import type { Form } from '../apply/draft.ts'
import { didWords } from './act-words.ts'
import { refreshCases, useTell } from './told.ts'
import { unlessConflict, useConflict } from './use-conflict.ts'

export type FollowAct = 'pull-back' | 'withdraw' | 'start' | 'finish' | 'revoke'

type Followed = { readonly applicationId: string; readonly number: string | null; readonly title: string }

/**
 * Pull back, withdraw, take out, confirm the return. `path` is the page that tells what was done, the case's own
 * unless given; `onEnd` runs before the telling, also after a conflict: an open dialog would keep the focus to itself.
 */
export function useFollow(
  subject: Followed,
  { path, onEnd }: { path?: string | undefined; onEnd?: () => void } = {},
) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const tell = useTell()
  const conflict = useConflict(subject.applicationId)
  const command = useCommand(followApplication)
  const follow = (act: FollowAct, word: string, remark?: string, answers?: Form): void => {
    command.mutate(
      {
        applicationId: subject.applicationId,
        act,
        ...(remark === undefined ? {} : { remark }),
        ...(answers === undefined ? {} : { answers }),
      },
      {
        onSuccess: async () => {
          onEnd?.()
          const name = `${subject.number ?? ''} ${subject.title}`.trim()
          tell({
            path: path ?? `/cases/${subject.applicationId}`,
            kind: 'success',
            title: t('caseFile.didTo', { name, did: didWords(t, act, word) }),
          })
          await refreshCases(client)
        },
        onError: async (error) => {
          if (unlessConflict(error) === null) onEnd?.()
          await conflict(error)
        },
      },
    )
  }
  return { follow, pending: command.isPending, failure: unlessConflict(command.error) }
}
