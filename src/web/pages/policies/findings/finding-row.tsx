import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { ClauseLink } from '../../../parts/clause-link.tsx'
import type { ChipMeaning } from '../../../parts/chip-meanings.ts'
import { StateChip } from '../../../parts/chip.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { TextArea } from '../../../parts/text-field.tsx'
import { useKeyIn } from '../../../parts/use-key-in.ts'
import { readingAddress } from '../addresses.ts'
import { stateOf, type Finding, type FindingState } from './finding-groups.ts'

const meanings: Readonly<Record<FindingState, ChipMeaning>> = {
  open: 'unknown',
  seen: 'done',
  'to-mend': 'check',
}

/** One finding: where, the words, why one should look, and what was said about it. */
export function FindingRow({
  editionId,
  finding,
  busy,
  mayManage,
  onNote,
}: {
  editionId: string
  finding: Finding
  busy: boolean
  mayManage: boolean
  onNote: (state: FindingState, note: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [writing, setWriting] = useState(false)
  const state = stateOf(finding)
  const number = finding.number ?? t('findings.whole')
  const note = finding.note?.note ?? ''
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-solid-gray-200 py-3 leading-[1.6] [contain-intrinsic-size:auto_400px] sm:[contain-intrinsic-size:auto_160px] [content-visibility:auto] lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="grid min-w-0 content-start gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {finding.wid === null ? (
            <b>{number}</b>
          ) : (
            <ClauseLink
              label={`${number}${finding.heading === null ? '' : ` ${finding.heading}`}`}
              href={readingAddress(editionId, finding.wid)}
            />
          )}
          <StateChip means={meanings[state]}>{t(`findings.states.${state}`)}</StateChip>
        </p>
        {finding.text !== '' && (
          <blockquote className="provision border-l-4 border-solid-gray-300 pl-2 text-[0.875rem]">
            {finding.text}
          </blockquote>
        )}
        <p className="text-[0.875rem]">{finding.message}</p>
        {finding.related.length > 0 && (
          <p className="flex flex-wrap items-center gap-x-2 text-[0.875rem]">
            <span className="text-solid-gray-700">{t('findings.related')}</span>
            {finding.related.map((place) => (
              <ClauseLink key={place.wid} label={place.number} href={readingAddress(editionId, place.wid)} />
            ))}
          </p>
        )}
      </div>
      <div className="grid content-start gap-2 text-[0.875rem]">
        {note !== '' && !writing && <p className="whitespace-pre-line">{note}</p>}
        {finding.note !== null && !writing && (
          <p className="text-solid-gray-700">
            {t('findings.noted', { name: finding.note.by })} <DateText value={finding.note.at} form="short" />
          </p>
        )}
        {mayManage &&
          (writing ? (
            <MemoForm
              name={finding.lintKey}
              first={note}
              busy={busy}
              onCancel={() => setWriting(false)}
              onSave={(words) => {
                setWriting(false)
                // who writes what is to be done means to do it
                onNote(state === 'open' ? 'to-mend' : state, words)
              }}
            />
          ) : (
            <div className="flex flex-wrap gap-2">
              {state !== 'seen' && (
                <Button
                  size="small"
                  busy={busy}
                  label={t('findings.seenOf', { number })}
                  onPress={() => onNote('seen', note)}
                >
                  {t('findings.seen')}
                </Button>
              )}
              {state !== 'to-mend' && (
                <Button
                  size="small"
                  busy={busy}
                  label={t('findings.toMendOf', { number })}
                  onPress={() => onNote('to-mend', note)}
                >
                  {t('findings.toMend')}
                </Button>
              )}
              <Button
                size="small"
                look="text"
                label={t('findings.writeMemoOf', { number })}
                onPress={() => setWriting(true)}
              >
                {t('findings.writeMemo')}
              </Button>
              {state !== 'open' && (
                <Button size="small" look="text" busy={busy} onPress={() => onNote('open', note)}>
                  {t('findings.reopen')}
                </Button>
              )}
            </div>
          ))}
      </div>
    </li>
  )
}

function MemoForm({
  name,
  first,
  busy,
  onCancel,
  onSave,
}: {
  name: string
  first: string
  busy: boolean
  onCancel: () => void
  onSave: (words: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [words, setWords] = useState(first)
  const form = useRef<HTMLFormElement>(null)
  useKeyIn(form, 'Escape', () => {
    onCancel()
    return true
  })
  return (
    <form
      ref={form}
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(words.trim())
      }}
    >
      <TextArea
        compact
        rows={2}
        name={`memo-${name}`}
        label={t('findings.memo')}
        hint={t('findings.memoHint')}
        maxLength={500}
        value={words}
        onChange={setWords}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="small" look="filled" busy={busy}>
          {t('findings.saveMemo')}
        </Button>
        <Button size="small" onPress={onCancel}>
          {t('findings.cancel')}
        </Button>
      </div>
    </form>
  )
}
