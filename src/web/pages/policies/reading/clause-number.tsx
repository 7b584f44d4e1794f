import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../parts/icons.tsx'
import { readingAddress } from '../addresses.ts'
import type { ClauseNode } from '../types.ts'
import { linkId } from './use-selection.ts'

/** The label of a clause as printed, as a link to itself: it selects the clause and can be sent to a colleague. */
export function ClauseNumber({
  node,
  current,
  stop,
}: {
  node: ClauseNode
  current: boolean
  stop: boolean
}): ReactNode {
  const { t } = useTranslation()
  const { editionId = '' } = useParams({ strict: false })
  return (
    <a
      id={linkId(node.wid)}
      href={readingAddress(editionId, node.wid)}
      data-clause-link=""
      tabIndex={stop ? 0 : -1}
      aria-current={current ? 'location' : undefined}
      aria-label={node.label === '' || !node.number.includes(node.label) ? undefined : node.number}
      className="nowrap inline-block text-solid-gray-900 no-underline hover:underline"
    >
      {node.label === '' ? <Icon name="right" size={14} label={t('policies.reading.noLabel')} /> : node.label}
    </a>
  )
}
