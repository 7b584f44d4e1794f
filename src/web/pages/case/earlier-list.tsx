import type { EarlierCase } from '#engine/procedure/contract-desk.ts'
import { jstParts } from '#ground/clock/date.ts'
import type { ReactNode } from 'react'
import { Anchor } from '../../parts/anchor.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { CaseStateChip } from './state-chip.tsx'
import { caseName } from '../cases/case-name.ts'

/** Cases of before, one a line: how it ended, what, when. */
export function EarlierList({ cases }: { cases: readonly EarlierCase[] }): ReactNode {
  return (
    <ul className="grid gap-1">
      {cases.map((each) => (
        <li key={each.applicationId} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <CaseStateChip state={each.state} procedure={each.procedure} />
          <Anchor href={`/cases/${each.applicationId}`}>
            {caseName(each)} <span className="nowrap">{each.number}</span>
          </Anchor>
          {each.filedAt !== null && <DateText value={jstParts(each.filedAt).date} form="short" />}
        </li>
      ))}
    </ul>
  )
}
