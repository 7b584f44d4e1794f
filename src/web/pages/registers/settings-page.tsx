import {
  registerOrderColumns,
  registerRetireColumn,
  registerSettings,
} from '#engine/register/contract-columns.ts'
import { registerKinds } from '#engine/register/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { dateWords } from '../../parts/date-words.ts'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useLanguage } from '../../parts/use-language.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { emptyView, listHref, type Register } from './list-address.ts'
import { OwnColumnDialog } from './own-column-dialog.tsx'
import { RegisterGate } from './register-gate.tsx'
import { RegisterWays } from './register-ways.tsx'
import { RetentionDialog } from './retention-dialog.tsx'

export type Settings = OutputOf<typeof registerSettings>
export type OwnColumn = Settings['columns'][number]

/** What the city sets of a register: columns of its own, and how long closed lines are kept. */
export function RegisterSettingsPage(): ReactNode {
  const { register: key = '' } = useParams({ strict: false })
  return <RegisterGate registerKey={key}>{(register) => <SettingsView register={register} />}</RegisterGate>
}

/** Forgets what is known of the registers, after something was set. */
export function useForgetRegisters(): () => Promise<void> {
  const queryClient = useQueryClient()
  return async () => {
    for (const { name } of [registerSettings, registerKinds]) {
      await queryClient.invalidateQueries({ queryKey: [name] })
    }
  }
}

