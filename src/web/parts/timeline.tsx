import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from './icons.tsx'
import { join } from './join.ts'

export type StepState = 'done' | 'now' | 'next' | 'returned' | 'refused'
export type TimelineStep = { readonly key: string; readonly state: StepState; readonly content: ReactNode }

const dots: Record<StepState, { dress: string; icon?: IconName }> = {
  done: { dress: 'border-2 border-green-800 bg-green-800 text-white', icon: 'check' },
  now: { dress: 'border-[5px] border-key-900 bg-white' },
  next: { dress: 'border-2 border-solid-gray-536 bg-white' },
  returned: { dress: 'border-2 border-solid-gray-700 bg-solid-gray-700 text-white', icon: 'returned' },
  refused: { dress: 'border-2 border-red-900 bg-red-900 text-white', icon: 'close' },
}

/** What happened and what comes, the newest below. */
export function Timeline({ steps, label }: { steps: readonly TimelineStep[]; label?: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <ol aria-label={label} className="grid">
      {steps.map(({ key, state, content }, index) => {
        const { dress, icon } = dots[state]
        return (
          <li
            key={key}
            aria-current={state === 'now' ? 'step' : undefined}
            className={join(
              'relative pb-4 pl-8 leading-[1.5]',
              index < steps.length - 1 &&
                'before:absolute before:top-[22px] before:-bottom-0.5 before:left-2 before:border-l-2 before:border-solid-gray-300 before:content-[""]',
            )}
          >
            <span
              className={join(
                'absolute top-[3px] left-0 grid size-[18px] place-items-center rounded-full',
                dress,
              )}
            >
              {icon !== undefined && <Icon name={icon} size={12} />}
              <span className="sr-only">{t(`parts.timeline.${state}`)}</span>
            </span>
            {content}
          </li>
        )
      })}
    </ol>
  )
}
