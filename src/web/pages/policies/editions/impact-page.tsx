import { policyDecideImpact, policyImpact } from '#policy/contract-editions.ts'
import { policyEdition } from '#policy/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Button, ButtonLink, ButtonRow } from '../../../parts/button.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { Pager } from '../../../parts/pager.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { impactAddress, prepareAddress } from '../addresses.ts'
import { editionCrumbs } from '../edition-crumbs.ts'
import { chosenDecisions, type Choices } from './impact-choices.ts'
import { ImpactItem } from './impact-item.tsx'

export type Impact = OutputOf<typeof policyImpact>
const from = '/house/policies/$editionId/impact'
const size = 50

/** 改正の影響: everything that rests on a changing clause, each to be decided before the switch date. */
export function ImpactPage(): ReactNode {
  const { t } = useTranslation()
  const { editionId } = useParams({ from })
  const { page = 1, open = false } = useSearch({ from })
  const found = useQuery(reading(policyImpact, { editionId, page, size, open }))
  const edition = useQuery(reading(policyEdition, { editionId }))
  const { data } = found
  return (
    <>
      <PageHead
        title={t('editions.impact.title')}
        lead={
          data === undefined
            ? undefined
            : data.against === null
              ? data.edition.label
              : `${data.edition.label} — ${t('editions.impact.against', { label: data.against.label })}`
        }
        crumbs={editionCrumbs(t, editionId, edition.data, t('editions.impact.title'))}
        actions={<ButtonLink href={prepareAddress(editionId)}>{t('policies.prepare.open')}</ButtonLink>}
      />
      {found.isPending && <Loading />}
      {found.isError && <ErrorState bare error={found.error} onRetry={() => void found.refetch()} />}
      {data !== undefined && (
        // what was chosen on one page is decided there: another page begins anew
        <Decisions key={`${page}${String(open)}`} data={data} editionId={editionId} open={open} />
      )}
    </>
  )
}

function Decisions({ data, editionId, open }: { data: Impact; editionId: string; open: boolean }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [choices, setChoices] = useState<Choices>(new Map())
  const [saved, setSaved] = useState<number>()
  const command = useCommand(policyDecideImpact, async ({ decided }) => {
    setSaved(decided)
    setChoices(new Map())
    await queryClient.invalidateQueries({ queryKey: [policyImpact.name] })
  })
  if (data.total === 0 && !open) {
    return (
      <Notice kind="info" title={t('editions.impact.none')}>
        <p className="text-[0.875rem]">
          {t(data.against === null ? 'editions.impact.noBefore' : 'editions.impact.noneWhat')}
        </p>
      </Notice>
    )
  }
  const decisions = chosenDecisions(choices)
  const may = data.edition.state === 'draft'
  return (
    <form
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (decisions.length > 0) command.mutate({ editionId, decisions })
      }}
    >
      <p className="text-[0.875rem]">{t('editions.impact.lead')}</p>
      {saved !== undefined && (
        <Notice kind="success" live>
          <p>{t('editions.impact.saved', { count: saved })}</p>
        </Notice>
      )}
      {data.undecided === 0 ? (
        <Notice kind="success" title={t('editions.impact.allDone')}>
          {may && <p>{t('editions.impact.allDoneWhat')}</p>}
        </Notice>
      ) : (
        <Notice kind="warning" title={t('editions.impact.left', { count: data.undecided })} />
      )}
      <div className="flex flex-wrap gap-2">
        <ButtonLink
          size="small"
          href={impactAddress(editionId, open ? {} : { open: true })}
          look={open ? 'filled' : 'outline'}
        >
          {t('editions.impact.openOnly')}
        </ButtonLink>
        {may && (
          <Button
            size="small"
            onPress={() =>
              setChoices(
                new Map([
                  ...choices,
                  ...data.items
                    .filter(
                      (item) =>
                        item.required &&
                        (item.decision === null || item.decision.stale) &&
                        item.options.includes('carry'),
                    )
                    .map(
                      (item) =>
                        [
                          item.item,
                          { ...(choices.get(item.item) ?? { note: '' }), choice: 'carry' as const },
                        ] as const,
                    ),
                ]),
              )
            }
          >
            {t('editions.impact.allCarry')}
          </Button>
        )}
      </div>
      <ul className="grid gap-3">
        {data.items.map((item) => (
          <ImpactItem
            key={item.item}
            item={item}
            editionId={editionId}
            may={may}
            choice={choices.get(item.item)}
            onChoice={(choice) => {
              setSaved(undefined)
              setChoices(new Map([...choices, [item.item, choice]]))
            }}
          />
        ))}
      </ul>
      <Pager
        page={data.page}
        size={data.size}
        total={data.total}
        hrefOf={(page) => impactAddress(editionId, { page, ...(open ? { open: true } : {}) })}
      />
      {command.isError && <RefusalNotice error={command.error} />}
      {may && (
        <ButtonRow end>
          {decisions.length === 0 ? (
            <Button size="large" reason={t('editions.impact.nothingChosen')}>
              {t('editions.impact.save')}
            </Button>
          ) : (
            <Button type="submit" look="filled" size="large" busy={command.isPending}>
              {t('editions.impact.saveCount', { count: decisions.length })}
            </Button>
          )}
        </ButtonRow>
      )}
    </form>
  )
}
