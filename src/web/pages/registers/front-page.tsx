import { registerFront } from '#engine/register/contract-faces.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Card } from '../../parts/card.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { MonthPlot } from '../../parts/month-plot.tsx'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { SummaryStrip } from '../../parts/summary-strip.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { ClauseList } from './clause-list.tsx'
import { figure } from './figures.ts'
import { emptyView, listHref, type Register } from './list-address.ts'
import { RegisterGate } from './register-gate.tsx'
import { RegisterWays } from './register-ways.tsx'

type Front = OutputOf<typeof registerFront>

/** How a register stands: counts, what wants attention, and the last two years. */
export function FrontPage(): ReactNode {
  const { register: key = '' } = useParams({ strict: false })
  return <RegisterGate registerKey={key}>{(register) => <FrontView register={register} />}</RegisterGate>
}

function FrontView({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  const front = useQuery(reading(registerFront, { register: register.key }))
  return (
    <>
      <PageHead
        title={t('registers.front.title', { name: register.name })}
        crumbs={[
          { label: t('registers.title'), href: '/registers' },
          { label: register.name, href: listHref(register.key, emptyView) },
          { label: t('registers.ways.front') },
        ]}
        clauses={register.cites.map(clauseOf)}
      />
      <RegisterWays register={register} />
      {front.isPending && <Loading />}
      {front.isError && <ErrorState error={front.error} onRetry={() => void front.refetch()} />}
      {front.isSuccess && <Figures register={register} front={front.data} />}
    </>
  )
}

function Figures({ register, front }: { register: Register; front: Front }): ReactNode {
  const { t } = useTranslation()
  const list = (state: 'current' | 'closed'): string => listHref(register.key, { ...emptyView, state })
  return (
    <>
      <SummaryStrip
        label={t('registers.front.counts')}
        items={[
          {
            key: 'current',
            label: t('registers.search.states.current'),
            count: front.current,
            href: list('current'),
          },
          {
            key: 'closed',
            label: t('registers.search.states.closed'),
            count: front.closed,
            href: list('closed'),
          },
        ]}
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title={t('registers.front.attention')}>
          <Attention front={front} />
        </Card>
        {front.shares.map((share) => (
          <Card key={share.key} title={t('registers.front.by', { name: share.label })}>
            <Share register={register} share={share} />
          </Card>
        ))}
        {front.inForce !== null && (
          <Card title={t('registers.front.inForce')} aside={<ClauseList cites={front.inForce.cites} />}>
            <MonthPlot
              label={t('registers.front.inForceMonths', { label: front.inForce.label })}
              months={front.inForce.months}
            />
          </Card>
        )}
        <Card title={t('registers.front.opened')}>
          <MonthPlot
            label={t('registers.front.openedMonths')}
            months={front.months.map(({ month, opened }) => ({ month, value: opened }))}
          />
        </Card>
        <Card title={t('registers.front.closed')}>
          <MonthPlot
            label={t('registers.front.closedMonths')}
            months={front.months.map(({ month, closed }) => ({ month, value: closed }))}
          />
        </Card>
      </div>
    </>
  )
}

function Attention({ front }: { front: Front }): ReactNode {
  const { t } = useTranslation()
  if (front.attention.length === 0) return <p>{t('registers.front.nothing')}</p>
  return (
    <ul className="grid gap-1">
      {front.attention.map(({ key, text, lines, more, href }) => (
        <li key={key} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <Anchor href={href}>{text}</Anchor>
          <b>{t(more ? 'registers.front.linesMore' : 'registers.front.lines', { figure: figure(lines) })}</b>
        </li>
      ))}
    </ul>
  )
}

/** Lines in force by class or choice, each a bar with its figure beside it. */
function Share({ register, share }: { register: Register; share: Front['shares'][number] }): ReactNode {
  const { t } = useTranslation()
  const most = Math.max(1, ...share.choices.map((choice) => choice.lines))
  return (
    <ul className="grid gap-2">
      {share.choices.map(({ value, label, lines }) => (
        <li key={value}>
          <span className="flex justify-between gap-4 text-[0.875rem]">
            {share.filter ? (
              <Anchor
                href={listHref(register.key, { ...emptyView, where: { [share.key]: { any: [value] } } })}
              >
                {label}
              </Anchor>
            ) : (
              label
            )}
            <b>{t('registers.front.lines', { figure: figure(lines) })}</b>
          </span>
          <span aria-hidden className="block h-2 rounded-4 bg-solid-gray-100">
            <span className="block h-2 rounded-4 bg-key-900" style={{ width: `${(lines / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  )
}
