import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { countFile } from '#engine/stocktake/contract-sheet.ts'
import { call } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { base64Of } from '../registers/file-content.ts'
import { forgetCounting } from './forget.ts'
import type { Sheet } from './sheet-page.tsx'

/** Counts by a list of numbers somebody brings as a file. */
export function FileCount({ sheet }: { sheet: Sheet }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [file, setFile] = useState<File>()
  const take = useMutation({
    mutationFn: async (chosen: File) =>
      call(countFile, {
        stocktakeId: sheet.campaign.stocktakeId,
        unitId: sheet.unit.id,
        fileName: chosen.name.slice(-200),
        content: await base64Of(chosen),
      }),
    onSuccess: () => forgetCounting(queryClient),
  })
  return (
    <Section title={t('stocktakes.sheet.file')}>
      <div className="grid max-w-[768px] gap-3 text-[0.875rem]">
        <p>{t('stocktakes.sheet.fileWhat')}</p>
        <div className="flex flex-wrap items-center gap-3">
          <label className="grid gap-1">
            <span className="font-bold">{t('stocktakes.sheet.fileField')}</span>
            <input
              type="file"
              accept=".csv,.xlsx"
              className="max-w-full min-h-11"
              onChange={(event) => {
                setFile(event.target.files?.[0])
                take.reset()
              }}
            />
          </label>
          <Button
            busy={take.isPending}
            onPress={() => {
              if (file !== undefined) take.mutate(file)
            }}
          >
            {t('stocktakes.sheet.fileGo')}
          </Button>
        </div>
        {take.isError && <RefusalNotice error={take.error} />}
        {take.isSuccess && <Result result={take.data} />}
      </div>
    </Section>
  )
}

function Result({ result }: { result: OutputOf<typeof countFile> }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <Notice kind="info" live title={t('stocktakes.sheet.fileDone', { read: result.read })}>
        <ul className="flex flex-wrap gap-x-4">
          {result.results
            .filter(({ count }) => count > 0)
            .map((each) => (
              <li key={each.result}>
                {t(`stocktakes.scan.results.${each.result}`)} <b>{each.count}</b>
              </li>
            ))}
        </ul>
      </Notice>
      {result.remarks.length > 0 && (
        <Table
          caption={t('stocktakes.sheet.fileMessage')}
          rows={result.remarks}
          rowKey={(remark) => String(remark.row)}
          columns={[
            { key: 'row', head: t('stocktakes.sheet.fileRow'), numeric: true, cell: (remark) => remark.row },
            {
              key: 'number',
              head: t('stocktakes.sheet.number'),
              names: true,
              cell: (remark) => remark.number,
            },
            {
              key: 'message',
              head: t('stocktakes.sheet.fileMessage'),
              wraps: true,
              cell: (remark) => remark.message,
            },
          ]}
        />
      )}
      {result.moreRemarks > 0 && <p>{t('stocktakes.sheet.fileMore', { count: result.moreRemarks })}</p>}
    </>
  )
}
