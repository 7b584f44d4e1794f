import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../../parts/anchor.tsx'
import { RadioGroup } from '../../../parts/checkbox.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { readingAddress } from '../addresses.ts'
import type { Choice } from './impact-choices.ts'
import type { Impact } from './impact-page.tsx'

type Item = Impact['items'][number]

/** One thing that rests on changing clauses: what they become, and what is to become of it. */
export function ImpactItem({
  item,
  editionId,
  may,
  choice,
  onChoice,
}: {
  item: Item
  editionId: string
  may: boolean
  choice: Choice | undefined
  onChoice: (choice: Choice) => void
}): ReactNode {
  const { t } = useTranslation()
  const asks = may && item.required
  const now = choice?.choice ?? (item.decision?.stale === false ? item.decision.choice : undefined)
  return (
    <li className="grid gap-2 rounded-8 border border-solid-gray-300 p-4 lg:grid-cols-[minmax(0,1fr)_320px] lg:gap-6">
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-2 text-[1rem] leading-[1.5]">
          <StateChip means="mechanism">{item.kindLabel}</StateChip>
          {item.address === null ? item.label : <Anchor href={item.address}>{item.label}</Anchor>}
          {item.count > 1 && (
            <span className="text-[0.875rem] font-normal">
              {t('editions.impact.count', { count: item.count })}
            </span>
          )}
        </h2>
        <ul className="mt-2 grid gap-1.5 text-[0.875rem] leading-[1.6]">
          {item.cites.map((cite) => (
            <li key={cite.wid}>
              <b>{cite.beforeNumber}</b>
              {' → '}
              {cite.afterNumber === null ? (
                <b>{t('editions.impact.gone')}</b>
              ) : (
                <Anchor href={readingAddress(editionId, cite.wid)}>{cite.afterNumber}</Anchor>
              )}
              {cite.words.map((words) => (
                <p key={words}>{words}</p>
              ))}
            </li>
          ))}
        </ul>
      </div>
      <div className="grid content-start gap-2">
        {item.decision !== null && <Decided item={item} />}
        {!item.required && <p className="text-[0.875rem]">{t('editions.impact.byItself')}</p>}
        {asks && (
          <>
            <RadioGroup
              name={`choice.${item.item}`}
              label={t('editions.impact.decide')}
              row
              value={now ?? ''}
              choices={item.options.map((option) => ({
                value: option,
                label: t(`editions.impact.${option}`),
              }))}
              onChange={(value) => {
                const picked = item.options.find((option) => option === value)
                if (picked !== undefined) onChoice({ note: choice?.note ?? '', choice: picked })
              }}
            />
            {choice?.choice !== undefined && (
              <TextField
                compact
                name={`note.${item.item}`}
                label={t('editions.impact.noteLabel')}
                value={choice.note}
                maxLength={500}
                onChange={(note) => onChoice({ ...choice, note })}
              />
            )}
          </>
        )}
      </div>
    </li>
  )
}

function Decided({ item }: { item: Item }): ReactNode {
  const { t } = useTranslation()
  const { decision } = item
  if (decision === null) return null
  return (
    <div className="text-[0.875rem] leading-[1.6]">
      <StateChip means={decision.stale ? 'check' : item.open ? 'waiting' : 'done'}>
        {t(`editions.impact.${decision.choice}`)}
      </StateChip>{' '}
      <DateText value={decision.decidedAt} /> {t('editions.impact.decided', { name: decision.decidedBy })}
      {decision.to !== null && <p>→ {decision.to.number}</p>}
      {decision.note !== '' && <p>{decision.note}</p>}
      {decision.stale && <p>{t('editions.impact.stale')}</p>}
      {item.open && <p>{t('editions.impact.openAgain')}</p>}
    </div>
  )
}
