import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { RadioGroup } from '../../../parts/checkbox.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { FormField } from '../../../parts/form-field.tsx'
import { join } from '../../../parts/join.ts'
import { partsAt, splitPlaces } from './split-places.ts'
import type { NormOut } from './types.ts'

/** 分ける: where in the sentence the second norm begins, with both parts shown. */
export function SplitDialog({
  norm,
  busy,
  onClose,
  onSplit,
}: {
  norm: NormOut
  busy: boolean
  onClose: () => void
  onSplit: (at: number) => void
}): ReactNode {
  const { t } = useTranslation()
  const places = splitPlaces(norm.text).filter((at) => partsAt(norm.text, at) !== null)
  const [at, setAt] = useState(places.length === 1 ? (places[0] ?? 0) : 0)
  const parts = partsAt(norm.text, at)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('review.splitting.title', { number: norm.number })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('review.cancel')}
          </Button>
          <Button
            look="filled"
            busy={busy}
            reason={parts === null ? t('review.splitting.choose') : undefined}
            onPress={() => onSplit(at)}
          >
            {t('review.splitting.go')}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-[0.875rem]">{t('review.splitting.what')}</p>
      <div className="grid gap-4">
        {places.length > 0 && (
          <RadioGroup
            name="split-place"
            label={t('review.splitting.places')}
            value={String(at)}
            choices={places.map((place) => ({
              value: String(place),
              label: t('review.splitting.placeAfter', {
                words: norm.text.slice(Math.max(0, place - 14), place),
              }),
            }))}
            onChange={(value) => setAt(Number(value))}
          />
        )}
        <FormField
          compact
          name="split-free"
          label={t('review.splitting.free')}
          hint={t('review.splitting.freeHint')}
        >
          {({ className, ...ids }) => (
            <textarea
              {...ids}
              readOnly
              rows={3}
              value={norm.text}
              onSelect={(event) => {
                const place = event.currentTarget.selectionStart
                if (document.activeElement === event.currentTarget && place > 0) setAt(place)
              }}
              className={join(className, 'provision h-auto! py-2')}
            />
          )}
        </FormField>
        {parts !== null && (
          <dl aria-live="polite" className="grid gap-2 text-[0.875rem]">
            {parts.map((part, index) => (
              <div key={index === 0 ? 'first' : 'second'} className="border-l-4 border-key-900 pl-3">
                <dt className="font-bold">
                  {t(index === 0 ? 'review.splitting.first' : 'review.splitting.second')}
                </dt>
                <dd className="provision">{part}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Dialog>
  )
}
