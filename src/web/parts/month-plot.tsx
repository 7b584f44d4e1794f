import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export type Month = { readonly month: string; readonly value: number }

const width = 480
const height = 96
const foot = 18
const gap = 3

/**
 * Counts of months as bars, the newest right. The figures stand in a table for whoever cannot see bars; hovering over a
 * bar names its month.
 */
export function MonthPlot({ label, months }: { label: string; months: readonly Month[] }): ReactNode {
  const { t } = useTranslation()
  const highest = Math.max(1, ...months.map((month) => month.value))
  const step = width / Math.max(1, months.length)
  const words = ({ month, value }: Month): string =>
    t('parts.plot.month', { month: monthWords(month), value: value.toLocaleString('ja-JP') })
  return (
    <figure>
      <figcaption className="text-[0.875rem] font-bold">
        {label}
        <span className="ml-2 font-normal text-solid-gray-600">
          {t('parts.plot.highest', { value: highest.toLocaleString('ja-JP') })}
        </span>
      </figcaption>
      <svg aria-hidden viewBox={`0 0 ${width} ${height + foot}`} className="mt-1 w-full max-w-[640px]">
        <line x1={0} x2={width} y1={height} y2={height} className="stroke-solid-gray-600" strokeWidth={1} />
        {months.map((month, at) => {
          const tall = month.value === 0 ? 0 : Math.max(2, (month.value / highest) * (height - 6))
          return (
            <g key={month.month}>
              <rect
                x={at * step + gap / 2}
                y={height - tall}
                width={step - gap}
                height={tall}
                className="fill-key-900"
              >
                <title>{words(month)}</title>
              </rect>
              {(month.month.endsWith('-04') || at === months.length - 1) && (
                <text
                  x={at * step + step / 2}
                  y={height + foot - 4}
                  textAnchor="middle"
                  className="fill-solid-gray-700 text-[11px]"
                >
                  {shortMonth(month.month)}
                </text>
              )}
            </g>
          )
        })}
      </svg>
      <details className="text-[0.875rem]">
        <summary className="cursor-pointer max-sm:min-h-11">{t('parts.plot.figures', { label })}</summary>
        <table className="mt-1 border-collapse">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr>
              <th scope="col" className="pr-6 text-left">
                {t('parts.plot.monthHead')}
              </th>
              <th scope="col" className="text-right">
                {t('parts.plot.valueHead')}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, value }) => (
              <tr key={month} className="border-t border-solid-gray-200">
                <th scope="row" className="pr-6 text-left font-normal">
                  {monthWords(month)}
                </th>
                <td className="text-right">{value.toLocaleString('ja-JP')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** 令和8年11月 of 2026-11. */
function monthWords(month: string): string {
  return new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
    era: 'long',
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`))
}

const shortMonth = (month: string): string => `${Number(month.slice(5))}月`
