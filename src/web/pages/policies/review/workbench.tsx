import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { reviewAddress } from '../addresses.ts'
import type { Outline } from '../reading/outline.ts'
import { useWide } from '../reading/use-wide.ts'
import type { EditionOut } from '../types.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { correctionOf, type Choice } from './candidates.ts'
import { ChaptersDrawer } from './chapters-drawer.tsx'
import { KeyFoot, KeysDialog } from './key-foot.tsx'
import { OfferPanel } from './offer-panel.tsx'
import { PanelActs, type PanelDoing } from './panel-acts.tsx'
import { ReadingPanel } from './reading-panel.tsx'
import { ReviewBar } from './review-bar.tsx'
import { isShown, neighbour, nextWaiting, placeAmongWaiting, type Only } from './review-order.ts'
import { ReviewPanes } from './review-panes.tsx'
import { ReviewText } from './review-text.tsx'
import { SplitDialog } from './split-dialog.tsx'
import { isOpen } from './standing.ts'
import { DoneNotice, ToldLine, TroubleNotice } from './told.tsx'
import type { Correction, Field, NormOut, NormsOut } from './types.ts'
import { bringNorm, useFocusKept, useNormInSight } from './use-norm-in-sight.ts'
import { useLater } from './use-later.ts'
import { useLooked } from './use-looked.ts'
import { useReviewActs } from './use-review-acts.ts'
import { useSelected } from './use-selected.ts'
import { useReviewKeys } from './use-review-keys.ts'
import { chaptersOf, type Chapter } from './chapters.ts'
import { useOthersActs } from './use-review.ts'

const from = '/house/policies/$editionId/review'

