import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmationOf, confirmEntry } from '#engine/confirmation/contract.ts'
import { reading } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Button } from '../../../parts/button.tsx'
import { Card } from '../../../parts/card.tsx'
import { RadioGroup } from '../../../parts/checkbox.tsx'
import type { ChipMeaning } from '../../../parts/chip-meanings.ts'
import { StateChip } from '../../../parts/chip.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { ConfirmDialog } from '../../../parts/dialog.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../../parts/states.tsx'
import { TextArea } from '../../../parts/text-field.tsx'
import { refreshLine } from './refresh.ts'

type Shown = OutputOf<typeof confirmationOf>
type Line = { register: string; entryId: string; label: string }

const looks: Record<Shown['state'], ChipMeaning> = {
  waiting: 'waiting',
  confirmed: 'done',
  objected: 'wrong',
  'not-needed': 'note',
}

/** What a second person says of a line, and the way for him to say it. */
export function ConfirmationCard({ line }: { line: Line }): ReactNode {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { register, entryId } = line
  const found = useQuery(reading(confirmationOf, { register, entryId }))
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { word, state, mayConfirm, answers } = found.data
  return (
    <Card
      title={word}
      level={3}
      aside={<StateChip means={looks[state]}>{t(`lineProof.confirmation.states.${state}`)}</StateChip>}
    >
      <div className="grid gap-3 text-[0.875rem]">
        <p>{t('lineProof.confirmation.what')}</p>
        {answers.length > 0 && <Answers answers={answers} />}
        <div>
          <Button
            look="filled"
            {...(mayConfirm.because === undefined ? {} : { reason: mayConfirm.because })}
            onPress={() => setOpen(true)}
          >
            {t('lineProof.confirmation.act')}
          </Button>
        </div>
      </div>
      {open && <AnswerDialog line={line} shown={found.data} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function Answers({ answers }: { answers: Shown['answers'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <ul aria-label={t('lineProof.confirmation.answers')} className="grid gap-2">
      {answers.map((answer) => (
        <li key={answer.at} className="border-l-4 border-solid-gray-300 pl-2">
          <p className="font-bold">{t(`lineProof.confirmation.outcomes.${answer.outcome}`)}</p>
          <p>
            {answer.by} <DateText value={answer.at} />{' '}
            {t('lineProof.confirmation.of', { version: answer.version })}
          </p>
          {answer.note !== null && <p>{answer.note}</p>}
          {answer.outdated && <p className="text-solid-gray-700">{t('lineProof.confirmation.outdated')}</p>}
        </li>
      ))}
    </ul>
  )
}

function AnswerDialog({
  line,
  shown,
  onClose,
}: {
  line: Line
  shown: Shown
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [outcome, setOutcome] = useState<'' | 'confirmed' | 'objected'>('')
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const give = useCommand(confirmEntry, async () => {
    await refreshLine(queries)
    onClose()
  })
  const wantsNote = outcome === 'objected' && note.trim() === ''
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('lineProof.confirmation.title', { word: shown.word, label: line.label })}
      act={t('lineProof.confirmation.go')}
      busy={give.isPending}
      onConfirm={() => {
        setAsked(true)
        if (outcome === '' || wantsNote) return
        give.mutate({
          register: line.register,
          entryId: line.entryId,
          expectedVersion: shown.version,
          outcome,
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        })
      }}
    >
      <div className="grid gap-4">
        <p>{t('lineProof.confirmation.read')}</p>
        <RadioGroup
          name="outcome"
          label={t('lineProof.confirmation.outcome')}
          required
          value={outcome}
          error={asked && outcome === '' ? t('lineProof.confirmation.needed') : undefined}
          choices={(['confirmed', 'objected'] as const).map((value) => ({
            value,
            label: t(`lineProof.confirmation.outcomes.${value}`),
          }))}
          onChange={(value) => setOutcome(value === 'objected' ? 'objected' : 'confirmed')}
        />
        <TextArea
          name="note"
          label={t('lineProof.confirmation.note')}
          hint={t('lineProof.confirmation.noteHint')}
          required={outcome === 'objected'}
          maxLength={400}
          value={note}
          error={asked && wantsNote ? t('lineProof.confirmation.noteNeeded') : undefined}
          onChange={setNote}
        />
        {give.isError && <RefusalNotice error={give.error} />}
      </div>
    </ConfirmDialog>
  )
}
