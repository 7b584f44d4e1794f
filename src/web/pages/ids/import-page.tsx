import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  idsImport,
  idsOverview,
  idsReadDirectory,
  type ImportResult,
} from '#rooms/6-technical/accounts/contract.ts'
import { call, reading } from '../../api/api.ts'
import type { InputOf } from '../../api/client.ts'
import { Button, ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { TakesFocus } from '../registers/takes-focus.tsx'
import { base64Of } from '../registers/file-content.ts'
import { forgetIds } from './forget.ts'
import { DirectoryFields, emptyAsk, FileChoice, type Ask } from './import-source.tsx'
import { ListResult } from './import-result.tsx'
import type { System } from './system-state.tsx'

export type Mapping = NonNullable<InputOf<typeof idsImport>['mapping']>
export type Choices = { readonly mapping?: Mapping; readonly sure: boolean; readonly register?: boolean }

/** A list of users of one system: tried first, with its columns, then read in earnest. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation()
  const { systemId = '' } = useParams({ strict: false })
  const overview = useQuery(reading(idsOverview, {}))
  const system = overview.data?.systems.find((each) => each.systemId === systemId)
  const title = t('ids.in.title', { name: system?.name ?? '' })
  return (
    <>
      <PageHead
        title={title}
        lead={t('ids.in.lead')}
        crumbs={[
          { label: t('ids.crumb'), href: '/registers' },
          { label: t('ids.title'), href: '/ids' },
          { label: title },
        ]}
      />
      {overview.isPending && <Loading />}
      {overview.isError && <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.isSuccess &&
        (system === undefined || !system.mayImport.allowed ? (
          <Notice kind="plain" title={system?.mayImport.because ?? t('ids.list.none')} />
        ) : (
          <Steps system={system} manages={overview.data.mayManage.allowed} on={overview.data.on} />
        ))}
    </>
  )
}

function Steps({ system, manages, on }: { system: System; manages: boolean; on: string }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [how, setHow] = useState<'file' | 'directory'>('file')
  const [file, setFile] = useState<File>()
  const [ask, setAsk] = useState<Ask>(emptyAsk)
  const [day, setDay] = useState<{ typed: string; date: string | null }>({ typed: on, date: on })
  const send = async (choices: Choices, dryRun: boolean): Promise<ImportResult> => {
    const common = {
      systemId: system.systemId,
      takenOn: day.date ?? on,
      dryRun,
      sure: choices.sure,
      ...(choices.mapping === undefined ? {} : { mapping: choices.mapping }),
      ...(choices.register === undefined ? {} : { register: choices.register }),
    }
    if (how === 'directory') return call(idsReadDirectory, { ...common, ...ask })
    if (file === undefined) throw new DOMException('no file')
    return call(idsImport, { ...common, fileName: file.name, content: await base64Of(file) })
  }
  const look = useMutation({ mutationFn: (choices: Choices) => send(choices, true) })
  const take = useMutation({
    mutationFn: (choices: Choices) => send(choices, false),
    onSuccess: () => forgetIds(queryClient),
  })
  const changed = (): void => {
    look.reset()
    take.reset()
  }
  if (take.isSuccess) return <Done result={take.data} onAgain={changed} />
  const ready = how === 'directory' || file !== undefined
  return (
    <div className="grid max-w-[960px] gap-6">
      {manages && (
        <RadioGroup
          row
          name="how"
          label={t('ids.in.how')}
          value={how}
          choices={[
            { value: 'file', label: t('ids.in.fromFile') },
            { value: 'directory', label: t('ids.in.directory') },
          ]}
          onChange={(value) => {
            setHow(value === 'directory' ? 'directory' : 'file')
            changed()
          }}
        />
      )}
      <div className="max-w-[360px]">
        <DateField
          name="takenOn"
          label={t('ids.in.takenOn')}
          required
          value={day.typed}
          onChange={(typed, date) => {
            setDay({ typed, date })
            changed()
          }}
        />
      </div>
      {how === 'file' ? (
        <FileChoice
          file={file}
          onChoose={(chosen) => {
            setFile(chosen)
            changed()
          }}
        />
      ) : (
        <DirectoryFields ask={ask} onChange={setAsk} />
      )}
      <p>
        <Button
          look={look.isSuccess ? 'outline' : 'filled'}
          busy={look.isPending}
          onPress={() => ready && day.date !== null && look.mutate({ sure: false })}
        >
          {t('ids.in.try')}
        </Button>
      </p>
      {look.isPending && <ProgressBar>{t('ids.in.trying')}</ProgressBar>}
      {look.isError && (
        <>
          <RefusalNotice error={look.error} />
          <p>
            <Button busy={take.isPending} onPress={() => take.mutate({ sure: false })}>
              {t('ids.in.record')}
            </Button>
          </p>
        </>
      )}
      {take.isError && <RefusalNotice error={take.error} />}
      {look.isSuccess && (
        <ListResult
          key={look.submittedAt}
          result={look.data}
          busy={take.isPending || look.isPending}
          onAgain={(mapping) => look.mutate({ mapping, sure: false })}
          onTake={(choices) => take.mutate(choices)}
        />
      )}
    </div>
  )
}

function Done({ result, onAgain }: { result: ImportResult; onAgain: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="grid max-w-[768px] gap-4">
      <TakesFocus>
        {result.outcome === 'read' ? (
          <Notice kind="success" live title={t('ids.in.done')}>
            <p>{t('ids.in.doneWhat', { lines: result.lines.toLocaleString('ja-JP') })}</p>
          </Notice>
        ) : (
          <Notice kind="warning" live title={t('ids.in.recorded')} />
        )}
      </TakesFocus>
      <ButtonRow>
        <ButtonLink look="filled" href="/ids">
          {t('ids.in.toIds')}
        </ButtonLink>
        <Button onPress={onAgain}>{t('ids.in.another')}</Button>
      </ButtonRow>
    </div>
  )
}
