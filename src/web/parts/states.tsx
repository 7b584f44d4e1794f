import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { failureWords } from './failure-words.ts'
import { Icon } from './icons.tsx'
import { Notice } from './notice.tsx'

/** Counted, and there are none: what was searched and what was out of reach. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}): ReactNode {
  return (
    <div className="py-3">
      <p className="leading-[1.5] font-bold">{title}</p>
      {children !== undefined && <div className="text-[0.875rem] leading-[1.5]">{children}</div>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  )
}

/** Nobody knows yet: the record that would tell has not come. Counted neither as zero nor as kept. */
export function UnknownState({ title, children }: { title?: string; children?: ReactNode }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="hatched rounded-8 border border-dashed border-solid-gray-536 p-1">
      <div className="flex gap-2 rounded-6 bg-white px-3 py-2">
        <Icon name="unknown" className="mt-1 text-solid-gray-536" />
        <div>
          <p className="font-bold">{title ?? t('parts.unknown')}</p>
          {children !== undefined && <div className="text-[0.875rem] leading-[1.5]">{children}</div>}
        </div>
      </div>
    </div>
  )
}

/** It could not be read: that this is not zero, why, and a way to try again. */
export function ErrorState({
  error,
  onRetry,
  bare = false,
}: {
  error: unknown
  onRetry?: (() => void) | undefined
  /** The title stands elsewhere already. */
  bare?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const words = failureWords(error)
  return (
    <div role="alert" className="py-3">
      {!bare && (
        <p className="flex items-center gap-2 leading-[1.5] font-bold">
          <Icon name="warning" className="text-warning-yellow-2" />
          {t('parts.failed')}
        </p>
      )}
      <p className="text-[0.875rem] leading-[1.5]">
        {words.title ?? t(words.titleKey)}
        {t('parts.stop')}
        {words.detail}
      </p>
      <p className="text-[0.875rem] leading-[1.5]">{t('parts.failedNotZero')}</p>
      {onRetry !== undefined && (
        <div className="mt-2">
          <Button onPress={onRetry}>{t('parts.retry')}</Button>
        </div>
      )}
    </div>
  )
}

/** On its way. Nothing is said about how much there is. */
export function Loading({ label }: { label?: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <output className="flex items-center gap-3 py-4 text-[0.875rem] text-solid-gray-700">
      <span className="relative block h-2 w-16 overflow-hidden rounded-4 bg-solid-gray-200">
        <span className="sliding absolute inset-y-0 left-0 w-1/3 bg-key-900" />
      </span>
      {label ?? t('parts.loading')}
    </output>
  )
}

/** A refusal of an act, above the form: what happened, the clause, what to do. */
export function RefusalNotice({ error }: { error: unknown }): ReactNode {
  const { t } = useTranslation()
  if (error === null || error === undefined) return null
  const words = failureWords(error)
  const detail = words.detail ?? (words.detailKey === undefined ? undefined : t(words.detailKey))
  return (
    <Notice kind="error" live title={words.title ?? t(words.titleKey)}>
      {detail !== undefined && <p>{detail}</p>}
      {words.cites.length > 0 && <p className="text-[0.875rem]">{words.cites.join('、')}</p>}
      {words.problems.length > 0 && (
        <ul className="list-disc pl-5 text-[0.875rem]">
          {words.problems.map((problem) => (
            <li key={`${problem.at ?? ''}${problem.message}`}>
              {problem.at !== undefined && `${problem.at}:`}
              {problem.message}
              {problem.value !== undefined && `(${problem.value})`}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

/** What a count is: a number, not known, or not applicable. Three different looks. */
export function Count({
  value,
  unit = '',
}: {
  value: number | 'unknown' | 'outside'
  unit?: string
}): ReactNode {
  const { t } = useTranslation()
  if (value === 'unknown') return <span className="nowrap text-solid-gray-600">{t('parts.unknown')}</span>
  if (value === 'outside') return <span className="nowrap text-solid-gray-600">{t('parts.outside')}</span>
  return (
    <span className="nowrap tabular-nums">
      {value.toLocaleString('ja-JP')}
      {unit !== '' && <span className="ml-0.5 text-[0.875rem] font-normal">{unit}</span>}
    </span>
  )
}
