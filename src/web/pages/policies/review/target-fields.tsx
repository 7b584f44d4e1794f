import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectField } from '../../../parts/select-field.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { axes, formatTarget, parseTarget, withAxis } from './target-class.ts'

const levels = ['3', '2+', '2', '1'] as const

/** 対象の分類: a class on each axis, any of which is enough; or the words of the text, where it has other names. */
export function TargetFields({
  value,
  onChange,
}: {
  value: string | null
  onChange: (value: string | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const parts = value === null || value === '' ? [] : parseTarget(value)
  return (
    <>
      {parts !== null && (
        <div className="grid grid-cols-3 gap-2">
          {axes.map((axis) => {
            const part = parts.find((each) => each.axis === axis)
            const chosen = part === undefined ? '' : `${part.level}${part.orMore ? '+' : ''}`
            const known: readonly string[] = levels
            return (
              <SelectField
                key={axis}
                compact
                name={`target-${axis}`}
                label={t(`review.axes.${axis}`)}
                value={chosen}
                emptyLabel={t('review.empty')}
                choices={[...(chosen === '' || known.includes(chosen) ? [] : [chosen]), ...levels].map(
                  (each) => ({
                    value: each,
                    label: each.endsWith('+')
                      ? t('review.levelUp', { level: each.slice(0, -1) })
                      : t('review.level', { level: each }),
                  }),
                )}
                onChange={(choice) => onChange(formatTarget(withAxis(parts, axis, choice)))}
              />
            )
          })}
        </div>
      )}
      <TextField
        compact
        name="target-words"
        label={t('review.targetOther')}
        hint={t('review.targetOtherHint')}
        maxLength={60}
        value={parts === null ? (value ?? '') : ''}
        onChange={(words) => onChange(words.trim() === '' ? null : words)}
      />
    </>
  )
}
