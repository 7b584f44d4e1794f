import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { failureWords } from '../../../parts/failure-words.ts'
import { Icon } from '../../../parts/icons.tsx'
import { useSettled } from '../../../parts/use-settled.ts'
import type { Found } from './use-found.ts'

/** Words looked for in one edition: how many clauses have them, and the way from one to the next. */
export function SearchBox({
  q,
  found,
  onSearch,
  onHit,
}: {
  q: string
  found: Found
  onSearch: (q: string) => void
  onHit: (step: 1 | -1) => void
}): ReactNode {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(q)
  const settled = useSettled(typed, 250)
  useEffect(() => {
    if (settled !== q) onSearch(settled)
    // only what was typed moves the address, not the other way round
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled])
  return (
    <search className="flex flex-wrap items-center gap-2 max-sm:w-full">
      <span className="relative max-sm:w-full">
        <Icon
          name="search"
          size={18}
          className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-solid-gray-700"
        />
        <input
          type="search"
          aria-label={t('policies.reading.search')}
          value={typed}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            onHit(event.shiftKey ? -1 : 1)
          }}
          className="h-10 w-48 rounded-8 border border-solid-gray-600 bg-white pr-2 pl-9 text-[1rem] max-sm:h-11 max-sm:w-full"
        />
      </span>
      <output className="text-[0.875rem] text-solid-gray-700">
        <Result found={found} />
      </output>
      {found.total > 0 && (
        <span className="flex gap-1">
          <Button size="small" onPress={() => onHit(-1)} label={t('policies.reading.hitBefore')}>
            {t('parts.pager.previous')}
          </Button>
          <Button size="small" onPress={() => onHit(1)} label={t('policies.reading.hitAfter')}>
            {t('parts.pager.next')}
          </Button>
        </span>
      )}
    </search>
  )
}

function Result({ found }: { found: Found }): ReactNode {
  const { t } = useTranslation()
  switch (found.state) {
    case 'none':
      return t('policies.reading.searchHint')
    case 'asking':
      return t('parts.loading')
    case 'failed': {
      const words = failureWords(found.error)
      return words.title ?? t(words.titleKey)
    }
    case 'found':
      return t('policies.reading.hits', { count: found.total })
  }
}
