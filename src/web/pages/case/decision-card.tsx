import type { CaseView } from '#engine/procedure/contract.ts'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BlockedReason, Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { verbOf } from './act-words.ts'
import { clausesOfSlots } from './clauses.ts'
import { Deciders } from './deciders.tsx'
import { ReasonForm } from './reason-form.tsx'
import { Standings } from './standings.tsx'
import { useDecide, type DecisionAct } from './use-decide.ts'
import { useOpenedByItself } from './use-opened-by-itself.ts'

type Act = CaseView['acts'][number]
type Word = { readonly act: DecisionAct; readonly said: Act }

/** 決裁: in what right the viewer may decide, and the buttons of the clause's own verbs; unusable ones say why. */
export function DecisionCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const reasonId = useId()
  const [asking, setAsking] = useState<'refuse' | 'send-back' | null>(null)
  const { decide, pending, failure } = useDecide(view)
  const fresh = useOpenedByItself(`/cases/${view.applicationId}`)
  const words = decisionsOf(view.acts)
  const blocked = words.find(({ said }) => !said.allowed)?.said
  const asked = words.find(({ act }) => act === asking)?.said
  const usable = view.standings.find((each) => each.usable)
  const holder = view.step?.deciders.find((each) => each.awayUntil !== null)
  const clauses = clausesOfSlots([...view.cites, ...view.rules], blocked?.cites ?? [])
  const dress = blocked === undefined ? {} : { reasonId }
  return (
    <Card strong title={t('caseFile.decision')}>
      {usable === undefined && <p className="text-[0.875rem]">{t('caseFile.noStanding')}</p>}
      <Standings standings={view.standings} cites={view.cites} />
      {failure !== null && <RefusalNotice error={failure} />}
      {asking !== null && asked !== undefined ? (
        <ReasonForm
          act={asking}
          word={asked.word}
          busy={pending}
          onCancel={() => setAsking(null)}
          onDecide={(reason) => decide({ act: asking, said: asked, reason })}
        />
      ) : (
        <div inert={fresh} className="mt-3 grid grid-cols-2 gap-2">
          {words.map(({ act, said }) => (
            <span key={act} className={act === 'grant' ? 'col-span-2 grid' : 'grid'}>
              <Button
                {...dress}
                wide
                look={act === 'grant' ? 'filled' : 'outline'}
                size={act === 'grant' ? 'large' : 'middle'}
                danger={act === 'refuse'}
                busy={pending && act === 'grant'}
                onPress={() => (act === 'grant' ? decide({ act, said }) : setAsking(act))}
              >
                {verbOf(t, act, said.word, act === 'grant' ? said.capacity : null)}
              </Button>
            </span>
          ))}
        </div>
      )}
      {blocked !== undefined && (
        <div className="mt-2">
          <BlockedReason id={reasonId}>
            {blocked.reason} <Deciders view={view} />
          </BlockedReason>
          {clauses.length > 0 && <ClauseLinks clauses={clauses} />}
        </div>
      )}
      {blocked === undefined && usable?.capacity === '代決' && holder !== undefined && (
        <p className="mt-2 text-[0.875rem]">{t('caseFile.readByHolder', { name: holder.name })}</p>
      )}
    </Card>
  )
}

/** The decisions among what can be done, in the order of the buttons: 許可, 差戻し, 不許可. */
function decisionsOf(acts: readonly Act[]): Word[] {
  const order: readonly DecisionAct[] = ['grant', 'send-back', 'refuse']
  return order.flatMap((act) => {
    const said = acts.find((each) => each.act === act)
    return said === undefined ? [] : [{ act, said }]
  })
}
