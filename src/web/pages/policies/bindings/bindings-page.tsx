import { policyNormBindings } from '#policy/contract-norms.ts'
import { policyEdition } from '#policy/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { ConfirmDialog } from '../../../parts/dialog.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { Pager } from '../../../parts/pager.tsx'
import { ShareBar } from '../../../parts/progress-bar.tsx'
import { SelectField } from '../../../parts/select-field.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { bindingsAddress, reviewAddress, slotsAddress, type NormBindingsSearch } from '../addresses.ts'
import { editionCrumbs } from '../edition-crumbs.ts'
import { MechanismDialog } from './mechanism-dialog.tsx'
import { NormBindingList } from './norm-binding-list.tsx'
import { useNormBinding } from './use-norm-binding.ts'

export type NormBindings = OutputOf<typeof policyNormBindings>
export type BoundNorm = NormBindings['norms'][number]

const from = '/house/policies/$editionId/bindings'
const size = 100

/** 対応付け: every norm with the mechanism it rests on, or what is proposed. */
export function BindingsPage(): ReactNode {
  const { t } = useTranslation()
  const { editionId } = useParams({ from })
  const search = useSearch({ from })
  const edition = useQuery(reading(policyEdition, { editionId }))
  const bindings = useQuery({
    ...reading(policyNormBindings, {
      editionId,
      show: search.show ?? 'all',
      approvals: search.approvals === true,
      ...(search.chapter === undefined ? {} : { chapter: search.chapter }),
      ...(search.kind === undefined ? {} : { kind: search.kind }),
      page: search.page ?? 1,
      size,
    }),
    placeholderData: keepPreviousData,
  })
  const { data } = bindings
  return (
    <>
      <PageHead
        title={t('policies.bindings.title')}
        lead={t('normBindings.lead')}
        crumbs={editionCrumbs(t, editionId, edition.data, t('policies.bindings.title'))}
        actions={
          <>
            <ButtonLink href={slotsAddress(editionId)}>{t('normBindings.bySlot')}</ButtonLink>
            <ButtonLink href={reviewAddress(editionId)}>{t('review.toReview')}</ButtonLink>
          </>
        }
      />
      {bindings.isPending && <Loading />}
      {bindings.isError && <ErrorState bare error={bindings.error} onRetry={() => void bindings.refetch()} />}
      {data !== undefined && data.counts.total === 0 && (
        <Notice kind="info" title={t('normBindings.none')}>
          <p className="mb-2 text-[0.875rem]">{t('normBindings.noneWhat')}</p>
          <ButtonLink href={reviewAddress(editionId)}>{t('review.toReview')}</ButtonLink>
        </Notice>
      )}
      {data !== undefined && data.counts.total > 0 && <Work data={data} search={search} />}
    </>
  )
}

