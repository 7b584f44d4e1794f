import {
  policyConfirmNorms,
  policyCorrectNorm,
  policyDismissNorm,
  policyMergeNorms,
  policySplitNorm,
  policyTeach,
  policyUndoReview,
} from '#policy/contract-norms.ts'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../../../api/api.ts'
import { patched } from './patch-norms.ts'
import type { Alike, Correction, Field, NormOut, NormsOut, Seen } from './types.ts'
import { usePatchNorms } from './use-review.ts'

/** One thing an officer does in the review. */
export type Doing =
  | { readonly kind: 'confirm'; readonly norms: readonly NormOut[] }
  | { readonly kind: 'dismiss'; readonly norm: NormOut }
  | { readonly kind: 'correct'; readonly norm: NormOut; readonly reading: Correction }
  | {
      readonly kind: 'teach'
      readonly from: string
      readonly norms: readonly Seen[]
      readonly fields: readonly Field[]
    }
  | { readonly kind: 'split'; readonly norm: NormOut; readonly at: number }
  | { readonly kind: 'merge'; readonly norms: readonly NormOut[] }
  | { readonly kind: 'undo'; readonly actId: string; readonly number: string }

/** What was done, to be told: the act, how many norms, and the first one's number. */
export type Told = { readonly kind: Doing['kind']; readonly count: number; readonly number: string }

/** The same wording elsewhere, after a correction. */
export type Offer = {
  readonly from: string
  readonly number: string
  readonly fields: readonly Field[]
  readonly alike: readonly Alike[]
}

/** An act that was not done, and the norm it was about. */
export type Trouble = { readonly error: unknown; readonly norm: NormOut | undefined }

type Asked = { readonly doing: Doing; readonly onDone: (() => void) | undefined }

const seen = ({ normId, revision }: Seen): Seen => ({ normId, revision })

/** Does things to norms, one after the other in the order they were asked for, and tells what was done. */
export function useReviewActs(data: NormsOut, onFailed: (number: string) => void) {
  const { editionId } = data
  const { patch, refresh } = usePatchNorms(editionId)
  const [told, setTold] = useState<Told>()
  const [offer, setOffer] = useState<Offer>()
  // an act may fail when others have been asked for after it: it stays until somebody has read it
  const [trouble, setTrouble] = useState<Trouble>()
  const [mine, setMine] = useState<readonly { actId: string; number: string }[]>([])
  // several can be asked for before the first is answered: each sees the revision the one before it left
  const revisions = useRef(new Map<string, number>())
  const current = (norm: Seen): Seen => {
    const known = revisions.current.get(norm.normId)
    return {
      normId: norm.normId,
      revision: known === undefined ? norm.revision : Math.max(known, norm.revision),
    }
  }
  const perform = async ({ doing }: Asked) => {
    switch (doing.kind) {
      case 'confirm':
        return call(policyConfirmNorms, { editionId, norms: doing.norms.map(current) })
      case 'dismiss':
        return call(policyDismissNorm, { editionId, ...current(doing.norm) })
      case 'correct': {
        const answer = await call(policyCorrectNorm, {
          editionId,
          ...current(doing.norm),
          reading: doing.reading,
        })
        const fields = [...new Set(answer.alike.flatMap((each) => each.fields))]
        setOffer(
          answer.alike.length === 0
            ? undefined
            : { from: answer.norm.normId, number: answer.norm.number, fields, alike: answer.alike },
        )
        patch((before) => patched(before, answer.norms, answer.progress, answer.norm))
        return answer
      }
      case 'teach':
        return call(policyTeach, {
          editionId,
          fromNormId: doing.from,
          norms: doing.norms.map(current),
          fields: [...doing.fields],
        })
      case 'split':
        return call(policySplitNorm, { editionId, ...current(doing.norm), at: doing.at })
      case 'merge':
        return call(policyMergeNorms, { editionId, norms: doing.norms.map(seen).map(current) })
      case 'undo':
        return call(policyUndoReview, { editionId, actId: doing.actId })
    }
  }
  const command = useMutation({
    mutationFn: perform,
    // one after the other
    scope: { id: `review ${editionId}` },
    onMutate: ({ doing }) => {
      setTold(undefined)
      if (doing.kind !== 'confirm' && doing.kind !== 'dismiss') return
      const state = doing.kind === 'confirm' ? ('confirmed' as const) : ('dismissed' as const)
      const norms = doing.kind === 'confirm' ? doing.norms : [doing.norm]
      // seen at once; the answer or the next reading corrects it
      patch((before) =>
        patched(
          before,
          norms.map((norm) => ({
            normId: norm.normId,
            revision: norm.revision,
            state: decided(norm, state),
          })),
          undefined,
        ),
      )
    },
    onSuccess: async (answer, { doing, onDone }) => {
      for (const { normId, revision } of answer.norms) revisions.current.set(normId, revision)
      const number = numberOf(doing, data)
      // before everything is read again: what is told as done has no form left standing over it
      onDone?.()
      setTold({
        kind: doing.kind,
        count: doing.kind === 'undo' ? 1 : Math.max(1, answer.norms.length),
        number,
      })
      if (doing.kind === 'undo') setMine((before) => before.filter((act) => act.actId !== doing.actId))
      else setMine((before) => [...before, { actId: answer.actId, number }])
      if (doing.kind === 'teach') setOffer(undefined)
      if (doing.kind === 'confirm' || doing.kind === 'dismiss') {
        patch((before) => patched(before, answer.norms, answer.progress))
        return
      }
      await refresh()
    },
    onError: async (error, { doing }) => {
      setTrouble({ error, norm: normOf(doing) })
      onFailed(numberOf(doing, data))
      // somebody else may have been first: what is shown must be what is
      revisions.current.clear()
      await refresh()
    },
  })
  const undoable = mine.at(-1) ?? data.acts.find((act) => act.mine && act.undoable && act.kind !== 'undo')
  return {
    busy: command.isPending,
    /** The latest act that was not done. */
    trouble,
    forget: (): void => setTrouble(undefined),
    told,
    offer,
    closeOffer: (): void => setOffer(undefined),
    run: (doing: Doing, onDone?: () => void): void => command.mutate({ doing, onDone }),
    undo:
      undoable === undefined
        ? undefined
        : (): void =>
            command.mutate({
              doing: { kind: 'undo', actId: undoable.actId, number: undoable.number },
              onDone: undefined,
            }),
  }
}

function normOf(doing: Doing): NormOut | undefined {
  if (doing.kind === 'confirm' || doing.kind === 'merge') return doing.norms[0]
  return doing.kind === 'teach' || doing.kind === 'undo' ? undefined : doing.norm
}

/** A corrected norm that is confirmed stays a corrected one. */
function decided(norm: NormOut, state: 'confirmed' | 'dismissed'): NormOut['state'] {
  return state === 'confirmed' && norm.state === 'corrected' ? 'corrected' : state
}

function numberOf(doing: Doing, data: NormsOut): string {
  switch (doing.kind) {
    case 'confirm':
    case 'merge':
      return doing.norms[0]?.number ?? ''
    case 'teach': {
      const first = doing.norms[0]?.normId
      return data.norms.find((norm) => norm.normId === first)?.number ?? ''
    }
    case 'undo':
      return doing.number
    default:
      return doing.norm.number
  }
}
