import { largestImport, registerImport, registerList } from '#engine/register/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Button, ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { fileSize } from '../../parts/file-size.ts'
import { FormField } from '../../parts/form-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { base64Of } from './file-content.ts'
import { figure } from './figures.ts'
import { ImportResult } from './import-result.tsx'
import { emptyView, listHref, type Register } from './list-address.ts'
import { RegisterGate } from './register-gate.tsx'
import { TakesFocus } from './takes-focus.tsx'

const megabytes = largestImport / 1024 / 1024

export type Report = OutputOf<typeof registerImport>
type Read = { readonly file: File; readonly content: string; readonly report: Report }

/** A file into a register: a dry run that says what would happen to every line, then the right lines. */
export function ImportPage(): ReactNode {
  const { register: key = '' } = useParams({ strict: false })
  return <RegisterGate registerKey={key}>{(register) => <Import register={register} />}</RegisterGate>
}

function Import({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  const title = t('registers.in.title', { name: register.name })
  return (
    <>
      <PageHead
        title={title}
        lead={t('registers.in.lead')}
        crumbs={[
          { label: t('registers.title'), href: '/registers' },
          { label: register.name, href: listHref(register.key, emptyView) },
          { label: title },
        ]}
      />
      {register.mayWrite.allowed ? (
        <ImportSteps register={register} />
      ) : (
        <Notice kind="plain" title={t('registers.form.blocked')}>
          <p>{register.mayWrite.because}</p>
        </Notice>
      )}
    </>
  )
}

function ImportSteps({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [file, setFile] = useState<File>()
  const [read, setRead] = useState<Read>()
  const send = (chosen: File, content: string, dryRun: boolean): Promise<Report> =>
    call(registerImport, { register: register.key, fileName: chosen.name, content, dryRun })
  const look = useMutation({
    mutationFn: async (chosen: File): Promise<Read> => {
      const content = await base64Of(chosen)
      return { file: chosen, content, report: await send(chosen, content, true) }
    },
    onSuccess: setRead,
  })
  const take = useMutation({
    mutationFn: (what: Read) => send(what.file, what.content, false),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [registerList.name] }),
  })
  const choose = (chosen: File): void => {
    setFile(chosen)
    setRead(undefined)
    take.reset()
    look.reset()
    if (chosen.size <= largestImport) look.mutate(chosen)
  }
  const tooLarge = file !== undefined && file.size > largestImport
  if (take.isSuccess)
    return (
      <Done
        register={register}
        report={take.data}
        onAgain={() => {
          setFile(undefined)
          setRead(undefined)
          take.reset()
        }}
      />
    )
  return (
    <div className="grid max-w-[960px] gap-6">
      <FileChoice
        file={file}
        busy={look.isPending}
        error={
          tooLarge ? t('registers.in.tooLarge', { limit: megabytes, size: fileSize(file.size) }) : undefined
        }
        onChoose={choose}
      />
      {look.isPending && file !== undefined && (
        <ProgressBar>{t('registers.in.trying', { name: file.name })}</ProgressBar>
      )}
      {look.isError &&
        (look.error instanceof DOMException ? (
          <Notice kind="error" live>
            {t('registers.in.unreadable')}
          </Notice>
        ) : (
          <RefusalNotice error={look.error} />
        ))}
      {take.isError && <RefusalNotice error={take.error} />}
      {read !== undefined && !look.isPending && (
        <ImportResult
          register={register}
          report={read.report}
          busy={take.isPending}
          onTake={() => take.mutate(read)}
        />
      )}
    </div>
  )
}

function FileChoice({
  file,
  busy,
  error,
  onChoose,
}: {
  file: File | undefined
  busy: boolean
  error: string | undefined
  onChoose: (file: File) => void
}): ReactNode {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  return (
    <FormField
      name="file"
      label={t('registers.in.file')}
      hint={t('registers.in.fileHint', { limit: megabytes })}
      error={error}
    >
      {(ids) => (
        <div className="flex flex-wrap items-center gap-3">
          <input
            {...ids}
            ref={input}
            type="file"
            accept=".csv,.xlsx,.txt"
            // after the spread: the button stands for it on the screen
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const chosen = event.target.files?.[0]
              event.target.value = ''
              if (chosen !== undefined) onChoose(chosen)
            }}
          />
          <Button icon="upload" busy={busy} onPress={() => input.current?.click()}>
            {t('registers.in.choose')}
          </Button>
          {file !== undefined && (
            <span className="text-[0.875rem]">
              {t('registers.in.chosen', { name: file.name, size: fileSize(file.size) })}
            </span>
          )}
        </div>
      )}
    </FormField>
  )
}

function Done({
  register,
  report,
  onAgain,
}: {
  register: Register
  report: Report
  onAgain: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="grid max-w-[768px] gap-4">
      <TakesFocus>
        <Notice
          kind="success"
          live
          title={t('registers.in.done', { figure: figure(report.added + report.changed) })}
        >
          <p>
            {t('registers.in.doneWhat', {
              added: figure(report.added),
              changed: figure(report.changed),
              refused: figure(report.refused),
            })}
          </p>
        </Notice>
      </TakesFocus>
      <ButtonRow>
        <ButtonLink look="filled" href={listHref(register.key, emptyView)}>
          {t('registers.in.toList')}
        </ButtonLink>
        <Button onPress={onAgain}>{t('registers.in.again')}</Button>
      </ButtonRow>
    </div>
  )
}
