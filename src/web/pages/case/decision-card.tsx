import type { CaseView } from '#engine/procedure/contract.ts'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BlockedReason, Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { verbOf } from './act-words.ts'
import { clausesOfSlots } from './clauses.ts'
import { ConfirmItems } from './confirm-items.tsx'
import { Deciders } from './deciders.tsx'
import { Hint } from './desk-strip.tsx'
import { ReasonForm, type WordsAct } from './reason-form.tsx'
import { Standings } from './standings.tsx'
import { useDecide, type DecisionAct } from './use-decide.ts'
import { useDeskKeys, useKeysSwitch } from './use-desk-keys.ts'
import { useOpenedByItself } from './use-opened-by-itself.ts'

type Act = CaseView['acts'][number]
type Word = { readonly act: DecisionAct; readonly said: Act }

/** The card of whose turn it is, 決裁, 合議, 協議 …: in what right the viewer may decide, and the buttons of the clause's own verbs; unusable ones say why. */
export function DecisionCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const reasonId = useId()
  const [asking, setAsking] = useState<Exclude<WordsAct, 'revoke'> | null>(null)
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const [missing, setMissing] = useState(false)
  const { decide, pending, failure } = useDecide(view)
  const fresh = useOpenedByItself(`/cases/${view.applicationId}`)
  const words = decisionsOf(view.acts)
  const blocked = words.find(({ said }) => !said.allowed)?.said
  const asked = words.find(({ act }) => act === asking)?.said
  const usable = view.standings.find((each) => each.usable)
  const holder = view.step?.deciders.find((each) => each.awayUntil !== null)
  const items = words.some(({ act, said }) => act === 'grant' && said.allowed)
    ? (view.step?.confirms ?? [])
    : []
  const open = items.filter(({ key }) => !confirmed.includes(key)).length
  const clauses = clausesOfSlots([...view.cites, ...view.rules], blocked?.cites ?? [])
  const dress = blocked === undefined ? {} : { reasonId }
  const keys = useKeysSwitch()
  const start = ({ act, said }: Word): void => {
    if (owesWords(act)) return setAsking(act)
    if (act === 'grant' && open > 0) return setMissing(true)
    decide({ act, said, confirmed })
  }
  const main = words.find(({ act, said }) => isMain(act) && said.allowed)
  // what the key does is what the big button does, and only while that can be pressed
  useDeskKeys(main === undefined || pending || fresh || asking !== null ? {} : { main: () => start(main) })
  return (
    <Card
      strong
      title={view.step === null || view.step.act === 'decide' ? t('caseFile.decision') : view.step.word}
    >
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
          {items.length > 0 && (
            <div className="col-span-2">
              <ConfirmItems
                items={items}
                confirmed={confirmed}
                missing={missing && open > 0}
                onChange={setConfirmed}
              />
            </div>
          )}
          {words.map(({ act, said }) => (
            <span key={act} className={isMain(act) ? 'col-span-2 grid' : 'grid'}>
              <Button
                {...dress}
                wide
                look={isMain(act) ? 'filled' : 'outline'}
                size={isMain(act) ? 'large' : 'middle'}
                danger={act === 'refuse'}
                busy={pending && isMain(act)}
                onPress={() => start({ act, said })}
              >
                {verbOf(t, act, said.word, isMain(act) ? said.capacity : null)}
                {act === main?.act && <Hint of="main" on={keys.on} />}
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

/** What the seat is there for, as against turning it down. */
const mainActs: ReadonlySet<DecisionAct> = new Set(['grant', 'pass', 'agree', 'answer', 'receive'])
const isMain = (act: DecisionAct): boolean => mainActs.has(act)

const owesWords = (act: DecisionAct): act is Exclude<WordsAct, 'revoke'> =>
  act === 'refuse' || act === 'send-back' || act === 'disagree' || act === 'answer'

/** What can be done in the open seats, in the order of the buttons: 許可, 差戻し, 不許可. */
function decisionsOf(acts: readonly Act[]): Word[] {
  const order: readonly DecisionAct[] = [
    'grant',
    'pass',
    'agree',
    'answer',
    'receive',
    'send-back',
    'refuse',
    'disagree',
  ]
  return order.flatMap((act) => {
    const said = acts.find((each) => each.act === act)
    return said === undefined ? [] : [{ act, said }]
  })
}
