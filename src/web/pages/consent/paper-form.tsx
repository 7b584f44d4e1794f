import { savePaperConsent } from '#rooms/1-organisation/consent/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoredFile } from '../../api/client.ts'
import { messageAt, type Problem } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { FileField } from '../../parts/file-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { forgetTasks } from '../tasks/forget.ts'

/** What the paper is recorded under: the edition and the number at its foot. */
export type PaperEdition = {
  readonly editionId: string
  readonly title: string
  readonly label: string
  readonly contentHash: string
}

/** The scan of a paper signed by hand, with its day. */
export function PaperForm({
  personId,
  edition,
  limit,
  onKept,
}: {
  personId: string
  edition: PaperEdition
  limit: number
  onKept: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [day, setDay] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const [file, setFile] = useState<StoredFile | null>(null)
  const [missing, setMissing] = useState<readonly Problem[]>([])
  const labels = { signedOn: t('consent.dialog.signedOn'), fileId: t('consent.dialog.scan') }
  const keep = useFormCommand(savePaperConsent, labels, async () => {
    await forgetTasks(queryClient)
    onKept()
  })
  const problems = missing.length > 0 ? missing : keep.problems
  const send = (): void => {
    const message = t('consent.dialog.needed')
    const found: Problem[] = []
    if (day.typed === '') found.push({ at: 'signedOn', message })
    if (file === null) found.push({ at: 'fileId', message })
    setMissing(found)
    if (file === null || day.date === null) return
    const { editionId, contentHash } = edition
    keep.send({ personId, editionId, contentHash, signedOn: day.date, fileId: file.fileId })
  }
  return (
    <div className="grid gap-4">
      <p className="text-[0.875rem]">
        {t('consent.dialog.paperEdition', { edition: `${edition.title} ${edition.label}` })}
      </p>
      {keep.refusal !== null && <RefusalNotice error={keep.refusal} />}
      <DateField
        name="signedOn"
        label={t('consent.dialog.signedOn')}
        required
        value={day.typed}
        error={messageAt(problems, 'signedOn')}
        onChange={(typed, date) => setDay({ typed, date })}
      />
      <FileField
        name="fileId"
        label={t('consent.dialog.scan')}
        required
        accept=".pdf,.png,.jpg,.jpeg"
        limit={limit}
        value={file}
        error={messageAt(problems, 'fileId')}
        onChange={setFile}
      />
      <div>
        <Button busy={keep.busy} onPress={send}>
          {t('consent.dialog.keep')}
        </Button>
      </div>
    </div>
  )
}
