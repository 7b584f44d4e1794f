import { listTasks } from '#engine/task/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Section } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { TaskRows } from '../tasks/task-rows.tsx'
import { homeTasks } from './home-tasks.ts'

/** やること beside applications: the viewer's own and those of the offices he holds today, overdue first. */
export function OtherTasks(): ReactNode {
  const { t } = useTranslation()
  const list = useQuery(reading(listTasks, homeTasks))
  const [told, setTold] = useState<string>()
  return (
    <Section
      id="tasks"
      title={t('tasks.homeTitle')}
      aside={<Anchor href="/tasks">{t('tasks.title')}</Anchor>}
    >
      {told !== undefined && (
        <Notice kind="success" live onClose={() => setTold(undefined)}>
          {t('tasks.told', { title: told })}
        </Notice>
      )}
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.total === 0 && (
        <EmptyState title={t('tasks.none')}>{t('tasks.noneWhat')}</EmptyState>
      )}
      {list.isSuccess && list.data.total > 0 && <TaskRows rows={list.data.rows} onClosed={setTold} />}
      {list.isSuccess && list.data.total > list.data.rows.length && (
        <p className="pt-3">
          <Anchor href="/tasks">
            {t('tasks.homeAll', { total: list.data.total.toLocaleString('ja-JP') })}
          </Anchor>
        </p>
      )}
    </Section>
  )
}
