import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { fieldWords } from './field-value.tsx'
import { standingOf } from './standing.ts'
import type { NormOut } from './types.ts'
import type { Chapter } from './chapters.ts'

/** The norms of a chapter whose cues were all found, to be read through and confirmed together. */
export function BulkDialog({
  chapter,
  busy,
  onClose,
  onConfirm,
}: {
  chapter: Chapter
  busy: boolean
  onClose: () => void
  onConfirm: (norms: readonly NormOut[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const [off, setOff] = useState<ReadonlySet<string>>(new Set())
  const ready = chapter.norms.filter((norm) => standingOf(norm) === 'ready').slice(0, 500)
  const chosen = ready.filter((norm) => !off.has(norm.normId))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('review.bulkTitle', { number: chapter.number, heading: chapter.heading ?? '' })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('review.cancel')}
          </Button>
          <Button
            look="filled"
            busy={busy}
            reason={chosen.length === 0 ? t('review.bulkNone') : undefined}
            onPress={() => onConfirm(chosen)}
          >
            {t('review.bulkGo', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-[0.875rem]">{t('review.bulkWhat')}</p>
      <ul className="max-h-[52vh] overflow-auto border-y border-solid-gray-300">
        {ready.map((norm) => (
          <li
            key={norm.normId}
            className="border-b border-solid-gray-200 py-2 [contain-intrinsic-size:auto_80px] [content-visibility:auto] last:border-0"
          >
            <div className="flex items-start gap-2 text-[0.875rem] leading-[1.6]">
              <input
                type="checkbox"
                id={`bulk-${norm.normId}`}
                className="mt-0.5 size-5 flex-none accent-key-900"
                checked={!off.has(norm.normId)}
                onChange={(event) =>
                  setOff((before) => {
                    const next = new Set(before)
                    if (event.target.checked) next.delete(norm.normId)
                    else next.add(norm.normId)
                    return next
                  })
                }
              />
              <span className="min-w-0">
                <label htmlFor={`bulk-${norm.normId}`} className="font-bold">
                  {norm.number}
                </label>{' '}
                <span className="provision">{norm.text}</span>
                <span className="block text-solid-gray-700">
                  {fieldWords(norm.reading, 'subject', t)}・{fieldWords(norm.reading, 'trigger', t)}・
                  {fieldWords(norm.reading, 'modality', t)}
                  {norm.reading.approval !== null && `・${fieldWords(norm.reading, 'approval', t)}`}
                </span>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
