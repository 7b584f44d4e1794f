import { policyEdition, policyProvisions } from '#policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { reading } from '../../../api/api.ts'
import type { EditionOut } from '../types.ts'
import { makeOutline, type Outline } from './outline.ts'

export type EditionText =
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly error: unknown; readonly retry: () => void }
  | { readonly state: 'ready'; readonly data: EditionOut; readonly outline: Outline }

/** An edition and all its words. Both are asked for at once. */
export function useEdition(editionId: string): EditionText {
  const edition = useQuery(reading(policyEdition, { editionId }))
  const text = useQuery(reading(policyProvisions, { editionId }))
  const nodes = text.data?.nodes
  const outline = useMemo(() => (nodes === undefined ? undefined : makeOutline(nodes)), [nodes])
  if (edition.data !== undefined && outline !== undefined)
    return { state: 'ready', data: edition.data, outline }
  const error = edition.error ?? text.error
  if (error !== null) {
    return { state: 'failed', error, retry: () => void Promise.all([edition.refetch(), text.refetch()]) }
  }
  return { state: 'pending' }
}
