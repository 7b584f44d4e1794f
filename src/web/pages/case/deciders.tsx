import type { CaseView } from '#engine/procedure/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../shell/session.ts'
import { capacityWord } from './act-words.ts'

/** Who can decide instead: those at the case's step who are there today. */
export function Deciders({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const { person } = useMe()
  const others = (view.step?.deciders ?? []).filter(
    (each) =>
      each.awayUntil === null &&
      each.personId !== person.personId &&
      each.personId !== view.applicant.personId,
  )
  if (others.length === 0) return null
  const names = others.map((each) =>
    t(each.capacity === '本人' ? 'caseFile.deciderOne' : 'caseFile.deciderAs', {
      name: each.name,
      post: each.postTitle,
      capacity: capacityWord(t, each.capacity),
    }),
  )
  return <b>{t('caseFile.deciders', { names: names.join(t('caseFile.deciderList')) })}</b>
}
