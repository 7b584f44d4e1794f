import { listTasks } from '#engine/task/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Checkbox } from '../../parts/checkbox.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageSize, type TasksSearch } from './search.ts'
import { TaskRows } from './task-rows.tsx'

type Tasks = OutputOf<typeof listTasks>

/** Everything somebody owes, overdue first: his own, of his units, of the city. */
export function TasksPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/house/tasks' })
  const view = search.view ?? 'mine'
  const [told, setTold] = useState<string>()
  const { page = 1, state, area, overdue } = search
  const list = useQuery({
    ...reading(listTasks, {
      view,
      page,
      size: pageSize,
      ...(state === undefined ? {} : { state }),
      ...(area === undefined ? {} : { area }),
      ...(overdue === undefined ? {} : { overdue }),
    }),
    placeholderData: keepPreviousData,
  })
  const show = (next: TasksSearch): void => void navigate({ to: '/tasks', search: next })
  const views = list.data?.views ?? [view]
  return (
    <>
      <PageHead title={t('tasks.title')} lead={t('tasks.lead')} />
      {told !== undefined && (
        <div className="mb-4">
          <Notice kind="success" live onClose={() => setTold(undefined)}>
            {t('tasks.told', { title: told })}
          </Notice>
        </div>
      )}
      <Tabs
        label={t('tasks.views.label')}
        value={view}
        onChange={(key) => show(key === 'unit' || key === 'all' ? { view: key } : {})}
        items={views.map((key) => ({
          key,
          title: t(`tasks.views.${key}`),
          content: () => (
            <>
              <h2 className="sr-only">{t(`tasks.views.${key}`)}</h2>
              <Filters search={search} areas={list.data?.areas ?? []} onChange={show} />
              {list.isPending && <Loading />}
              {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
              {list.isSuccess && <List data={list.data} search={search} onClosed={setTold} />}
            </>
          ),
        }))}
      />
    </>
  )
}

function List({
  data,
  search,
  onClosed,
}: {
  data: Tasks
  search: TasksSearch
  onClosed: (title: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  if (data.total === 0) {
    const narrowed = search.area !== undefined || search.overdue === true
    return narrowed ? (
      <EmptyState title={t('tasks.noneFound')} />
    ) : (
      <EmptyState title={t('tasks.none')}>{t('tasks.noneWhat')}</EmptyState>
    )
  }
  return (
    <>
      <p className="text-[0.875rem]">{t('tasks.total', { total: data.total, overdue: data.overdue })}</p>
      <TaskRows rows={data.rows} onClosed={onClosed} />
      <Pager
        page={data.page}
        size={data.size}
        total={data.total}
        hrefOf={(page) => router.buildLocation({ to: '/tasks', search: { ...search, page } }).href}
      />
    </>
  )
}

function Filters({
  search,
  areas,
  onChange,
}: {
  search: TasksSearch
  areas: Tasks['areas']
  onChange: (next: TasksSearch) => void
}): ReactNode {
  const { t } = useTranslation()
  const { page: _, ...rest } = search
  return (
    <search className="noprint mb-4 grid items-end gap-3 sm:flex sm:flex-wrap sm:gap-4">
      <SelectField
        compact
        name="state"
        label={t('tasks.state')}
        value={search.state ?? 'open'}
        onChange={(value) => {
          const { state: __, overdue: ___, ...others } = rest
          onChange(value === 'closed' ? { ...others, state: 'closed' } : others)
        }}
        choices={[
          { value: 'open', label: t('tasks.states.open') },
          { value: 'closed', label: t('tasks.states.closed') },
        ]}
      />
      <SelectField
        compact
        name="area"
        label={t('tasks.area')}
        value={search.area ?? ''}
        onChange={(value) => {
          const { area: __, ...others } = rest
          onChange(value === '' ? others : { ...others, area: value })
        }}
        choices={[
          { value: '', label: t('tasks.everyArea') },
          ...areas.map((each) => ({
            value: each.area,
            label: t('tasks.areaCount', { name: each.name, count: each.count }),
          })),
        ]}
      />
      {search.state !== 'closed' && (
        <Checkbox
          name="overdue"
          checked={search.overdue === true}
          onChange={(checked) => {
            const { overdue: __, ...others } = rest
            onChange(checked ? { ...others, overdue: true } : others)
          }}
        >
          {t('tasks.overdueOnly')}
        </Checkbox>
      )}
    </search>
  )
}
