import { policyBind, policyUnbind } from '#policy/contract.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/api.ts'
import { useMutation } from '@tanstack/react-query'
import type { Slot } from '../types.ts'
import { useRefreshPolicies } from './use-slots.ts'

type Told = { readonly words: string; readonly undo?: () => void }
type Bound = Slot['bindings'][number]
type Act =
  | {
      readonly kind: 'bind'
      readonly slot: Slot
      readonly wid: string
      readonly sentence: number
      readonly number: string
    }
  | { readonly kind: 'remove'; readonly bindingId: string; readonly number: string; readonly again?: Act }

/** Binds clauses to slots and takes them off again, one act at a time; each can be taken back. */
export function useBinding(editionId: string, slot: Slot | undefined, onBound: (slot: Slot) => void) {
  const { t } = useTranslation()
  const refresh = useRefreshPolicies()
  const [told, setTold] = useState<Told>()
  const command = useMutation({
    mutationFn: async (act: Act): Promise<Told> => {
      if (act.kind === 'remove') {
        await call(policyUnbind, { bindingId: act.bindingId })
        const { again } = act
        return {
          words: t('policies.bindings.removed', { number: act.number }),
          ...(again === undefined ? {} : { undo: () => command.mutate(again) }),
        }
      }
      const { mechanism, slot: name } = act.slot
      const { bindingId } = await call(policyBind, {
        editionId,
        wid: act.wid,
        mechanism,
        slot: name,
        sentence: act.sentence,
      })
      return {
        words: t('policies.bindings.done', { number: act.number, need: act.slot.need }),
        undo: () => command.mutate({ kind: 'remove', bindingId, number: act.number }),
      }
    },
    onMutate: () => setTold(undefined),
    onSuccess: async (words, act) => {
      setTold(words)
      if (act.kind === 'bind') onBound(act.slot)
      await refresh()
    },
    // what is shown may be what somebody else has changed
    onError: refresh,
  })
  return {
    busy: command.isPending,
    error: command.error,
    told,
    bind: (wid: string, sentence: number, number: string): void => {
      if (slot !== undefined) command.mutate({ kind: 'bind', slot, wid, sentence, number })
    },
    remove: (bound: Bound): void => {
      if (slot === undefined) return
      command.mutate({
        kind: 'remove',
        bindingId: bound.bindingId,
        number: bound.number,
        again: { kind: 'bind', slot, wid: bound.wid, sentence: bound.sentence, number: bound.number },
      })
    },
  }
}
