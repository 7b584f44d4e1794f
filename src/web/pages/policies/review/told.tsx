import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../api/problem.ts'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { bindingsAddress, valuesAddress } from '../addresses.ts'
import type { Told, Trouble } from './use-review-acts.ts'

/** What was done last, and where one is now; read out. */
export function ToldLine({ told, said }: { told: Told | undefined; said: string }): ReactNode {
  const { t } = useTranslation()
  const words =
    told === undefined || told.kind === 'confirm' || told.kind === 'dismiss'
      ? told !== undefined && told.kind === 'confirm' && told.count > 1
        ? t('review.told.confirmMany', { count: told.count })
        : said
      : told.kind === 'teach'
        ? t('review.told.teach', { count: told.count })
        : t(`review.told.${told.kind}`, { number: told.number })
  return (
    <output
      className="block min-h-5 truncate text-[0.875rem] leading-5 text-solid-gray-700"
      aria-live="polite"
    >
      {words}
    </output>
  )
}

/** An act that was not done. When somebody else was first, that is said kindly: what is shown is already the latest. */
export function TroubleNotice({
  trouble,
  onGo,
  onClose,
}: {
  trouble: Trouble | undefined
  onGo: (normId: string) => void
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  if (trouble === undefined) return null
  const { error, norm: about } = trouble
  if (error instanceof ApiProblem && error.status === 409) {
    return (
      <Notice kind="warning" live title={t('review.conflict')} onClose={onClose}>
        <p className="text-[0.875rem]">{t('review.conflictWhat')}</p>
        {about !== undefined && (
          <Button
            size="small"
            onPress={() => {
              onClose()
              onGo(about.normId)
            }}
          >
            {t('review.conflictGo', { number: about.number })}
          </Button>
        )}
      </Notice>
    )
  }
  return (
    <div className="grid justify-items-start gap-1">
      <RefusalNotice error={error} />
      <Button size="small" look="text" onPress={onClose}>
        {t('review.close')}
      </Button>
    </div>
  )
}

/** Everything is confirmed: what comes next. */
export function DoneNotice({ editionId }: { editionId: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="px-3 pb-3">
      <Notice kind="success" title={t('review.doneTitle')}>
        <p className="mb-2 text-[0.875rem]">{t('review.doneWhat')}</p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink size="small" href={valuesAddress(editionId)}>
            {t('review.toValues')}
          </ButtonLink>
          <ButtonLink size="small" href={bindingsAddress(editionId)}>
            {t('review.toBindings')}
          </ButtonLink>
        </div>
      </Notice>
    </div>
  )
}
