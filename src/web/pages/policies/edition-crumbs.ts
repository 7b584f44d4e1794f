import type { TFunction } from 'i18next'
import type { Crumb } from '../../parts/breadcrumb.tsx'
import { listAddress, readingAddress } from './addresses.ts'
import type { EditionOut } from './types.ts'

/** The way to a page of an edition: the list, the edition, the page. */
export function editionCrumbs(
  t: TFunction,
  editionId: string,
  data: EditionOut | undefined,
  page: string,
): Crumb[] {
  return [
    { label: t('policies.title'), href: listAddress },
    ...(data === undefined
      ? []
      : [{ label: `${data.policy.title} ${data.edition.label}`, href: readingAddress(editionId) }]),
    { label: page },
  ]
}
