import { recordAttendance } from '#rooms/1-organisation/council/contract.ts'
import { attendances, type Attendance } from '#rooms/1-organisation/council/states.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { searchPeople } from '../organisation/lookups.ts'
import { nowOf, useMeetingCommand, type Meeting } from './use-meeting.ts'

type Member = Meeting['members'][number]
type Row =
  | { readonly kind: 'member'; readonly member: Member }
  | { readonly kind: 'vacant'; readonly at: number }
type Given = { readonly attendance: Attendance | ''; readonly deputy: Found | null }

const asGiven = (member: Member): Given => ({
  attendance: member.attendance ?? '',
  deputy: member.deputy === null ? null : { id: member.deputy.personId, label: member.deputy.name },
})

/** Who belongs to it on its day and how each attends; vacant seats are shown as such. */
export function MembersPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const takes = meeting.may.includes('attend') && meeting.way === 'room'
  return (
    <Section title={t('council.members.title')}>
      {takes ? <Attend meeting={meeting} /> : <Members meeting={meeting} />}
    </Section>
  )
}

function Members({
  meeting,
  attend,
}: {
  meeting: Meeting
  attend?: (member: Member, index: number) => ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const rows: Row[] = [
    ...meeting.members.map((member) => ({ kind: 'member', member }) as const),
    ...meeting.vacant.map((_, at) => ({ kind: 'vacant', at }) as const),
  ]
  const vacant = (at: number) => meeting.vacant[at]
  return (
    <Table
      caption={t('council.members.title')}
      rows={rows}
      rowKey={(row) => (row.kind === 'member' ? row.member.personId : `vacant ${row.at}`)}
      columns={[
        {
          key: 'role',
          head: t('council.members.role'),
          cell: (row) =>
            t(
              `council.members.roles.${row.kind === 'member' ? row.member.role : (vacant(row.at)?.role ?? 'member')}`,
            ),
        },
        {
          key: 'seat',
          head: t('council.members.seat'),
          wraps: true,
          cell: (row) => (row.kind === 'member' ? row.member.seat : (vacant(row.at)?.word ?? '')),
        },
        {
          key: 'name',
          head: t('council.members.name'),
          names: true,
          cell: (row) =>
            row.kind === 'member' ? (
              row.member.name
            ) : (
              <StateChip means="vacant">{t('council.members.vacant')}</StateChip>
            ),
        },
        {
          key: 'attendance',
          head: t('council.members.attendance'),
          wraps: true,
          cell: (row) => {
            if (row.kind === 'vacant') return '—'
            const index = meeting.members.indexOf(row.member)
            return attend === undefined ? <How member={row.member} /> : attend(row.member, index)
          },
        },
      ]}
    />
  )
}

function How({ member }: { member: Member }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      {member.attendance === null
        ? t('council.members.unknown')
        : t(`council.members.ways.${member.attendance}`)}
      {member.deputy !== null && <span> {member.deputy.name}</span>}
      {member.answered > 0 && <span className="block text-[0.875rem]">{t('council.members.answered')}</span>}
    </>
  )
}

function Attend({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const [given, setGiven] = useState<ReadonlyMap<string, Given>>(
    new Map(meeting.members.map((member) => [member.personId, asGiven(member)])),
  )
  const command = useMeetingCommand(recordAttendance)
  const problems = command.error instanceof ApiProblem ? command.error.problems : []
  const ways = attendances.filter(
    (way) =>
      (way !== 'deputy' || meeting.rules.deputies !== 'none') &&
      (way !== 'written' || meeting.rules.writtenCounts),
  )
  const of = (member: Member): Given => given.get(member.personId) ?? asGiven(member)
  const set = (member: Member, next: Given): void => setGiven(new Map([...given, [member.personId, next]]))
  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        command.mutate({
          ...nowOf(meeting),
          members: meeting.members.map((member) => {
            const { attendance, deputy } = of(member)
            return {
              personId: member.personId,
              attendance: attendance === '' ? null : attendance,
              deputyId: attendance === 'deputy' ? (deputy?.id ?? null) : null,
            }
          }),
        })
      }}
    >
      {meeting.state === 'opened' && <p className="text-[0.875rem]">{t('council.members.duringMeeting')}</p>}
      {command.isError && <RefusalNotice error={command.error} />}
      {command.isSuccess && (
        <Notice kind="success" live>
          {t('council.members.saved')}
        </Notice>
      )}
      <Members
        meeting={meeting}
        attend={(member, index) => (
          <div className="grid gap-2">
            <SelectField
              compact
              name={`members.${index}`}
              label={t('council.members.attendanceOf', { name: member.name })}
              value={of(member).attendance}
              emptyLabel={t('council.members.unknown')}
              error={messageAt(problems, `members.${index}`)}
              choices={ways.map((value) => ({ value, label: t(`council.members.ways.${value}`) }))}
              onChange={(value) =>
                set(member, { ...of(member), attendance: ways.find((way) => way === value) ?? '' })
              }
            />
            {of(member).attendance === 'deputy' && (
              <LookupField
                compact
                name={`members.${index}.deputyId`}
                label={t('council.members.deputyOf', { name: member.name })}
                about="people"
                search={searchPeople}
                chosen={of(member).deputy}
                onChoose={(deputy) => set(member, { ...of(member), deputy })}
              />
            )}
            {member.answered > 0 && <span className="text-[0.875rem]">{t('council.members.answered')}</span>}
          </div>
        )}
      />
      <ButtonRow end>
        <Button
          onPress={() =>
            setGiven(
              new Map(
                meeting.members.map((member) => {
                  const now = of(member)
                  return [member.personId, now.attendance === '' ? { ...now, attendance: 'present' } : now]
                }),
              ),
            )
          }
        >
          {t('council.members.rest')}
        </Button>
        <Button
          type="submit"
          look={meeting.state === 'called' ? 'filled' : 'outline'}
          busy={command.isPending}
        >
          {t('council.members.save')}
        </Button>
      </ButtonRow>
    </form>
  )
}
