import { policyTerms } from '#policy/contract-norms.ts'
import { useQuery } from '@tanstack/react-query'
import { createContext, useMemo } from 'react'
import { reading } from '../../../api/api.ts'
import type { Outline } from './outline.ts'
import { termFinder, type RefOut, type TermFinder, type TermOut } from './text-links.ts'

/** What of a text leads somewhere; null where nothing is linked. */
export type TextLinks = {
  readonly editionId: string
  readonly terms: readonly TermOut[]
  readonly finder: TermFinder
  readonly refs: ReadonlyMap<string, readonly RefOut[]>
}

export const LinksContext = createContext<TextLinks | null>(null)

/** The pointers of an edition, which come with the text, and its terms, once they have come. */
export function useTextLinks(editionId: string, outline: Outline): TextLinks {
  const terms = useQuery({ ...reading(policyTerms, { editionId }), staleTime: 300_000 })
  return useMemo(
    () => ({
      editionId,
      terms: terms.data?.terms ?? [],
      finder: termFinder(terms.data?.terms ?? []),
      refs: new Map(outline.nodes.map((node) => [node.wid, node.refs])),
    }),
    [editionId, outline, terms.data],
  )
}
