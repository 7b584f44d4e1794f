import type { showOwnProcedure } from '#engine/own-procedure/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { ToldNotice } from '../case/told-notice.tsx'
import { newAddress } from './addresses.ts'
import { TryOut } from './try-out.tsx'

/** A procedure that has ended: what its form was, and the way to a new one like it. */
export function RetiredProcedure({ shown }: { shown: OutputOf<typeof showOwnProcedure> }): ReactNode {
  const { t } = useTranslation()
  const { name, purpose } = shown.declaration
  return (
    <>
      <PageHead
        title={name}
        lead={purpose}
        crumbs={[{ label: t('procedures.title'), href: '/procedures' }, { label: name }]}
        actions={<ButtonLink href={newAddress(shown.key)}>{t('procedures.copyOf', { name })}</ButtonLink>}
      />
      <ToldNotice />
      <div className="grid max-w-[768px] gap-6">
        <Notice kind="info" title={t('procedures.retired.title')}>
          <p className="text-[0.875rem]">{t('procedures.retired.what', { figure: shown.cases })}</p>
        </Notice>
        <TryOut said={shown.declaration} standing={{ state: 'sound' }} ended />
      </div>
    </>
  )
}
