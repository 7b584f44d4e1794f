import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState, Loading } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { withGaps, withWord } from '../addresses.ts'
import { ManageContext } from '../manage-context.ts'
import { ClauseText } from '../reading/clause-text.tsx'
import { nextHit } from '../reading/next-hit.ts'
import type { Outline } from '../reading/outline.ts'
import { useClauseKeys } from '../reading/use-clause-keys.ts'
import { useEdition } from '../reading/use-edition.ts'
import { useFound } from '../reading/use-found.ts'
import { useSelection } from '../reading/use-selection.ts'
import { WorkPanes } from '../reading/work-panes.tsx'
import type { EditionOut, Slot } from '../types.ts'
import { SlotsBar } from './slots-bar.tsx'
import { SlotList } from './slot-list.tsx'
import { SlotPanel } from './slot-panel.tsx'
import { inOrder, nextGap } from './slot-order.ts'
import { slotKey, useSlots } from './use-slots.ts'

const from = '/house/policies/$editionId/slots'

/** 対応付け: which clause of an edition each mechanism rests on, gaps first. */
export function SlotsPage(): ReactNode {
  const { t } = useTranslation()
  const { editionId } = useParams({ from })
  const edition = useEdition(editionId)
  const slots = useSlots(editionId)
  if (edition.state === 'ready' && slots.isSuccess) {
    return (
      <Workbench
        key={editionId}
        data={edition.data}
        outline={edition.outline}
        slots={slots.data.slots}
        mayManage={slots.data.mayManage}
      />
    )
  }
  return (
    <>
      <PageHead title={t('policies.bindings.title')} />
      {edition.state === 'failed' ? (
        <ErrorState bare error={edition.error} onRetry={edition.retry} />
      ) : slots.isError ? (
        <ErrorState bare error={slots.error} onRetry={() => void slots.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

function Workbench({
  data,
  outline,
  slots,
  mayManage,
}: {
  data: EditionOut
  outline: Outline
  slots: readonly Slot[]
  mayManage: boolean
}): ReactNode {
  const { t } = useTranslation()
  const { at, q = '', slot: asked, gaps = false } = useSearch({ from })
  const navigate = useNavigate({ from: '/policies/$editionId/slots' })
  const { editionId } = data.edition
  const found = useFound(editionId, q)
  const ordered = useMemo(() => inOrder(slots), [slots])
  const chosen =
    ordered.find((slot) => slotKey(slot) === asked) ?? (asked === undefined ? ordered[0] : undefined)
  const here = { replace: true, resetScroll: false } as const
  const go = useCallback(
    (wid: string) =>
      void navigate({ search: (before) => ({ ...before, at: wid }), replace: true, resetScroll: false }),
    [navigate],
  )
  const open = (slot: Slot): void =>
    void navigate({ search: (before) => ({ ...before, slot: slotKey(slot) }), ...here })
  const select = useSelection(at, true, go)
  useClauseKeys(outline.nodes, outline.at, at, select)
  const hanging = useMemo(() => new Set(chosen?.bindings.map((binding) => binding.wid) ?? []), [chosen])
  return (
    <ManageContext value={mayManage}>
      <WorkPanes
        textLabel={t('policies.reading.text')}
        bar={
          <SlotsBar
            data={data}
            slots={slots}
            q={q}
            found={found}
            gapsOnly={gaps}
            onGapsOnly={(only) =>
              void navigate({
                search: (before) => withGaps(before, only),
                ...here,
              })
            }
            onSearch={(word) =>
              void navigate({
                search: (before) => withWord(before, word),
                ...here,
              })
            }
            onHit={(step) => {
              const next = nextHit(outline, found.hits, at, step)
              if (next !== undefined) select(next, 'show')
            }}
          />
        }
        left={{
          label: t('policies.mechanisms'),
          content: (leave) => (
            <SlotList
              slots={gaps ? ordered.filter((slot) => slot.state === 'gap') : ordered}
              chosen={chosen}
              onChoose={(slot) => {
                leave()
                open(slot)
              }}
            />
          ),
        }}
        right={{
          label: t('policies.bindings.title'),
          content: (leave) => (
            <SlotPanel
              editionId={editionId}
              slot={chosen}
              outline={outline}
              at={at}
              mayManage={mayManage}
              next={nextGap(ordered, chosen)}
              onOpen={open}
              onSelect={(wid) => {
                leave()
                select(wid, 'jump')
              }}
            />
          ),
        }}
      >
        <ClauseText
          outline={outline}
          tables={data.tables}
          current={at}
          hits={found.hits}
          select={select}
          noted={hanging}
        />
      </WorkPanes>
    </ManageContext>
  )
}
