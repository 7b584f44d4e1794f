import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StateChip } from '../../../parts/chip.tsx'
import { join } from '../../../parts/join.ts'
import type { Slot } from '../types.ts'
import { slotKey } from './use-slots.ts'

/** Every place of a mechanism that needs a clause, with what the clause must say and whether it has one. */
export function SlotList({
  slots,
  chosen,
  onChoose,
}: {
  slots: readonly Slot[]
  chosen: Slot | undefined
  onChoose: (slot: Slot) => void
}): ReactNode {
  const { t } = useTranslation()
  if (slots.length === 0) {
    return <p className="px-4 py-2 text-[0.875rem] font-bold">{t('policies.bindings.noGaps')}</p>
  }
  return (
    <ul>
      {slots.map((slot) => {
        const current = chosen !== undefined && slotKey(slot) === slotKey(chosen)
        return (
          <li key={slotKey(slot)}>
            <button
              type="button"
              aria-current={current ? 'true' : undefined}
              onClick={() => onChoose(slot)}
              className={join(
                'grid w-full gap-1 border-b border-l-4 border-b-solid-gray-200 px-3 py-2 text-left text-[0.875rem] leading-[1.5]',
                'focus-visible:-outline-offset-4 focus-visible:shadow-none',
                current ? 'border-l-key-900 bg-key-100' : 'border-l-transparent hover:bg-key-50',
              )}
            >
              <span className="flex flex-wrap items-center justify-between gap-x-2">
                <b>{slot.mechanismName}</b>
                {slot.state === 'gap' ? (
                  <StateChip means="vacant">{t('policies.bindings.gap')}</StateChip>
                ) : (
                  <span className="nowrap">{slot.bindings.map((binding) => binding.number).join('、')}</span>
                )}
              </span>
              <span>{slot.need}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
