import { policyProvision } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { Button } from '../../../parts/button.tsx'
import { Card } from '../../../parts/card.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { nodeOf, type Outline } from '../reading/outline.ts'
import type { Slot } from '../types.ts'
import { choiceKey } from './choice-key.ts'

/** The clause picked in the text, sentence by sentence: each can be bound, by button or by its number key. */
export function CandidateCard({
  editionId,
  slot,
  outline,
  at,
  mayManage,
  busy,
  onBind,
  onUndo,
}: {
  editionId: string
  slot: Slot
  outline: Outline
  at: string | undefined
  mayManage: boolean
  busy: boolean
  onBind: (wid: string, sentence: number, number: string) => void
  onUndo: (() => void) | undefined
}): ReactNode {
  const { t } = useTranslation()
  const node = at === undefined ? undefined : nodeOf(outline, at)
  const clause = useQuery({
    ...reading(policyProvision, { editionId, wid: at ?? '' }),
    enabled: node !== undefined,
  })
  const own = clause.data?.sentences ?? []
  // a heading without words may be bound as a whole
  const sentences = own.length === 0 && typeof node?.heading === 'string' ? [node.heading] : own
  const bound = new Set(
    slot.bindings.filter((binding) => binding.wid === at).map((binding) => binding.sentence),
  )
  useEffect(() => {
    if (!mayManage || node === undefined) return
    const onKeyDown = (event: KeyboardEvent): void => {
      const asked = choiceKey(event, sentences.length)
      if (asked === undefined || busy) return
      event.preventDefault()
      if (asked === 'undo') onUndo?.()
      else if (!bound.has(asked)) onBind(node.wid, asked, node.number)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
  return (
    <Card title={t('policies.bindings.candidate')} aside={node?.number}>
      {node === undefined && <p className="text-[0.875rem]">{t('policies.bindings.pick')}</p>}
      {node !== undefined && clause.isPending && <Loading />}
      {clause.isError && <ErrorState error={clause.error} onRetry={() => void clause.refetch()} />}
      {node !== undefined && clause.isSuccess && (
        <>
          {sentences.length === 0 && <p className="text-[0.875rem]">{t('policies.bindings.noSentence')}</p>}
          <ol className="grid gap-3 text-[0.875rem] leading-[1.6]">
            {sentences.map((sentence, index) => (
              <li
                key={`${index + 1} ${sentence}`}
                className="grid gap-1.5 border-l-4 border-solid-gray-300 pl-2"
              >
                <span className="provision">{sentence}</span>
                {bound.has(index + 1) ? (
                  <span>
                    <StateChip means="done">{t('policies.bindings.bound')}</StateChip>
                  </span>
                ) : (
                  mayManage && (
                    <span>
                      <Button
                        size="small"
                        busy={busy}
                        label={t('policies.bindings.bindSentence', { number: index + 1, sentence })}
                        onPress={() => onBind(node.wid, index + 1, node.number)}
                      >
                        {index < 9 && (
                          <kbd className="rounded-4 border border-solid-gray-536 bg-white px-1.5 text-[0.875rem] leading-5">
                            {index + 1}
                          </kbd>
                        )}
                        {t('policies.bindings.bind')}
                      </Button>
                    </span>
                  )
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {mayManage && (
        <p className="mt-3 text-[0.875rem] leading-[1.5] text-solid-gray-700 max-lg:hidden">
          {t('policies.bindings.keys', { next: 'j', previous: 'k', undo: 'Ctrl+Z' })}
        </p>
      )}
    </Card>
  )
}