function Work({ data, search }: { data: NormBindings; search: NormBindingsSearch }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/policies/$editionId/bindings' })
  const binding = useNormBinding(data)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [choosing, setChoosing] = useState<BoundNorm>()
  const [asking, setAsking] = useState(false)
  const { editionId, counts, chapters, mayManage } = data
  const chapter = chapters.find((each) => each.wid === search.chapter || each.eid === search.chapter)
  const where =
    chapter === undefined ? t('normBindings.wholeText') : `${chapter.number} ${chapter.heading ?? ''}`.trim()
  const show = (next: NormBindingsSearch): void => {
    setChosen(new Set())
    void navigate({ search: () => next, replace: true, resetScroll: false })
  }
  const picked = data.norms
    .filter((norm) => chosen.has(norm.normId))
    .flatMap((norm) => norm.proposals.filter((each) => each.together).map((to) => ({ norm, to })))
  const state = (name: 'bound' | 'planned' | 'gap'): string =>
    `${t(`normBindings.states.${name}`)} ${counts[name]}`
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="w-80 max-w-full">
          <ShareBar
            parts={[
              { label: t('normBindings.states.bound'), count: counts.bound, tone: 'green' },
              { label: t('normBindings.states.planned'), count: counts.planned, tone: 'yellow' },
              { label: t('normBindings.states.gap'), count: counts.gap, tone: 'red' },
            ]}
          />
        </div>
        <div className="w-44">
          <SelectField
            compact
            name="show"
            label={t('normBindings.show')}
            value={search.show ?? ''}
            emptyLabel={`${t('normBindings.showAll')} ${counts.total}`}
            choices={(['gap', 'planned', 'bound'] as const).map((value) => ({ value, label: state(value) }))}
            onChange={(value) => {
              const { show: _, page: __, ...rest } = search
              show(
                value === 'gap' || value === 'planned' || value === 'bound' ? { ...rest, show: value } : rest,
              )
            }}
          />
        </div>
        <div className="w-72 max-w-full">
          <SelectField
            compact
            name="chapter"
            label={t('normBindings.chapter')}
            value={chapter?.wid ?? ''}
            emptyLabel={t('normBindings.wholeText')}
            choices={chapters.map((each) => ({
              value: each.wid,
              label: `${each.number} ${each.heading ?? ''} (${t('normBindings.states.gap')} ${each.gap})`,
            }))}
            onChange={(value) => {
              const { chapter: _, page: __, ...rest } = search
              show(value === '' ? rest : { ...rest, chapter: value })
            }}
          />
        </div>
        <div className="w-72 max-w-full">
          <SelectField
            compact
            name="kind"
            label={t('normBindings.kind')}
            value={search.kind ?? ''}
            emptyLabel={t('normBindings.everyKind')}
            choices={data.kinds.map((each) => ({
              value: each.kind,
              label: t('normBindings.kindStands', {
                kind: t(`review.kinds.${each.kind}`),
                bound: each.bound,
                total: each.total,
              }),
            }))}
            onChange={(value) => {
              const { kind: _, page: __, ...rest } = search
              const kind = data.kinds.find((each) => each.kind === value)?.kind
              show(kind === undefined ? rest : { ...rest, kind })
            }}
          />
        </div>
        {(counts.approvals > 0 || search.approvals === true) && (
          <Button
            pressed={search.approvals === true}
            onPress={() => {
              const { approvals, page: _, ...rest } = search
              show(approvals === true ? rest : { ...rest, approvals: true })
            }}
          >
            {t('normBindings.approvalsOnly', { count: counts.approvals })}
          </Button>
        )}
        <span className="flex-1" />
        {mayManage && counts.proposed > 0 && (
          <Button look="filled" busy={binding.busy} onPress={() => setAsking(true)}>
            {t('normBindings.acceptAll', { count: counts.proposed })}
          </Button>
        )}
      </div>
      {binding.told !== undefined && (
        <Notice kind="success" live onClose={binding.forget}>
          <p className="text-[0.875rem]">{binding.told}</p>
        </Notice>
      )}
      {binding.error !== null && <RefusalNotice error={binding.error} />}
      {chosen.size > 0 && (
        <div className="sticky top-0 z-10 flex flex-wrap items-center gap-3 rounded-8 border border-key-900 bg-key-50 px-4 py-2">
          <b>{t('normBindings.chosen', { count: chosen.size })}</b>
          <Button
            size="small"
            look="filled"
            busy={binding.busy}
            reason={picked.length === 0 ? t('normBindings.noProposal') : undefined}
            onPress={() => {
              binding.bind(picked)
              setChosen(new Set())
            }}
          >
            {t('normBindings.acceptChosen')}
          </Button>
          <Button size="small" look="text" onPress={() => setChosen(new Set())}>
            {t('normBindings.release')}
          </Button>
        </div>
      )}
      {data.norms.length === 0 ? (
        <Notice kind="plain" title={t('normBindings.noneShown')} />
      ) : (
        <NormBindingList
          data={data}
          chosen={chosen}
          busy={binding.busy}
          onChosen={setChosen}
          onAccept={(norm, targets) => binding.bind(targets.map((to) => ({ norm, to })))}
          onChoose={setChoosing}
          onRemove={binding.remove}
        />
      )}
      {data.total > data.size && (
        <Pager
          page={data.page}
          size={data.size}
          total={data.total}
          hrefOf={(page) => pageAddress(editionId, search, page)}
        />
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('normBindings.acceptTitle')}
        act={t('normBindings.acceptGo')}
        busy={binding.busy}
        onConfirm={() => {
          setAsking(false)
          binding.acceptAll(search.chapter)
        }}
      >
        <p>{t('normBindings.acceptWhat', { where })}</p>
      </ConfirmDialog>
      {choosing !== undefined && (
        <MechanismDialog
          norm={choosing}
          mechanisms={data.mechanisms}
          busy={binding.busy}
          onClose={() => setChoosing(undefined)}
          onChoose={(to) => {
            binding.bind([{ norm: choosing, to }])
            setChoosing(undefined)
          }}
        />
      )}
    </div>
  )
}

function pageAddress(editionId: string, search: NormBindingsSearch, page: number): string {
  const words = new URLSearchParams()
  if (search.show !== undefined) words.set('show', search.show)
  if (search.approvals === true) words.set('approvals', 'true')
  if (search.chapter !== undefined) words.set('chapter', search.chapter)
  if (search.kind !== undefined) words.set('kind', search.kind)
  if (page > 1) words.set('page', String(page))
  return `${bindingsAddress(editionId)}?${words.toString()}`
}
