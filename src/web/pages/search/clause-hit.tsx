import type { policySearch } from '#policy/contract.ts'
import type { ReactNode } from 'react'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Icon } from '../../parts/icons.tsx'
import { readingAddress } from '../policies/addresses.ts'
import { MarkedText } from '../policies/marked-text.tsx'
import { excerpt } from './excerpt.ts'

/** A clause that was found: its document and number, and its words around the first place found. */
export function ClauseHit({ hit }: { hit: OutputOf<typeof policySearch>['hits'][number] }): ReactNode {
  const words = excerpt(hit.text, hit.inText)
  return (
    <li className="border-b border-solid-gray-200 py-3">
      <p>
        <Icon name="document" size={16} className="mr-1 align-[-2px] text-solid-gray-700" />
        <Anchor href={readingAddress(hit.editionId, hit.wid)} className="font-bold">
          {hit.documentMark} {hit.number}{' '}
          {hit.heading !== null && <MarkedText text={hit.heading} ranges={hit.inHeading} />}
        </Anchor>{' '}
        <span className="text-[0.875rem] text-solid-gray-700">{hit.editionLabel}</span>
      </p>
      {words.text !== '' && (
        <p className="provision max-w-[60em] text-[0.9375rem]">
          <MarkedText text={words.text} ranges={words.ranges} />
        </p>
      )}
    </li>
  )
}
