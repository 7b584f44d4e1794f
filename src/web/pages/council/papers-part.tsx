import { attachPaper, readPaper } from '#rooms/1-organisation/council/contract.ts'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../api/api.ts'
import type { StoredFile } from '../../api/client.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { FileField } from '../../parts/file-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { nowOf, useMeetingCommand, type Meeting } from './use-meeting.ts'

/** The papers of the meeting, for everybody who sees it; the secretariat adds and takes off until the opening. */
export function PapersPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const command = useMeetingCommand(attachPaper)
  const get = useMutation({
    mutationFn: (fileId: string) => saveFile(readPaper, { meetingId: meeting.meetingId, fileId }),
  })
  const changes = meeting.may.includes('plan')
  const titleOf = (itemId: string | null): string =>
    meeting.items.find((item) => item.itemId === itemId)?.title ?? t('council.papers.whole')
  return (
    <Card title={t('council.papers.title')}>
      {command.isError && <RefusalNotice error={command.error} />}
      {get.isError && <RefusalNotice error={get.error} />}
      {meeting.files.length === 0 ? (
        <p className="text-[0.875rem]">{t('council.papers.none')}</p>
      ) : (
        <ul className="grid gap-2">
          {meeting.files.map((file) => (
            <li key={file.fileId} className="text-[0.875rem]">
              <span className="flex flex-wrap items-center gap-2">
                <Button
                  look="text"
                  size="small"
                  icon="download"
                  label={t('council.papers.get', { name: file.name })}
                  onPress={() => get.mutate(file.fileId)}
                >
                  {file.name}
                </Button>
                {changes && (
                  <Button
                    size="small"
                    label={t('council.papers.removeOne', { name: file.name })}
                    onPress={() => command.mutate({ ...nowOf(meeting), fileId: file.fileId, remove: true })}
                  >
                    {t('council.papers.remove')}
                  </Button>
                )}
              </span>
              <span className="block text-solid-gray-700">{titleOf(file.itemId)}</span>
            </li>
          ))}
        </ul>
      )}
      {changes && <Add meeting={meeting} />}
    </Card>
  )
}

function Add({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const [file, setFile] = useState<StoredFile | null>(null)
  const [itemId, setItem] = useState('')
  const command = useMeetingCommand(attachPaper, () => setFile(null))
  return (
    <div className="mt-3 grid gap-3 border-t border-solid-gray-200 pt-3">
      {command.isError && <RefusalNotice error={command.error} />}
      <FileField compact name="paper" label={t('council.papers.file')} value={file} onChange={setFile} />
      <SelectField
        compact
        name="paperItem"
        label={t('council.papers.toItem')}
        value={itemId}
        emptyLabel={t('council.papers.whole')}
        choices={meeting.items.map((item) => ({ value: item.itemId, label: item.title }))}
        onChange={setItem}
      />
      <Button
        busy={command.isPending}
        {...(file === null ? { reason: t('council.chosen') } : {})}
        onPress={() => {
          if (file === null) return
          command.mutate({
            ...nowOf(meeting),
            fileId: file.fileId,
            ...(itemId === '' ? {} : { itemId }),
          })
        }}
      >
        {t('council.papers.attach')}
      </Button>
    </div>
  )
}
