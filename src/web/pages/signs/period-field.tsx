import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectField } from '../../parts/select-field.tsx'

/** Which fiscal year, or quarter of one. */
export function PeriodField({
  period,
  periods,
  onChange,
}: {
  period: { readonly key: string; readonly label: string }
  periods: readonly { readonly key: string; readonly label: string }[]
  onChange: (period: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const known = periods.some((each) => each.key === period.key) ? periods : [period, ...periods]
  return (
    <div className="w-72 max-sm:w-full">
      <SelectField
        compact
        name="period"
        label={t('signs.period')}
        value={period.key}
        choices={known.map((each) => ({ value: each.key, label: each.label }))}
        onChange={onChange}
      />
    </div>
  )
}
