import {
  checklistSheet,
  closeChecklist,
  showChecklist,
  type ChecklistView,
} from '#rooms/1-organisation/joining/contract.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading, saveFile } from '../../api/api.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Card, Columns, Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Loading, RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { UnreadablePage } from '../case/unreadable-page.tsx'
import { forgetTasks } from '../tasks/forget.ts'
import { ChecklistItemCard } from './checklist-item.tsx'
import { DropDialog } from './drop-dialog.tsx'
import { ChecklistChip, shownDay } from './joining-page.tsx'

/** One checklist: every item with what is still out, and the closing, which counts once more. */
export function ChecklistPage(): ReactNode {
  const { checklistId } = useParams({ from: '/house/joining/$checklistId' })
  const shown = useQuery(reading(showChecklist, { checklistId }))
  if (shown.isPending) return <Loading />
  if (shown.isError) return <UnreadablePage error={shown.error} onRetry={() => void shown.refetch()} />
  return <Checklist view={shown.data} />
}

function Checklist({ view }: { view: ChecklistView }): ReactNode {
  const { t } = useTranslation()
  const [told, setTold] = useState<string>()
  const printing = useMutation({
    mutationFn: () => saveFile(checklistSheet, { checklistId: view.checklistId }),
  })
  return (
    <>
      <PageHead
        title={t('joining.one.title', { name: view.person.name, event: t(`joining.events.${view.event}`) })}
        lead={<ChecklistChip row={view} />}
        crumbs={[{ label: t('joining.title'), href: '/joining' }, { label: view.person.name }]}
        actions={
          <Button icon="print" busy={printing.isPending} onPress={() => printing.mutate()}>
            {t('joining.one.print')}
          </Button>
        }
      />
      {printing.isError && <RefusalNotice error={printing.error} />}
      {told !== undefined && (
        <div className="mb-4">
          <Notice kind="success" live onClose={() => setTold(undefined)}>
            {told}
          </Notice>
        </div>
      )}
      {view.backAgain && view.state === 'open' && (
        <div className="mb-4">
          <Notice kind="warning">{t('joining.one.backAgain')}</Notice>
        </div>
      )}
      <Columns
        sideLabel={t('joining.one.closing')}
        main={
          <Section title={t('joining.one.items')}>
            <ul>
              {view.items.map((item) => (
                <ChecklistItemCard key={item.item} view={view} item={item} onTold={setTold} />
              ))}
            </ul>
          </Section>
        }
        side={
          <>
            <About view={view} />
            <Closing view={view} onTold={setTold} />
          </>
        }
      />
    </>
  )
}

function About({ view }: { view: ChecklistView }): ReactNode {
  const { t } = useTranslation()
  return (
    <DefinitionList
      items={[
        {
          key: 'day',
          term: t(`joining.one.effective.${view.event}`),
          is: <DateText value={shownDay(view)} />,
        },
        { key: 'due', term: t('joining.due'), is: <DateText value={view.dueOn} /> },
        { key: 'unit', term: t('joining.one.unit'), is: view.unitName },
        {
          key: 'appointment',
          term: t('joining.one.appointment'),
          is: `${view.postTitle} ${view.appointment}`.trim(),
        },
        {
          key: 'opened',
          term: t('joining.one.openedBy'),
          is: view.openedBy?.name ?? t('joining.one.automatic'),
        },
      ]}
    />
  )
}

function Closing({ view, onTold }: { view: ChecklistView; onTold: (what: string) => void }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [dropping, setDropping] = useState(false)
  const close = useCommand(closeChecklist, async () => {
    await forgetTasks(queryClient)
    onTold(t('joining.one.told.closed'))
  })
  if (view.state !== 'open') {
    return (
      <Card title={t(view.state === 'closed' ? 'joining.closed' : 'joining.dropped')}>
        <p>
          {t(view.state === 'closed' ? 'joining.one.closedBy' : 'joining.one.droppedBy', {
            name: view.closedBy?.name ?? '',
          })}{' '}
          <DateText value={view.closedAt} />
        </p>
        {view.closedBy !== null && view.closedBy.capacity !== '本人' && <p>{view.closedBy.capacity}</p>}
        {view.outcome !== null && <p className="text-[0.875rem]">{view.outcome}</p>}
      </Card>
    )
  }
  return (
    <Card strong title={t('joining.one.closing')}>
      <div className="grid gap-3">
        {view.confirming.allowed ? (
          <>
            {view.confirming.capacity !== '本人' && (
              <p className="text-[0.875rem]">{t('joining.one.as', { capacity: view.confirming.capacity })}</p>
            )}
            {view.blocked.length === 0 ? (
              <p>{t('joining.one.closingReady')}</p>
            ) : (
              <div id="blocked">
                <p className="text-[0.875rem]">{t('joining.one.blocked')}</p>
                <ul className="list-disc pl-5 text-[0.875rem] leading-[1.6]">
                  {view.blocked.map((each) => (
                    <li key={each}>{each}</li>
                  ))}
                </ul>
              </div>
            )}
            {close.isError && <RefusalNotice error={close.error} />}
            <ButtonRow>
              <Button
                look="filled"
                size="large"
                busy={close.isPending}
                reasonId={view.blocked.length === 0 ? undefined : 'blocked'}
                onPress={() => close.mutate({ checklistId: view.checklistId })}
              >
                {t('joining.one.close')}
              </Button>
              <Button look="text" onPress={() => setDropping(true)}>
                {t('joining.one.drop')}
              </Button>
            </ButtonRow>
            {dropping && (
              <DropDialog
                checklistId={view.checklistId}
                onClose={() => setDropping(false)}
                onDropped={() => {
                  setDropping(false)
                  onTold(t('joining.one.told.dropped'))
                }}
              />
            )}
          </>
        ) : (
          <Notice kind="info" title={t('joining.one.cannot')}>
            {view.confirming.reason}
          </Notice>
        )}
      </div>
    </Card>
  )
}
