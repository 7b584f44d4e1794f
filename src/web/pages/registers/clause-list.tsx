import type { ReactNode } from 'react'
import { clauseOf, type Citation } from '../../parts/clause-address.ts'
import { ClauseLink, eachOnce } from '../../parts/clause-link.tsx'

/** Clauses where they may break into lines: far enough apart to be touched. */
export function ClauseList({ cites }: { cites: readonly Citation[] }): ReactNode {
  return (
    <ul className="flex flex-wrap gap-x-2 gap-y-1">
      {eachOnce(cites.map(clauseOf)).map((clause) => (
        <li key={clause.href}>
          <ClauseLink {...clause} />
        </li>
      ))}
    </ul>
  )
}
