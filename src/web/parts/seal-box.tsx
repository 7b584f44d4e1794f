import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText } from './date-text.tsx'

/** One box of the sheet: whose seal belongs there and what has become of it. */
export type Seal = {
  readonly key: string
  /** Post above the box: 部長, 課長, 係長. */
  readonly post: string
  readonly state: 'sealed' | 'waiting' | 'unused'
  /** Family name, as on a seal. */
  readonly name?: string | undefined
  readonly on?: string | undefined
  /** In whose stead: 代 (代決), 専 (専決). */
  readonly mark?: 'deputy' | 'delegated' | undefined
}

/** Boxes beside each other: as many as a narrow column holds, in rows as even as they come. */
function rowsOf(seals: readonly Seal[]): Seal[][] {
  const most = seals.length % 3 === 1 && seals.length > 3 ? 2 : 3
  const rows: Seal[][] = []
  for (let from = 0; from < seals.length; from += most) rows.push(seals.slice(from, from + most))
  return rows
}

/** 決裁欄: a box per post; a slash where none is needed, a red 代 where a deputy decides. */
export function SealBox({ seals }: { seals: readonly Seal[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <table className="w-full table-fixed border-collapse text-center text-[0.875rem] leading-[1.5]">
      <caption className="sr-only">{t('parts.seal.caption')}</caption>
      {rowsOf(seals).map((row) => (
        <tbody key={row[0]?.key}>
          <tr>
            {row.map(({ key, post }) => (
              <th
                key={key}
                scope="col"
                className="border-b border-solid-gray-600 bg-solid-gray-50 p-2 text-center font-bold"
              >
                {post}
              </th>
            ))}
          </tr>
          <tr>
            {row.map((seal) => (
              <td
                key={seal.key}
                className="relative h-14 border border-solid-gray-200 px-2 py-1 align-middle first:border-l-0 last:border-r-0"
              >
                <SealContent seal={seal} />
              </td>
            ))}
          </tr>
        </tbody>
      ))}
    </table>
  )
}

function SealContent({ seal }: { seal: Seal }): ReactNode {
  const { t } = useTranslation()
  if (seal.state === 'unused') {
    return (
      <>
        <svg
          aria-hidden
          viewBox="0 0 1 1"
          preserveAspectRatio="none"
          className="absolute inset-0 h-full w-full"
        >
          <path d="M0 1 1 0" className="stroke-solid-gray-536" vectorEffect="non-scaling-stroke" />
        </svg>
        <span className="sr-only">{t('parts.seal.unused')}</span>
      </>
    )
  }
  return (
    <>
      {seal.mark !== undefined && (
        <span className="inline-flex min-h-6 items-center rounded-4 border border-red-900 bg-red-50 px-1.5 font-bold text-red-1000">
          {t(`parts.seal.${seal.mark}`)}
        </span>
      )}
      {seal.name !== undefined && <span className="block">{seal.name}</span>}
      {seal.on !== undefined && (
        <span className="block">
          <DateText value={seal.on} form="short" />
        </span>
      )}
      {seal.state === 'waiting' && (
        <span className="block text-solid-gray-600">{t('parts.seal.waiting')}</span>
      )}
    </>
  )
}
