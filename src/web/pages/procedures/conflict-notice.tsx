import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { changedAreas } from './areas.ts'
import type { Declaration } from './design.ts'

/** What somebody else saved while one was at work. */
export type Overtaken = {
  readonly version: number
  readonly by: string
  readonly theirs: Declaration
  /** What one began from. */
  readonly base: Declaration
}

/** Two people were at one design: what the other changed, and what may become of one's own work. Nothing is lost unasked. */
export function ConflictNotice({
  overtaken,
  busy,
  onKeepMine,
  onTakeTheirs,
  onKeepBoth,
}: {
  overtaken: Overtaken
  busy: boolean
  onKeepMine: () => void
  onTakeTheirs: () => void
  /** Saves one's own as another procedure. */
  onKeepBoth: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'mine' | 'theirs'>()
  const areas = changedAreas(overtaken.base, overtaken.theirs)
  const words = areas.map((area) => t(`procedures.areas.${area}`)).join('、')
  return (
    <div className="mb-6">
      <Notice kind="warning" live title={t('procedures.conflict.title', { name: overtaken.by })}>
        <p>{t('procedures.conflict.what')}</p>
        <p>
          {areas.length === 0
            ? t('procedures.conflict.same')
            : t('procedures.conflict.areas', { areas: words })}
        </p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button busy={busy} onPress={() => setAsking('mine')}>
            {t('procedures.conflict.mine')}
          </Button>
          <Button busy={busy} onPress={() => setAsking('theirs')}>
            {t('procedures.conflict.theirs')}
          </Button>
          <Button busy={busy} onPress={onKeepBoth}>
            {t('procedures.conflict.both')}
          </Button>
        </div>
      </Notice>
      <ConfirmDialog
        open={asking === 'mine'}
        onClose={() => setAsking(undefined)}
        title={t('procedures.conflict.mineAsk')}
        act={t('procedures.conflict.mine')}
        onConfirm={() => {
          setAsking(undefined)
          onKeepMine()
        }}
      >
        <p>{t('procedures.conflict.mineWhat', { name: overtaken.by })}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'theirs'}
        onClose={() => setAsking(undefined)}
        title={t('procedures.conflict.theirsAsk')}
        act={t('procedures.conflict.theirs')}
        danger
        onConfirm={() => {
          setAsking(undefined)
          onTakeTheirs()
        }}
      >
        <p>{t('procedures.conflict.theirsWhat')}</p>
      </ConfirmDialog>
    </div>
  )
}
