import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { outcomes, wantsNote, type Outcome } from '#engine/stocktake/contract.ts'
import type { SheetLine } from '#engine/stocktake/contract-sheet.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { join } from '../../parts/join.ts'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { sheetMove } from './sheet-keys.ts'

export type Answer = { readonly entryId: string; readonly outcome: Outcome; readonly note?: string }

/**
 * The lines of a sheet, each with a button for every outcome. Figures answer and go on to the next line; an outcome that
 * must say something opens its note first.
 */
export function SheetLines({
  lines,
  register,
  may,
  onAnswer,
}: {
  lines: readonly SheetLine[]
  register: string
  may: boolean
  onAnswer: (answer: Answer) => void
}): ReactNode {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const [noting, setNoting] = useState<{ entryId: string; outcome: Outcome } | null>(null)
  const focusOn = (entryId: string | undefined): void => {
    if (entryId === undefined) return
    frame.current?.querySelector<HTMLElement>(`[data-line="${entryId}"] button`)?.focus()
  }
  const neighbour = (entryId: string, by: 1 | -1): string | undefined =>
    lines[lines.findIndex((line) => line.entryId === entryId) + by]?.entryId
  const answer = (entryId: string, outcome: Outcome): boolean => {
    if (wantsNote.has(outcome)) {
      setNoting({ entryId, outcome })
      return false
    }
    setNoting(null)
    onAnswer({ entryId, outcome })
    return true
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.nativeEvent.isComposing || !(event.target instanceof Element)) return
    // what is typed into a note is a note
    if (event.target instanceof HTMLInputElement) return
    const entryId = event.target.closest('[data-line]')?.getAttribute('data-line')
    if (entryId === null || entryId === undefined) return
    const move = sheetMove(event.key, { ctrl: event.ctrlKey, alt: event.altKey, meta: event.metaKey })
    if (move.kind === 'stay') return
    event.preventDefault()
    if (move.kind === 'step') focusOn(neighbour(entryId, move.by))
    else if (answer(entryId, move.outcome)) focusOn(neighbour(entryId, 1))
  }
  return (
    <div ref={frame} onKeyDown={may ? onKeyDown : undefined} role="presentation">
      <Table
        caption={t('stocktakes.sheet.table')}
        rows={lines}
        rowKey={(line) => line.entryId}
        columns={[
          { key: 'number', head: t('stocktakes.sheet.number'), cell: (line) => line.number },
          {
            key: 'label',
            head: t('stocktakes.sheet.label'),
            names: true,
            wraps: true,
            cell: (line) => (
              <>
                <Anchor href={`/registers/${register}?open=${line.entryId}`}>{line.label}</Anchor>
                <Hints line={line} />
              </>
            ),
          },
          {
            key: 'classes',
            head: t('stocktakes.sheet.classes'),
            wraps: true,
            cell: (line) => line.classes,
          },
          { key: 'place', head: t('stocktakes.sheet.place'), wraps: true, cell: (line) => line.place },
          {
            key: 'answer',
            head: t('stocktakes.sheet.answer'),
            wraps: true,
            cell: (line) => (
              <>
                <Choices line={line} may={may} onAnswer={(outcome) => void answer(line.entryId, outcome)} />
                {noting?.entryId === line.entryId ? (
                  <NoteForm
                    line={line}
                    outcome={noting.outcome}
                    onKeep={(note) => {
                      setNoting(null)
                      onAnswer({ entryId: line.entryId, outcome: noting.outcome, note })
                      focusOn(neighbour(line.entryId, 1) ?? line.entryId)
                    }}
                  />
                ) : (
                  line.note !== null && <span className="mt-1 block">{line.note}</span>
                )}
                {line.countedBy !== null && (
                  <span className="block text-solid-gray-700">
                    {t('stocktakes.sheet.by', { name: line.countedBy })}
                  </span>
                )}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}

function Hints({ line }: { line: SheetLine }): ReactNode {
  const { t } = useTranslation()
  if (!line.closedSince && line.seenBy === null && !line.missedBefore && line.away === null) return null
  return (
    <span className="mt-1 block">
      <Chips>
        {line.away !== null && (
          <StateChip means="note">{t('stocktakes.sheet.away', { where: line.away })}</StateChip>
        )}
        {line.closedSince && <StateChip means="outside">{t('stocktakes.sheet.closedSince')}</StateChip>}
        {line.seenBy !== null && (
          <StateChip means="check">{t('stocktakes.sheet.seenBy', { unit: line.seenBy })}</StateChip>
        )}
        {line.missedBefore && <StateChip means="late">{t('stocktakes.sheet.missedBefore')}</StateChip>}
      </Chips>
    </span>
  )
}

const chosen: Readonly<Record<Outcome, string>> = {
  found: 'bg-green-50 border-green-800 text-green-900 font-bold',
  elsewhere: 'bg-yellow-50 border-yellow-1000 text-yellow-1200 font-bold',
  damaged: 'bg-yellow-50 border-yellow-1000 text-yellow-1200 font-bold',
  missing: 'bg-red-50 border-red-900 text-red-1000 font-bold',
  unseen: 'bg-solid-gray-50 border-solid-gray-800 text-solid-gray-900 font-bold',
}

function Choices({
  line,
  may,
  onAnswer,
}: {
  line: SheetLine
  may: boolean
  onAnswer: (outcome: Outcome) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <span data-line={line.entryId} className="inline-flex flex-wrap items-center gap-1">
      {outcomes.map((outcome) => (
        <button
          key={outcome}
          type="button"
          aria-pressed={line.outcome === outcome}
          aria-disabled={may ? undefined : true}
          aria-label={t('stocktakes.sheet.answerOf', {
            number: line.number,
            answer: t(`stocktakes.outcomes.${outcome}`),
          })}
          className={join(
            'min-h-8 rounded-6 border px-2 text-[0.875rem] leading-none max-sm:min-h-11',
            line.outcome === outcome ? chosen[outcome] : 'border-solid-gray-420 bg-white text-solid-gray-700',
            may && 'hover:bg-key-50',
          )}
          onClick={may ? () => onAnswer(outcome) : undefined}
        >
          {t(`stocktakes.outcomes.${outcome}`)}
        </button>
      ))}
    </span>
  )
}

function NoteForm({
  line,
  outcome,
  onKeep,
}: {
  line: SheetLine
  outcome: Outcome
  onKeep: (note: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [note, setNote] = useState(line.note ?? '')
  const form = useRef<HTMLFormElement>(null)
  // the field takes the focus when it appears: whoever answers by keys goes on typing
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <form
      className="mt-2 flex flex-wrap items-end gap-2"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        if (note.trim() !== '') onKeep(note.trim())
      }}
    >
      <div className="w-56">
        <TextField
          compact
          name={`note-${line.entryId}`}
          label={`${t(`stocktakes.outcomes.${outcome}`)} ${t('stocktakes.sheet.noteOf', { number: line.number })}`}
          hint={t('stocktakes.sheet.noteAsk')}
          maxLength={200}
          value={note}
          onChange={setNote}
        />
      </div>
      <Button type="submit" size="small">
        {t('stocktakes.sheet.noteKeep')}
      </Button>
    </form>
  )
}
