import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'
import { join } from './join.ts'

export type Step = { readonly key: string; readonly label: string; readonly state: 'done' | 'now' | 'next' }

/** The steps of a long work and which is under way. */
export function Steps({ steps, label }: { steps: readonly Step[]; label?: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <ol aria-label={label ?? t('parts.progress')} className="flex flex-wrap gap-x-10 gap-y-2">
      {steps.map(({ key, label: words, state }, index) => (
        <li
          key={key}
          aria-current={state === 'now' ? 'step' : undefined}
          className={join(
            'relative flex items-center gap-2',
            state === 'now' && 'font-bold text-key-900',
            state === 'next' && 'text-solid-gray-700',
            index > 0 &&
              'sm:before:absolute sm:before:-left-8 sm:before:w-6 sm:before:border-t-2 sm:before:border-solid-gray-300 sm:before:content-[""]',
          )}
        >
          <span
            className={join(
              'grid size-7 place-items-center rounded-full border-2 text-[0.875rem] leading-none font-bold',
              state === 'done' && 'border-green-800 bg-green-800 text-white',
              state === 'now' && 'border-key-900 bg-key-900 text-white',
              state === 'next' && 'border-solid-gray-536',
            )}
          >
            {state === 'done' ? <Icon name="check" size={16} label={t('parts.timeline.done')} /> : index + 1}
          </span>
          {words}
        </li>
      ))}
    </ol>
  )
}
