import { saveCouncilRules, type showCouncilRules } from '#rooms/1-organisation/council/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf, OutputOf } from '../../api/client.ts'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { FieldPair } from '../../parts/form-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { asSeats, SeatsField, type SeatDraft } from './seats-field.tsx'
import { useMeetingCommand } from './use-meeting.ts'

type Rules = InputOf<typeof saveCouncilRules>['rules']
const shares = {
  half: { over: true, num: 1, den: 2 },
  'half-or-more': { over: false, num: 1, den: 2 },
  'two-thirds': { over: false, num: 2, den: 3 },
  all: { over: false, num: 1, den: 1 },
} as const
type ShareKey = keyof typeof shares
const shareKeys = ['half', 'half-or-more', 'two-thirds', 'all'] as const

const usual: Rules = {
  quorum: { by: 'share', ...shares.half },
  deputies: 'none',
  majority: { ...shares.half, of: 'attending' },
  chairVotes: false,
  castingVote: true,
  chairAbsent: 'vice-chair',
  written: 'all',
  writtenDays: 5,
  writtenCounts: false,
  namesVotes: false,
  excludeConcerned: true,
}

const shareOf = (share: { over: boolean; num: number; den: number } | undefined): ShareKey =>
  shareKeys.find(
    (key) =>
      share !== undefined &&
      shares[key].over === share.over &&
      shares[key].num === share.num &&
      shares[key].den === share.den,
  ) ?? 'half'

/** The rules of a council as a form. */
export function RulesForm({
  data,
  onDone,
  onQuit,
}: {
  data: OutputOf<typeof showCouncilRules>
  onDone: () => void
  onQuit: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [rules, setRules] = useState<Rules>(data.rules?.rules ?? usual)
  const [seats, setSeats] = useState<readonly SeatDraft[]>(
    (data.rules?.seats ?? []).map((seat, index) => ({
      key: `old-${index}`,
      role: seat.role,
      holder: seat.holder,
      word: seat.word,
    })),
  )
  const [from, setFrom] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const [basis, setBasis] = useState(data.rules?.basis ?? '')
  const [days, setDays] = useState(String(rules.writtenDays))
  const [asked, setAsked] = useState(false)
  const command = useMeetingCommand(saveCouncilRules, onDone)
  const problems = command.error instanceof ApiProblem ? command.error.problems : []
  const set = (next: Partial<Rules>): void => setRules({ ...rules, ...next })
  const ready = asSeats(seats)
  const dayCount = /^\d{1,2}$/.test(days.normalize('NFKC')) ? Number(days.normalize('NFKC')) : null
  const { quorum } = rules
  const flags = ['chairVotes', 'castingVote', 'writtenCounts', 'namesVotes', 'excludeConcerned'] as const
  return (
    <form
      noValidate
      className="grid max-w-[880px] gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (from.date === null || ready === null || dayCount === null) return
        command.mutate({
          unitId: data.unitId,
          from: from.date,
          seats: ready,
          rules: { ...rules, writtenDays: dayCount },
          basis,
        })
      }}
    >
      {command.isError && <RefusalNotice error={command.error} />}
      <FieldPair>
        <DateField
          name="from"
          label={t('council.rules.from')}
          required
          value={from.typed}
          error={asked && from.date === null ? t('council.plan.missing') : messageAt(problems, 'from')}
          onChange={(typed, date) => setFrom({ typed, date })}
        />
        <TextField
          name="basis"
          label={t('council.rules.basisField')}
          required
          value={basis}
          maxLength={300}
          error={messageAt(problems, 'basis')}
          onChange={setBasis}
        />
      </FieldPair>
      <Section title={t('council.rules.seats')}>
        <SeatsField
          seats={seats}
          error={asked && ready === null ? t('council.rules.chosen') : messageAt(problems, 'seats')}
          onChange={setSeats}
        />
      </Section>
      <Section title={t('council.rulesTitle')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="quorum"
            label={t('council.rules.quorum')}
            value={quorum.by === 'share' ? shareOf(quorum) : 'half'}
            choices={shareKeys.map((value) => ({ value, label: t(`council.rules.shares.${value}`) }))}
            onChange={(value) =>
              set({ quorum: { by: 'share', ...shares[shareKeys.find((key) => key === value) ?? 'half'] } })
            }
          />
          <SelectField
            name="majority"
            label={t('council.rules.majority')}
            value={shareOf(rules.majority)}
            choices={shareKeys.map((value) => ({ value, label: t(`council.rules.shares.${value}`) }))}
            onChange={(value) =>
              set({
                majority: {
                  ...shares[shareKeys.find((key) => key === value) ?? 'half'],
                  of: rules.majority.of,
                },
              })
            }
          />
          <SelectField
            name="of"
            label={t('council.rules.of')}
            value={rules.majority.of}
            choices={(['attending', 'cast'] as const).map((value) => ({
              value,
              label: t(`council.rules.ofs.${value}`),
            }))}
            onChange={(value) =>
              set({ majority: { ...rules.majority, of: value === 'cast' ? 'cast' : 'attending' } })
            }
          />
          <Ways
            name="deputies"
            label={t('council.rules.deputies')}
            value={rules.deputies}
            ways={['none', 'attend', 'count'] as const}
            wordOf={(way) => t(`council.rules.deputiesWays.${way}`)}
            onChange={(deputies) => set({ deputies })}
          />
          <Ways
            name="chairAbsent"
            label={t('council.rules.chairAbsent')}
            value={rules.chairAbsent}
            ways={['vice-chair', 'elected'] as const}
            wordOf={(way) => t(`council.rules.chairAbsentWays.${way}`)}
            onChange={(chairAbsent) => set({ chairAbsent })}
          />
          <Ways
            name="written"
            label={t('council.rules.written')}
            value={rules.written}
            ways={['none', 'all', 'majority'] as const}
            wordOf={(way) => t(`council.rules.writtenWays.${way}`)}
            onChange={(written) => set({ written })}
          />
          {rules.written !== 'none' && (
            <TextField
              name="writtenDays"
              label={t('council.rules.writtenDays')}
              inputMode="numeric"
              value={days}
              maxLength={2}
              error={asked && dayCount === null ? t('council.rules.number') : undefined}
              onChange={setDays}
            />
          )}
        </div>
        <div className="mt-4 grid gap-2">
          {flags.map((flag) => (
            <Checkbox
              key={flag}
              name={flag}
              checked={rules[flag]}
              onChange={(checked) => set({ [flag]: checked })}
            >
              {t(`council.rules.${flag}`)}
            </Checkbox>
          ))}
        </div>
      </Section>
      <ButtonRow end>
        <Button look="text" onPress={onQuit}>
          {t('parts.cancel')}
        </Button>
        <Button type="submit" look="filled" busy={command.isPending}>
          {t('council.rules.save')}
        </Button>
      </ButtonRow>
    </form>
  )
}

function Ways<W extends string>({
  name,
  label,
  value,
  ways,
  wordOf,
  onChange,
}: {
  name: string
  label: string
  value: W
  ways: readonly W[]
  wordOf: (way: W) => string
  onChange: (way: W) => void
}): ReactNode {
  return (
    <SelectField
      name={name}
      label={label}
      value={value}
      choices={ways.map((way) => ({ value: way, label: wordOf(way) }))}
      onChange={(chosen) => {
        const way = ways.find((each) => each === chosen)
        if (way !== undefined) onChange(way)
      }}
    />
  )
}
