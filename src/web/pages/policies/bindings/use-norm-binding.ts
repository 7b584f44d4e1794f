import {
  policyAcceptProposals,
  policyBindNorms,
  policyNormBindings,
  policyNorms,
} from '#policy/contract-norms.ts'
import { policyUnbind } from '#policy/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/api.ts'
import type { BoundNorm, NormBindings } from './bindings-page.tsx'
import { useRefreshPolicies } from './use-slots.ts'

/** A slot of a mechanism. */
export type Target = { readonly mechanism: string; readonly slot: string }

type Act =
  | { readonly kind: 'bind'; readonly choices: readonly { readonly norm: BoundNorm; readonly to: Target }[] }
  | { readonly kind: 'all'; readonly chapter: string | undefined }
  | { readonly kind: 'remove'; readonly bindingId: string }

/** Binds norms to mechanisms and takes bindings off, and tells what was done. */
export function useNormBinding({ editionId }: Pick<NormBindings, 'editionId'>) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const refreshSlots = useRefreshPolicies()
  const [told, setTold] = useState<string>()
  const refresh = async (): Promise<void> => {
    const names: readonly unknown[] = [policyNormBindings.name, policyNorms.name]
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => names.includes(queryKey[0]) })
    await refreshSlots()
  }
  const command = useMutation({
    mutationFn: async (act: Act): Promise<string> => {
      switch (act.kind) {
        case 'bind': {
          const answer = await call(policyBindNorms, {
            editionId,
            choices: act.choices.map(({ norm, to }) => ({
              normId: norm.normId,
              mechanism: to.mechanism,
              slot: to.slot,
            })),
          })
          return [
            t('normBindings.done', { count: answer.bound }),
            ...(answer.already > 0 ? [t('normBindings.already', { count: answer.already })] : []),
          ].join(' ')
        }
        case 'all': {
          const answer = await call(policyAcceptProposals, {
            editionId,
            ...(act.chapter === undefined ? {} : { chapter: act.chapter }),
          })
          return [
            t('normBindings.done', { count: answer.bound }),
            ...(answer.left > 0 ? [t('normBindings.left', { count: answer.left })] : []),
          ].join(' ')
        }
        case 'remove':
          await call(policyUnbind, { bindingId: act.bindingId })
          return t('normBindings.removed')
      }
    },
    onMutate: () => setTold(undefined),
    onSuccess: async (words) => {
      setTold(words)
      await refresh()
    },
    onError: refresh,
  })
  return {
    busy: command.isPending,
    error: command.error,
    told,
    forget: (): void => setTold(undefined),
    bind: (choices: readonly { readonly norm: BoundNorm; readonly to: Target }[]): void => {
      if (choices.length > 0) command.mutate({ kind: 'bind', choices })
    },
    acceptAll: (chapter: string | undefined): void => command.mutate({ kind: 'all', chapter }),
    remove: (bindingId: string): void => command.mutate({ kind: 'remove', bindingId }),
  }
}
