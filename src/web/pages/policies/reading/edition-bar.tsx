import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { dateWords } from '../../../parts/date-words.ts'
import { useLanguage } from '../../../parts/use-language.ts'
import { PageHead } from '../../../shell/page-head.tsx'
import {
  bindingsAddress,
  compareAddress,
  prepareAddress,
  readingAddress,
  reviewAddress,
  termsAddress,
} from '../addresses.ts'
import type { EditionOut } from '../types.ts'
import { SearchBox } from './search-box.tsx'
import type { Found } from './use-found.ts'

/** The bar above a text: which document and edition, what is looked for in it, and what one may do with it. */
export function EditionBar({
  data,
  at,
  q,
  found,
  onSearch,
  onHit,
}: {
  data: EditionOut
  at: string | undefined
  q: string
  found: Found
  onSearch: (q: string) => void
  onHit: (step: 1 | -1) => void
}): ReactNode {
  const { t } = useTranslation()
  const { edition, policy } = data
  const draft = data.mayManage && edition.state === 'draft'
  return (
    <div className="flex w-full flex-wrap items-center gap-x-3 gap-y-2">
      <div className="min-w-0 [&_h1]:text-[1rem] [&>div]:mb-0">
        <PageHead title={policy.title} />
        <p className="hidden print:block">
          {edition.label} <DateText value={edition.effectiveFrom} />
        </p>
      </div>
      <div className="noprint contents">
        <EditionChoice data={data} at={at} />
        <SearchBox q={q} found={found} onSearch={onSearch} onHit={onHit} />
      </div>
      <span className="flex-1" />
      <div className="noprint flex flex-wrap gap-2">
        <ButtonLink size="small" href={reviewAddress(edition.editionId)}>
          {t('policies.reading.norms')}
        </ButtonLink>
        <ButtonLink size="small" href={termsAddress(edition.editionId)}>
          {t('glossary.title')}
        </ButtonLink>
        <ButtonLink size="small" href={bindingsAddress(edition.editionId)}>
          {t('policies.bindings.title')}
        </ButtonLink>
        {data.editions.length > 1 && (
          <ButtonLink size="small" href={compareAddress(edition.editionId)}>
            {t('editions.compare.open')}
          </ButtonLink>
        )}
        {draft && (
          <ButtonLink size="small" look="filled" href={prepareAddress(edition.editionId)}>
            {t('policies.prepare.open')}
          </ButtonLink>
        )}
        <Button size="small" icon="print" onPress={() => globalThis.print()}>
          {t('policies.reading.print')}
        </Button>
      </div>
    </div>
  )
}

function EditionChoice({ data, at }: { data: EditionOut; at: string | undefined }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const language = useLanguage()
  return (
    <select
      aria-label={t('policies.edition.label')}
      value={data.edition.editionId}
      onChange={(event) => router.history.push(readingAddress(event.target.value, at))}
      className="h-10 max-w-52 rounded-8 border border-solid-gray-600 bg-white px-2 text-[1rem] max-sm:h-11 max-sm:w-full max-sm:max-w-full"
    >
      {data.editions.map((other) => (
        <option key={other.editionId} value={other.editionId}>
          {other.label}{' '}
          {other.effectiveFrom !== null &&
            t('policies.edition.from', { date: dateWords(other.effectiveFrom, 'long', language).text })}
          ({t(`policies.standing.${other.standing}`)})
        </option>
      ))}
    </select>
  )
}
