import type { SeatView } from '#rooms/1-organisation/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { ClauseLink, type Clause } from '../../parts/clause-link.tsx'
import { DefinitionList, type Definition } from '../../parts/definition-list.tsx'
import { Drawer } from '../../parts/dialog.tsx'
import { useMe } from '../../shell/session.ts'
import { useWideSince } from '../registers/use-wide.ts'
import { AppointDialog } from './appoint-dialog.tsx'
import { organisationHref } from './chart-address.ts'
import type { ChartData, ChartNode } from './chart-tree.ts'
import { Holders } from './seat-words.tsx'

/** Everything about the chosen place: beside the chart where there is room, over it where there is not. */
export function ChartPanel({
  node,
  chosen,
  bodies,
  clause,
  on,
  onClose,
}: {
  node: ChartNode | undefined
  chosen: boolean
  bodies: ChartData['bodies']
  clause: (eid: string | null) => Clause | undefined
  on: string
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const wide = useWideSince(chosen ? (node?.key ?? '') : '')
  const content =
    node === undefined ? (
      <p>{t(chosen ? 'organisation.panel.gone' : 'organisation.panel.choose')}</p>
    ) : (
      <Chosen node={node} bodies={bodies} clause={clause} on={on} />
    )
  return (
    <aside
      aria-label={t('organisation.panel.label')}
      className="grid gap-4 rounded-8 bg-solid-gray-50 p-4 lg:sticky lg:top-4 lg:max-h-[calc(100vh-2rem)] lg:overflow-auto"
    >
      {wide && content}
      {!wide && chosen && (
        <Drawer open onClose={onClose} title={t('organisation.panel.label')}>
          <div className="grid gap-4">{content}</div>
        </Drawer>
      )}
      <section aria-labelledby="chart-lines" className="text-[0.875rem] leading-[1.6]">
        <h2 id="chart-lines" className="text-[1rem]">
          {t('organisation.panel.lines')}
        </h2>
        <ul>
          <li>{t('organisation.panel.solid')}</li>
          <li>{t('organisation.panel.dashed')}</li>
          <li>{t('organisation.panel.red')}</li>
        </ul>
      </section>
    </aside>
  )
}

function Chosen({
  node,
  bodies,
  clause,
  on,
}: {
  node: ChartNode
  bodies: ChartData['bodies']
  clause: (eid: string | null) => Clause | undefined
  on: string
}): ReactNode {
  const { t } = useTranslation()
  const { unit } = node
  const body = bodies.find(({ id }) => id === unit?.bodyId)?.name ?? t('organisation.panel.city')
  return (
    <>
      <div aria-live="polite">
        <p className="text-[0.875rem] text-solid-gray-600">{body}</p>
        <h2 className="text-[1.125rem] leading-[1.6]">
          {node.kind === 'leader' ? `${unit?.name ?? ''} ${node.name}` : node.name}
        </h2>
        {unit?.policyOffice === true && <StateChip means="note">{t('organisation.policyOffice')}</StateChip>}
      </div>
      {node.gaps.map((seat) => (
        <Gap key={seat.office} seat={seat} />
      ))}
      {node.seats.map((seat) => (
        <SeatFacts key={seat.office} seat={seat} clause={clause(seat.eid)} />
      ))}
      {unit !== undefined && node.kind === 'unit' && (
        <div>
          <DefinitionList
            items={[
              {
                key: 'units',
                term: t('organisation.panel.units'),
                is: t('organisation.panel.unitCount', { figure: unit.childCount }),
              },
              {
                key: 'staff',
                term: t('organisation.panel.staff'),
                is: t('organisation.panel.staffCount', { figure: unit.staff }),
              },
              { key: 'code', term: t('organisation.panel.code'), is: unit.code },
              ...(unit.symbol === null
                ? []
                : [{ key: 'symbol', term: t('organisation.panel.symbol'), is: unit.symbol }]),
            ]}
          />
          <p className="mt-2 text-[0.875rem]">
            <Anchor href={organisationHref('/people', { unit: unit.id, on })}>
              {t('organisation.panel.seePeople')}
            </Anchor>
          </p>
        </div>
      )}
    </>
  )
}

/** One office of the place. */
function SeatFacts({ seat, clause }: { seat: SeatView; clause: Clause | undefined }): ReactNode {
  const { t } = useTranslation()
  const items: Definition[] = [
    { key: 'holder', term: t('organisation.panel.holder'), is: <Holders seat={seat} /> },
    {
      key: 'deputies',
      term: t('organisation.panel.deputies'),
      is: seat.deputies.length === 0 ? t('organisation.panel.noDeputies') : <Deputies seat={seat} />,
    },
    ...(seat.acting.length === 0
      ? []
      : [{ key: 'acting', term: t('organisation.panel.acting'), is: <Acting seat={seat} /> }]),
    ...(clause === undefined
      ? []
      : [{ key: 'clause', term: t('organisation.panel.ground'), is: <ClauseLink {...clause} /> }]),
  ]
  return (
    <section aria-label={seat.word}>
      <h3 className="text-[1rem] leading-[1.5]">{seat.word}</h3>
      <DefinitionList items={items} />
    </section>
  )
}

/** 代決の順. */
export function Deputies({ seat }: { seat: SeatView }): ReactNode {
  const { t } = useTranslation()
  return (
    <ol>
      {seat.deputies.map((deputy) => (
        <li key={deputy.place}>
          {t('organisation.panel.order', { place: deputy.place, title: deputy.title })}{' '}
          {deputy.names.length === 0 ? (
            <StateChip means="vacant">{t('organisation.vacant')}</StateChip>
          ) : (
            deputy.names.join('、')
          )}{' '}
          {deputy.standsIn && <StateChip means="deputy">{t('organisation.panel.standsIn')}</StateChip>}
        </li>
      ))}
    </ol>
  )
}

/** 職務代理 and 事務委任. */
export function Acting({ seat }: { seat: SeatView }): ReactNode {
  const { t } = useTranslation()
  return (
    <ul className="grid gap-1">
      {seat.acting.map((right) => (
        <li key={`${right.kind}${right.title}${right.names.join()}`}>
          {t(`organisation.actingKind.${right.kind}`)}:{right.title} {right.names.join('、')}
          <span className="block text-solid-gray-600">
            {t(right.active ? 'organisation.panel.active' : 'organisation.panel.inactive')}{' '}
            {t('organisation.panel.basis', { basis: right.basis })}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Nobody holds the office: since the decisions go elsewhere, it is to be mended at once. */
function Gap({ seat }: { seat: SeatView }): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  const [appointing, setAppointing] = useState(false)
  const { postId } = seat
  const post = seat.postTitle ?? seat.word
  return (
    <section aria-label={t('organisation.vacant')} className="rounded-8 border-2 border-red-900 bg-white p-4">
      <p className="flex flex-wrap items-center gap-1.5">
        <StateChip means="vacant">{t('organisation.vacant')}</StateChip>
        <b>{post}</b>
      </p>
      <p className="my-2 text-[0.875rem] leading-[1.6]">{seat.gap}</p>
      {postId !== null &&
        (rights.includes('organisation.manage') ? (
          <Button onPress={() => setAppointing(true)}>{t('organisation.panel.appoint')}</Button>
        ) : (
          <Button reason={t('organisation.panel.appointDenied')}>{t('organisation.panel.appoint')}</Button>
        ))}
      {appointing && postId !== null && (
        <AppointDialog postId={postId} post={post} onClose={() => setAppointing(false)} />
      )}
    </section>
  )
}
