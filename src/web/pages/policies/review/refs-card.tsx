import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ClauseLink } from '../../../parts/clause-link.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { readingAddress } from '../addresses.ts'
import type { NormOut, Reference } from './types.ts'

/** 関係規定: what the sentence points to, in this text or outside it. */
export function RefsCard({ norm }: { norm: NormOut }): ReactNode {
  const { t } = useTranslation()
  if (norm.refs.length === 0) return null
  return (
    <div className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-2 rounded-6 border border-l-8 border-solid-gray-300 border-l-solid-gray-400 px-3 py-1.5 leading-[1.5]">
      <dt className="font-bold">{t('review.fields.refs')}</dt>
      <dd>
        <ul className="grid gap-1">
          {norm.refs.map((reference) => (
            <li key={reference.start} className="flex flex-wrap items-center gap-x-2">
              <span>{t('review.quote', { words: reference.text })}</span>
              <RefTargets reference={reference} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  )
}

/** Where a pointer of the text leads: links to clauses, the name of another document, or that nothing is there. */
export function RefTargets({ reference }: { reference: Reference }): ReactNode {
  const { t } = useTranslation()
  const { editionId = '' } = useParams({ strict: false })
  if (reference.to.length === 0) {
    return reference.kind === 'law' || reference.kind === 'document' ? (
      <span className="text-[0.875rem] text-solid-gray-700">{t('review.refOutside')}</span>
    ) : (
      <StateChip means="wrong">{t('review.refMissing')}</StateChip>
    )
  }
  return reference.to.map((target) =>
    'wid' in target ? (
      <ClauseLink key={target.wid} label={target.number} href={readingAddress(editionId, target.wid)} />
    ) : (
      <span key={target.ext} className="text-[0.875rem] text-solid-gray-700">
        {t('review.refOutside')} {target.ext}
      </span>
    ),
  )
}
