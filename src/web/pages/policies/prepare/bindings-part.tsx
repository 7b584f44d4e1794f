import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { ShareBar } from '../../../parts/progress-bar.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { slotsAddress } from '../addresses.ts'
import { slotKey, type useSlots } from '../bindings/use-slots.ts'

/** How many of the mechanisms' slots rest on a clause of this edition. */
export function BindingsPart({
  editionId,
  slots,
}: {
  editionId: string
  slots: ReturnType<typeof useSlots>
}): ReactNode {
  const { t } = useTranslation()
  const gap = slots.data?.slots.find((slot) => slot.state === 'gap')
  return (
    <Section title={t('policies.bindings.bySlot')}>
      <p className="mb-3">{t('policies.bindings.what')}</p>
      {slots.isPending && <Loading />}
      {slots.isError && <ErrorState error={slots.error} onRetry={() => void slots.refetch()} />}
      {slots.isSuccess && (
        <div className="grid max-w-[768px] gap-3">
          <ShareBar
            parts={[
              {
                label: t('policies.bindings.bound'),
                count: slots.data.slots.length - slots.data.gaps,
                tone: 'green',
              },
              { label: t('policies.bindings.gap'), count: slots.data.gaps, tone: 'red' },
            ]}
          />
          <span>
            <ButtonLink href={slotsAddress(editionId, gap === undefined ? undefined : slotKey(gap))}>
              {t('policies.bindings.openSlots')}
            </ButtonLink>
          </span>
        </div>
      )}
    </Section>
  )
}
