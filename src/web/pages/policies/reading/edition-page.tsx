import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../../parts/button.tsx'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { listAddress, withWord } from '../addresses.ts'
import { ManageContext } from '../manage-context.ts'
import type { EditionOut } from '../types.ts'
import { AboutEdition } from './about-edition.tsx'
import { ClauseSide } from './clause-side.tsx'
import { ClauseText } from './clause-text.tsx'
import { ContentsTree } from './contents-tree.tsx'
import { EditionBar } from './edition-bar.tsx'
import { LinksContext, useTextLinks } from './links-context.ts'
import type { Outline } from './outline.ts'
import { nextHit } from './next-hit.ts'
import { TermTip } from './term-tip.tsx'
import { ToCheckLine } from './to-check-line.tsx'
import { useClauseKeys } from './use-clause-keys.ts'
import { useEdition } from './use-edition.ts'
import { useFound } from './use-found.ts'
import { useSelection } from './use-selection.ts'
import { WorkPanes } from './work-panes.tsx'

const from = '/house/policies/$editionId'

/** 条文を読む: an edition with its contents, its text, and what hangs on the selected clause. */
export function EditionPage(): ReactNode {
  const { t } = useTranslation()
  const { editionId } = useParams({ from })
  const edition = useEdition(editionId)
  if (edition.state === 'ready') {
    // another edition is another text: what was typed and opened in the one does not belong to the other
    return <Reader key={editionId} data={edition.data} outline={edition.outline} />
  }
  return (
    <>
      <PageHead title={t('policies.title')} />
      {edition.state === 'pending' ? (
        <Loading />
      ) : (
        <>
          <ErrorState bare error={edition.error} onRetry={edition.retry} />
          <ButtonLink href={listAddress}>{t('policies.toList')}</ButtonLink>
        </>
      )}
    </>
  )
}

function Reader({ data, outline }: { data: EditionOut; outline: Outline }): ReactNode {
  const { t } = useTranslation()
  const { at, q = '' } = useSearch({ from })
  const navigate = useNavigate({ from: '/policies/$editionId' })
  const { editionId } = data.edition
  const found = useFound(editionId, q)
  const go = useCallback(
    (wid: string) =>
      void navigate({
        search: (before) => ({ ...before, at: wid }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  const select = useSelection(at, true, go)
  const links = useTextLinks(editionId, outline)
  useClauseKeys(outline.nodes, outline.at, at, select)
  return (
    <ManageContext value={data.mayManage}>
      <WorkPanes
        textLabel={t('policies.reading.text')}
        bar={
          <EditionBar
            data={data}
            at={at}
            q={q}
            found={found}
            onSearch={(word) =>
              void navigate({
                search: (before) => withWord(before, word),
                replace: true,
                resetScroll: false,
              })
            }
            onHit={(step) => {
              const next = nextHit(outline, found.hits, at, step)
              if (next !== undefined) select(next, 'show')
            }}
          />
        }
        left={{
          label: t('policies.reading.contents'),
          content: (leave) => (
            <ContentsTree
              outline={outline}
              current={at}
              onSelect={(wid) => {
                leave()
                select(wid, 'jump')
              }}
            />
          ),
        }}
        right={{
          label: t('policies.reading.side'),
          content: (leave) => (
            <ClauseSide
              editionId={editionId}
              outline={outline}
              at={at}
              onSelect={(wid) => {
                leave()
                select(wid, 'jump')
              }}
            />
          ),
        }}
      >
        <ToCheckLine data={data} />
        <LinksContext value={links}>
          <ClauseText outline={outline} tables={data.tables} current={at} hits={found.hits} select={select} />
          <TermTip terms={links?.terms ?? []} />
        </LinksContext>
        <AboutEdition data={data} />
      </WorkPanes>
    </ManageContext>
  )
}
