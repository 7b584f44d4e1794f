import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import type { NormOut } from './types.ts'

export type PanelDoing = 'confirm' | 'later' | 'dismiss' | 'split' | 'merge' | 'undo'

/** What one does with the selected norm: the buttons below its reading. */
export function PanelActs({
  norm,
  later,
  mergeable,
  undoable,
  onDo,
}: {
  norm: NormOut
  later: boolean
  mergeable: boolean
  undoable: boolean
  onDo: (doing: PanelDoing) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="noprint flex flex-wrap items-center gap-x-2 gap-y-1">
      <Button look="filled" onPress={() => onDo('confirm')}>
        {t('review.confirm')}
      </Button>
      <Button onPress={() => onDo('later')} pressed={later}>
        {t('review.later')}
      </Button>
      {norm.state !== 'dismissed' && (
        <Button look="text" onPress={() => onDo('dismiss')}>
          {t('review.dismiss')}
        </Button>
      )}
      <span className="flex flex-wrap items-center gap-1">
        <Button look="text" size="small" onPress={() => onDo('split')}>
          {t('review.split')}
        </Button>
        {mergeable && (
          <Button look="text" size="small" onPress={() => onDo('merge')}>
            {t('review.merge')}
          </Button>
        )}
        {undoable && (
          <Button look="text" size="small" onPress={() => onDo('undo')}>
            {t('review.undo')}
          </Button>
        )}
      </span>
    </div>
  )
}
