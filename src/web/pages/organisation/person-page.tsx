import type { TFunction } from 'i18next'
import { person } from '#rooms/1-organisation/contract.ts'
import { isDate } from '#ground/clock/date.ts'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { OutputOf } from '../../api/client.ts'
import { Columns, Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList, type Definition } from '../../parts/definition-list.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { Absences } from './absences.tsx'
import { textIn } from './list-search.ts'
import { Standings } from './standings.tsx'

type Found = OutputOf<typeof person>

/** One person: posts past and present, offices on the day, absences. */
export function PersonPage(): ReactNode {
  const { t } = useTranslation()
  const { personId = '' } = useParams({ strict: false })
  const on = useLocation({ select: ({ search }) => textIn(search, 'on') })
  const found = useQuery(reading(person, { personId, ...(isDate(on) ? { on } : {}) }))
  const name = found.data === undefined ? t('organisation.person.who') : nameOf(found.data)
  return (
    <>
      <PageHead
        title={name}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('organisation.peoplePage.title'), href: '/organisation/people' },
          { label: name },
        ]}
        lead={found.data?.kana}
      />
      {found.isPending && <Loading />}
      {found.isError &&
        (found.error instanceof ApiProblem && found.error.status < 500 ? (
          <EmptyState title={found.error.message} />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ))}
      {found.isSuccess && <Person found={found.data} on={isDate(on) ? on : undefined} />}
    </>
  )
}

function nameOf({ family, given }: Found): string {
  return `${family} ${given}`.trim()
}

function Person({ found, on }: { found: Found; on: string | undefined }): ReactNode {
  const { t } = useTranslation()
  const me = useMe()
  const mayAct = me.person.personId === found.id || me.rights.includes('organisation.manage')
  return (
    <Columns
      sideLabel={t('organisation.person.who')}
      main={
        <>
          <Standings standings={found.standings} on={on} />
          <Section title={t('organisation.person.appointments')}>
            <Appointments found={found} />
          </Section>
        </>
      }
      side={
        <>
          <Section title={t('organisation.person.who')}>
            <DefinitionList items={factsOf(found, t)} />
          </Section>
          <Section title={t('organisation.person.absences')}>
            <Absences
              absences={found.absences}
              person={{ id: found.id, name: nameOf(found), mine: me.person.personId === found.id }}
              mayAct={mayAct}
            />
          </Section>
        </>
      }
    />
  )
}

function factsOf(found: Found, t: TFunction): Definition[] {
  const facts = [
    { key: 'number', term: t('organisation.person.number'), is: found.number },
    { key: 'mail', term: t('organisation.person.mail'), is: found.mail },
    { key: 'extension', term: t('organisation.person.extension'), is: found.extension },
  ].flatMap(({ is, ...rest }) => (is === null ? [] : [{ ...rest, is }]))
  const others = found.otherNames.map(({ state, name, from, to }) => ({
    key: `${state} ${from}`,
    term: t(`organisation.person.${state}Name`),
    is: (
      <>
        {name}(
        {state === 'former' ? (
          <>
            <DateText value={from} />〜<DateText value={to} />
          </>
        ) : (
          <>
            <DateText value={from} />〜
          </>
        )}
        )
      </>
    ),
  }))
  return [
    ...facts,
    ...others,
    {
      key: 'period',
      term: t('organisation.person.period'),
      is: (
        <>
          <DateText value={found.from} />〜{found.to !== null && <DateText value={found.to} />}
        </>
      ),
    },
  ]
}

function Appointments({ found }: { found: Found }): ReactNode {
  const { t } = useTranslation()
  if (found.appointments.length === 0) return <EmptyState title={t('organisation.person.noAppointments')} />
  return (
    <Table
      caption={t('organisation.person.appointments')}
      rows={found.appointments}
      rowKey={(place) => place.appointmentId}
      columns={[
        { key: 'unit', head: t('organisation.person.unit'), names: true, cell: (place) => place.unitName },
        { key: 'title', head: t('organisation.person.post'), wraps: true, cell: (place) => place.title },
        { key: 'kind', head: t('organisation.person.kind'), cell: (place) => place.kind },
        {
          key: 'from',
          head: t('organisation.person.from'),
          cell: (place) => <DateText value={place.from} />,
        },
        { key: 'to', head: t('organisation.person.to'), cell: (place) => <DateText value={place.to} /> },
      ]}
    />
  )
}
