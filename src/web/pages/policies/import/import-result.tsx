import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { Checkbox } from '../../../parts/checkbox.tsx'
import { DefinitionList, type Definition } from '../../../parts/definition-list.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { readingAddress } from '../addresses.ts'
import { UnreadList } from '../reading/unread-list.tsx'
import type { Imported } from '../types.ts'
import { OutlinePreview } from './outline-preview.tsx'
import { TablesPreview } from './tables-preview.tsx'

/** What was read of a file, before anything is kept. */
export function ImportResult({
  result,
  fileName,
  busy,
  error,
  onKeep,
}: {
  result: Imported
  fileName: string
  busy: boolean
  error: unknown
  onKeep: (acceptUnread: boolean) => void
}): ReactNode {
  const { t } = useTranslation()
  const [accepted, setAccepted] = useState(false)
  const matters = result.unread.filter((part) => part.matters)
  if (result.already && result.editionId !== null) {
    return (
      <Notice kind="info" live title={t('policies.import.already', { label: result.label })}>
        <p className="mb-2">{t('policies.import.alreadyWhat')}</p>
        <ButtonLink href={readingAddress(result.editionId)}>{t('policies.import.openEdition')}</ButtonLink>
      </Notice>
    )
  }
  const share = Math.round((100 * result.counts.unreadCharacters) / Math.max(1, result.counts.characters))
  return (
    <>
      <Section title={t('policies.import.read')} aside={fileName}>
        <p className="mb-3">{t('policies.import.notYetKept')}</p>
        <Figures result={result} matters={matters.length} />
      </Section>
      {result.notices.length > 0 && (
        <Section
          title={t('policies.import.notices')}
          aside={t('policies.import.places', { count: result.notices.length })}
        >
          <ul className="list-disc pl-5 text-[0.875rem]">
            {result.notices.map((notice) => (
              <li key={`${notice.at ?? ''}${notice.message}${notice.value ?? ''}`}>
                {notice.at !== undefined && <b>{notice.at} </b>}
                {notice.message}
                {notice.value !== undefined && `「${notice.value}」`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {result.unread.length > 0 && (
        <Section
          title={t('policies.unread.title')}
          aside={t('policies.unread.count', { count: result.unread.length })}
        >
          <p className="mb-3 text-[0.875rem]">{t('policies.unread.what')}</p>
          <UnreadList unread={result.unread} />
        </Section>
      )}
      {result.tables.length > 0 && <TablesPreview tables={result.tables} />}
      <OutlinePreview outline={result.outline} />
      <section
        aria-label={t('policies.import.keep')}
        className="grid max-w-[768px] justify-items-start gap-4"
      >
        {result.needsReview && (
          <Notice kind="warning" title={t('policies.import.halfRead', { share })}>
            <p className="mb-2">{t('policies.import.halfReadWhat')}</p>
            <Checkbox name="acceptUnread" checked={accepted} onChange={setAccepted}>
              {t('policies.import.accept')}
            </Checkbox>
          </Notice>
        )}
        {error !== null && <RefusalNotice error={error} />}
        <Button
          look="filled"
          size="large"
          busy={busy}
          reason={result.needsReview && !accepted ? t('policies.import.acceptFirst') : undefined}
          onPress={() => onKeep(result.needsReview)}
        >
          {t('policies.import.keepAs', { label: result.label })}
        </Button>
      </section>
    </>
  )
}

/** How much was read, and what becomes of the edition before. */
function Figures({ result, matters }: { result: Imported; matters: number }): ReactNode {
  const { t } = useTranslation()
  const { counts, changes, bindings } = result
  const figure = (count: number): string => t('policies.import.figure', { count })
  const items: Definition[] = [
    { key: 'title', term: t('policies.import.fields.title'), is: `${result.title} ${result.label}` },
    {
      key: 'provisions',
      term: t('policies.import.provisions'),
      is: figure(counts.provisions),
    },
    { key: 'tables', term: t('policies.tables.title'), is: figure(counts.tables) },
    {
      key: 'unread',
      term: t('policies.unread.title'),
      is: t('policies.import.unreadFigure', {
        count: matters,
        characters: counts.unreadCharacters.toLocaleString('ja-JP'),
        total: counts.characters.toLocaleString('ja-JP'),
      }),
    },
    {
      key: 'encoding',
      term: t('policies.encoding'),
      is: `${t(`policies.format.${result.format}`)} ${result.encoding} ${t(`policies.strategy.${result.strategy}`)}`,
    },
    ...(changes === null
      ? []
      : [
          {
            key: 'changes',
            term: t('policies.import.changes'),
            is: t('policies.import.changesWhat', { ...changes }),
          },
          {
            key: 'bindings',
            term: t('policies.bindings.title'),
            is: t('policies.import.bindings', { ...bindings }),
          },
        ]),
  ]
  return <DefinitionList large items={items} />
}
