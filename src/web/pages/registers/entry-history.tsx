import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { DateText } from '../../parts/date-text.tsx'
import type { FoundEntry } from './entry-detail.tsx'
import type { Register } from './list-address.ts'
import { ValueText } from './value-text.tsx'

type Version = FoundEntry['history'][number]
type Author = Version['by']

/** Who wrote, as a reader knows him. */
export function useAuthorName(): (author: Author) => string {
  const { t } = useTranslation()
  return ({ kind, name }) => {
    if (kind === 'system') return t('registers.panel.system')
    return kind === 'operator' ? t('registers.panel.operator', { name }) : name
  }
}

/** The versions of a line, newest first, each with what it changed against the one before. */
export function EntryHistory({ register, found }: { register: Register; found: FoundEntry }): ReactNode {
  const { t } = useTranslation()
  const versions = found.history.toSorted((one, other) => other.version - one.version)
  return (
    <section aria-labelledby="entry-history">
      <h3 id="entry-history" className="text-[1rem] leading-[1.5]">
        {t('registers.panel.history')}
      </h3>
      <ol className="text-[0.875rem] leading-[1.5]">
        {versions.map((version, index) => (
          <VersionLine
            key={version.version}
            register={register}
            names={found.names}
            version={version}
            before={versions[index + 1]}
          />
        ))}
      </ol>
      {found.historyMore && <p className="text-[0.875rem]">{t('registers.panel.olderMore')}</p>}
    </section>
  )
}

function VersionLine({
  register,
  names,
  version,
  before,
}: {
  register: Register
  names: FoundEntry['names']
  version: Version
  before: Version | undefined
}): ReactNode {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  const [compared, setCompared] = useState(false)
  const comparable = before !== undefined && version.changed.length > 0
  return (
    <li className="border-b border-solid-gray-200 py-2">
      <DateText value={version.at} /> {authorName(version.by)}
      {version.origin !== 'person' && `(${t(`registers.panel.${version.origin}`)})`}
      <span className="block">
        <WhatChanged register={register} version={version} before={before} />
      </span>
      {version.why !== '' && (
        <span className="block">{t('registers.panel.because', { why: version.why })}</span>
      )}
      {version.source?.kind === 'application' && (
        <Anchor href={`/cases/${version.source.id}`}>{t('registers.panel.source')}</Anchor>
      )}
      {comparable && (
        <Button look="text" size="small" expanded={compared} onPress={() => setCompared(!compared)}>
          {t('registers.panel.compare')}
        </Button>
      )}
      {comparable && compared && (
        <Differences register={register} names={names} version={version} before={before} />
      )}
    </li>
  )
}

function WhatChanged({
  register,
  version,
  before,
}: {
  register: Register
  version: Version
  before: Version | undefined
}): ReactNode {
  const { t } = useTranslation()
  if (version.version === 1) return t('registers.panel.first')
  if (version.state === 'closed') {
    return before === undefined ? t('registers.panel.disposedAct') : t('registers.panel.closedAct')
  }
  const labels = register.columns
    .filter((column) => version.changed.includes(column.key))
    .map((column) => column.label)
  if (before !== undefined && before.unitId !== version.unitId)
    labels.unshift(t('registers.panel.unitChanged'))
  return labels.length === 0
    ? t('registers.panel.nothingChanged')
    : t('registers.panel.changed', { columns: labels.join('・') })
}

/** Before and after, column by column. */
function Differences({
  register,
  names,
  version,
  before,
}: {
  register: Register
  names: FoundEntry['names']
  version: Version
  before: Version
}): ReactNode {
  const { t } = useTranslation()
  return (
    <dl className="mt-1 grid gap-1 border-l-4 border-solid-gray-300 pl-2">
      {register.columns
        .filter((column) => version.changed.includes(column.key))
        .map((column) => (
          <div key={column.key}>
            <dt className="font-bold">{column.label}</dt>
            <dd>
              <span className="text-solid-gray-600">{t('registers.panel.before')}</span>{' '}
              <del className="no-underline">
                <ValueText column={column} value={before.values[column.key]} names={names} />
              </del>
            </dd>
            <dd>
              <span className="text-solid-gray-600">{t('registers.panel.after')}</span>{' '}
              <ins className="font-bold no-underline">
                <ValueText column={column} value={version.values[column.key]} names={names} />
              </ins>
            </dd>
          </div>
        ))}
    </dl>
  )
}
