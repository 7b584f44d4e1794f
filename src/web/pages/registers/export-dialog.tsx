import { registerExport } from '#engine/register/contract.ts'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../api/api.ts'
import { ApiProblem } from '../../api/problem.ts'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { conditionsOf, isNarrowed, type ListView, type Register } from './list-address.ts'

const formats = ['excel', 'csv', 'csvOld'] as const
type Format = (typeof formats)[number]
type Order = { readonly format: Format; readonly unwritable: 'refuse' | 'replace' }

/** Hands the list out as a file. An older encoding says first which characters it cannot hold. */
export function ExportDialog({
  register,
  view,
  onClose,
}: {
  register: Register
  view: ListView
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [format, setFormat] = useState<Format>('excel')
  const save = useMutation({
    mutationFn: (order: Order) =>
      saveFile(registerExport, {
        ...conditionsOf(register, view),
        format: order.format === 'excel' ? 'xlsx' : 'csv',
        encoding: order.format === 'csvOld' ? 'cp932' : 'utf-8',
        unwritable: order.unwritable,
      }),
  })
  const lost =
    format === 'csvOld' && save.error instanceof ApiProblem && save.error.problems.length > 0
      ? save.error
      : undefined
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('registers.out.title', { name: register.name })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.close')}
          </Button>
          {lost === undefined ? (
            <Button
              look="filled"
              busy={save.isPending}
              onPress={() => save.mutate({ format, unwritable: 'refuse' })}
            >
              {t('registers.out.go')}
            </Button>
          ) : (
            <>
              <Button
                busy={save.isPending}
                onPress={() => save.mutate({ format: 'csvOld', unwritable: 'replace' })}
              >
                {t('registers.out.replace')}
              </Button>
              <Button
                look="filled"
                busy={save.isPending}
                onPress={() => {
                  setFormat('csv')
                  save.mutate({ format: 'csv', unwritable: 'refuse' })
                }}
              >
                {t('registers.out.better')}
              </Button>
            </>
          )}
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-[0.875rem]">
          {isNarrowed(view) ? t('registers.out.what') : t('registers.out.all')}
        </p>
        <RadioGroup
          name="format"
          label={t('registers.out.format')}
          value={format}
          choices={formats.map((value) => ({ value, label: t(`registers.out.${value}`) }))}
          onChange={(value) => {
            save.reset()
            setFormat(formats.find((each) => each === value) ?? 'excel')
          }}
        />
        {save.isSuccess && (
          <Notice kind="success" live>
            {t('registers.out.done')}
          </Notice>
        )}
        {lost !== undefined && <Unwritable error={lost} />}
        {save.isError && lost === undefined && <RefusalNotice error={save.error} />}
      </div>
    </Dialog>
  )
}

/** The characters the older encoding has no place for, each with its line and column. */
function Unwritable({ error }: { error: ApiProblem }): ReactNode {
  const { t } = useTranslation()
  return (
    <Notice kind="warning" live title={t('registers.out.cannot')}>
      <p className="mb-2 text-[0.875rem]">{error.message}</p>
      <div className="max-h-60 overflow-auto">
        <Table
          caption={t('registers.out.cannot')}
          rows={error.problems}
          rowKey={(problem) => `${problem.at ?? ''}${problem.message}`}
          columns={[
            { key: 'where', head: t('registers.out.where'), cell: (problem) => problem.at ?? '' },
            { key: 'character', head: t('registers.out.character'), cell: (problem) => problem.value ?? '' },
            { key: 'how', head: t('registers.out.how'), wraps: true, cell: (problem) => problem.message },
          ]}
        />
      </div>
    </Notice>
  )
}
