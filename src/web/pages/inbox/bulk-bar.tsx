import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import type { useBulk } from './use-bulk.ts'

/** Grants what was chosen in the list, and says of each what became of it. */
export function BulkBar({ bulk }: { bulk: ReturnType<typeof useBulk> }): ReactNode {
  const { t } = useTranslation()
  const failed = bulk.results.flatMap((each) =>
    each.refusal === null ? [] : [{ ...each, refusal: each.refusal }],
  )
  const granted = bulk.results.length - failed.length
  if (!bulk.possible && bulk.results.length === 0) return null
  const reason =
    bulk.count === 0
      ? t('inbox.bulkNone')
      : bulk.count > bulk.atMost
        ? t('inbox.bulkMost', { most: bulk.atMost, count: bulk.count })
        : undefined
  return (
    <div className="mb-3 grid gap-3" aria-live="polite">
      {bulk.error !== null && <RefusalNotice error={bulk.error} />}
      {bulk.results.length > 0 && (
        <Notice
          kind={failed.length === 0 ? 'success' : 'warning'}
          title={t('inbox.bulkDone', { granted, failed: failed.length })}
        >
          <ul>
            {failed.map(({ applicationId, number, title, refusal }) => (
              <li key={applicationId}>
                {`${number ?? ''} ${title ?? ''}`.trim()}: {refusal.message}
                {refusal.problems.map((problem) => (
                  <span key={problem} className="block">
                    {problem}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {bulk.possible && (
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={bulk.running} reason={reason} onPress={bulk.grant}>
            {t('inbox.bulkGrant', { count: bulk.count })}
          </Button>
        </div>
      )}
    </div>
  )
}
