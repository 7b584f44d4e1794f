import type { CaseView } from '#engine/procedure/contract.ts'
import { jstParts } from '#ground/clock/date.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SealBox, type Seal } from '../../parts/seal-box.tsx'

/** 決裁欄 of this round: whose seal is there or awaited, in whose stead, and the applicant. */
export function SealCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  return <SealBox seals={sealsOf(view, t('caseFile.sealApplicant'))} />
}

function sealsOf(view: CaseView, applicant: string): Seal[] {
  const seals: Seal[] = []
  for (const seat of view.steps) {
    const decided = view.decisions.find((each) => each.decisionId === seat.decisionId)
    const key = `${seat.place}.${seat.seat}`
    const post = seat.act === 'decide' ? seat.officeWord : `${seat.officeWord}(${seat.word})`
    if (decided !== undefined) {
      seals.push({
        key,
        post,
        state: 'sealed',
        name: familyOf(decided.decider.name),
        on: jstParts(decided.decidedAt).date,
        mark: markOf(decided.capacity),
      })
    } else if (seat.state === 'not-needed') {
      seals.push({ key, post, state: 'unused' })
    } else {
      const present = seat.deciders.filter((each) => each.awayUntil === null)
      const own = present.some((each) => each.capacity === '本人')
      seals.push({ key, post, state: 'waiting', mark: own ? undefined : markOf(present[0]?.capacity ?? '') })
    }
  }
  seals.push({
    key: 'applicant',
    post: applicant,
    state: 'sealed',
    name: familyOf(view.applicant.name),
    on: view.filedAt === null ? undefined : jstParts(view.filedAt).date,
  })
  return seals
}

/** As on a seal. */
function familyOf(name: string): string {
  return name.split(/[ \u3000]/u)[0] ?? name
}

function markOf(capacity: string): Seal['mark'] {
  if (capacity === '代決' || capacity === '職務代理') return 'deputy'
  return capacity === '専決' || capacity === '事務委任' ? 'delegated' : undefined
}
