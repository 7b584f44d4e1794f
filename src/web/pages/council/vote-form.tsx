import { decideItem } from '#rooms/1-organisation/council/contract.ts'
import { choices, type Choice } from '#rooms/1-organisation/council/states.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Checkbox, RadioGroup } from '../../parts/checkbox.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextArea, TextField } from '../../parts/text-field.tsx'
import { nowOf, useMeetingCommand, type Meeting, type MeetingItem } from './use-meeting.ts'

type Casting = 'for' | 'against' | ''

/**
 * What became of an item, typed while it is being decided: three numbers and Enter. Names where the city records them;
 * the chair's decision only where the votes are equal.
 */
export function VoteForm({
  meeting,
  item,
  onDone,
}: {
  meeting: Meeting
  item: MeetingItem
  onDone: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [typed, setTyped] = useState({ for: '', against: '', abstain: '' })
  const [casting, setCasting] = useState<Casting>('')
  const [amendment, setAmendment] = useState('')
  const [why, setWhy] = useState('')
  const [byName, setByName] = useState(false)
  const [names, setNames] = useState<ReadonlyMap<string, Choice>>(new Map())
  const [asked, setAsked] = useState(false)
  const command = useMeetingCommand(decideItem, onDone)
  const problems = command.error instanceof ApiProblem ? command.error.problems : []
  const voting = meeting.members.filter(
    (member) =>
      (member.attendance === 'present' ||
        (member.attendance === 'deputy' && meeting.rules.deputies === 'count')) &&
      !item.concerned.some((one) => one.personId === member.personId),
  )
  const count = (choice: Choice): number =>
    byName ? [...names.values()].filter((each) => each === choice).length : numberOf(typed[choice])
  const wrong = (choice: Choice): boolean => !byName && Number.isNaN(numberOf(typed[choice]))
  const send = (result: Parameters<typeof command.mutate>[0]['result']): void =>
    command.mutate({ ...nowOf(meeting), itemId: item.itemId, contentHash: item.contentHash, result })
  const vote = (): void => {
    setAsked(true)
    if (choices.some(wrong)) return
    send({
      by: 'vote',
      for: count('for'),
      against: count('against'),
      abstain: count('abstain'),
      casting: casting === '' ? null : casting,
      amendment,
      named: byName ? [...names].map(([personId, choice]) => ({ personId, choice })) : [],
    })
  }
  if (item.kind !== '議決') {
    return (
      <div className="grid gap-3 rounded-8 bg-solid-gray-50 p-4">
        {command.isError && <RefusalNotice error={command.error} />}
        <TextField
          name={`why.${item.itemId}`}
          label={t('council.vote.why')}
          value={why}
          maxLength={400}
          onChange={setWhy}
        />
        <ButtonRow end>
          <Button busy={command.isPending} onPress={() => send({ by: 'continue', why })}>
            {t('council.vote.continue')}
          </Button>
          <Button look="filled" busy={command.isPending} onPress={() => send({ by: 'noted', why })}>
            {t('council.vote.noted')}
          </Button>
        </ButtonRow>
      </div>
    )
  }
  return (
    <form
      noValidate
      aria-label={item.title}
      className="grid gap-3 rounded-8 bg-solid-gray-50 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        vote()
      }}
    >
      {command.isError && <RefusalNotice error={command.error} />}
      <p className="flex flex-wrap items-center gap-3 text-[0.875rem]">
        <b>{t('council.vote.voters', { figure: item.voters })}</b>
        {meeting.rules.writtenCounts && <span>{t('council.vote.writtenToo')}</span>}
        {!byName && (
          <Button
            size="small"
            onPress={() => setTyped({ for: String(item.voters), against: '0', abstain: '0' })}
          >
            {t('council.vote.all')}
          </Button>
        )}
      </p>
      <div className="grid grid-cols-3 gap-3">
        {choices.map((choice) => (
          <TextField
            key={choice}
            compact
            name={choice === 'for' ? 'result.for' : `result.${choice}`}
            label={t(`council.vote.${choice}`)}
            inputMode="numeric"
            readOnly={byName}
            value={byName ? String(count(choice)) : typed[choice]}
            maxLength={3}
            error={
              asked && wrong(choice) ? t('council.vote.numbers') : messageAt(problems, `result.${choice}`)
            }
            onChange={(value) => setTyped({ ...typed, [choice]: value })}
          />
        ))}
      </div>
      {meeting.rules.namesVotes && (
        <Checkbox name={`named.${item.itemId}`} checked={byName} onChange={setByName}>
          {t('council.vote.names')}
        </Checkbox>
      )}
      {byName && (
        <div className="grid gap-2 sm:grid-cols-2">
          {voting.map((member) => (
            <SelectField
              key={member.personId}
              compact
              name={`named.${item.itemId}.${member.personId}`}
              label={member.name}
              value={names.get(member.personId) ?? ''}
              emptyLabel="—"
              choices={choices.map((value) => ({ value, label: t(`council.vote.${value}`) }))}
              onChange={(value) => {
                const next = new Map(names)
                const choice = choices.find((each) => each === value)
                if (choice === undefined) next.delete(member.personId)
                else next.set(member.personId, choice)
                setNames(next)
              }}
            />
          ))}
        </div>
      )}
      {meeting.rules.castingVote && count('for') > 0 && count('for') === count('against') && (
        <RadioGroup
          name="result.casting"
          label={t('council.vote.casting')}
          row
          value={casting}
          error={messageAt(problems, 'result.casting')}
          choices={[
            { value: 'for', label: t('council.vote.castingFor') },
            { value: 'against', label: t('council.vote.castingAgainst') },
          ]}
          onChange={(value) => setCasting(value === 'for' ? 'for' : 'against')}
        />
      )}
      <details>
        <summary className="cursor-pointer text-[0.875rem] text-key-900 underline">
          {t('council.vote.amendment')}
        </summary>
        <TextArea
          name={`amendment.${item.itemId}`}
          label={t('council.vote.amendment')}
          hint={t('council.vote.amendmentHint')}
          rows={2}
          value={amendment}
          maxLength={2000}
          onChange={setAmendment}
        />
      </details>
      <ButtonRow end>
        <Button busy={command.isPending} onPress={() => send({ by: 'continue', why: '' })}>
          {t('council.vote.continue')}
        </Button>
        <Button type="submit" look="filled" busy={command.isPending}>
          {t('council.vote.record')}
        </Button>
      </ButtonRow>
    </form>
  )
}

/** A whole number from 0, also in full width; nothing typed is 0. NaN for anything else. */
function numberOf(text: string): number {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return 0
  return /^\d{1,3}$/.test(plain) ? Number(plain) : Number.NaN
}
