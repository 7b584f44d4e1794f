import type { CaseView } from '#engine/procedure/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { verbOf } from './act-words.ts'
import { clausesOfSlots } from './clauses.ts'
import { FinishDialog } from './finish-dialog.tsx'
import { useMe } from '../../shell/session.ts'
import { ReasonForm } from './reason-form.tsx'
import { useKind } from './kinds.ts'
import { useFollow, type FollowAct } from './use-follow.ts'

type Act = CaseView['acts'][number]
const order: readonly FollowAct[] = ['start', 'finish', 'pull-back', 'withdraw', 'revoke']

/** What follows filing and granting: take out, confirm the return, pull back, withdraw, correct. */
export function FollowCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'withdraw' | 'start' | 'finish' | 'revoke' | null>(null)
  const { follow, pending, failure } = useFollow(view)
  const kind = useKind(view.procedure)
  const edit = view.acts.find((each) => each.act === 'file')
  const acts = order.flatMap((act) => {
    const said = view.acts.find((each) => each.act === act)
    return said === undefined ? [] : [{ act, said }]
  })
  const withdrawal = acts.find(({ act }) => act === 'withdraw')?.said
  const { person } = useMe()
  const again = view.round > 0 && view.applicant.personId === person.personId
  if (edit === undefined && acts.length === 0 && !again) return null
  const press = (act: FollowAct, said: Act): void => {
    const asks = kind?.afterwards.find((each) => each.act === act)?.asks ?? []
    if (act === 'pull-back' || (act === 'start' && asks.length === 0)) follow(act, said.word)
    else setAsking(act)
  }
  return (
    <Card title={t('caseFile.follow')}>
      {failure !== null && <RefusalNotice error={failure} />}
      <div className="mt-2 flex flex-wrap gap-2">
        {edit !== undefined && !edit.allowed && (
          <Button look="filled" reason={edit.reason ?? undefined}>
            {t('caseFile.verbs.file')}
          </Button>
        )}
        {edit?.allowed === true && (
          <ButtonLink look="filled" href={`/apply/${view.procedure}?application=${view.applicationId}`}>
            {t('caseFile.verbs.file')}
          </ButtonLink>
        )}
        {again && (
          <ButtonLink look="text" href={`/apply/${view.procedure}?from=${view.applicationId}`}>
            {t('caseFile.again')}
          </ButtonLink>
        )}
        {acts.map(({ act, said }) => (
          <Button
            key={act}
            look={act === 'start' || act === 'finish' ? 'filled' : 'outline'}
            danger={act === 'withdraw' || act === 'revoke'}
            busy={pending}
            reason={said.allowed ? undefined : <WhyNot said={said} view={view} />}
            onPress={() => press(act, said)}
          >
            {verbOf(t, act, said.word, said.capacity)}
          </Button>
        ))}
      </div>
      {asking === 'revoke' && (
        <ReasonForm
          act="revoke"
          word={acts.find(({ act }) => act === 'revoke')?.said.word ?? ''}
          busy={pending}
          onCancel={() => setAsking(null)}
          onDecide={(reason) => {
            setAsking(null)
            follow('revoke', '', reason)
          }}
        />
      )}
      {withdrawal !== undefined && (
        <ConfirmDialog
          open={asking === 'withdraw'}
          onClose={() => setAsking(null)}
          title={t('caseFile.withdrawTitle')}
          act={verbOf(t, 'withdraw', withdrawal.word, null)}
          danger
          busy={pending}
          onConfirm={() => {
            setAsking(null)
            follow('withdraw', withdrawal.word)
          }}
        >
          <p>{t('caseFile.withdrawWhat')}</p>
        </ConfirmDialog>
      )}
      <FinishDialog
        key={asking === 'start' ? 'start' : 'finish'}
        act={asking === 'start' ? 'start' : 'finish'}
        open={asking === 'finish' || asking === 'start'}
        onClose={() => setAsking(null)}
        row={{ ...view, applicantName: view.applicant.name }}
      />
    </Card>
  )
}

function WhyNot({ said, view }: { said: Act; view: CaseView }): ReactNode {
  return (
    <>
      {said.reason} <ClauseLinks clauses={clausesOfSlots([...view.cites, ...view.rules], said.cites)} />
    </>
  )
}
