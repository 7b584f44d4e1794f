import type { previewUnits } from '#rooms/1-organisation/units/contract.ts'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { Notice } from '../../parts/notice.tsx'

type Preview = OutputOf<typeof previewUnits>

/** Kinds of what follows, in the order in which they are told. */
const groups = [
  { key: 'units', kinds: ['created', 'renamed', 'moved', 'ended', 'child', 'policy-office'] },
  { key: 'posts', kinds: ['post-moved', 'post-ended'] },
  { key: 'moved', kinds: ['person-moved'] },
  { key: 'left', kinds: ['person-left', 'rule'] },
] as const

/** What a reorganisation changes, before it is done: what is wrong, or what follows. */
export function WhatFollows({ preview }: { preview: Preview }): ReactNode {
  const { t } = useTranslation()
  if (preview.problems.length > 0) {
    return (
      <Notice kind="error" live title={t('reorganisation.preview.cannot')}>
        <ul className="list-disc pl-5">
          {preview.problems.map((problem) => (
            <li key={`${problem.at}${problem.message}`}>{problem.message}</li>
          ))}
        </ul>
      </Notice>
    )
  }
  return (
    <Section title={t('reorganisation.preview.title')}>
      <div className="grid gap-5">
        {groups.map(({ key, kinds }) => {
          const lines = preview.effects.filter((effect) => kinds.some((kind) => kind === effect.kind))
          return lines.length === 0 ? null : (
            <Group
              key={key}
              title={t(`reorganisation.preview.${key}`, { figure: lines.length })}
              warns={key === 'left'}
              lines={lines.map((line) => line.text)}
            />
          )
        })}
        {preview.hanging.length > 0 && (
          <Group
            title={t('reorganisation.preview.hanging')}
            lines={preview.hanging.map(({ label, count }) =>
              t('reorganisation.preview.hangingLine', { label, figure: count }),
            )}
          />
        )}
        <p>{t(preview.immediate ? 'reorganisation.preview.now' : 'reorganisation.preview.later')}</p>
      </div>
    </Section>
  )
}

function Group({
  title,
  lines,
  warns = false,
}: {
  title: string
  lines: readonly string[]
  warns?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-1 font-bold">
        {title}
        {warns && (
          <span className="ml-2 font-normal">
            <StateChip means="check">{t('reorganisation.preview.toDo')}</StateChip>
          </span>
        )}
      </h3>
      <ul className="list-disc pl-5 leading-[1.7]">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}
