import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { ShareBar } from '../../../parts/progress-bar.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { prepareAddress, readingAddress } from '../addresses.ts'
import { SearchBox } from '../reading/search-box.tsx'
import type { Found } from '../reading/use-found.ts'
import type { EditionOut, Slot } from '../types.ts'

/** The bar above the bindings: how many are done, and the words looked for in the text. */
export function SlotsBar({
  data,
  slots,
  q,
  found,
  gapsOnly,
  onGapsOnly,
  onSearch,
  onHit,
}: {
  data: EditionOut
  slots: readonly Slot[]
  q: string
  found: Found
  gapsOnly: boolean
  onGapsOnly: (only: boolean) => void
  onSearch: (q: string) => void
  onHit: (step: 1 | -1) => void
}): ReactNode {
  const { t } = useTranslation()
  const { edition, policy } = data
  const gaps = slots.filter((slot) => slot.state === 'gap').length
  return (
    <div className="flex w-full flex-wrap items-center gap-x-3 gap-y-2">
      <div className="min-w-0 [&_h1]:text-[1rem] [&>div]:mb-0">
        <PageHead title={t('policies.bindings.title')} />
        <p className="text-[0.875rem] leading-[1.5]">
          {policy.documentMark} {edition.label}
        </p>
      </div>
      <div className="w-44">
        <ShareBar
          parts={[
            { label: t('policies.bindings.bound'), count: slots.length - gaps, tone: 'green' },
            { label: t('policies.bindings.gap'), count: gaps, tone: 'red' },
          ]}
        />
      </div>
      <SearchBox q={q} found={found} onSearch={onSearch} onHit={onHit} />
      <span className="flex-1" />
      <div className="noprint flex flex-wrap gap-2">
        <Button size="small" pressed={gapsOnly} onPress={() => onGapsOnly(!gapsOnly)}>
          {t('policies.bindings.gapsOnly')}
        </Button>
        <ButtonLink size="small" href={readingAddress(edition.editionId)}>
          {t('policies.prepare.read')}
        </ButtonLink>
        {data.mayManage && edition.state === 'draft' && (
          <ButtonLink size="small" href={prepareAddress(edition.editionId)}>
            {t('policies.prepare.open')}
          </ButtonLink>
        )}
      </div>
    </div>
  )
}
