import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { Card } from '../../../parts/card.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { Confirmed, MechanismName } from '../reading/mechanism-list.tsx'
import type { Outline } from '../reading/outline.ts'
import type { Slot } from '../types.ts'
import { CandidateCard } from './candidate-card.tsx'
import { useBinding } from './use-binding.ts'

/** One slot: what its clause must say, the clauses it rests on now, and the sentences that may be bound to it. */
export function SlotPanel({
  editionId,
  slot,
  outline,
  at,
  mayManage,
  next,
  onOpen,
  onSelect,
}: {
  editionId: string
  slot: Slot | undefined
  outline: Outline
  at: string | undefined
  mayManage: boolean
  next: Slot | undefined
  onOpen: (slot: Slot) => void
  onSelect: (wid: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const binding = useBinding(editionId, slot, (bound) => {
    // one that was a gap is done with: the next one opens by itself
    if (bound.state === 'gap' && next !== undefined) onOpen(next)
  })
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // the button that was pressed may be gone with what it did: the focus stays beside it
    if (binding.told !== undefined && document.activeElement === document.body) frame.current?.focus()
  }, [binding.told, slot])
  const told = binding.told !== undefined && (
    <Notice kind="success" live>
      <p className="text-[0.875rem]">{binding.told.words}</p>
      {binding.told.undo !== undefined && (
        <Button size="small" busy={binding.busy} onPress={binding.told.undo}>
          {t('policies.bindings.undo')}
        </Button>
      )}
    </Notice>
  )
  if (slot === undefined) {
    return (
      <div className="grid gap-2">
        {told}
        <p className="text-[0.875rem]">{t('policies.bindings.noSlot')}</p>
      </div>
    )
  }
  return (
    <div ref={frame} tabIndex={-1} className="grid gap-2 outline-none">
      {told}
      {binding.error !== null && <RefusalNotice error={binding.error} />}
      <Card>
        <h2 className="mb-1 text-[1rem] leading-[1.5]">{slot.need}</h2>
        <MechanismName {...slot} />
        <div className="mt-2 grid gap-3 text-[0.875rem] leading-[1.5]">
          {slot.bindings.length === 0 && (
            <p>
              <StateChip means="vacant">{t('policies.bindings.gap')}</StateChip>{' '}
              {t('policies.bindings.gapWhat')}
            </p>
          )}
          {slot.bindings.map((bound) => (
            <div key={bound.bindingId} className="grid gap-1">
              <button
                type="button"
                onClick={() => onSelect(bound.wid)}
                className="justify-self-start text-blue-1000 underline underline-offset-[3px] hover:decoration-[3px]"
              >
                {bound.documentMark} {bound.number} {bound.heading}
              </button>
              <blockquote className="provision border-l-4 border-solid-gray-300 pl-2">
                {bound.quote}
              </blockquote>
              <Confirmed {...bound} />
              {mayManage && (
                <span>
                  <Button
                    size="small"
                    busy={binding.busy}
                    label={t('policies.bindings.removeOne', { number: bound.number })}
                    onPress={() => binding.remove(bound)}
                  >
                    {t('policies.bindings.remove')}
                  </Button>
                </span>
              )}
            </div>
          ))}
        </div>
      </Card>
      <CandidateCard
        editionId={editionId}
        slot={slot}
        outline={outline}
        at={at}
        mayManage={mayManage}
        busy={binding.busy}
        onBind={binding.bind}
        onUndo={binding.told?.undo}
      />
      {next !== undefined && (
        <span>
          <Button look="text" onPress={() => onOpen(next)}>
            {t('policies.bindings.nextGap')}
          </Button>
        </span>
      )}
    </div>
  )
}
