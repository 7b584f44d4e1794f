import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openReview } from '#rooms/6-technical/accounts/contract-review.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { PeriodText } from '../../parts/date-text.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ProgressBar, ShareBar } from '../../parts/progress-bar.tsx'
import { EmptyState, RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { reviewHref } from './addresses.ts'
import { forgetIds } from './forget.ts'
import type { Overview } from './ids-page.tsx'

/** The stock-take that runs, or the last one, and the way to begin the next. */
export function ReviewCard({ data }: { data: Overview }): ReactNode {
  const { t } = useTranslation()
  const [beginning, setBeginning] = useState(false)
  const { review, mayManage } = data
  const begin = mayManage.allowed && (review === null || review.state === 'closed')
  return (
    <Section title={t('ids.review.title')}>
      <div className="grid gap-3 text-[0.875rem]">
        {review === null ? (
          <EmptyState title={t('ids.review.none')}>{t('ids.review.noneWhat')}</EmptyState>
        ) : (
          <>
            <p>
              <b>{review.title}</b>{' '}
              {review.state === 'closed' && <StateChip means="note">{t('ids.review.closed')}</StateChip>}
            </p>
            <p>
              <PeriodText from={review.asOf} to={review.dueOn} />
            </p>
            {review.state === 'preparing' ? (
              <ProgressBar>{t('ids.review.preparing')}</ProgressBar>
            ) : (
              <>
                <ShareBar
                  parts={[
                    { label: t('ids.review.signed'), count: review.signed, tone: 'green' },
                    { label: t('ids.review.unsigned'), count: review.sheets - review.signed, tone: 'yellow' },
                  ]}
                />
                <p>{t('ids.review.answered', { lines: review.lines, answered: review.answered })}</p>
                <p>
                  <ButtonLink href={reviewHref(review.reviewId)}>{t('ids.review.progress')}</ButtonLink>
                </p>
              </>
            )}
          </>
        )}
        {begin && (
          <p>
            <Button onPress={() => setBeginning(true)}>{t('ids.review.begin')}</Button>
          </p>
        )}
        {beginning && <BeginDialog on={data.on} onClose={() => setBeginning(false)} />}
      </div>
    </Section>
  )
}

type Day = { typed: string; date: string | null }

function BeginDialog({ on, onClose }: { on: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [title, setTitle] = useState('')
  const [asOf, setAsOf] = useState<Day>({ typed: on, date: on })
  const [dueOn, setDueOn] = useState<Day>({ typed: '', date: null })
  const labels = { title: t('ids.review.name'), asOf: t('ids.review.asOf'), dueOn: t('ids.review.dueOn') }
  const form = useFormCommand(openReview, labels, async () => {
    onClose()
    await forgetIds(queryClient)
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('ids.review.begin')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            look="filled"
            busy={form.busy}
            onPress={() => form.send({ title: title.trim(), asOf: asOf.date ?? '', dueOn: dueOn.date ?? '' })}
          >
            {t('ids.review.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-[0.875rem]">{t('ids.review.beginWhat')}</p>
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <TextField
          name="title"
          label={labels.title}
          hint={t('ids.review.nameHint')}
          required
          maxLength={100}
          value={title}
          error={messageAt(form.problems, 'title')}
          onChange={setTitle}
        />
        <DateField
          name="asOf"
          label={labels.asOf}
          required
          value={asOf.typed}
          error={messageAt(form.problems, 'asOf')}
          onChange={(typed, date) => setAsOf({ typed, date })}
        />
        <DateField
          name="dueOn"
          label={labels.dueOn}
          required
          value={dueOn.typed}
          error={messageAt(form.problems, 'dueOn')}
          onChange={(typed, date) => setDueOn({ typed, date })}
        />
      </div>
    </Dialog>
  )
}
