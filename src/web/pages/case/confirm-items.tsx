import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckboxGroup } from '../../parts/checkbox.tsx'

/** What a clause wants confirmed one by one before it is granted; pressing the button too early says what is left. */
export function ConfirmItems({
  items,
  confirmed,
  missing,
  onChange,
}: {
  items: readonly { readonly key: string; readonly text: string }[]
  confirmed: readonly string[]
  missing: boolean
  onChange: (confirmed: readonly string[]) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <CheckboxGroup
      name="confirmed"
      label={t('caseFile.confirmItems')}
      required
      error={missing ? t('caseFile.confirmItemsLeft') : undefined}
      choices={items.map(({ key, text }) => ({ value: key, label: text }))}
      value={confirmed}
      onChange={onChange}
    />
  )
}
