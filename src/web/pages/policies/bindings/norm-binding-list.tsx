import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import type { ChipMeaning } from '../../../parts/chip-meanings.ts'
import { Section } from '../../../parts/card.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { ClauseLink } from '../../../parts/clause-link.tsx'
import { readingAddress } from '../addresses.ts'
import { MechanismName } from '../reading/mechanism-list.tsx'
import { approvalWords } from '../review/field-value.tsx'
import { isOpen } from '../review/standing.ts'
import type { BoundNorm, NormBindings } from './bindings-page.tsx'
import { byChapter } from './norm-chapters.ts'
import type { Target } from './use-norm-binding.ts'

const meanings: Readonly<Record<BoundNorm['bindingState'], ChipMeaning>> = {
  bound: 'done',
  planned: 'ambiguous',
  gap: 'vacant',
}

/** Norms chapter by chapter: what each rests on, what is proposed, and what one can do. */
export function NormBindingList({
  data,
  chosen,
  busy,
  onChosen,
  onAccept,
  onChoose,
  onRemove,
}: {
  data: NormBindings
  chosen: ReadonlySet<string>
  busy: boolean
  onChosen: (chosen: ReadonlySet<string>) => void
  onAccept: (norm: BoundNorm, to: readonly Target[]) => void
  onChoose: (norm: BoundNorm) => void
  onRemove: (bindingId: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const chapters = useMemo(() => byChapter(data.norms, data.chapters), [data.norms, data.chapters])
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {chapters.map(({ chapter, norms }) => (
        <Section
          key={chapter?.wid ?? 'other'}
          title={
            chapter === null ? t('normBindings.wholeText') : `${chapter.number} ${chapter.heading ?? ''}`
          }
          aside={
            chapter !== null &&
            (['bound', 'planned', 'gap'] as const)
              .map((state) => `${t(`normBindings.states.${state}`)} ${chapter[state]}`)
              .join('・')
          }
        >
          <ul>
            {norms.map((norm) => (
              <li
                key={norm.normId}
                className="grid gap-x-6 gap-y-2 border-b border-solid-gray-200 py-3 leading-[1.6] [contain-intrinsic-size:auto_440px] sm:[contain-intrinsic-size:auto_150px] [content-visibility:auto] lg:grid-cols-[minmax(0,1fr)_432px]"
              >
                <div className="flex min-w-0 items-start gap-3">
                  {data.mayManage && norm.proposals.some((each) => each.together) && (
                    <input
                      type="checkbox"
                      className="mt-1 size-5 flex-none accent-key-900"
                      aria-label={t('normBindings.select', { number: norm.number })}
                      checked={chosen.has(norm.normId)}
                      onChange={(event) => {
                        const next = new Set(chosen)
                        if (event.target.checked) next.add(norm.normId)
                        else next.delete(norm.normId)
                        onChosen(next)
                      }}
                    />
                  )}
                  <div className="min-w-0">
                    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                      <ClauseLink label={norm.number} href={readingAddress(data.editionId, norm.wid)} />
                      <StateChip means={meanings[norm.bindingState]}>
                        {t(`normBindings.states.${norm.bindingState}`)}
                      </StateChip>
                      <StateChip means="note">{t(`review.kinds.${norm.reading.kind}`)}</StateChip>
                      {isOpen(norm) && norm.bindings.length > 0 && (
                        <StateChip means="check">{t('normBindings.unconfirmed')}</StateChip>
                      )}
                    </p>
                    <p className="provision text-[0.875rem]">{norm.text}</p>
                    {norm.reading.approval !== null && (
                      <p className="text-[0.875rem] font-bold">{approvalWords(norm.reading.approval, t)}</p>
                    )}
                  </div>
                </div>
                <Choices
                  norm={norm}
                  busy={busy}
                  mayManage={data.mayManage}
                  onAccept={onAccept}
                  onChoose={onChoose}
                  onRemove={onRemove}
                />
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  )
}

type Proposal = BoundNorm['proposals'][number]

/** Proposals of the same place for the same reason, to be told together. */
function alike(proposals: readonly Proposal[]): [Proposal, ...Proposal[]][] {
  const groups: [Proposal, ...Proposal[]][] = []
  for (const each of proposals) {
    const group = groups.find(([first]) => first.need === each.need && first.why === each.why)
    if (group === undefined) groups.push([each])
    else group.push(each)
  }
  return groups
}

function Choices({
  norm,
  busy,
  mayManage,
  onAccept,
  onChoose,
  onRemove,
}: {
  norm: BoundNorm
  busy: boolean
  mayManage: boolean
  onAccept: (norm: BoundNorm, to: readonly Target[]) => void
  onChoose: (norm: BoundNorm) => void
  onRemove: (bindingId: string) => void
}): ReactNode {
  const { t } = useTranslation()
  // what goes together; the others are in the dialog, first of all there is to choose
  const proposals = norm.bindings.length > 0 ? [] : norm.proposals.filter((each) => each.together)
  const named = proposals.map((each) => each.mechanismName).join(t('normBindings.and'))
  const act = t(proposals.length > 1 ? 'normBindings.acceptSeveral' : 'normBindings.accept')
  return (
    <div className="grid content-start gap-2 text-[0.875rem] leading-[1.5]">
      {norm.bindings.map((binding) => (
        <div key={binding.bindingId} className="flex flex-wrap items-start justify-between gap-2">
          <div className="min-w-0">
            <span className="flex flex-wrap items-center gap-2">
              <MechanismName {...binding} />
              {!binding.ready && <StateChip means="ambiguous">{t('normBindings.coming')}</StateChip>}
            </span>
            <span className="block text-solid-gray-700">
              {binding.need}
              {binding.carried && ` ${t('normBindings.carried')}`}
            </span>
          </div>
          {mayManage && (
            <Button
              size="small"
              look="text"
              busy={busy}
              label={t('normBindings.removeOf', { number: norm.number, mechanism: binding.mechanismName })}
              onPress={() => onRemove(binding.bindingId)}
            >
              {t('normBindings.remove')}
            </Button>
          )}
        </div>
      ))}
      {proposals.length > 0 && (
        <div className="flex flex-wrap items-start justify-between gap-2 border-l-4 border-key-300 pl-2">
          <ul className="grid min-w-0 flex-1 gap-2">
            {alike(proposals).map(([first, ...others]) => (
              <li key={`${first.mechanism} ${first.slot}`}>
                <span className="flex flex-wrap items-center gap-x-2">
                  <span className="text-solid-gray-700">{t('normBindings.proposal')}</span>
                  <b>{[first, ...others].map((each) => each.mechanismName).join(t('normBindings.and'))}</b>
                  {!first.ready && <StateChip means="ambiguous">{t('normBindings.coming')}</StateChip>}
                </span>
                <span className="block">{first.need}</span>
                <span className="block text-solid-gray-700">{t('normBindings.why', { why: first.why })}</span>
              </li>
            ))}
          </ul>
          {mayManage && (
            <Button
              size="small"
              busy={busy}
              label={t('normBindings.acceptOf', { number: norm.number, mechanism: named, act })}
              onPress={() => onAccept(norm, proposals)}
            >
              {act}
            </Button>
          )}
        </div>
      )}
      {norm.bindings.length === 0 && proposals.length === 0 && (
        <p className="text-solid-gray-700">{t('normBindings.noProposal')}</p>
      )}
      {mayManage && (
        <span>
          <Button
            size="small"
            look="text"
            label={`${norm.number} ${
              norm.proposals.length > proposals.length
                ? t('normBindings.chooseMore', { count: norm.proposals.length - proposals.length })
                : t('normBindings.choose')
            }`}
            onPress={() => onChoose(norm)}
          >
            {norm.proposals.length > proposals.length
              ? t('normBindings.chooseMore', { count: norm.proposals.length - proposals.length })
              : t('normBindings.choose')}
          </Button>
        </span>
      )}
    </div>
  )
}
