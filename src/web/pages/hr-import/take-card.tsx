import { takeDifferences } from '#rooms/1-organisation/hr/contract.ts'
import { listTransfers } from '#rooms/1-organisation/transfer/contract.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { Found } from './comparison-page.tsx'

/** Puts what is chosen into a new plan, or into a draft of the same day. */
export function TakeCard({ found }: { found: Found }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [planId, setPlanId] = useState('')
  const [title, setTitle] = useState(
    t('hrImport.planTitleDefault', { date: formatDate(found.on, { weekday: false }) }),
  )
  const [asked, setAsked] = useState(false)
  const plans = useQuery(reading(listTransfers, { size: 100 }))
  const drafts = (plans.data?.plans ?? []).filter(
    (plan) => plan.state === 'draft' && plan.effectiveOn === found.on,
  )
  const take = useCommand(takeDifferences, async (taken) => {
    await queryClient.invalidateQueries()
    router.history.push(`/organisation/transfers/${taken.planId}`)
  })
  const chosen = found.groups.reduce((sum, group) => sum + group.chosen, 0)
  const figure = { figure: chosen.toLocaleString('ja-JP') }
  const act = t('hrImport.takeGo', figure)
  return (
    <Card strong title={t('hrImport.take')}>
      <div className="grid max-w-[640px] gap-4">
        <p>{t('hrImport.takeWhat', figure)}</p>
        {take.isError && <RefusalNotice error={take.error} />}
        {drafts.length > 0 && (
          <SelectField
            name="planId"
            label={t('hrImport.plan')}
            emptyLabel={t('hrImport.newPlan')}
            value={planId}
            choices={drafts.map((plan) => ({ value: plan.planId, label: plan.title }))}
            onChange={setPlanId}
          />
        )}
        {planId === '' && (
          <TextField
            name="title"
            label={t('hrImport.planTitle')}
            required
            maxLength={100}
            value={title}
            error={asked && title.trim() === '' ? t('hrImport.needTitle') : undefined}
            onChange={setTitle}
          />
        )}
        <ButtonRow>
          {chosen === 0 ? (
            <Button look="filled" reason={t('hrImport.takeNone')}>
              {act}
            </Button>
          ) : (
            <Button
              look="filled"
              busy={take.isPending}
              onPress={() => {
                setAsked(true)
                if (planId === '' && title.trim() === '') return
                take.mutate({
                  comparisonId: found.comparisonId,
                  plan: planId === '' ? { title } : { planId },
                })
              }}
            >
              {act}
            </Button>
          )}
        </ButtonRow>
      </div>
    </Card>
  )
}
