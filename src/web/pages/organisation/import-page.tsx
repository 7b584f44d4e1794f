import { previewImport, runImport } from '#rooms/1-organisation/import/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/api.ts'
import type { OutputOf, StoredFile } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { FileField } from '../../parts/file-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { ImportChoice } from '../hr-import/import-choice.tsx'
import { forgetOrganisation } from './forget.ts'
import { ImportResult } from './import-result.tsx'
import { TakesFocus } from '../registers/takes-focus.tsx'

export type Report = OutputOf<typeof previewImport>
const kinds = ['units', 'people'] as const
type Kind = (typeof kinds)[number]

/** Units or people from a file: a dry run that says what would change, then the right lines. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  return (
    <>
      <PageHead
        title={t('organisation.in.title')}
        lead={t('organisation.in.lead')}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('organisation.in.title') },
        ]}
      />
      {rights.includes('organisation.manage') && <ImportChoice now="first" />}
      {rights.includes('organisation.manage') ? (
        <ImportSteps />
      ) : (
        <Notice kind="plain" title={t('organisation.in.denied')}>
          <p>{t('organisation.in.deniedWhat')}</p>
        </Notice>
      )}
    </>
  )
}

function ImportSteps(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [kind, setKind] = useState<Kind>('units')
  const [file, setFile] = useState<StoredFile | null>(null)
  const [day, setDay] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const [asked, setAsked] = useState(false)
  const source = (stored: StoredFile) => ({
    fileId: stored.fileId,
    kind,
    ...(day.date === null ? {} : { on: day.date }),
  })
  const look = useMutation({ mutationFn: (stored: StoredFile) => call(previewImport, source(stored)) })
  const take = useCommand(runImport, () => forgetOrganisation(queryClient))
  const changed = (): void => {
    look.reset()
    take.reset()
  }
  if (take.isSuccess) {
    return (
      <Done
        report={take.data}
        onAgain={() => {
          setFile(null)
          setAsked(false)
          changed()
        }}
      />
    )
  }
  return (
    <div className="grid max-w-[960px] gap-6">
      <RadioGroup
        row
        name="kind"
        label={t('organisation.in.kind')}
        hint={t(`organisation.in.columns.${kind}`)}
        value={kind}
        choices={kinds.map((value) => ({ value, label: t(`organisation.in.kinds.${value}`) }))}
        onChange={(value) => {
          setKind(kinds.find((each) => each === value) ?? 'units')
          changed()
        }}
      />
      <div className="max-w-[360px]">
        <DateField
          name="on"
          label={t('organisation.in.on')}
          hint={t('organisation.in.onHint')}
          optional
          value={day.typed}
          onChange={(typed, date) => {
            setDay({ typed, date })
            changed()
          }}
        />
      </div>
      <FileField
        name="fileId"
        label={t('organisation.in.file')}
        hint={t('organisation.in.fileHint')}
        accept=".csv,.xlsx,.txt"
        required
        value={file}
        error={asked && file === null ? t('organisation.in.needFile') : undefined}
        onChange={(stored) => {
          setFile(stored)
          changed()
        }}
      />
      <p>
        <Button
          look={look.isSuccess ? 'outline' : 'filled'}
          busy={look.isPending}
          onPress={() => {
            setAsked(true)
            if (file !== null && (day.typed === '' || day.date !== null)) look.mutate(file)
          }}
        >
          {t('organisation.in.try')}
        </Button>
      </p>
      {look.isPending && <ProgressBar>{t('organisation.in.trying')}</ProgressBar>}
      {look.isError && <RefusalNotice error={look.error} />}
      {take.isError && <RefusalNotice error={take.error} />}
      {look.isSuccess && file !== null && (
        <ImportResult
          report={look.data}
          busy={take.isPending}
          onTake={() => take.mutate({ ...source(file), takeRightRows: look.data.wrongRows > 0 })}
        />
      )}
    </div>
  )
}

function Done({ report, onAgain }: { report: Report; onAgain: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="grid max-w-[768px] gap-4">
      <TakesFocus>
        <Notice
          kind="success"
          live
          title={t('organisation.in.done', { figure: report.rightRows.toLocaleString('ja-JP') })}
        >
          {report.wrongRows > 0 && (
            <p>{t('organisation.in.doneWhat', { bad: report.wrongRows.toLocaleString('ja-JP') })}</p>
          )}
        </Notice>
      </TakesFocus>
      <ButtonRow>
        <ButtonLink look="filled" href="/organisation">
          {t('organisation.in.toChart')}
        </ButtonLink>
        <Button onPress={onAgain}>{t('organisation.in.again')}</Button>
      </ButtonRow>
    </div>
  )
}
