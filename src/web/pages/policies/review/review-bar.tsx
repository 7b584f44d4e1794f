import type { TFunction } from 'i18next'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { Icon } from '../../../parts/icons.tsx'
import { ShareBar } from '../../../parts/progress-bar.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { prepareAddress, valuesAddress } from '../addresses.ts'
import type { EditionOut } from '../types.ts'
import type { Only } from './review-order.ts'
import type { Progress, ReviewAct } from './types.ts'
import { othersAtWork } from './chapters.ts'

/** The bar above the review: how far it is, what is shown, and who else is at it. */
export function ReviewBar({
  edition,
  progress,
  acts,
  only,
  later,
  mayManage,
  onOnly,
  onChapters,
}: {
  edition: EditionOut
  progress: Progress
  acts: readonly ReviewAct[]
  only: Only
  /** How many are put off and still open. */
  later: number
  mayManage: boolean
  onOnly: (only: Only) => void
  onChapters: () => void
}): ReactNode {
  const { t } = useTranslation()
  const others = useMemo(() => othersAtWork(acts), [acts])
  const { editionId, state } = edition.edition
  return (
    <div className="flex w-full flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 [&_h1]:text-[1rem] [&>div]:mb-0">
        <PageHead title={t('review.title')} />
        <p className="text-[0.875rem] leading-[1.5]">
          {edition.policy.documentMark} {edition.edition.label}
        </p>
      </div>
      <div className="w-[400px] max-w-full">
        <ShareBar parts={shareParts(progress, t)} />
      </div>
      <span className="flex-1" />
      {others.length > 0 && (
        <p className="flex max-w-72 items-start gap-1.5 text-[0.875rem] leading-[1.4]">
          <Icon name="person" size={16} label={t('review.others')} className="mt-0.5" />
          <span>
            {others.slice(0, 2).map((act) => (
              <span key={act.actId} className="block">
                {t('review.otherAt', { name: act.by, number: act.number })}{' '}
                <DateText value={act.at} form="short" />
              </span>
            ))}
          </span>
        </p>
      )}
      <div className="noprint flex flex-wrap gap-2">
        <Button
          size="small"
          pressed={only === 'check'}
          onPress={() => onOnly(only === 'check' ? 'all' : 'check')}
        >
          {t('review.only')}
        </Button>
        {(later > 0 || only === 'later') && (
          <Button
            size="small"
            pressed={only === 'later'}
            onPress={() => onOnly(only === 'later' ? 'all' : 'later')}
          >
            {t('review.onlyLater', { count: later })}
          </Button>
        )}
        <Button size="small" onPress={onChapters}>
          {t('review.chapters')}
        </Button>
        <ButtonLink size="small" href={valuesAddress(editionId)}>
          {t('review.toValues')}
        </ButtonLink>
        {mayManage && state === 'draft' && (
          <ButtonLink size="small" href={prepareAddress(editionId)}>
            {t('review.toPrepare')}
          </ButtonLink>
        )}
      </div>
    </div>
  )
}

type Share = Parameters<typeof ShareBar>[0]['parts'][number]

/** The parts of the bar of progress: confirmed, with all cues, to check, without a cue. */
export function shareParts(progress: Progress, t: TFunction): Share[] {
  return [
    {
      label: t('review.standings.decided'),
      count: progress.confirmed + progress.corrected + (progress.dismissed ?? 0),
      tone: 'green',
    },
    { label: t('review.standings.ready'), count: progress.green, tone: 'gray' },
    { label: t('review.standings.check'), count: progress.amber, tone: 'yellow' },
    { label: t('review.standings.blind'), count: progress.red, tone: 'red' },
  ]
}
