import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { fieldId } from '../../parts/field-id.ts'

/** Up, down and away, for one thing in a list. The keyboard stays on the button while the thing moves. */
export function ReorderButtons({
  place,
  name,
  up,
  down,
  remove,
  removeReason,
  removeReasonId,
}: {
  /** Name of the thing among the fields; the buttons get names under it. */
  place: string
  /** The thing in words, for whoever hears only the button. */
  name: string
  up: (() => void) | undefined
  down: (() => void) | undefined
  remove: () => void
  /** Why it cannot be taken away. */
  removeReason?: string | undefined
  /** The same where it is said once for several. */
  removeReasonId?: string | undefined
}): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="flex flex-wrap items-start gap-2">
      {up !== undefined && (
        <Button
          id={fieldId(`${place}.up`)}
          size="small"
          label={t('procedures.act.upOf', { name })}
          onPress={up}
        >
          {t('procedures.act.up')}
        </Button>
      )}
      {down !== undefined && (
        <Button
          id={fieldId(`${place}.down`)}
          size="small"
          label={t('procedures.act.downOf', { name })}
          onPress={down}
        >
          {t('procedures.act.down')}
        </Button>
      )}
      <Button
        id={fieldId(`${place}.remove`)}
        size="small"
        danger
        label={t('procedures.act.removeOf', { name })}
        reason={removeReason}
        reasonId={removeReasonId}
        onPress={remove}
      >
        {t('procedures.act.remove')}
      </Button>
    </div>
  )
}
