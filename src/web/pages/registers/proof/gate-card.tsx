import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '#ground/clock/wareki.ts'
import { gateFile, gatesOf } from '#engine/register-gate/contract.ts'
import { reading, saveFile } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { Button } from '../../../parts/button.tsx'
import { Card } from '../../../parts/card.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../../parts/states.tsx'
import { PassGateDialog } from './pass-gate-dialog.tsx'
import { TakeBackDialog } from './take-back-dialog.tsx'

type Shown = OutputOf<typeof gatesOf>
export type ShownGate = Shown['gates'][number]
type Passed = NonNullable<ShownGate['passed']>
export type GateLine = { register: string; entryId: string }

/** The gates of a line in their order: who confirmed what and when, what is next, and what still stands in its way. */
export function GateCard({ line }: { line: GateLine }): ReactNode {
  const { t } = useTranslation()
  const [passing, setPassing] = useState<ShownGate>()
  const [back, setBack] = useState(false)
  const found = useQuery(reading(gatesOf, line))
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { word, gates, undone, version, mayTakeBack } = found.data
  const done = gates.filter((gate) => gate.state === 'passed').length
  return (
    <Card
      title={word}
      level={3}
      aside={<span className="text-[0.875rem]">{t('lineProof.gate.done', { all: gates.length, done })}</span>}
    >
      <ol className="grid gap-3 text-[0.875rem]">
        {gates.map((gate, index) => (
          <li key={gate.key} className={gate.state === 'later' ? 'text-solid-gray-700' : ''}>
            <p className="flex flex-wrap items-center gap-2 font-bold">
              {index + 1} {gate.name}
              {gate.state === 'next' && <StateChip means="waiting">{t('lineProof.gate.next')}</StateChip>}
            </p>
            {gate.state !== 'passed' && <p>{gate.asks}</p>}
            {gate.passed !== null && <Proof line={line} passed={gate.passed} />}
            {gate.state === 'next' && <Next gate={gate} onPass={() => setPassing(gate)} />}
          </li>
        ))}
      </ol>
      {done > 0 && mayTakeBack.allowed && (
        <div className="mt-3">
          <Button size="small" danger onPress={() => setBack(true)}>
            {t('lineProof.gate.back')}
          </Button>
        </div>
      )}
      {undone.length > 0 && <Undone line={line} undone={undone} />}
      {passing !== undefined && (
        <PassGateDialog line={line} gate={passing} version={version} onClose={() => setPassing(undefined)} />
      )}
      {back && <TakeBackDialog line={line} version={version} onClose={() => setBack(false)} />}
    </Card>
  )
}

function Next({ gate, onPass }: { gate: ShownGate; onPass: () => void }): ReactNode {
  const { t } = useTranslation()
  const because =
    gate.mayPass.because ??
    (gate.missing.length === 0 ? undefined : t('lineProof.gate.missing') + ':' + gate.missing.join(''))
  return (
    <div className="mt-2">
      <Button look="filled" {...(because === undefined ? {} : { reason: because })} onPress={onPass}>
        {t('lineProof.gate.pass')}
      </Button>
    </div>
  )
}

/** Who confirmed a gate and when, with what file, and until when that stays. */
function Proof({ line, passed }: { line: GateLine; passed: Passed }): ReactNode {
  const { t } = useTranslation()
  const { passId, file } = passed
  const opening = useMutation({ mutationFn: () => saveFile(gateFile, { ...line, passId }) })
  return (
    <div className="grid gap-1">
      <p>
        <DateText value={passed.on} /> {passed.by}({passed.capacity})
      </p>
      {passed.note !== null && <p className="whitespace-pre-line">{passed.note}</p>}
      {file !== null && (
        <p className="flex flex-wrap items-center gap-2">
          <Button
            look="text"
            size="small"
            icon="download"
            label={t('lineProof.gate.open', { name: file.name })}
            busy={opening.isPending}
            onPress={() => opening.mutate()}
          >
            {file.name}
          </Button>
          {passed.keepUntil !== null && t('lineProof.gate.kept', { date: formatDate(passed.keepUntil) })}
        </p>
      )}
      {opening.isError && <RefusalNotice error={opening.error} />}
    </div>
  )
}

function Undone({ line, undone }: { line: GateLine; undone: Shown['undone'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="mt-3 border-t border-solid-gray-300 pt-2 text-[0.875rem]">
      <h4 className="font-bold">{t('lineProof.gate.undone')}</h4>
      <ul className="grid gap-2">
        {undone.map((each) => (
          <li key={each.passId}>
            <p>
              {each.name} <DateText value={each.undoneAt} /> {each.undoneBy}
            </p>
            <p>{each.why}</p>
            <Proof line={line} passed={each} />
          </li>
        ))}
      </ul>
    </div>
  )
}
