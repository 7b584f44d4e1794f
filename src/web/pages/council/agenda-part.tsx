import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import type { ChipMeaning } from '../../parts/chip-meanings.ts'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { AgendaEditor } from './agenda-editor.tsx'
import type { Meeting, MeetingItem } from './use-meeting.ts'
import { VoteForm } from './vote-form.tsx'

const outcomeMeans: Readonly<Record<NonNullable<MeetingItem['outcome']>, ChipMeaning>> = {
  可決: 'done',
  修正可決: 'done',
  否決: 'refused',
  継続審議: 'waiting',
  了承: 'done',
}

/** The agenda: what is to be decided, what was, and while the meeting is open the votes. */
export function AgendaPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const plans = meeting.may.includes('plan')
  return (
    <Section
      title={t('council.agenda.title')}
      aside={
        plans && !editing ? (
          <Button size="small" onPress={() => setEditing(true)}>
            {t('council.agenda.edit')}
          </Button>
        ) : undefined
      }
    >
      {editing && plans ? (
        <AgendaEditor meeting={meeting} onDone={() => setEditing(false)} />
      ) : meeting.items.length === 0 ? (
        <EmptyState title={t('council.agenda.none')} />
      ) : (
        <ol className="grid gap-6">
          {meeting.items.map((item) => (
            <li key={item.itemId}>
              <Item meeting={meeting} item={item} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

function Item({ meeting, item }: { meeting: Meeting; item: MeetingItem }): ReactNode {
  const { t } = useTranslation()
  const [again, setAgain] = useState(false)
  const papers = meeting.files.filter((file) => file.itemId === item.itemId)
  const votes = meeting.may.includes('decide') && meeting.way === 'room'
  return (
    <article aria-labelledby={`item-${item.itemId}`} className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="nowrap text-[0.875rem] text-solid-gray-700">
          {t('council.agenda.number', { figure: item.place })}
        </span>
        <h3 id={`item-${item.itemId}`} className="text-[1.125rem]">
          {item.title}
        </h3>
        <StateChip means="mechanism">{t(`council.kinds.${item.kind}`)}</StateChip>
        {item.outcome !== null && (
          <StateChip means={outcomeMeans[item.outcome]}>{t(`council.outcomes.${item.outcome}`)}</StateChip>
        )}
        {item.changedAfterCall && <StateChip means="check">{t('council.agenda.changed')}</StateChip>}
        {item.changedSinceOpening && item.outcome === null && (
          <StateChip means="wrong">{t('council.agenda.changedSince')}</StateChip>
        )}
      </div>
      {item.detail !== '' && <p className="leading-[1.7] whitespace-pre-wrap">{item.detail}</p>}
      {item.subject !== null && (
        <p className="text-[0.875rem]">
          {t('council.subject')}{' '}
          {item.subject.href === null ? (
            item.subject.label
          ) : (
            <Anchor href={item.subject.href}>{item.subject.label}</Anchor>
          )}
        </p>
      )}
      {item.concerned.length > 0 && (
        <p className="text-[0.875rem]">
          {t('council.agenda.concerned')} {item.concerned.map((one) => one.name).join('、')}
          {item.quorum !== null && <span className="block">{item.quorum.reason}</span>}
        </p>
      )}
      {papers.length > 0 && (
        <p className="text-[0.875rem]">
          {t('council.papers.title')} {papers.map((file) => file.name).join('、')}
        </p>
      )}
      {item.outcome !== null && <Result item={item} />}
      {votes && (item.outcome === null || again) && (
        <VoteForm meeting={meeting} item={item} onDone={() => setAgain(false)} />
      )}
      {votes && item.outcome !== null && !again && (
        <span>
          <Button size="small" onPress={() => setAgain(true)}>
            {t('council.vote.again')}
          </Button>
        </span>
      )}
      {item.kind === '議決' &&
        item.outcome === null &&
        !votes &&
        meeting.way === 'room' &&
        meeting.mayManage && <p className="text-[0.875rem] text-solid-gray-700">{t('council.vote.wait')}</p>}
    </article>
  )
}

function Result({ item }: { item: MeetingItem }): ReactNode {
  const { t } = useTranslation()
  const lines = [
    { key: 'number', term: t('council.vote.number'), is: item.number },
    {
      key: 'reason',
      term: t(item.tally === null ? 'council.vote.why' : 'council.vote.reason'),
      is: item.outcomeReason,
    },
    { key: 'amendment', term: t('council.vote.amended'), is: item.amendment },
    {
      key: 'names',
      term: t('council.vote.names'),
      is:
        item.ballots.length === 0
          ? null
          : item.ballots.map((ballot) => `${ballot.name}(${t(`council.vote.${ballot.choice}`)})`).join('、'),
    },
    {
      key: 'hash',
      term: t('council.vote.hash'),
      is: item.number === null ? null : <span className="text-[0.75rem] break-all">{item.contentHash}</span>,
    },
  ]
  return <DefinitionList items={lines.filter((line) => line.is !== null)} />
}
