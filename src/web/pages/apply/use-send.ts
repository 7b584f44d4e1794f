import {
  fileApplication,
  saveDraft,
  showApplication,
  type CaseView,
  type ProcedureKind,
} from '#engine/procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { ApiProblem, type Problem } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { refreshCases, useTell } from '../case/told.ts'
import { formOf, type Draft } from './draft.ts'

/** Saves a form as a draft, or files it; both tell what came of it. */
export function useSend(
  kind: ProcedureKind,
  existing: CaseView | null,
  on: { onSent: () => void; onInvalid: (problems: readonly Problem[]) => void },
) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const tell = useTell()
  const saving = useCommand(saveDraft)
  const filing = useCommand(fileApplication)
  const inputOf = (draft: Draft) => ({
    procedure: kind.key,
    form: formOf(kind.fields, draft),
    ...(existing === null ? {} : { applicationId: existing.applicationId }),
  })

  const save = (draft: Draft): void => {
    filing.reset()
    saving.mutate(inputOf(draft), {
      onSuccess: async ({ applicationId }) => {
        on.onSent()
        await client.prefetchQuery({ ...reading(showApplication, { applicationId }), staleTime: 0 })
        await navigate({
          to: '/apply/$procedure',
          params: { procedure: kind.key },
          search: { application: applicationId },
          replace: true,
        })
        tell({
          path: `/apply/${kind.key}`,
          kind: 'success',
          title: t('apply.saved'),
          text: t('apply.savedWhat'),
        })
        await refreshCases(client)
      },
    })
  }
  const file = (draft: Draft): void => {
    saving.reset()
    filing.mutate(inputOf(draft), {
      onSuccess: async ({ applicationId, number }) => {
        on.onSent()
        await client.invalidateQueries({ queryKey: [showApplication.name, { applicationId }] })
        tell({
          path: `/cases/${applicationId}`,
          kind: 'success',
          title: t('apply.filed'),
          text: t('apply.filedAs', { number }),
        })
        await refreshCases(client)
      },
      onError: (error) => {
        if (isAboutFields(error)) on.onInvalid(error.problems)
      },
    })
  }
  return {
    save,
    file,
    saving: saving.isPending,
    filing: filing.isPending,
    failure: saving.error ?? (isAboutFields(filing.error) ? null : filing.error),
  }
}

/** Shown at the fields and above them, not once more as a failure. */
function isAboutFields(error: Error | null): error is ApiProblem {
  return error instanceof ApiProblem && error.status === 400 && error.problems.length > 0
}
