import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from './anchor.tsx'
import { Icon } from './icons.tsx'

/** A place in the text: its number as people say it and where it opens. */
export type Clause = { readonly label: string; readonly href: string }

/** The clause something rests on: document mark and number. Stands after the statement it supports. */
export function ClauseLink({ label, href }: Clause): ReactNode {
  const { t } = useTranslation()
  return (
    <Anchor href={href} className="nowrap inline-flex items-center gap-[3px] min-h-6 text-[0.875rem]">
      <Icon name="document" size={14} label={t('parts.clause', { label: '' }).trim()} />
      {label}
    </Anchor>
  )
}

/** Several places of a definition may rest on one clause: it is shown once. */
export const eachOnce = (clauses: readonly Clause[]): readonly Clause[] => [
  ...new Map(clauses.map((clause) => [clause.href, clause])).values(),
]

/** Several clauses, in the order given, each once. */
export function ClauseLinks({ clauses }: { clauses: readonly Clause[] }): ReactNode {
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      {eachOnce(clauses).map((clause) => (
        <ClauseLink key={clause.href} {...clause} />
      ))}
    </span>
  )
}
