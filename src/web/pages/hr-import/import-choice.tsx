import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { join } from '../../parts/join.ts'

const ways = [
  { key: 'changes', href: '/organisation/transfers/import' },
  { key: 'first', href: '/organisation/import' },
] as const

/** The two ways in: what changes, or everything for the first time. On top of both pages. */
export function ImportChoice({ now }: { now: (typeof ways)[number]['key'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('hrImport.choice.label')} className="mb-6">
      <ul className="flex flex-wrap gap-2">
        {ways.map(({ key, href }) => (
          <li key={key}>
            <Anchor
              href={href}
              aria-current={key === now ? 'page' : undefined}
              className={join(
                'inline-flex min-h-11 items-center rounded-8 border px-4 py-1 leading-[1.4]',
                key === now
                  ? 'border-key-900 bg-key-50 font-bold text-solid-gray-900 no-underline'
                  : 'border-solid-gray-420',
              )}
            >
              {t(`hrImport.choice.${key}`)}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  )
}
