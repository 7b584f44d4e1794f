import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'

/** Recovery codes, shown this once. */
export function RecoveryCodes({
  codes,
  onDone,
}: {
  codes: readonly string[]
  onDone: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Notice kind="warning" live title={t('account.codes.title')}>
      <p className="text-[0.875rem]">{t('account.codes.what')}</p>
      <ul className="my-3 grid grid-cols-2 gap-x-6 gap-y-1 font-mono max-sm:grid-cols-1">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="noprint flex flex-wrap gap-4">
        <Button onPress={() => window.print()}>{t('account.codes.print')}</Button>
        <Button look="filled" onPress={onDone}>
          {t('account.codes.kept')}
        </Button>
      </div>
    </Notice>
  )
}