function SettingsView({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  const settings = useQuery(reading(registerSettings, { register: register.key }))
  return (
    <>
      <PageHead
        title={t('registers.settings.title', { name: register.name })}
        crumbs={[
          { label: t('registers.title'), href: '/registers' },
          { label: register.name, href: listHref(register.key, emptyView) },
          { label: t('registers.ways.settings') },
        ]}
        lead={t('registers.settings.lead')}
        clauses={register.cites.map(clauseOf)}
      />
      <RegisterWays register={register} />
      {settings.isPending && <Loading />}
      {settings.isError && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.isSuccess && (
        <div className="grid gap-8">
          {!settings.data.mayConfigure && <Notice kind="plain">{t('registers.settings.cannot')}</Notice>}
          <Columns register={register} settings={settings.data} />
          <Retention register={register} settings={settings.data} />
        </div>
      )}
    </>
  )
}

function Columns({ register, settings }: { register: Register; settings: Settings }): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const [editing, setEditing] = useState<OwnColumn | 'new'>()
  const [retiring, setRetiring] = useState<OwnColumn>()
  const forget = useForgetRegisters()
  const order = useCommand(registerOrderColumns, forget)
  const { columns, mostColumns, takesColumns, mayConfigure } = settings
  const move = (at: number, by: number): void => {
    const keys = columns.map((column) => column.key)
    const [key = ''] = keys.splice(at, 1)
    keys.splice(at + by, 0, key)
    order.mutate({ register: register.key, keys })
  }
  if (!takesColumns) {
    return (
      <Section title={t('registers.settings.own')}>
        <p>{t('registers.settings.auto')}</p>
      </Section>
    )
  }
  return (
    <Section
      title={t('registers.settings.own')}
      aside={
        mayConfigure && (
          <Button
            {...(columns.length >= mostColumns
              ? { reason: t('registers.settings.full', { most: mostColumns }) }
              : {})}
            onPress={() => setEditing('new')}
          >
            {t('registers.settings.add')}
          </Button>
        )
      }
    >
      {order.isError && <RefusalNotice error={order.error} />}
      {columns.length === 0 && <p>{t('registers.settings.none')}</p>}
      {columns.length > 0 && (
        <Table<OwnColumn & { at: number }>
          caption={t('registers.settings.own')}
          rows={columns.map((column, at) => ({ ...column, at }))}
          rowKey={(column) => column.key}
          columns={[
            {
              key: 'label',
              head: t('registers.settings.label'),
              names: true,
              wraps: true,
              cell: (column) => column.label,
            },
            {
              key: 'type',
              head: t('registers.settings.type'),
              wraps: true,
              cell: (column) =>
                column.type === 'choice'
                  ? column.choices.map((choice) => choice.label).join('・')
                  : t(`registers.settings.types.${column.type}`),
            },
            {
              key: 'list',
              head: t('registers.settings.inList'),
              cell: (column) => t(column.listed ? 'registers.settings.shown' : 'registers.settings.notShown'),
            },
            {
              key: 'acts',
              head: t('registers.settings.actions'),
              wraps: true,
              cell: (column) => {
                if (column.retired !== null) {
                  const date = dateWords(column.retired.on, 'long', language).text
                  return (
                    <StateChip means="outside">
                      {t('registers.settings.retired', { date, why: column.retired.why })}
                    </StateChip>
                  )
                }
                if (!mayConfigure) return null
                const { label, at } = column
                return (
                  <span className="flex flex-wrap gap-2">
                    <Button
                      size="small"
                      label={t('registers.settings.editOf', { label })}
                      onPress={() => setEditing(column)}
                    >
                      {t('registers.settings.edit')}
                    </Button>
                    {at > 0 && (
                      <Button
                        size="small"
                        label={t('registers.settings.upOf', { label })}
                        busy={order.isPending}
                        onPress={() => move(at, -1)}
                      >
                        {t('registers.settings.up')}
                      </Button>
                    )}
                    {at < columns.length - 1 && (
                      <Button
                        size="small"
                        label={t('registers.settings.downOf', { label })}
                        busy={order.isPending}
                        onPress={() => move(at, 1)}
                      >
                        {t('registers.settings.down')}
                      </Button>
                    )}
                    <Button
                      size="small"
                      danger
                      label={t('registers.settings.retireOf', { label })}
                      onPress={() => setRetiring(column)}
                    >
                      {t('registers.settings.retire')}
                    </Button>
                  </span>
                )
              },
            },
          ]}
        />
      )}
      {editing !== undefined && (
        <OwnColumnDialog
          register={register}
          column={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {retiring !== undefined && (
        <RetireDialog register={register} column={retiring} onClose={() => setRetiring(undefined)} />
      )}
    </Section>
  )
}

function RetireDialog({
  register,
  column,
  onClose,
}: {
  register: Register
  column: OwnColumn
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const forget = useForgetRegisters()
  const [why, setWhy] = useState('')
  const [asked, setAsked] = useState(false)
  const retire = useCommand(registerRetireColumn, async () => {
    await forget()
    onClose()
  })
  const empty = why.trim() === ''
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={t('registers.settings.retireTitle', { label: column.label })}
      act={t('registers.settings.retire')}
      busy={retire.isPending}
      onConfirm={() => {
        setAsked(true)
        if (!empty) retire.mutate({ register: register.key, key: column.key, why: why.trim() })
      }}
    >
      <div className="grid gap-4">
        <p>{t('registers.settings.retireWhat')}</p>
        <TextField
          name="why"
          label={t('registers.settings.why')}
          required
          maxLength={200}
          value={why}
          error={asked && empty ? t('registers.form.needed') : undefined}
          onChange={setWhy}
        />
        {retire.isError && <RefusalNotice error={retire.error} />}
      </div>
    </ConfirmDialog>
  )
}

function Retention({ register, settings }: { register: Register; settings: Settings }): ReactNode {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  const { years, usual, why } = settings.retention
  return (
    <Section
      title={t('registers.settings.retention')}
      aside={
        settings.mayConfigure && (
          <Button onPress={() => setChanging(true)}>{t('registers.settings.change')}</Button>
        )
      }
    >
      <p className="font-bold">{t('registers.settings.retentionNow', { years })}</p>
      {why !== null && <p>{t('registers.settings.retentionWhy', { why })}</p>}
      {usual !== years && <p className="text-[0.875rem]">{t('registers.settings.usual', { usual })}</p>}
      {changing && <RetentionDialog register={register} years={years} onClose={() => setChanging(false)} />}
    </Section>
  )
}
