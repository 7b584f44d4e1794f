import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../../parts/anchor.tsx'
import { Icon } from '../../../parts/icons.tsx'
import { tableAddress } from '../addresses.ts'
import { useMayManage } from '../manage-context.ts'
import type { TableOut } from '../types.ts'

/** A table whose rows nobody has confirmed yet: the words as they came, and that they may be out of order. */
export function RawTable({ table }: { table: TableOut }): ReactNode {
  const { t } = useTranslation()
  const { editionId = '' } = useParams({ strict: false })
  const mayManage = useMayManage()
  return (
    <div className="my-2 rounded-8 border border-solid-gray-420 p-3">
      <p className="mb-2 flex gap-2 text-[0.875rem] leading-[1.6]">
        <Icon name="warning" className="mt-0.5 text-orange-900" />
        <span>
          {t('policies.tables.rawNotice')}{' '}
          {mayManage && (
            <Anchor href={tableAddress(editionId, table.wid)}>{t('policies.tables.confirm')}</Anchor>
          )}
        </span>
      </p>
      <p className="provision text-[0.875rem] whitespace-pre-wrap">{table.raw}</p>
    </div>
  )
}
