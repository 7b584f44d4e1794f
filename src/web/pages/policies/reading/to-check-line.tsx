import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../../parts/anchor.tsx'
import { prepareAddress } from '../addresses.ts'
import { ToCheckChips } from '../list/document-section.tsx'
import { StandingChip } from '../standing-chip.tsx'
import type { EditionOut } from '../types.ts'

/** Above the text: that it is a draft, or that something of it must still be looked at, and where to do that. */
export function ToCheckLine({ data }: { data: EditionOut }): ReactNode {
  const { t } = useTranslation()
  const { edition } = data
  const open = edition.needsReview || edition.tablesToConfirm > 0
  if (!open && edition.state !== 'draft') return null
  return (
    <p className="noprint flex flex-wrap items-center gap-2 px-2 text-[0.875rem]">
      <StandingChip standing={edition.standing} />
      <ToCheckChips edition={edition} />
      {open && data.mayManage && (
        <Anchor href={prepareAddress(edition.editionId)}>{t('policies.prepare.look')}</Anchor>
      )}
    </p>
  )
}
