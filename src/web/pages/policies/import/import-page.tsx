import { policyImport, policyList } from '#policy/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { problemsOf } from '../../../api/check.ts'
import { ApiProblem, type Problem } from '../../../api/problem.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Notice } from '../../../parts/notice.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { listAddress, prepareAddress } from '../addresses.ts'
import { blankChoice, importInput, type ImportChoice } from './import-choice.ts'
import { ImportForm } from './import-form.tsx'
import { ImportResult } from './import-result.tsx'

/** What the server refused of the form's own fields; what it found in the file is shown below the form. */
function ofForm(error: unknown): readonly Problem[] {
  if (!(error instanceof ApiProblem)) return nothing
  const own = error.problems.filter(({ at = '' }) => fields.includes(at))
  return own.length === 0 ? nothing : own
}

const nothing: readonly Problem[] = []
const fields: readonly string[] = ['title', 'documentMark', 'label']

/** 取り込み: choose a file, see what was read of it, and keep it as a draft. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const queryClient = useQueryClient()
  const list = useQuery(reading(policyList, { size: 100 }))
  const [choice, setChoice] = useState<ImportChoice>(blankChoice)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const result = useRef<HTMLDivElement>(null)
  const tried = useCommand(policyImport)
  const kept = useCommand(policyImport, async (output) => {
    await queryClient.invalidateQueries({ queryKey: [policyList.name] })
    if (output.editionId !== null) router.history.push(prepareAddress(output.editionId))
  })
  useEffect(() => {
    if (tried.isSuccess) result.current?.focus()
  }, [tried.isSuccess, tried.data])
  const change = (part: Partial<ImportChoice>): void => {
    setChoice((before) => ({ ...before, ...part }))
    // what was read belongs to what was chosen then
    tried.reset()
    kept.reset()
    setProblems([])
  }
  const failure = tried.error ?? kept.error
  const refused = useMemo(() => ofForm(failure), [failure])
  const attempt = (): void => {
    const found =
      choice.file === null
        ? [{ at: 'fileId', message: t('policies.import.noFile') }]
        : problemsOf(policyImport.input, importInput(choice, true))
    setProblems(found)
    if (found.length === 0) tried.mutate(importInput(choice, true))
  }
  return (
    <>
      <PageHead
        title={t('policies.import.page')}
        lead={t('policies.import.lead')}
        crumbs={[{ label: t('policies.title'), href: listAddress }, { label: t('policies.import.page') }]}
      />
      {list.isPending && <Loading />}
      {list.isError && <ErrorState bare error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && !list.data.mayManage && (
        <Notice kind="info" title={t('policies.import.notYours')}>
          <p>{t('policies.import.notYoursWhat')}</p>
        </Notice>
      )}
      {list.isSuccess && list.data.mayManage && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
          <ImportForm
            choice={choice}
            documents={list.data.policies}
            problems={problems.length > 0 ? problems : refused}
            busy={tried.isPending}
            onChange={change}
            onSend={attempt}
          />
          <div ref={result} tabIndex={-1} className="grid grid-cols-[minmax(0,1fr)] gap-8 outline-none">
            {tried.isError && refused.length === 0 && <RefusalNotice error={tried.error} />}
            {tried.isSuccess && (
              <ImportResult
                result={tried.data}
                fileName={choice.file?.name ?? ''}
                busy={kept.isPending}
                error={refused.length === 0 ? kept.error : null}
                onKeep={(acceptUnread) => kept.mutate({ ...importInput(choice, false), acceptUnread })}
              />
            )}
          </div>
        </div>
      )}
    </>
  )
}
