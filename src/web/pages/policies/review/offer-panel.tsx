import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { fieldWords } from './field-value.tsx'
import { NormChip } from './norm-chip.tsx'
import type { Alike, Field, Seen } from './types.ts'
import type { Offer } from './use-review-acts.ts'

/** The same wording elsewhere: offered after a correction, with the list to choose from. Nothing is done by itself. */
export function OfferPanel({
  offer,
  busy,
  onTeach,
  onSkip,
}: {
  offer: Offer
  busy: boolean
  onTeach: (norms: readonly Seen[], fields: readonly Field[]) => void
  onSkip: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const fields = offer.fields.map((field) => t(`review.fields.${field}`)).join('・')
  return (
    <>
      <Notice kind="info" live title={t('review.offer.title', { count: offer.alike.length })}>
        <p className="text-[0.875rem]">{t('review.offer.what', { number: offer.number, fields })}</p>
        <div className="mt-1.5 flex flex-wrap gap-2">
          <Button size="small" onPress={() => setOpen(true)}>
            {t('review.offer.open')}
          </Button>
          <Button size="small" look="text" onPress={onSkip}>
            {t('review.offer.skip')}
          </Button>
        </div>
      </Notice>
      {open && (
        <OfferDialog
          offer={offer}
          busy={busy}
          onClose={() => setOpen(false)}
          onTeach={(norms) => {
            setOpen(false)
            onTeach(norms, offer.fields)
          }}
        />
      )}
    </>
  )
}

function OfferDialog({
  offer,
  busy,
  onClose,
  onTeach,
}: {
  offer: Offer
  busy: boolean
  onClose: () => void
  onTeach: (norms: readonly Seen[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(offer.alike.filter((each) => each.state === 'unconfirmed').map((each) => each.normId)),
  )
  const norms = offer.alike.filter((each) => chosen.has(each.normId))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('review.offer.list')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('review.cancel')}
          </Button>
          <Button
            look="filled"
            busy={busy}
            reason={norms.length === 0 ? t('review.offer.none') : undefined}
            onPress={() => onTeach(norms.map(({ normId, revision }) => ({ normId, revision })))}
          >
            {t('review.offer.go', { count: norms.length })}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-[0.875rem]">{t('review.offer.listWhat')}</p>
      <ul className="grid max-h-[50vh] gap-2 overflow-auto border-y border-solid-gray-300 py-2">
        {offer.alike.map((each) => (
          <li key={each.normId} className="border-b border-solid-gray-200 pb-2 last:border-0">
            <AlikeRow
              alike={each}
              fields={offer.fields}
              checked={chosen.has(each.normId)}
              onChange={(checked) =>
                setChosen((before) => {
                  const next = new Set(before)
                  if (checked) next.add(each.normId)
                  else next.delete(each.normId)
                  return next
                })
              }
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function AlikeRow({
  alike,
  fields,
  checked,
  onChange,
}: {
  alike: Alike
  fields: readonly Field[]
  checked: boolean
  onChange: (checked: boolean) => void
}): ReactNode {
  const { t } = useTranslation()
  const own = fields.filter((field) => alike.fields.includes(field))
  return (
    <div className="flex items-start gap-2 text-[0.875rem] leading-[1.6]">
      <input
        type="checkbox"
        id={`alike-${alike.normId}`}
        className="mt-0.5 size-5 flex-none accent-key-900"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-2">
          <label htmlFor={`alike-${alike.normId}`} className="font-bold">
            {alike.number}
          </label>
          <NormChip norm={{ state: alike.state, worst: 'amber' }} />
          <span className="text-solid-gray-700">
            {t(alike.sameSentence ? 'review.offer.sameSentence' : 'review.offer.sameWords')}
          </span>
        </span>
        <span className="provision block">{alike.text}</span>
        <span className="block text-solid-gray-700">
          {t('review.offer.now')}:{' '}
          {own
            .map((field) => `${t(`review.fields.${field}`)} ${fieldWords(alike.reading, field, t)}`)
            .join('、')}
        </span>
      </span>
    </div>
  )
}
