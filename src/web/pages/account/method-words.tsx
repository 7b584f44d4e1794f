import { methods as known } from '#authority/sign-in/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** 「パスワードと確認コード」: how a session was opened. */
export function MethodWords({ methods }: { methods: readonly string[] }): ReactNode {
  const { t } = useTranslation()
  return known
    .filter((method) => methods.includes(method))
    .map((method) => t(`account.how_.${method}`))
    .join(t('account.and'))
}
