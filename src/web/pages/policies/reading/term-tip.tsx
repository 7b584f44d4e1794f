import { use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LinksContext } from './links-context.ts'
import type { TermOut } from './text-links.ts'

export const termTipId = 'term-tip'

type Shown = { readonly term: TermOut; readonly left: number; readonly top: number }

/**
 * The meaning of the term that is pointed at or has the focus. One for the whole text: it floats over it, so that the
 * edges of panes and clauses do not cut it off. Escape closes it (WCAG 1.4.13).
 */
export function TermTip({ terms }: { terms: readonly TermOut[] }): ReactNode {
  const { t } = useTranslation()
  const links = use(LinksContext)
  const byWord = useMemo(() => new Map(terms.toReversed().map((term) => [term.word, term])), [terms])
  const [shown, setShown] = useState<Shown>()
  useEffect(() => {
    const show = (event: Event): void => {
      const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-term]') : null
      const term = byWord.get(link?.dataset['term'] ?? '')
      if (link === null || term === undefined) return
      const { left, bottom } = link.getBoundingClientRect()
      setShown({
        term,
        left: Math.max(8, Math.min(left, innerWidth - 392)),
        top: Math.min(bottom + 4, innerHeight - 120),
      })
    }
    const hide = (event: Event): void => {
      const to = event instanceof MouseEvent || event instanceof FocusEvent ? event.relatedTarget : null
      if (to instanceof Element && to.closest(`#${termTipId}`) !== null) return
      setShown(undefined)
    }
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setShown(undefined)
    }
    document.addEventListener('mouseover', show)
    document.addEventListener('focusin', show)
    document.addEventListener('mouseout', hide)
    document.addEventListener('focusout', hide)
    document.addEventListener('keydown', escape)
    document.addEventListener('scroll', hide, true)
    return () => {
      document.removeEventListener('mouseover', show)
      document.removeEventListener('focusin', show)
      document.removeEventListener('mouseout', hide)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('keydown', escape)
      document.removeEventListener('scroll', hide, true)
    }
  }, [byWord])
  if (links === null) return null
  return (
    <div
      id={termTipId}
      role="tooltip"
      hidden={shown === undefined}
      style={{ left: shown?.left ?? 0, top: shown?.top ?? 0 }}
      className="noprint fixed z-30 w-[384px] max-w-[calc(100vw-16px)] rounded-8 border border-solid-gray-536 bg-white px-3 py-2 text-[0.875rem] leading-[1.6] shadow-1"
    >
      {shown !== undefined && (
        <>
          <b>{t('glossary.tip', { word: shown.term.word, number: shown.term.number })}</b>
          <span className="block">{shown.term.meaning}</span>
        </>
      )}
    </div>
  )
}