/** The review itself: everything an officer does to the norms of an edition. */
export function Workbench({
  edition,
  outline,
  data,
}: {
  edition: EditionOut
  outline: Outline
  data: NormsOut
}): ReactNode {
  const { t } = useTranslation()
  const { at: addressed, only = 'all' } = useSearch({ from })
  const navigate = useNavigate({ from: '/policies/$editionId/review' })
  const goTo = useCallback(
    (normId: string) =>
      void navigate({ search: (before) => ({ ...before, at: normId }), replace: true, resetScroll: false }),
    [navigate],
  )
  const [at, setAt] = useSelected(addressed, goTo)
  const { editionId, norms, mayManage } = data
  const { later, mark } = useLater(editionId)
  const [said, setSaid] = useState('')
  const acts = useReviewActs(data, (number) => setSaid(t('review.told.notDone', { number })))
  const chapters = useMemo(() => chaptersOf(outline, norms), [outline, norms])
  const first = useMemo(() => nextWaiting(norms, undefined, only, later) ?? norms[0], [norms, only, later])
  const norm = at === undefined ? first : norms.find((each) => each.normId === at)
  const chapter = chapters.find((each) => each.norms.some((own) => own.normId === norm?.normId))
  useOthersActs(data, chapter?.wid)
  const looks = useLooked(norm, norms, chapter)
  const [editing, setEditing] = useState<{ normId: string; field: Field }>()
  const [dialog, setDialog] = useState<'split' | 'keys' | 'chapters' | { readonly bulk: Chapter }>()
  const wide = useWide()
  const [sheetAsked, setSheet] = useState(false)
  // where both panes have room there is no sheet to open
  const sheet = sheetAsked && !wide
  const shown = useMemo(
    () => norms.filter((each) => isShown(each, only, later, norm?.normId)),
    [norms, only, later, norm?.normId],
  )
  const shownIds = useMemo(
    () => (only === 'all' ? null : new Set(shown.map((each) => each.normId))),
    [only, shown],
  )
  const select = useCallback(
    (normId: string, how: 'step' | 'pick' | 'jump' = 'pick') => {
      setEditing(undefined)
      bringNorm.how = how
      setAt(normId)
    },
    [setAt],
  )
  const pick = useCallback(
    (normId: string) => {
      select(normId, 'pick')
      if (!wide) setSheet(true)
    },
    [select, wide],
  )
  const hrefOf = useCallback((normId: string) => reviewAddress(editionId, normId), [editionId])
  useNormInSight(norm?.normId)
  useFocusKept(norm?.normId, editing?.field, norm?.revision, looks.looked.size, acts.told?.kind)
  const setOnly = (next: Only): void =>
    void navigate({
      search: (before) => {
        const { only: _, ...rest } = before
        return next === 'all' ? rest : { ...rest, only: next }
      },
      replace: true,
      resetScroll: false,
    })
  const goNext = (said1: string): void => {
    if (norm === undefined) return
    // as it will be when this one is decided
    const next = nextWaiting(
      norms.map((each) => (each.normId === norm.normId ? { ...each, state: 'confirmed' as const } : each)),
      norm.normId,
      only,
      later,
    )
    setSaid(
      next === undefined
        ? said1
        : `${said1} ${t('review.next', { number: next.number, standing: t(`review.standings.${standingWord(next)}`) })}`,
    )
    if (next !== undefined) select(next.normId, 'step')
  }
  const mergeWith = norm === undefined ? undefined : following(norms, norm)
  const busyWithForm = acts.busy
  const correct = (correction: Correction): void => {
    if (norm === undefined) return
    acts.run({ kind: 'correct', norm, reading: correction }, () => setEditing(undefined))
  }
  const choose = (choice: Choice): void => {
    if (norm === undefined || !mayManage) return
    const correction = correctionOf(norm.reading, choice)
    if (correction === null) looks.mark(choice.field)
    else correct(correction)
  }
  const act = (doing: PanelDoing): void => {
    if (doing === 'undo') {
      if (acts.undo === undefined) setSaid(t('review.told.nothingToUndo'))
      else acts.undo()
      return
    }
    if (norm === undefined || !mayManage) return
    switch (doing) {
      case 'confirm':
        if (isOpen(norm) || norm.state === 'dismissed') acts.run({ kind: 'confirm', norms: [norm] })
        mark(norm.normId, false)
        goNext(t('review.told.confirm', { number: norm.number }))
        return
      case 'dismiss':
        if (norm.state !== 'dismissed') acts.run({ kind: 'dismiss', norm })
        goNext(t('review.told.dismiss', { number: norm.number }))
        return
      case 'later': {
        const puttingOff = !later.has(norm.normId)
        mark(norm.normId, puttingOff)
        if (puttingOff) goNext(t('review.told.later', { number: norm.number }))
        return
      }
      case 'split':
        setDialog('split')
        return
      case 'merge':
        if (mergeWith !== undefined) acts.run({ kind: 'merge', norms: [norm, mergeWith] })
    }
  }
  useReviewKeys((key) => {
    switch (key.kind) {
      case 'step': {
        const next = neighbour(shown, norm?.normId, key.by)
        if (next !== undefined) select(next.normId, 'step')
        return next !== undefined
      }
      case 'choose': {
        const choice = looks.choices[key.number - 1]
        if (choice !== undefined) choose(choice)
        return choice !== undefined
      }
      case 'edit':
        if (norm === undefined || !mayManage) return false
        setEditing({ normId: norm.normId, field: looks.nextToEdit(document.activeElement) })
        if (!wide) setSheet(true)
        return true
      case 'only':
        setOnly(only === 'check' ? 'all' : 'check')
        return true
      case 'leave':
        setEditing(undefined)
        return editing !== undefined
      case 'help':
        setDialog('keys')
        return true
      default:
        act(key.kind)
        return true
    }
  }, dialog === undefined)
  const laterOpen = norms.filter((each) => later.has(each.normId) && isOpen(each)).length
  const closeDialog = (): void => setDialog(undefined)
  return (
    <>
      <ReviewPanes
        sheet={sheet}
        onSheet={setSheet}
        textLabel={t('review.text')}
        panelLabel={t('review.reading')}
        bar={
          <ReviewBar
            edition={edition}
            progress={data.progress}
            acts={data.acts}
            only={only}
            later={laterOpen}
            mayManage={mayManage}
            onOnly={setOnly}
            onChapters={() => setDialog('chapters')}
          />
        }
        text={
          <>
            {data.progress.unconfirmed === 0 && <DoneNotice editionId={editionId} />}
            {only !== 'all' && shown.every((each) => each.normId === norm?.normId) && (
              <div className="px-4">
                <Notice kind="plain" title={t('review.nothingHere')}>
                  <p className="mb-2 text-[0.875rem]">{t('review.nothingHereWhat')}</p>
                  <Button size="small" onPress={() => setOnly('all')}>
                    {t('review.showAll')}
                  </Button>
                </Notice>
              </div>
            )}
            <ReviewText
              outline={outline}
              norms={norms}
              shown={shownIds}
              current={norm?.normId}
              later={later}
              hrefOf={hrefOf}
              onSelect={pick}
            />
          </>
        }
        panel={
          <div className="grid gap-2">
            <TroubleNotice
              trouble={acts.trouble}
              onGo={(normId) => select(normId, 'jump')}
              onClose={acts.forget}
            />
            {acts.offer !== undefined && (
              <OfferPanel
                offer={acts.offer}
                busy={busyWithForm}
                onTeach={(chosen, fields) =>
                  acts.offer !== undefined &&
                  acts.run({ kind: 'teach', from: acts.offer.from, norms: chosen, fields })
                }
                onSkip={acts.closeOffer}
              />
            )}
            {norm === undefined ? (
              <Notice kind="plain" title={t(at === undefined ? 'review.nothing' : 'review.gone')}>
                <p className="text-[0.875rem]">{t(at === undefined ? 'review.choose' : 'review.goneWhat')}</p>
              </Notice>
            ) : (
              <ReadingPanel
                norm={norm}
                place={placeAmongWaiting(norms, norm.normId)}
                later={later.has(norm.normId)}
                looked={looks.looked}
                choices={looks.choices}
                roles={looks.roles}
                editing={editing?.normId === norm.normId ? editing.field : undefined}
                busy={busyWithForm}
                mayManage={mayManage}
                onChoose={choose}
                onEdit={(field) =>
                  setEditing(field === undefined ? undefined : { normId: norm.normId, field })
                }
                onSave={correct}
              />
            )}
          </div>
        }
        acts={
          <div className="grid gap-1">
            <ToldLine told={acts.told} said={said} />
            {norm !== undefined && mayManage && (
              <PanelActs
                norm={norm}
                later={later.has(norm.normId)}
                mergeable={mergeWith !== undefined}
                undoable={acts.undo !== undefined}
                onDo={act}
              />
            )}
          </div>
        }
        foot={<KeyFoot onHelp={() => setDialog('keys')} />}
      />
      <KeysDialog open={dialog === 'keys'} onClose={closeDialog} />
      <ChaptersDrawer
        open={dialog === 'chapters'}
        chapters={chapters}
        mayManage={mayManage}
        onClose={closeDialog}
        onGo={(chosen) => {
          closeDialog()
          const target = nextWaiting(chosen.norms, undefined, 'all', later) ?? chosen.norms[0]
          if (target !== undefined) select(target.normId, 'jump')
        }}
        onBulk={(chosen) => setDialog({ bulk: chosen })}
      />
      {typeof dialog === 'object' && (
        <BulkDialog
          chapter={dialog.bulk}
          busy={busyWithForm}
          onClose={closeDialog}
          onConfirm={(chosen: readonly NormOut[]) => {
            closeDialog()
            acts.run({ kind: 'confirm', norms: chosen })
          }}
        />
      )}
      {dialog === 'split' && norm !== undefined && (
        <SplitDialog
          key={norm.normId}
          norm={norm}
          busy={busyWithForm}
          onClose={closeDialog}
          onSplit={(place) => acts.run({ kind: 'split', norm, at: place }, closeDialog)}
        />
      )}
    </>
  )
}

/** The norm that goes on after one in the same provision. */
function following(norms: readonly NormOut[], norm: NormOut): NormOut | undefined {
  const next = norms[norms.findIndex((each) => each.normId === norm.normId) + 1]
  return next?.wid === norm.wid ? next : undefined
}

function standingWord(norm: NormOut): 'ready' | 'check' | 'blind' {
  return norm.worst === 'green' ? 'ready' : norm.worst === 'amber' ? 'check' : 'blind'
}
