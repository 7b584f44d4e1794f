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
import { useFollow, type FollowAct } from './use-follow.ts'

type Act = CaseView['acts'][number]
const order: readonly FollowAct[] = ['start', 'finish', 'pull-back', 'withdraw']

/** What follows filing and granting: take out, confirm the return, pull back, withdraw, correct. */
export function FollowCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'withdraw' | 'finish' | null>(null)
  const { follow, pending, failure } = useFollow(view)
  const edit = view.acts.find((each) => each.act === 'file')
  const acts = order.flatMap((act) => {
    const said = view.acts.find((each) => each.act === act)
    return said === undefined ? [] : [{ act, said }]
  })
  const withdrawal = acts.find(({ act }) => act === 'withdraw')?.said
  if (edit === undefined && acts.length === 0) return null
  const press = (act: FollowAct, said: Act): void => {
    if (act === 'withdraw' || act === 'finish') setAsking(act)
    else follow(act, said.word)
  }
  return (
    <Card title={t('caseFile.follow')}>
      {failure !== null && <RefusalNotice error={failure} />}
      <div className="mt-2 flex flex-wrap gap-2">
        {edit !== undefined && (
          <ButtonLink look="filled" href={`/apply/${view.procedure}?application=${view.applicationId}`}>
            {t('caseFile.verbs.file')}
          </ButtonLink>
        )}
        {acts.map(({ act, said }) => (
          <Button
            key={act}
            look={act === 'start' || act === 'finish' ? 'filled' : 'outline'}
            danger={act === 'withdraw'}
            busy={pending}
            reason={said.allowed ? undefined : <WhyNot said={said} view={view} />}
            onPress={() => press(act, said)}
          >
            {verbOf(t, act, said.word, said.capacity)}
          </Button>
        ))}
      </div>
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
        open={asking === 'finish'}
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
