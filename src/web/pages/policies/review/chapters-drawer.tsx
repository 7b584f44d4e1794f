import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { Drawer } from '../../../parts/dialog.tsx'
import { ShareBar } from '../../../parts/progress-bar.tsx'
import { progressOf } from './patch-norms.ts'
import { shareParts } from './review-bar.tsx'
import type { Chapter } from './chapters.ts'

/** How far each chapter is, the way into it, and the norms of it that can be confirmed together. */
export function ChaptersDrawer({
  open,
  chapters,
  mayManage,
  onClose,
  onGo,
  onBulk,
}: {
  open: boolean
  chapters: readonly Chapter[]
  mayManage: boolean
  onClose: () => void
  onGo: (chapter: Chapter) => void
  onBulk: (chapter: Chapter) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Drawer open={open} onClose={onClose} title={t('review.chapters')}>
      <ol className="grid gap-4">
        {chapters.map((chapter) => {
          const progress = progressOf(chapter.norms)
          return (
            <li key={chapter.wid} className="grid gap-1 border-b border-solid-gray-300 pb-3">
              <span className="flex flex-wrap items-center justify-between gap-2">
                <b>
                  {chapter.number} {chapter.heading}
                </b>
                {progress.unconfirmed === 0 ? (
                  <StateChip means="done">{t('review.standings.decided')}</StateChip>
                ) : (
                  <span className="text-[0.875rem]">
                    {t('review.leftOf', { count: progress.unconfirmed, total: progress.total })}
                  </span>
                )}
              </span>
              <ShareBar parts={shareParts(progress, t)} />
              <span className="flex flex-wrap gap-2">
                <Button
                  size="small"
                  onPress={() => onGo(chapter)}
                  label={`${chapter.number} ${t('review.goChapter')}`}
                >
                  {t('review.goChapter')}
                </Button>
                {mayManage && progress.green > 0 && (
                  <Button
                    size="small"
                    onPress={() => onBulk(chapter)}
                    label={`${chapter.number} ${t('review.bulkCount', { count: progress.green })}`}
                  >
                    {t('review.bulkCount', { count: progress.green })}
                  </Button>
                )}
              </span>
            </li>
          )
        })}
      </ol>
    </Drawer>
  )
}
