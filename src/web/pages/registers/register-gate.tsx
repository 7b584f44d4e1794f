import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { NotFound } from '../../shell/lost.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import type { Register } from './list-address.ts'
import { useRegister } from './use-register.ts'

/** Shows a page of a register once the register is known; an unknown one is said to be so. */
export function RegisterGate({
  registerKey,
  children,
}: {
  registerKey: string
  children: (register: Register) => ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const found = useRegister(registerKey)
  if (found.isSuccess) return found.data === null ? <NotFound /> : children(found.data)
  return (
    <>
      <PageHead title={t('registers.title')} />
      {found.isPending ? (
        <Loading />
      ) : (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      )}
    </>
  )
}
