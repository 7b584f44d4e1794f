import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from './button.tsx'
import { pagePosition } from './paging.ts'

/** Which entries of how many are shown, and the way to the others. The page is part of the address. */
export function Pager({
  page,
  size,
  total,
  hrefOf,
}: {
  page: number
  size: number
  total: number
  hrefOf: (page: number) => string
}): ReactNode {
  const { t } = useTranslation()
  const { pages } = pagePosition(page, size, total)
  return (
    <nav
      aria-label={t('parts.pager.label')}
      className="noprint flex flex-wrap items-center justify-between gap-3 py-3 text-[0.875rem]"
    >
      <RangeText page={page} size={size} total={total} />
      {pages > 1 && (
        <span className="flex items-center gap-3">
          <Step
            href={page > 1 ? hrefOf(page - 1) : undefined}
            words={t('parts.pager.previous')}
            end={t('parts.pager.first')}
          />
          <b className="nowrap tabular-nums">{t('parts.pager.page', { page, pages })}</b>
          <Step
            href={page < pages ? hrefOf(page + 1) : undefined}
            words={t('parts.pager.next')}
            end={t('parts.pager.last')}
          />
        </span>
      )}
    </nav>
  )
}

/** 62件のうち 1〜50件. */
export function RangeText({ page, size, total }: { page: number; size: number; total: number }): ReactNode {
  const { t } = useTranslation()
  const { from, to } = pagePosition(page, size, total)
  if (total === 0) return <span>{t('parts.pager.none')}</span>
  return (
    <span className="nowrap tabular-nums">
      {t('parts.pager.range', { total: total.toLocaleString('ja-JP'), from, to })}
    </span>
  )
}

function Step({ href, words, end }: { href: string | undefined; words: string; end: string }): ReactNode {
  if (href !== undefined) {
    return (
      <ButtonLink size="small" href={href}>
        {words}
      </ButtonLink>
    )
  }
  return (
    <Button size="small" reasonId="" label={`${words}(${end})`}>
      {words}
    </Button>
  )
}
