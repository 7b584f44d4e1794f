import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { issueNotice, noticeSheet, showNotice } from '#engine/paper-form/contract.ts'
import type { CaseView } from '#engine/procedure/contract.ts'
import { call, reading, saveFile } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { RefusalNotice } from '../../parts/states.tsx'

/** 通知書 of a decided case: given its number by who filed or decided, printed by whoever sees the case. */
export function NoticeButton({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { applicationId } = view
  const notice = useQuery({
    ...reading(showNotice, { applicationId }),
    enabled: view.decidedAt !== null,
  })
  const print = useMutation({
    mutationFn: async () => {
      if (notice.data?.number === null) {
        await call(issueNotice, { applicationId })
        await queryClient.invalidateQueries()
      }
      await saveFile(noticeSheet, { applicationId })
    },
  })
  const { data } = notice
  if (data === undefined || !data.possible || (data.number === null && !data.may)) return null
  return (
    <div className="grid gap-2">
      <Button icon="document" busy={print.isPending} onPress={() => print.mutate()}>
        {data.number === null
          ? t('caseFile.issueNotice')
          : t('caseFile.printNotice', { number: data.number })}
      </Button>
      {print.isError && <RefusalNotice error={print.error} />}
    </div>
  )
}
