import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetLine } from '#rooms/6-technical/accounts/contract-review.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { join } from '../../parts/join.ts'
import { Table } from '../../parts/table.tsx'
import { answerChoices, sheetMove, type AnswerChoice } from './sheet-keys.ts'

/**
 * The lines of a sheet. Each has three buttons, of which the answer is pressed and, before there is one, the proposal
 * is marked. Figures answer and go on to the next line; arrows go from line to line.
 */
export function SheetLines({
  lines,
  may,
  onAnswer,
}: {
  lines: readonly SheetLine[]
  may: boolean
  onAnswer: (lineId: string, answer: AnswerChoice) => void
}): ReactNode {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const step = (lineId: string, by: 1 | -1): void => {
    const at = lines.findIndex((line) => line.lineId === lineId) + by
    const next = lines[at]
    if (next === undefined) return
    frame.current?.querySelector<HTMLElement>(`[data-line="${next.lineId}"] button`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.nativeEvent.isComposing || !(event.target instanceof Element)) return
    const lineId = event.target.closest('[data-line]')?.getAttribute('data-line')
    if (lineId === null || lineId === undefined) return
    const move = sheetMove(event.key, { ctrl: event.ctrlKey, alt: event.altKey, meta: event.metaKey })
    if (move.kind === 'stay') return
    event.preventDefault()
    if (move.kind === 'answer') onAnswer(lineId, move.answer)
    step(lineId, move.kind === 'answer' ? 1 : move.by)
  }
  return (
    <div ref={frame} onKeyDown={may ? onKeyDown : undefined} role="presentation">
      <Table
        caption={t('ids.sheet.table')}
        rows={lines}
        rowKey={(line) => line.lineId}
        columns={[
          {
            key: 'holder',
            head: t('ids.sheet.holder'),
            names: true,
            wraps: true,
            cell: (line) => (
              <>
                {line.holder !== null ? (
                  line.holder.name
                ) : line.users.length > 0 ? (
                  t('ids.sheet.sharedBy', { names: line.users.join('、') })
                ) : (
                  <span className="text-solid-gray-700">{t('ids.sheet.nobody')}</span>
                )}
                {line.leftOn !== null && (
                  <span className="mt-1 block">
                    <StateChip means="violation">
                      <LeftOn day={line.leftOn} />
                    </StateChip>
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'login',
            head: t('ids.sheet.login'),
            wraps: true,
            cell: (line) => (
              <>
                <Anchor href={`/registers/account?open=${line.entryId}`}>{line.login}</Anchor>
                <span className="block text-solid-gray-700">{t(`ids.accountKinds.${line.kind}`)}</span>
              </>
            ),
          },
          { key: 'system', head: t('ids.sheet.system'), wraps: true, cell: (line) => line.system.name },
          {
            key: 'used',
            head: t('ids.sheet.lastUsed'),
            cell: (line) =>
              line.lastUsed === null ? (
                t('ids.sheet.notKnown')
              ) : (
                <DateText form="short" value={line.lastUsed} />
              ),
          },
          {
            key: 'why',
            head: t('ids.sheet.proposal'),
            wraps: true,
            cell: (line) => (
              <>
                {line.reasons.map((reason) => (
                  <span key={reason} className="block">
                    {t(`ids.kinds.${reason}`)}
                  </span>
                ))}
                {line.unchecked && <StateChip means="unknown">{t('ids.sheet.unchecked')}</StateChip>}
              </>
            ),
          },
          {
            key: 'answer',
            head: t('ids.sheet.answer'),
            cell: (line) => <Answer line={line} may={may} onAnswer={onAnswer} />,
          },
        ]}
      />
    </div>
  )
}

function LeftOn({ day }: { day: string }): ReactNode {
  const { t } = useTranslation()
  const [before = '', after = ''] = t('ids.sheet.leftOn', { date: '\u0000' }).split('\u0000')
  return (
    <>
      {before}
      <DateText form="short" value={day} />
      {after}
    </>
  )
}

const chosen: Readonly<Record<AnswerChoice, string>> = {
  keep: 'bg-green-50 border-green-800 text-green-900 font-bold',
  remove: 'bg-red-50 border-red-900 text-red-1000 font-bold',
  unknown: 'bg-yellow-50 border-yellow-1000 text-yellow-1200 font-bold',
}

function Answer({
  line,
  may,
  onAnswer,
}: {
  line: SheetLine
  may: boolean
  onAnswer: (lineId: string, answer: AnswerChoice) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <span data-line={line.lineId} className="inline-flex flex-wrap items-center gap-1">
      {answerChoices.map((choice) => {
        const pressed = line.answer === choice
        const proposed = line.answer === null && line.proposal === choice
        return (
          <button
            key={choice}
            type="button"
            aria-pressed={pressed}
            aria-disabled={may ? undefined : true}
            aria-label={`${t('ids.sheet.answerOf', { login: line.login, answer: t(`ids.sheet.answers.${choice}`) })}${
              proposed ? ` ${t('ids.sheet.proposed')}` : ''
            }`}
            className={join(
              'min-h-8 min-w-14 rounded-6 border px-2 text-[0.875rem] leading-none max-sm:min-h-11',
              pressed
                ? chosen[choice]
                : proposed
                  ? 'border-dashed border-solid-gray-800 bg-white text-solid-gray-900'
                  : 'border-solid-gray-420 bg-white text-solid-gray-700',
              may && 'hover:bg-key-50',
            )}
            onClick={may ? () => onAnswer(line.lineId, choice) : undefined}
          >
            {t(`ids.sheet.answers.${choice}`)}
            {proposed && <span className="text-[0.75rem]"> {t('ids.sheet.proposed')}</span>}
          </button>
        )
      })}
    </span>
  )
}
